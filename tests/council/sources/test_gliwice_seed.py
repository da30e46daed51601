"""Gliwice's seed: that every row reads, that doubt is said, and that a bad row or header is refused by itself."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from council.drafts import (
    AgendaItemDraft,
    BodyKind,
    BodyMembershipDraft,
    BodyRole,
    Choice,
    CommitteeDraft,
    PersonDraft,
    RulingDraft,
    RulingEffect,
    SessionDraft,
    Validity,
    VoteDraft,
)
from council.matching import vote_slug
from council.sources.gliwice_seed import (
    GliwiceAgendas,
    GliwiceCommittees,
    GliwicePeople,
    GliwiceRemarks,
    GliwiceResolutions,
    GliwiceRulings,
    GliwiceSessions,
)
from council.sources.gliwice_votes import GliwiceRollCalls, GliwiceVotes
from watchdog.ingest.source import Certainty, Reject, Unreadable
from watchdog.ingest.tables import SeedTable

INFORMATICS = (
    "w sprawie wyboru sposobu prowadzenia i formy wykonywania zadań własnych gminy z zakresu informatyzacji działań"
)
SEEDS = Path(__file__).resolve().parents[3] / "council" / "seeds"
ALL = (
    GliwicePeople,
    GliwiceCommittees,
    GliwiceSessions,
    GliwiceAgendas,
    GliwiceResolutions,
    GliwiceVotes,
    GliwiceRollCalls,
    GliwiceRulings,
    GliwiceRemarks,
)


def seed(source: type[SeedTable]) -> list[Any]:
    """Read the project's own seed file of a source."""
    return list(source().parse((SEEDS / source.file).read_bytes()))


def table(source: type[SeedTable], **cells: str) -> bytes:
    """Write a file of one row."""
    row = (cells.get(column, "") for column in source.columns)
    return f"{';'.join(source.columns)}\n{';'.join(row)}\n".encode()


def only(source: type[SeedTable], **cells: str) -> Any:
    (found,) = source().parse(table(source, **cells))
    return found


@pytest.mark.parametrize("source", ALL)
def test_every_row_of_the_seed_reads_without_a_doubt(source: type[SeedTable]) -> None:
    drafts = seed(source)

    assert drafts
    assert not [draft for draft in drafts if isinstance(draft, Reject) or draft.findings]


@pytest.mark.parametrize("source", ALL)
def test_every_fact_of_the_seed_says_where_it_was_published(source: type[SeedTable]) -> None:
    assert all(draft.address.startswith(("http://", "https://")) for draft in seed(source))


@pytest.mark.parametrize("source", ALL)
def test_every_inferred_fact_says_what_was_inferred(source: type[SeedTable]) -> None:
    assert all(draft.note for draft in seed(source) if draft.certainty is Certainty.INFERRED)


@pytest.mark.parametrize("source", ALL)
def test_a_seed_names_its_own_file(source: type[SeedTable]) -> None:
    (address,) = source().discover(date(2000, 1, 1))

    assert (SEEDS / address.removeprefix("seed:")).is_file()


def test_councillors_of_four_terms_are_listed() -> None:
    people = [draft for draft in seed(GliwicePeople) if isinstance(draft, PersonDraft)]

    assert Counter(person.term for person in people) == {
        "2010-2014": 25,
        "2014-2018": 7,
        "2018-2024": 25,
        "2024-2029": 26,
    }


def test_a_club_is_not_the_committee_a_councillor_was_elected_from() -> None:
    people = {(person.term, person.name): person for person in seed(GliwicePeople)}

    gornig = people["2024-2029", "Kajetan Gornig"]

    assert (gornig.committee, gornig.club) == ("Nowy Ratusz", "Koalicja Obywatelska i Nowy Ratusz")
    assert (gornig.district, gornig.votes) == (2, 1180)


def test_functions_in_the_council_stand_with_the_committees_and_nowhere_else() -> None:
    council = [each for each in seed(GliwiceCommittees) if isinstance(each, BodyMembershipDraft) and not each.committee]

    assert Counter((each.term, each.role) for each in council) == {
        ("2018-2024", BodyRole.CHAIR): 1,
        ("2018-2024", BodyRole.VICE_CHAIR): 3,
        ("2024-2029", BodyRole.CHAIR): 1,
        ("2024-2029", BodyRole.VICE_CHAIR): 2,
    }
    assert {person.function for person in seed(GliwicePeople)} == {"", "przewodnicząca klubu"}


def test_committees_are_listed_though_their_members_are_not_known() -> None:
    committees = [each for each in seed(GliwiceCommittees) if isinstance(each, CommitteeDraft)]

    assert Counter(each.term for each in committees) == {"2014-2018": 5, "2018-2024": 9}
    assert not any(each.members_known_since for each in committees)


