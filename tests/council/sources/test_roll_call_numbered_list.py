"""Numbered lists of names under a resolution: Gliwice's of 2014, its variants, and what is refused."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from council.drafts import Choice, SessionDraft, VoteDraft
from council.sources.roll_call_numbered_list import RollCallNumberedList
from tests.council.sources.pdf_builder import Text, pdf
from tests.real import real
from watchdog.ingest.source import Reject, Unreadable

ABOVE = [
    "Uchwała XLIV/949/2014",
    "Rady Miasta Gliwice",
    "z 12 czerwca 2014 roku.",
    "w sprawie : utworzenia Osiedla Baildona oraz nadania mu statutu (druk nr 99)",
    "Głosowanie imienne:",
    "l.p. imię i nazwisko radnego sposób głosowania",
]
LIST = ["1. Budny Magdalena – TAK", "2. Kot Jan – NIE", "3. Dragon Dominik – WSTRZYMAŁ SIĘ", "4. Lis Anna – NIEOBECNA"]


def text(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def read(content: bytes) -> list[VoteDraft | SessionDraft | Reject]:
    return list(RollCallNumberedList().parse(content))  # type: ignore[arg-type]  # what this source yields


def only(content: bytes) -> VoteDraft:
    assert RollCallNumberedList().recognises(content)
    [draft] = [each for each in read(content) if isinstance(each, VoteDraft)]
    return draft


def test_a_list_says_its_resolution_question_and_names() -> None:
    draft = only(text("Wczoraj obradowano.", *ABOVE, *LIST, "Jak widzimy, wszyscy byli za."))

    assert (draft.meeting.council, draft.meeting.number, draft.day) == ("Rady Miasta Gliwice", 44, date(2014, 6, 12))
    assert draft.resolution == "XLIV/949/2014"
    assert draft.subject == "w sprawie utworzenia Osiedla Baildona oraz nadania mu statutu (druk nr 99)"
    assert draft.print_number == "99"
    assert [(ballot.name, ballot.label) for ballot in draft.ballots] == [
        ("Budny Magdalena", "TAK"),
        ("Kot Jan", "NIE"),
        ("Dragon Dominik", "WSTRZYMAŁ SIĘ"),
        ("Lis Anna", "NIEOBECNA"),
    ]
    assert draft.official.model_dump(exclude_none=True) == {}


def test_every_gender_of_a_label_means_the_same() -> None:
    draft = only(text(*ABOVE, "1 Anna Lis WSTRZYMAŁA SIĘ", "2 Ewa Kos NIEOBECNA", "3 Adam Ryś NIEOBECNY"))

    assert [ballot.choice for ballot in draft.ballots] == [Choice.ABSTAIN, Choice.ABSENT, Choice.ABSENT]


def test_a_page_in_an_old_encoding_and_a_pdf_read_the_same() -> None:
    rows = "".join(f"<p>{line}</p>" for line in [*ABOVE, *LIST])
    page = f'<html><head><meta charset="iso-8859-2"></head>{rows}</html>'.replace("–", "-").encode("iso8859-2")
    file = pdf([[Text(71, 760 - 14 * row, line) for row, line in enumerate([*ABOVE, *LIST])]])

    drafts = [only(page), only(file)]

    names = [[(ballot.name, ballot.choice) for ballot in draft.ballots] for draft in drafts]
    assert names[0] == names[1]
    assert [draft.resolution for draft in drafts] == ["XLIV/949/2014"] * 2


def test_a_name_over_two_lines_is_one_name() -> None:
    draft = only(text(*ABOVE, *LIST[:3], "4. Walter-Łukowicz", "Grażyna – TAK", "5. Lis Anna – TAK"))

    assert [ballot.name for ballot in draft.ballots][3:] == ["Walter-Łukowicz Grażyna", "Lis Anna"]


def test_printed_counters_below_are_kept_and_compared() -> None:
    draft = only(text(*ABOVE, *LIST, "Za: 2, przeciw: 1, wstrzymało się: 1, nieobecni: 1"))

    assert (draft.official.za, draft.official.nieobecni) == (2, 1)
    assert [finding.code for finding in draft.findings] == ["totals_differ"]


def test_a_line_without_a_known_word_is_rejected_and_the_rest_goes_on() -> None:
    found = read(text(*ABOVE, *LIST, "5. Ryś Adam – MOŻE", "6. Kos Ewa – TAK"))

    [reject] = [each for each in found if isinstance(each, Reject)]
    [draft] = [each for each in found if isinstance(each, VoteDraft)]
    assert "Ryś Adam" in reject.reason
    assert len(draft.ballots) == 5
    assert [finding.code for finding in draft.findings] == ["unknown_label"]


def test_a_list_without_a_day_is_rejected_with_its_reason() -> None:
    [reject] = read(text(*ABOVE[:2], *ABOVE[3:], *LIST))

    assert isinstance(reject, Reject)
    assert "nie ma dnia" in reject.reason


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty_file"), (text("Zaproszenie"), "not_a_roll_call"), (b"\x81\x00imienne", "bad_encoding")],
)
def test_a_document_without_such_a_list_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(content)

    assert refused.value.code == code
    assert not RollCallNumberedList().recognises(content)


def test_the_real_list_of_2014_is_read_whole() -> None:
    draft = only(real("pages/gliwice-glosowanie-imienne-2014-XLIV-949.txt").read_bytes())

    assert Counter(ballot.choice.value for ballot in draft.ballots) == {"za": 22, "wstrzymal_sie": 2, "nieobecny": 1}
    assert (draft.resolution, draft.findings) == ("XLIV/949/2014", ())


# As other offices set it


NAMES = ["Budny Magdalena", "Kot Jan", "Dragon Dominik", "Lis Anna", "Ryś Ewa", "Żak Adam", "Oko Ada"]


def names(draft: VoteDraft) -> list[str]:
    return [ballot.name for ballot in draft.ballots]


def test_entries_side_by_side_are_read_one_by_one() -> None:
    entries = [f"{number}. {name} TAK" for number, name in enumerate(NAMES, start=1)]
    rows = "".join(
        f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in zip(entries, [*entries[4:], ""], strict=False)
    )
    above = "".join(f"<p>{each}</p>" for each in ABOVE)
    draft = only(f"<meta charset=utf-8><body>{above}<table>{rows}</table>".encode())

    assert names(draft) == NAMES


def test_a_page_number_inside_a_list_does_not_end_it() -> None:
    draft = only(text(*ABOVE, *LIST[:3], "Strona 1", "Biuro Rady", LIST[3]))

    assert names(draft) == NAMES[:4]


@pytest.mark.parametrize("shape", ["{}. {} (TAK)", "{}. {}, TAK", "{}) {}: tak"])
def test_a_choice_is_told_from_a_name_however_they_are_parted(shape: str) -> None:
    draft = only(text(*ABOVE, *(shape.format(number, name) for number, name in enumerate(NAMES, start=1))))

    assert names(draft) == NAMES


def test_rows_that_do_not_go_on_with_the_list_are_rejected() -> None:
    found = read(text(*ABOVE, *LIST[:3], "7. Lis Anna – NIE"))

    assert [each.reason for each in found if isinstance(each, Reject)] == [
        "Wiersz poza kolejnością numerów listy: „7. Lis Anna – NIE”; głosu nie zapisano."
    ]
