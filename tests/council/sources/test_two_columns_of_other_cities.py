"""The two-column print as other cities may set it: whatever the layout, what was printed is what is read."""

from __future__ import annotations

import unicodedata
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council.drafts import BodyKind, Choice, Result, SessionDraft, VoteDraft, VoteKind
from council.sources.roll_call_two_columns import RollCallTwoColumns
from tests.council.sources.pdf_builder import Print, Text, counted, pages_of, pdf, roll_call
from watchdog.core.text import squash
from watchdog.ingest.source import Draft, Reject

FIRST = ["Anna", "Łukasz", "Krzysztof Paweł", "Żaneta", "Józef", "Świętosława", "Elżbieta Maria", "Ewa", "Stanisław"]
LAST = [
    "Nowak",
    "Grodzka-Łopuszyńska",
    "Wnęk-Gabor",
    "Źrebiec",
    "Ćwik",
    "Ra\ufb01ński",
    "D’Ambrosio",
    "Mińkowski",
    "Pieńkowska",
    "Zając",
    "Lejman-Gąska",
    "Śliż",
]
LABELS = ["ZA", "PRZECIW", "WSTRZYMUJĘ SIĘ", "NIEOBECNY", "NIEOBECNA", "OBECNY", "OBECNA", "NIEODDANY"]
BALLOTS = [("Bala Beata", "ZA"), ("Ryś Maria", "PRZECIW"), ("Skiba Jan", "NIEOBECNY"), ("Zając Ewa", "NIEODDANY")]


def read(content: bytes) -> list[Draft | Reject]:
    return list(RollCallTwoColumns().parse(content))


def votes(content: bytes) -> list[VoteDraft]:
    return [each for each in read(content) if isinstance(each, VoteDraft)]


def vote(**changes: object) -> Print:
    values: dict[str, object] = {"subject": ["30. Zmiany budżetu miasta"], "ballots": BALLOTS, "number": 29}
    values |= changes
    values.setdefault("counters", counted(values["ballots"]))  # type: ignore[arg-type]  # a list of pairs
    return Print(**values)  # type: ignore[arg-type]  # the tests know the fields


