"""What minutes and tables say by name becomes a choice a person; what is not sure is never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council.drafts import Choice
from council.labels import LABELS
from council.naming import Known
from council.pasting.names import PastedRoll, read_names

NAMES = [
    "Jan Nowak|Jana Nowaka|Janowi Nowakowi|Janem Nowakiem",
    "Anna Lis|Anny Lis|Annie Lis|Anną Lis",
    "Piotr Kot|Piotra Kota|Piotrowi Kotowi|Piotrem Kotem",
    "Ewa Żak|Ewy Żak|Ewie Żak|Ewą Żak",
    "Adam Kowalski|Adama Kowalskiego|Adamowi Kowalskiemu|Adamem Kowalskim",
    "Maria Nowakowska-Lis|Marii Nowakowskiej-Lis|Marii Nowakowskiej-Lis|Marią Nowakowską-Lis",
    "Krystyna Sowa|Krystyny Sowy|Krystynie Sowie|Krystyną Sową",
    "Marek Widuch|Marka Widucha|Markowi Widuchowi|Markiem Widuchem",
    "Jan Pająk|Jana Pająka|Janowi Pająkowi|Janem Pająkiem",
    "Zbigniew Wygoda|Zbigniewa Wygody|Zbigniewowi Wygodzie|Zbigniewem Wygodą",
    "Grażyna Walter-Łukowicz|Grażyny Walter-Łukowicz|Grażynie Walter-Łukowicz|Grażyną Walter-Łukowicz",
    "Kajetan Gornig|Kajetana Gorniga|Kajetanowi Gornigowi|Kajetanem Gornigiem",
]
"""A council of twelve: nominative, genitive, dative, instrumental."""
FORMS = {key: forms.split("|") for key, forms in enumerate(NAMES, 1)}
PEOPLE = [Known(key, *forms[0].split(" ")) for key, forms in FORMS.items()]
NOWAK, LIS, KOT, ZAK, KOWALSKI, DOUBLE, SOWA, WIDUCH, PAJAK, WYGODA, WALTER, GORNIG = FORMS
ZA, PRZECIW, ABSTAIN, ABSENT = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN, Choice.ABSENT


def read(text: str, absent: tuple[int, ...] = ()) -> PastedRoll:
    return read_names(text, PEOPLE, absent)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Przeciw: Nowak Jan, Annie Lis oraz radnych Kota i Żaka", {NOWAK, LIS, KOT, ZAK}),
        ("Przeciw: J. Nowak, pani dr Anna Lis", {NOWAK, LIS}),
        ("Przeciwko uchwale głosowali radni: Jan Nowak, Zbigniew Wygoda i Marek Widuch.", {NOWAK, WYGODA, WIDUCH}),
        ("Radny Kowalski i radna Sowa głosowali przeciw.", {KOWALSKI, SOWA}),
        ("Przeciw:\nNowak Jan\nLis Anna\nKot\nPiotr", {NOWAK, LIS, KOT}),
        ("Przeciw: Walter-\nŁukowicz Grażyna, Gornig", {WALTER, GORNIG}),
        ("PRZECIW (2)\n1. Nowak Jan\n2. Lis Anna (KO)", {NOWAK, LIS}),
        ("Przeciw głosowało 2 radnych (Kot, Gornig)", {KOT, GORNIG}),
        ("1. Nowak Jan PRZECIW\n2. Lis Anna NIE", {NOWAK, LIS}),
        ("Nowak\tJan\tKO\tPRZECIW\t14:05:22\nLis Anna\tNIE", {NOWAK, LIS}),
        ("Przeciw: Jana Nowaka, Zbigniewowi Wygodzie, Kajetanem Gornigiem", {NOWAK, WYGODA, GORNIG}),
    ],
)
def test_names_in_any_order_case_and_layout_are_read(text: str, choices: set[int]) -> None:
    found = read(text)

    assert found.choices == dict.fromkeys(choices, PRZECIW)
    assert found.unread == ()
    assert found.doubts == ()


def test_several_lists_on_one_line_and_one_person_a_part() -> None:
    assert read("Za: Nowak, Kot. Przeciw: Lis Anna; wstrzymał się: Kowalski").choices == {
        **{NOWAK: ZA, KOT: ZA, LIS: PRZECIW, KOWALSKI: ABSTAIN}
    }
    assert read("Lis Anna – za, Nowak Jan – przeciw, Kot Piotr – wstrz. się").choices == {
        **{LIS: ZA, NOWAK: PRZECIW, KOT: ABSTAIN}
    }


def test_a_table_with_a_cross_in_a_column_is_read() -> None:
    table = "Nazwisko\tZa\tPrzeciw\tWstrzymał się\nNowak Jan\tX\t\t\nLis Anna\t\tx\t\nKot Piotr\t\t\tX"

    assert read(table).choices == {NOWAK: ZA, LIS: PRZECIW, KOT: ABSTAIN}


@pytest.mark.parametrize(
    ("text", "counters"),
    [
        ("Głosowało 24: za 20, przeciw 3, wstrzymało się 1", {"za": 20, "przeciw": 3, "wstrzymal_sie": 1}),
        ("20 głosów za, 3 głosy przeciw, 1 wstrzymujący się", {"za": 20, "przeciw": 3, "wstrzymal_sie": 1}),
        ("Za - 10, przeciw - 2, wstrzym. - 0. Nie głosował: Kot", {"za": 10, "przeciw": 2, "wstrzymal_sie": 0}),
        ("Przeciw: brak\nNikt nie wstrzymał się od głosu.", {"przeciw": 0, "wstrzymal_sie": 0}),
        ("Obecnych: 12, uprawnionych: 25", {"present": 12, "eligible": 25}),
        ("Przeciw: 1. Nowak Jan", {}),
    ],
)
def test_printed_numbers_are_counters(text: str, counters: dict[str, int]) -> None:
    assert read(text).counters == counters


@pytest.mark.parametrize(
    "text", ["Pozostali radni za.", "Wszyscy pozostali głosowali za", "Za: pozostali", "Reszta: za"]
)
def test_the_rest_is_everybody_else(text: str) -> None:
    found = read(f"Przeciw: Jan Nowak. Nieobecna: Anna Lis.\n{text}")

    assert len(found.choices) == len(PEOPLE)
    assert found.implied == set(FORMS) - {NOWAK, LIS}
    assert {found.choices[key] for key in found.implied} == {ZA}


@pytest.mark.parametrize("text", ["Uchwałę przyjęto jednogłośnie.", "Wszyscy obecni głosowali za.", "Za: wszyscy"])
def test_unanimity_is_that_of_those_present(text: str) -> None:
    found = read(text, absent=(KOT,))

    assert set(found.choices) == set(FORMS) - {KOT}
    assert found.unmentioned == (KOT,)


def test_nobody_is_meant_by_the_rest_while_the_printed_number_is_another() -> None:
    found = read("Jednogłośnie: za 11 głosów")

    assert found.choices == {}
    assert "liczbę 11" in found.doubts[0]


def test_nobody_is_meant_by_the_rest_while_a_name_is_unclear() -> None:
    found = read("Przeciw: Malinowski\nPozostali za")

    assert found.choices == {}
    assert [unread.text for unread in found.unread] == ["Malinowski"]


def test_a_unanimous_refusal_is_not_taken_for_consent() -> None:
    found = read("Rada jednogłośnie odrzuciła wniosek.")

    assert found.choices == {}
    assert found.doubts


def test_a_name_that_fits_two_people_is_never_guessed() -> None:
    found = read("Przeciw: Lis, Jan")

    assert found.choices == {}
    assert [(unread.text, unread.several) for unread in found.unread] == [("Lis", True), ("Jan", False)]
    assert found.unread[0].candidates == (LIS, DOUBLE)


def test_a_slip_of_the_pen_is_offered_not_taken() -> None:
    [unread] = read("Przeciw: Gorning Kajetan").unread

    assert (unread.candidates, unread.several) == ((GORNIG,), False)


def test_a_person_named_twice_with_different_choices_has_none() -> None:
    found = read("Za: Jan Nowak, Piotr Kot. Przeciw: Jan Nowak")

    assert found.choices == {KOT: ZA}
    assert found.conflicts == {NOWAK: (ZA, PRZECIW)}
    assert found.doubts == ("Jan Nowak: tekst podaje dwa różne głosy (za, przeciw).",)


def test_a_sentence_that_can_be_read_two_ways_is_given_back() -> None:
    found = read("Przeciw był radny Nowak, a Anna Lis wstrzymała się.")

    assert found.choices == {}
    assert found.leftover == ("Przeciw był radny Nowak, a Anna Lis wstrzymała się.",)


def test_a_printed_number_that_the_names_do_not_make_is_a_doubt() -> None:
    assert "rozpoznanych nazwisk jest 1" in read("Przeciw: 2 (Nowak)").doubts[0]


def test_lines_without_names_and_choices_are_given_back() -> None:
    assert read("Głosowanie nr 5\nPrzeciw: Nowak").leftover == ("Głosowanie nr 5",)


CHOICES = st.lists(st.sampled_from(Choice), min_size=len(NAMES), max_size=len(NAMES))
HEADS = {
    Choice.FOR: ("Za", "ZA", "Głosy za", "Za głosowali"),
    Choice.AGAINST: ("Przeciw", "PRZECIW", "Głosy przeciw", "Przeciw głosowali"),
    Choice.ABSTAIN: ("Wstrzymali się", "WSTRZYMUJĘ SIĘ", "Głosy wstrzymujące się", "Od głosu wstrzymali się"),
    Choice.ABSENT: ("Nieobecni", "NIEOBECNI", "Nieobecny", "Nieobecni byli"),
    Choice.NOT_VOTING: ("Nie głosowali", "BRAK GŁOSU", "Głosy nieoddane", "Nie głosowali"),
    Choice.EXCLUDED: ("Wyłączeni", "WYŁĄCZENI Z GŁOSOWANIA", "Wyłączeni z głosowania", "Wyłączeni byli"),
}


@settings(deadline=None, max_examples=40)
@given(CHOICES, st.integers(0, 3), st.integers(0, 3), st.sampled_from([", ", "\n", ";\n", ",\n"]), st.booleans())
def test_any_assignment_printed_as_lists_is_read_back(
    choices: list[Choice], head: int, case: int, between: str, turned: bool
) -> None:
    given_ = dict(zip(FORMS, choices, strict=True))
    groups = {choice: [_form(key, case, turned) for key in FORMS if given_[key] is choice] for choice in Choice}
    text = "\n".join(f"{HEADS[choice][head]}: {between.join(names)}" for choice, names in groups.items() if names)

    found = read(text)

    assert found.choices == given_
    assert (found.unread, found.conflicts, found.doubts) == ((), {}, ())


@settings(deadline=None, max_examples=40)
@given(CHOICES, st.sampled_from(["{n}. {name} {label}", "{name}\t{label}", "{n}\t{name}\t{label}", "{name} – {label}"]))
def test_any_assignment_printed_as_rows_is_read_back(choices: list[Choice], style: str) -> None:
    given_ = dict(zip(FORMS, choices, strict=True))
    rows = (
        style.format(n=key, name=_form(key, 0, turned=bool(key % 2)), label=LABELS[choice][0].upper())
        for key, choice in given_.items()
    )

    found = read("\n".join(rows))

    assert found.choices == given_
    assert (found.unread, found.leftover) == ((), ())


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet="zaprzeciw JanNowk:,.;()\n\t1-", max_size=120))
def test_any_text_is_taken_and_nobody_is_in_two_places(text: str) -> None:
    found = read(text)

    assert set(found.choices) | set(found.unmentioned) | set(found.conflicts) == set(FORMS)
    assert not set(found.choices) & set(found.conflicts)


def _form(key: int, case: int, turned: bool) -> str:
    given_name, family = FORMS[key][case].split(" ")
    return f"{family} {given_name}" if turned else f"{given_name} {family}"
