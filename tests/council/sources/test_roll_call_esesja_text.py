"""The text print of eSesja: what a good one says, how its variants read, what a spoilt one is refused for."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from council.drafts import BodyKind, Choice, Result, SessionDraft, VoteDraft, VoteKind
from council.sources.roll_call_esesja_text import RollCallEsesjaText
from council.sources.roll_call_two_columns import RollCallTwoColumns
from tests.council.sources.pdf_builder import Text, encrypted, pdf, scan
from tests.real import real
from watchdog.ingest.source import Reject, Unreadable

HEAD = ["Rada Miasta Gliwice", "Protokół nr XV", "XV Sesja w dniu 25 września 2025"]
SUMMARY = "ZA: 2, PRZECIW: 1, WSTRZYMUJĘ SIĘ: 1, BRAK GŁOSU: 0, NIEOBECNI: 1"
LISTS = [
    "Wyniki imienne:",
    "ZA (2)",
    "Anna Lis, Jan Maria Kot",
    "PRZECIW (1)",
    "Ewa Lejman-Gąska",
    "WSTRZYMUJĘ SIĘ (1)",
    "Adam Ryś",
    "NIEOBECNI (1)",
    "Zofia Żak",
]
KEY = json.loads((Path(__file__).parent / "answer_key_esesja.json").read_text(encoding="utf-8"))


def printed(*pages: list[str], size: float = 11) -> bytes:
    """Print lines as the system does: one under another; an empty line is a gap."""
    return pdf([[Text(71, 760 - 14 * row, text, size) for row, text in enumerate(page) if text] for page in pages])


def vote(subject: str = "przyjęcie protokołu.", summary: str = SUMMARY, lists: list[str] = LISTS) -> list[str]:
    counters = [summary] if summary else []
    return ["Głosowano w sprawie:", subject, "", "Wyniki głosowania", *counters, "", *lists, ""]


def read(content: bytes) -> list[VoteDraft | SessionDraft | Reject]:
    return list(RollCallEsesjaText().parse(content))  # type: ignore[arg-type]  # what this source yields


def votes(*pages: list[str]) -> list[VoteDraft]:
    content = printed(*pages)
    assert RollCallEsesjaText().recognises(content)
    return [each for each in read(content) if isinstance(each, VoteDraft)]


def only(*pages: list[str]) -> VoteDraft:
    [draft] = votes(*pages)
    return draft


def ballots(draft: VoteDraft) -> list[tuple[str, str]]:
    return [(ballot.name, ballot.label) for ballot in draft.ballots]


def codes(draft: VoteDraft) -> list[str]:
    return [finding.code for finding in draft.findings]


ALL = [
    ("Anna Lis", "ZA"),
    ("Jan Maria Kot", "ZA"),
    ("Ewa Lejman-Gąska", "PRZECIW"),
    ("Adam Ryś", "WSTRZYMUJĘ SIĘ"),
    ("Zofia Żak", "NIEOBECNI"),
]


# What a print says


def test_a_vote_says_its_meeting_question_counters_and_names() -> None:
    session, draft = read(printed([*HEAD, *vote("zmiany budżetu (druk nr 148/2025).")]))

    assert isinstance(session, SessionDraft)
    assert isinstance(draft, VoteDraft)
    assert (draft.meeting.council, draft.meeting.number, draft.day) == ("Rada Miasta Gliwice", 15, date(2025, 9, 25))
    assert session.sittings == (date(2025, 9, 25),)
    assert (draft.subject, draft.print_number) == ("zmiany budżetu (druk nr 148/2025).", "148/2025")
    assert draft.official.model_dump(exclude_none=True) == {
        "za": 2,
        "przeciw": 1,
        "wstrzymal_sie": 1,
        "nie_glosowali": 0,
        "nieobecni": 1,
    }
    assert ballots(draft) == ALL
    assert draft.findings == ()


def test_counters_that_are_not_printed_stay_unknown_and_categories_without_people_are_left_out() -> None:
    draft = only([*HEAD, *vote(summary="ZA: 1", lists=["Wyniki imienne:", "ZA (1)", "Anna Lis"])])

    assert draft.official.model_dump(exclude_none=True) == {"za": 1}
    assert ballots(draft) == [("Anna Lis", "ZA")]


def test_the_count_in_a_heading_is_a_printed_counter_where_the_summary_is_missing() -> None:
    draft = only([*HEAD, *vote(summary="")])

    assert (draft.official.za, draft.official.nieobecni, draft.official.nie_glosowali) == (2, 1, None)


def test_counters_that_differ_from_the_names_are_both_kept() -> None:
    draft = only([*HEAD, *vote(summary=SUMMARY.replace("ZA: 2", "ZA: 3"))])

    assert draft.official.za == 3
    assert ballots(draft) == ALL
    assert set(codes(draft)) == {"counters_disagree", "totals_differ"}


def test_a_person_named_twice_is_kept_twice_and_said() -> None:
    lists = [*LISTS[:2], "Anna Lis, Anna Lis", *LISTS[3:]]

    draft = only([*HEAD, *vote(lists=lists)])

    assert [name for name, _ in ballots(draft)].count("Anna Lis") == 2
    assert codes(draft) == ["person_twice"]


def test_a_vote_without_names_and_one_without_counters_survive_among_the_others() -> None:
    bare = ["Głosowano w sprawie:", "przerwy.", "", "Wyniki głosowania", "", "2. Komunikaty", ""]

    drafts = votes([*HEAD, *vote("statutu.", lists=[]), *bare, *vote()])

    assert [draft.subject for draft in drafts] == ["statutu.", "przerwy.", "przyjęcie protokołu."]
    assert [len(draft.ballots) for draft in drafts] == [0, 0, 5]
    assert drafts[0].official.za == 2
    assert drafts[1].official.model_dump(exclude_none=True) == {}


# Names over lines and pages

WRAPPED = "Wyniki imienne:", "ZA (3)"


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["Anna Lis, Lech Wałęsa, Karol", "Ważny"], ["Anna Lis", "Lech Wałęsa", "Karol Ważny"]),
        (["Anna Lis, Lech Wałęsa, Ewa Lejman-", "Gąska"], ["Anna Lis", "Lech Wałęsa", "Ewa Lejman-Gąska"]),
        (["Anna Lis, Lech Wałęsa, Ewa Kowal-", "ska"], ["Anna Lis", "Lech Wałęsa", "Ewa Kowalska"]),
        (["Anna Lis, Lech Wałęsa,", "Ewa Kos"], ["Anna Lis", "Lech Wałęsa", "Ewa Kos"]),
        (["Anna Lis", "Lech Wałęsa", "Ewa Kos"], ["Anna Lis", "Lech Wałęsa", "Ewa Kos"]),
        (["1. Anna Lis", "2. Lech Wałęsa", "3. Ewa Kos"], ["Anna Lis", "Lech Wałęsa", "Ewa Kos"]),
        (["Lis Anna; Wałęsa\u00a0Lech; Kos  Ewa."], ["Lis Anna", "Wałęsa Lech", "Kos Ewa"]),
        (["Anna Lis, Lech Wałęsa, Jan Żebrowski de Kos"], ["Anna Lis", "Lech Wałęsa", "Jan Żebrowski de Kos"]),
    ],
    ids=["inside", "hyphen", "parted word", "comma", "one a line", "numbered", "other order", "particle"],
)
@pytest.mark.parametrize("over_pages", [False, True])
def test_names_are_put_together_over_lines_and_pages(lines: list[str], names: list[str], over_pages: bool) -> None:
    above = [*HEAD, "Głosowano w sprawie:", "przyjęcie protokołu.", "Wyniki głosowania", "ZA: 3", *WRAPPED]
    pages = (
        [[*above, *lines[:1]], [*lines[1:], "", "2. Komunikaty"]] if over_pages else [[*above, *lines, "2. Komunikaty"]]
    )

    draft = only(*pages)

    assert [name for name, _ in ballots(draft)] == names
    assert draft.findings == ()


def test_a_wrap_between_a_second_given_name_and_the_family_name_is_told_by_the_full_line() -> None:
    long = "Katarzyna Czerniewska, Agnieszka Owczarczak, Krzysztof Paweł"

    draft = only([*HEAD, *vote(summary="ZA: 3", lists=[*WRAPPED, long, "Procel"])])

    assert [name for name, _ in ballots(draft)][-1] == "Krzysztof Paweł Procel"


def test_names_in_a_column_narrower_than_the_title_go_on_to_their_end() -> None:
    title = "Imienny wykaz głosowań, który Biuro Rady Miasta sporządziło po sesji w dniu 25 września 2025 r."
    lists = ["Wyniki imienne:", "ZA (3)", "Anna Lis, Ewa Maria", "Kot, Jan Paweł", "Ryś-Lejman"]

    draft = only([title, *HEAD, *vote("budżet.", summary="", lists=lists)])

    assert [ballot.name for ballot in draft.ballots] == ["Anna Lis", "Ewa Maria Kot", "Jan Paweł Ryś-Lejman"]


def test_titles_before_names_and_small_words_in_them_are_parts_of_names() -> None:
    lists = [
        "Wyniki imienne:",
        "ZA (4)",
        "dr Anna Lis, prof. dr hab. Jan Kot, ks.",
        "Adam von Ryś, inż. Ewa de la Torre",
        "PRZECIW (1)",
        "mgr Zofia Żak",
    ]
    draft = only([*HEAD, *vote(summary="", lists=lists)])

    names = ["dr Anna Lis", "prof. dr hab. Jan Kot", "ks. Adam von Ryś", "inż. Ewa de la Torre", "mgr Zofia Żak"]
    assert [ballot.name for ballot in draft.ballots] == names
    assert codes(draft) == []


def test_lines_in_the_margins_of_every_page_are_no_part_of_names_or_questions() -> None:
    pages = [[*HEAD, "Głosowano w sprawie:", "zmiany budżetu"], ["miasta.", *LISTS[:2], "Anna Lis, Jan"]]
    pages.append(["Maria Kot", *LISTS[3:]])
    laid = [[Text(71, 760 - 14 * row, text, 11) for row, text in enumerate(page)] for page in pages]
    for number, page in enumerate(laid, start=1):
        page += [Text(200, 800, "Urząd Miejski", 9), Text(200, 30, f"Biuro Rady, ul. Zwycięstwa 21, s. {number}", 9)]
    [draft] = [each for each in read(pdf(laid)) if isinstance(each, VoteDraft)]

    assert draft.subject == "zmiany budżetu miasta."
    assert ballots(draft) == ALL


def test_a_heading_in_capitals_after_the_names_is_nobodys_name() -> None:
    summary = "ZA: 3, PRZECIW: 0, WSTRZYMUJĘ SIĘ: 0, BRAK GŁOSU: 0, NIEOBECNI: 0"
    draft = only([*HEAD, *vote(summary=summary, lists=[*WRAPPED, "Anna Lis, Jan Kot, Ewa Kos", "Wolne Wnioski"])])

    assert [name for name, _ in ballots(draft)] == ["Anna Lis", "Jan Kot", "Ewa Kos"]


def test_decomposed_letters_and_ligatures_are_read_as_the_letters_they_show() -> None:
    name = unicodedata.normalize("NFD", "Józef") + " Ra\ufb01n"

    draft = only([*HEAD, *vote(summary="", lists=["Wyniki imienne:", "ZA (1)", name])])

    assert ballots(draft) == [("Józef Rafin", "ZA")]


def test_a_vote_split_over_pages_with_repeated_titles_and_footers_is_one_vote() -> None:
    foot = "Wygenerowano za pomocą app.esesja.pl"
    lines = vote()
    pages = [[*HEAD, *lines[:4], foot, "1"], [HEAD[0], *lines[4:9], "Strona 2 z 3"], [HEAD[0], *lines[9:], foot, "3/3"]]

    draft = only(*pages)

    assert ballots(draft) == ALL
    assert draft.findings == ()
    assert [ballot.place for ballot in draft.ballots] == ["p. 2", "p. 2", "p. 3", "p. 3", "p. 3"]


# Variants of other cities


@pytest.mark.parametrize(
    "line",
    [
        "Głosowanie z dnia: 26.09.2025, 12:11:26",
        "Głosowanie zakończono w dniu: 26 września 2025, o godz. 12:11",
        "Data głosowania: 26.09.2025 12:11",
    ],
)
@pytest.mark.parametrize("where", ["before", "between", "after"])
def test_the_moment_of_a_vote_is_read_wherever_it_stands(line: str, where: str) -> None:
    lines = vote()
    at = {"before": 0, "between": 3, "after": len(lines) - 1}[where]

    first, second = votes([*HEAD, *lines[:at], line, *lines[at:], *vote("statutu.")])

    assert first.on == datetime(2025, 9, 26, 12, 11)  # noqa: DTZ001 - printed local time, naive by contract
    assert ballots(first) == ALL
    assert second.on == date(2025, 9, 25)


def test_a_moment_behind_the_question_is_no_part_of_it() -> None:
    draft = only([*HEAD, *vote("przyjęcia protokołu 26 września 2025, godz. 12:11")])

    assert (draft.subject, str(draft.on)) == ("przyjęcia protokołu", "2025-09-26 12:11:00")


@pytest.mark.parametrize(
    ("opening", "subject"),
    [
        ("Głosowano w sprawie wniosku o przerwę.", "wniosku o przerwę."),
        ("Głosowano wniosek w sprawie: przerwy.", "wniosek w sprawie przerwy."),
        ("3. Głosowano w sprawie: przerwy.", "przerwy."),
        ("GŁOSOWANO W SPRAWIE: przerwy.", "przerwy."),
    ],
)
def test_a_question_may_stand_on_the_line_that_opens_the_vote(opening: str, subject: str) -> None:
    draft = only([*HEAD, "Wyniki głosowania", opening, SUMMARY, *LISTS])

    assert draft.subject == subject
    assert ballots(draft) == ALL


def test_counters_wrapped_over_two_lines_are_read() -> None:
    draft = only(
        [*HEAD, *vote(summary="ZA: 2, PRZECIW: 1, WSTRZYMUJĘ")[:5], "SIĘ: 1, BRAK GŁOSU: 0, NIEOBECNI: 1", *LISTS]
    )

    assert (draft.official.wstrzymal_sie, draft.official.nieobecni) == (1, 1)


def test_those_who_did_not_vote_have_other_names_elsewhere() -> None:
    lists = ["Wyniki imienne:", "ZA (1)", "Anna Lis", "NIE GŁOSOWALI (2)", "Jan Kot, Ewa Kos"]

    draft = only([*HEAD, *vote(summary="ZA: 1, PRZECIW: 0", lists=lists)])

    assert draft.official.nie_glosowali == 2
    assert [ballot.choice for ballot in draft.ballots] == [Choice.FOR, Choice.NOT_VOTING, Choice.NOT_VOTING]


@pytest.mark.parametrize("lines", [["Anna Lis (ZA), Kot Jan (PRZECIW), Ewa", "Kos (WSTRZYMUJĘ SIĘ)"], [
    "Anna Lis (ZA)", "Kot Jan (PRZECIW)", "Ewa Kos (WSTRZYMUJĘ SIĘ)"]])  # fmt: skip
def test_choices_may_stand_behind_the_names(lines: list[str]) -> None:
    lists = ["Wyniki imienne:", *lines, "2. Sprawy różne (druk 5)"]

    draft = only([*HEAD, *vote(summary="ZA: 1, PRZECIW: 1, WSTRZYMUJĘ SIĘ: 1", lists=lists)])

    assert ballots(draft) == [("Anna Lis", "ZA"), ("Kot Jan", "PRZECIW"), ("Ewa Kos", "WSTRZYMUJĘ SIĘ")]
    assert draft.findings == ()


def test_names_under_a_word_that_is_no_choice_are_rejected_one_by_one() -> None:
    found = read(printed([*HEAD, *vote(lists=[*LISTS, "GOŚCIE (1)", "Adam Obcy"])]))

    [reject] = [each for each in found if isinstance(each, Reject)]
    [draft] = [each for each in found if isinstance(each, VoteDraft)]
    assert "Adam Obcy" in reject.reason
    assert ballots(draft) == ALL
    assert codes(draft) == ["unknown_label"]


@pytest.mark.parametrize(
    ("subject", "extra"),
    [
        ("wyboru przewodniczącego.", "Rodzaj głosowania: tajne"),
        ("wyboru przewodniczącego (głosowanie tajne).", ""),
        ("wyboru przewodniczącego w głosowaniu tajnym.", ""),
    ],
)
def test_a_secret_vote_has_totals_only(subject: str, extra: str) -> None:
    lines = vote(subject, lists=[])

    draft = only([*HEAD, *lines[:2], *([extra] if extra else []), *lines[2:]])

    assert draft.secret
    assert (draft.subject, draft.official.za, draft.ballots) == (subject, 2, ())


def test_names_under_a_vote_marked_secret_are_not_taken_over() -> None:
    draft = only([*HEAD, *vote("wyboru przewodniczącego (głosowanie tajne).")])

    assert (draft.secret, draft.ballots) == (True, ())
    assert codes(draft) == ["secret_with_names"]


def test_an_open_vote_about_a_secret_ballot_keeps_its_names() -> None:
    draft = only([*HEAD, *vote("przyjęcia regulaminu głosowania tajnego.")])

    assert (draft.secret, len(draft.ballots)) == (False, 5)


def test_a_check_of_the_quorum_lists_who_is_present() -> None:
    lists = ["Wyniki imienne:", "OBECNI (2)", "Anna Lis, Jan Kot", "NIEOBECNI (1)", "Ewa Kos"]

    draft = only([*HEAD, "Sprawdzono kworum", *lists])

    assert draft.kind is VoteKind.QUORUM
    assert (draft.official.present, draft.official.nieobecni, draft.official.za) == (2, 1, None)
    assert [ballot.choice for ballot in draft.ballots] == [Choice.NOT_VOTING, Choice.NOT_VOTING, Choice.ABSENT]
    assert draft.findings == ()


def test_a_list_of_those_present_beside_their_votes_is_nobodys_second_vote() -> None:
    everyone = ["OBECNI (4)", "Anna Lis, Jan Maria Kot, Ewa Lejman-Gąska, Adam Ryś"]

    draft = only([*HEAD, *vote(lists=[*LISTS, *everyone])])

    assert ballots(draft) == ALL
    assert draft.official.present == 4


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("Uchwała została podjęta.", Result.PASSED),
        ("Uchwała nie została podjęta.", Result.FAILED),
        ("Wniosek został odrzucony", Result.FAILED),
        ("Wynik: przyjęto", Result.PASSED),
    ],
)
def test_the_result_is_kept_as_printed(line: str, result: Result) -> None:
    draft = only([*HEAD, *vote()[:-1], line])

    assert (draft.result, draft.result_label) == (result, line)
    assert ballots(draft) == ALL


# Which meeting, which resolution


@pytest.mark.parametrize(
    ("head", "council", "number"),
    [
        (["XV Sesja Rady Miejskiej w Łasku z dnia 25.09.2025 r."], "Rady Miejskiej w Łasku", 15),
        (["Wyniki głosowań z 15. sesji Rady Gminy Błonie w dniu 25 września 2025 r."], "Rady Gminy Błonie", 15),
        (["Sesja nr XV", "Rada Miasta Gliwice", "2025-09-25"], "Rada Miasta Gliwice", 15),
        (["Obrady w dniu 25 września 2025"], "", None),
    ],
)
def test_a_head_names_the_meeting_as_far_as_it_goes(head: list[str], council: str, number: int | None) -> None:
    draft = only([*head, *vote()])

    assert (draft.meeting.council, draft.meeting.number, draft.day) == (council, number, date(2025, 9, 25))


def test_a_committee_is_not_taken_for_the_council() -> None:
    draft = only(["Komisja Rewizyjna", "Rada Miasta Gliwice", "Posiedzenie w dniu 25 września 2025", *vote()])

    assert (draft.meeting.kind, draft.meeting.committee) == (BodyKind.COMMITTEE, "Komisja Rewizyjna")


def test_when_a_session_began_is_read() -> None:
    [session, _] = read(printed([*HEAD, "Obrady rozpoczęto 25 września 2025 o godz. 09:30, a", *vote()]))

    assert isinstance(session, SessionDraft)
    assert session.starts_at == time(9, 30)


def test_a_vote_without_any_day_is_rejected_with_its_reason() -> None:
    [reject] = read(printed([HEAD[0], *vote(), "Wygenerowano za pomocą app.esesja.pl 27.09.2025"]))

    assert isinstance(reject, Reject)
    assert "nie ma dnia głosowania" in reject.reason


ITEM = "4) w sprawie statutu (druk 5); uchwała RMG Nr XV/88/25 z dn. 25.09.25"


def test_the_resolution_written_behind_an_item_is_the_one_its_only_vote_adopted() -> None:
    first, second = votes([*HEAD, ITEM, "", *vote("w sprawie statutu (druk 5)."), "5) przerwa", "", *vote("przerwy.")])

    assert (first.resolution, second.resolution) == ("XV/88/2025", "")


def test_an_amendment_voted_under_the_same_item_adopts_nothing() -> None:
    first, _ = votes([*HEAD, ITEM, "", *vote("poprawki nr 1."), *vote("w sprawie statutu.")])

    assert first.resolution == ""


def test_a_resolution_merely_named_in_the_question_is_not_the_one_adopted() -> None:
    subject = "zmiany: uchwała Rady nr XV/88/24 z dnia 25.09.2024"

    assert only([*HEAD, *vote(subject)]).resolution == ""


# Files of no use


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"<html></html>", "not_a_pdf"),
        (scan(), "scan_without_text"),
        (encrypted(printed([*HEAD, *vote()])), "encrypted_pdf"),
        (printed([*HEAD, "Zaproszenie"]), "not_a_roll_call"),
    ],
    ids=["empty", "html", "scan", "locked", "no vote"],
)
def test_a_file_that_is_no_such_print_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(content)

    assert refused.value.code == code
    assert not RollCallEsesjaText().recognises(content)


# The real print


def real_votes() -> list[VoteDraft]:
    content = real("votes/gdansk-esesja-pdf/protokol-esesja-doc-2021.pdf").read_bytes()
    assert RollCallEsesjaText().recognises(content)
    assert not RollCallTwoColumns().recognises(content)
    found = read(content)
    assert not [each for each in found if isinstance(each, Reject)]
    return [each for each in found if isinstance(each, VoteDraft)]


@pytest.mark.parametrize(("path", "key"), [(path, key) for path, keys in KEY.items() for key in keys])
def test_a_real_vote_reads_as_keyed_by_hand(path: str, key: dict[str, Any]) -> None:
    real(path)

    draft = real_votes()[key["vote"] - 1]

    assert draft.subject == key["subject"]
    assert draft.official.model_dump(exclude_none=True) == key["official"]
    assert draft.resolution == key["resolution"]
    assert ballots(draft) == [(name, label) for label, names in key["names"].items() for name in names.split(", ")]


def test_every_vote_and_every_name_of_the_real_print_is_read() -> None:
    drafts = real_votes()

    people = {name for name, _ in ballots(drafts[4])}
    assert len(drafts) == 21
    assert len(people) == 34
    for draft in drafts:
        names = Counter(ballot.choice.value for ballot in draft.ballots)
        told = draft.official
        assert (told.za, told.przeciw, told.wstrzymal_sie, told.nie_glosowali, told.nieobecni) == (
            *(names[choice] for choice in ("za", "przeciw", "wstrzymal_sie", "nie_glosowal")),
            0,
        )
        assert {name for name, _ in ballots(draft)} == people
        assert draft.findings == ()
        assert (draft.meeting.council, draft.meeting.number) == ("Rada Miasta Gdańsk", 35)