def test_a_function_that_nobody_can_have_is_refused() -> None:
    refused = only(GliwiceCommittees, term="2018-2024", name="Marek Pszonak", role="member")

    assert isinstance(refused, Reject)
    assert "mandat" in refused.reason


def test_a_mandate_whose_end_we_inferred_is_marked_so() -> None:
    people = {(person.term, person.name): person for person in seed(GliwicePeople)}

    assert people["2024-2029", "Jarosław Zięba"].certainty is Certainty.INFERRED
    assert people["2024-2029", "Katarzyna Kuczyńska-Budka"].end_reason == "objęcie urzędu prezydenta miasta"
    assert people["2024-2029", "Marek Pszonak"].certainty is Certainty.STATED


def test_sessions_are_found_by_number_or_by_day() -> None:
    sessions = [draft for draft in seed(GliwiceSessions) if isinstance(draft, SessionDraft)]

    assert len(sessions) == 72
    assert Counter(session.meeting.term for session in sessions)["2002-2006"] == 2
    interrupted = next(each for each in sessions if (each.meeting.term, each.meeting.number) == ("2024-2029", 1))
    assert interrupted.sittings == (date(2024, 5, 7), date(2024, 5, 8))


def test_agendas_keep_the_cut_of_a_title_and_say_so() -> None:
    items = [draft for draft in seed(GliwiceAgendas) if isinstance(draft, AgendaItemDraft)]

    cut = [item for item in items if "[…]" in item.title]

    assert len(items) == 178
    assert cut
    assert all("urywa się" in item.note for item in cut)


def test_a_print_that_stands_in_for_another_says_which_and_whether_it_was_amended() -> None:
    items = {(item.meeting.number, item.label): item for item in seed(GliwiceAgendas) if item.replaces}

    budget = items[9, "10"]

    assert (budget.replaces, budget.amended) == ("128/2024", True)
    assert (items[23, "10"].replaces, items[23, "10"].amended) == ("480", False)


def test_items_of_one_session_have_labels_and_places_of_their_own() -> None:
    items = [(item.meeting, item.label) for item in seed(GliwiceAgendas)]

    assert len(set(items)) == len(items)


def test_resolutions_that_courts_or_the_voivode_struck_down_are_marked() -> None:
    rulings = [draft for draft in seed(GliwiceRulings) if isinstance(draft, RulingDraft)]
    against = (RulingEffect.INVALID, RulingEffect.PARTLY_INVALID)

    struck = {draft.resolution or draft.subject: draft.effect for draft in rulings if draft.effect in against}

    assert struck == {
        "w sprawie strefy płatnego parkowania w centrum miasta": RulingEffect.PARTLY_INVALID,
        "II/24/2018": RulingEffect.PARTLY_INVALID,
        INFORMATICS: RulingEffect.INVALID,
        "w sprawie sprzedaży miejskich nieruchomości": RulingEffect.PARTLY_INVALID,
        "XLVIII/992/2023": RulingEffect.INVALID,
    }


def test_a_ruling_stands_in_its_own_table_and_not_at_the_resolution_too() -> None:
    assert not [draft for draft in seed(GliwiceResolutions) if draft.validity or draft.validity_note]


def test_the_chamber_of_audit_only_opened_proceedings() -> None:
    rulings = [draft for draft in seed(GliwiceRulings) if "RIO" in draft.authority_name]

    assert len(rulings) == 8
    assert {draft.effect for draft in rulings} == {RulingEffect.OPENED}
    assert all("nie podaje" in draft.note for draft in rulings)


def test_a_proceeding_whose_end_is_unknown_is_no_invalidity() -> None:
    budget = next(draft for draft in seed(GliwiceResolutions) if draft.number == "IV/18/2011")

    assert budget.validity is Validity.UNKNOWN
    assert "wyniku nie znamy" in budget.note


def test_the_roll_call_of_2014_counts_as_it_was_published() -> None:
    (vote,) = seed(GliwiceRollCalls)

    choices = Counter(ballot.choice for ballot in vote.ballots)

    assert choices == {Choice.FOR: 22, Choice.ABSTAIN: 2, Choice.ABSENT: 1}
    assert [ballot.name for ballot in vote.ballots if ballot.choice is Choice.ABSENT] == ["Zdzisław Goliszewski"]
    assert vote.official.za is None
    assert vote_slug(vote) == "2014-06-12-uchwala-xliv-949-2014"