@st.composite
def rosters(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Different people in one order of names throughout, each with a label."""
    people = draw(
        st.lists(st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)), min_size=1, max_size=40, unique=True)
    )
    family_first = draw(st.booleans())
    names = [f"{last} {first}" if family_first else f"{first} {last}" for first, last in people]
    return [(name, draw(st.sampled_from(LABELS))) for name in names]


@st.composite
def prints(draw: st.DrawFn) -> Print:
    """A vote in one of the layouts: one to three columns, cut after any row, with or without a header on each page."""
    ballots = draw(rosters())
    counters = counted(ballots)
    if draw(st.booleans()):
        counters = {key: count for key, count in counters.items() if count}
    columns = draw(st.integers(1, 3))
    if columns == 3:  # such a column is too narrow for a long name
        ballots = [("\n".join(name.rsplit(" ", 1)) if len(name) > 18 else name, label) for name, label in ballots]
    return vote(
        ballots=ballots,
        counters=counters,
        columns=columns,
        rows_a_page=draw(st.integers(1, 25)) if len(ballots) > 25 * columns or draw(st.booleans()) else 0,
        repeat_head=draw(st.booleans()),
        head=draw(
            st.sampled_from(
                [("Lp", "Nazwisko i imię", "Głos"), ("Lp.", "Imię i nazwisko", "Głos"), ("L.p.", "Radny", "Głos")]
            )
        ),
        not_cast=draw(st.sampled_from(["Głosy nieoddane", "Obecni niegłosujący"])),
        wrapped=draw(st.booleans()),
        kind=draw(st.sampled_from(["jawne", "imienne", "zwykłe", "jawne imienne"])),
        date=draw(st.sampled_from(["25.09.2025 12:11", "25.09.2025 12:11:45", "25 września 2025 r. 12:11"])),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(prints(), min_size=1, max_size=3))
def test_what_was_printed_is_what_is_read(printed: list[Print]) -> None:
    found = read(roll_call(*printed))

    drafts = [each for each in found if isinstance(each, VoteDraft)]
    assert [each for each in found if isinstance(each, Reject)] == []
    assert len(drafts) == len(printed)
    for draft, given_print in zip(drafts, printed, strict=True):
        plain = [(name.replace("\ufb01", "fi").replace("\n", " "), label) for name, label in given_print.ballots]
        assert [(ballot.name, ballot.label) for ballot in draft.ballots] == plain
        assert draft.official.za == given_print.counters.get("za")
        assert draft.official.nie_glosowali == given_print.counters.get("nieoddane")
        assert draft.on == datetime(2025, 9, 25, 12, 11)  # noqa: DTZ001 - printed local time, naive by contract
        assert draft.findings == ()


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Ra\ufb01ński Jan", "Rafiński Jan"),
        ("Ku\ufb02ewska Ewa", "Kuflewska Ewa"),
        (unicodedata.normalize("NFD", "Pieńko Józe").replace("n\u0303", "ñ"), "Pieńko Józe"),
        ("Nowak\u00a0Ewa", "Nowak Ewa"),
        ("Nowak\u202fEwa", "Nowak Ewa"),
        ("Nowak\u2009Ewa", "Nowak Ewa"),
        ("Nowak\u200b Ewa", "Nowak Ewa"),
        ("Lejman\u2011Gąska Adam", "Lejman\u2011Gąska Adam"),
        ("Grodzka-\nŁopuszyńska Elżbieta", "Grodzka-Łopuszyńska Elżbieta"),
        ("Grodzka\n-Łopuszyńska Elżbieta", "Grodzka-Łopuszyńska Elżbieta"),
        ("Grodzka-Łopu-\nszyńska Elżbieta", "Grodzka-Łopuszyńska Elżbieta"),
        ("Grodzka-Łopu\u00ad\nszyńska Elżbieta", "Grodzka-Łopuszyńska Elżbieta"),
        ("Łopu\u00adszyńska Elżbieta", "Łopuszyńska Elżbieta"),
        ("Procel Krzysztof\nPaweł", "Procel Krzysztof Paweł"),
    ],
)
def test_a_name_is_read_as_people_write_it(printed: str, name: str) -> None:
    [draft] = votes(roll_call(vote(ballots=[*BALLOTS, (printed, "ZA")])))

    assert draft.ballots[-1].name == squash(name)
    assert draft.findings == ()


@pytest.mark.parametrize(
    ("title", "aside", "kind", "body", "number"),
    [
        ("XX sesja Rady Miejskiej w Rudzie Śląskiej", "20", BodyKind.COUNCIL, "Rady Miejskiej w Rudzie Śląskiej", 20),
        ("Sesja Rady Gminy Ożarów", "", BodyKind.COUNCIL, "Rady Gminy Ożarów", None),
        ("Sesja Rady Gminy Ożarów", "7", BodyKind.COUNCIL, "Rady Gminy Ożarów", 7),
        ("20 sesja Rady Gminy Ożarów", "", BodyKind.COUNCIL, "Rady Gminy Ożarów", 20),
        ("Sesja nr XX/2025 Rady Gminy Ożarów", "", BodyKind.COUNCIL, "Rady Gminy Ożarów", 20),
        ("XII posiedzenie Komisji Rewizyjnej", "12", BodyKind.COMMITTEE, "Komisja Rewizyjna", 12),
        ("posiedzenie Komisji Budżetu i Finansów", "", BodyKind.COMMITTEE, "Komisja Budżetu i Finansów", None),
    ],
)
def test_the_body_that_met_is_read_from_its_title(
    title: str, aside: str, kind: BodyKind, body: str, number: int | None
) -> None:
    [draft] = votes(roll_call(vote(session=title, aside=aside)))

    assert (draft.meeting.kind, draft.meeting.number) == (kind, number)
    assert (draft.meeting.committee or draft.meeting.council) == body
    assert draft.findings == ()


@pytest.mark.parametrize(("heading", "number"), [("Głosowanie nr 29", 29), ("Wyniki głosowania", None), ("", None)])
def test_the_heading_may_carry_the_number_or_be_missing(heading: str, number: int | None) -> None:
    drafts = votes(roll_call(vote(heading=heading, number=None), vote(heading=heading, number=None)))

    assert [(draft.number, draft.subject) for draft in drafts] == [(number, "30. Zmiany budżetu miasta")] * 2
    assert [len(draft.ballots) for draft in drafts] == [4, 4]


def test_a_check_of_the_quorum_is_one() -> None:
    present = [("Bala Beata", "OBECNA"), ("Skiba Jan", "NIEOBECNY")]

    [check] = votes(roll_call(vote(subject=["2. Sprawdzenie kworum"], ballots=present)))
    [question] = votes(roll_call(vote(subject=["2. Statut a kworum"])))

    assert check.kind is VoteKind.QUORUM
    assert [ballot.choice for ballot in check.ballots] == [Choice.NOT_VOTING, Choice.ABSENT]
    assert question.kind is VoteKind.UNKNOWN


@pytest.mark.parametrize(
    ("printed", "result", "label"),
    [
        ("Wynik głosowania: przyjęto", Result.PASSED, "przyjęto"),
        ("Wynik: odrzucony", Result.FAILED, "odrzucony"),
        ("Uchwała nie została podjęta", Result.FAILED, "Uchwała nie została podjęta"),
        ("Uchwała została podjęta.", Result.PASSED, "Uchwała została podjęta."),
        ("Wynik głosowania: 12", Result.UNKNOWN, ""),
        ("", Result.UNKNOWN, ""),
    ],
)
def test_a_result_is_taken_as_worded(printed: str, result: Result, label: str) -> None:
    [draft] = votes(roll_call(vote(result=printed)))

    assert (draft.result, draft.result_label) == (result, label)


def test_a_row_lost_by_the_print_is_said() -> None:
    pages = pages_of(vote())
    lost = [[text for text in page if text.text not in ("2.", "Ryś Maria", "PRZECIW")] for page in pages]

    reasons = [each.reason for each in read(pdf(lost)) if isinstance(each, Reject)]

    assert reasons == ["W wykazie brak wierszy o numerach: 2."]


def test_a_file_is_known_by_its_content_whatever_its_name() -> None:
    for name in ("", "Sesja_2021__20Glosowanie_2018", "glosowanie 18.txt", "a.json"):
        assert RollCallTwoColumns().recognises(roll_call(vote()), name)


# Margins and edges


def framed(vote: Print, head: str = "", foot: str = "") -> bytes:
    """Print a vote with a line of the office's in the margins of every page."""
    pages = pages_of(vote)
    for number, page in enumerate(pages, start=1):
        page += [Text(240, 806, head, 8)] if head else []
        page += [Text(240, 30, f"{foot} {number}", 8)] if foot else []
    return pdf(pages)


@pytest.mark.parametrize(
    ("head", "foot"),
    [("Biuro Rady", ""), ("", "Biuro Rady, tel. 32 231 00"), ("XX sesja Rady Miasta Katowice", "")],
    ids=["head", "foot", "title"],
)
def test_lines_in_the_margins_of_every_page_are_nobodys_name(head: str, foot: str) -> None:
    people = [(f"{last} {first}", "ZA") for last in LAST[:4] for first in ("Anna", "Jan", "Ewa")]
    [session, draft] = read(framed(vote(ballots=people, rows_a_page=3), head, foot))

    assert isinstance(draft, VoteDraft)
    assert isinstance(session, SessionDraft)
    assert session.meeting.council == "Rady Miasta Katowice"
    assert [ballot.name for ballot in draft.ballots] == [squash(name) for name, _label in people]
    assert draft.findings == ()


def test_a_choice_set_right_up_to_the_next_number_belongs_to_its_own_row() -> None:
    people = [(f"{last} Jan", LABELS[at % 4]) for at, last in enumerate(LAST[:5])]
    [page] = pages_of(vote(ballots=people))
    for text in page:
        if text.text in LABELS and text.x < 290:
            text.x = 295 - 4.4 * len(text.text)

    [draft] = votes(pdf([page]))

    assert [(ballot.name, ballot.label) for ballot in draft.ballots] == people