def test_a_total_that_no_source_gives_stays_empty() -> None:
    votes = {vote.day: vote for vote in seed(GliwiceVotes)}

    assert votes[date(2017, 9, 7)].official.za is None
    assert votes[date(2021, 9, 9)].official.model_dump(exclude_none=True) == {"za": 13, "przeciw": 2, "nieobecni": 1}


def test_a_committees_vote_is_not_the_councils() -> None:
    vote = next(each for each in seed(GliwiceVotes) if each.meeting.committee)

    assert (vote.meeting.kind, vote.meeting.committee) == (BodyKind.COMMITTEE, "Komisja Rewizyjna")


def test_a_vote_known_by_its_year_alone_has_no_day() -> None:
    vote = next(each for each in seed(GliwiceVotes) if each.year == 2012 and each.on is None)

    assert (vote.official.za, vote.official.przeciw, vote.official.wstrzymal_sie) == (10, 12, 2)
    assert vote.as_reading()["date"] == "2012"


def test_the_election_of_the_chair_was_secret() -> None:
    votes = {vote.day: vote for vote in seed(GliwiceVotes) if isinstance(vote, VoteDraft)}

    assert votes[date(2024, 5, 7)].secret
    assert votes[date(2024, 5, 7)].official.za == 13


# Bad files


@pytest.mark.parametrize(
    ("source", "cells", "reason"),
    [
        (GliwicePeople, {"term": "2024-2029"}, "„name”: brak wartości"),
        (GliwicePeople, {"term": "2024-2029", "name": "Jan Nowak", "votes": "wiele"}, "nie jest liczba całkowita"),
        (GliwicePeople, {"term": "2024-2029", "name": "Jan Nowak", "since": "7 maja"}, "to nie jest data"),
        (GliwicePeople, {"term": "2024-2029", "name": "Jan Nowak", "certainty": "chyba"}, "spoza listy dozwolonych"),
        (GliwiceSessions, {"term": "2024-2029"}, "bez numeru i bez daty"),
        (GliwiceSessions, {"term": "2024-2029", "number": "IIII"}, "nie jest liczbą rzymską"),
        (GliwiceSessions, {"term": "2024-2029", "day": "2024-02-31"}, "nie jest datą"),
        (GliwiceAgendas, {"term": "2024-2029", "day": "2024-12-19", "amended": "tak"}, "tylko „yes” albo nic"),
        (GliwiceAgendas, {"term": "2024-2029", "label": "1", "position": "0", "title": "x"}, "liczba jest za mała"),
        (GliwiceResolutions, {"number": "949/2014", "year": "2014", "title": "x"}, "nie jest numerem uchwały"),
        (GliwiceVotes, {"term": "2018-2024", "subject": "Apel"}, "„year”"),
        (GliwiceVotes, {"term": "2018-2024", "subject": "Apel", "year": "2020", "za": "-1"}, "liczba jest za mała"),
    ],
)
def test_a_bad_row_is_rejected_with_its_place_and_reason(
    source: type[SeedTable], cells: dict[str, str], reason: str
) -> None:
    reject = only(source, **cells)

    assert isinstance(reject, Reject)
    assert reject.place == "row 2"
    assert reason in reject.reason
    assert reject.raw


def test_a_row_with_another_number_of_cells_is_rejected_and_the_next_is_read() -> None:
    row = ";".join({"term": "2024-2029", "name": "Jan Nowak"}.get(column, "") for column in GliwicePeople.columns)
    content = f"{';'.join(GliwicePeople.columns)}\na;b\n\n{row}\n".encode()

    reject, person = GliwicePeople().parse(content)

    assert isinstance(reject, Reject)
    assert "Wiersz ma pól: 2, a nagłówek: 14." in reject.reason
    assert person.place == "row 4"


def test_an_unknown_word_beside_a_name_keeps_that_ballot_out() -> None:
    cells = {"term": "2010-2014", "day": "2014-06-12", "subject": "Osiedle", "name": "Jan Nowak", "label": "MOŻE"}

    reject, vote = GliwiceRollCalls().parse(table(GliwiceRollCalls, **cells))

    assert isinstance(reject, Reject)
    assert vote.ballots == ()
    assert [finding.code for finding in vote.findings] == ["unknown_label"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "wrong_header"), (b"a;b\n1;2\n", "wrong_header"), ("żółć".encode("cp1250"), "bad_encoding")],
)
def test_another_file_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        list(GliwicePeople().parse(content))

    assert refusal.value.code == code


def test_each_seed_file_is_recognised_by_its_own_source_alone() -> None:
    for source in ALL:
        content = (SEEDS / source.file).read_bytes()

        assert [other for other in ALL if other().recognises(content)] == [source]
