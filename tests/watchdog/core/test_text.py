import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog.core.text import (
    POLISH_ALPHABET,
    SORT_CODES,
    fold,
    name_key,
    polish_sort_key,
    slugify,
    split_name,
    squash,
    subject_key,
    untitled,
)

POLISH_ORDER = [
    "Adam",
    "azur",
    "ąbc",
    "Cma",
    "Ćma",
    "Lato",
    "Los",
    "Łąka",
    "Łoś",
    "Otto",
    "Ósmy",
    "Swat",
    "Szum",
    "Śliwa",
    "Święty",
    "Zenon",
    "Źrebak",
    "Żak",
]


@pytest.mark.parametrize("name", ["prof. dr hab. Adam Lis", "Adam Lis", "DR INŻ. Adam Lis", "ks.Adam Lis"])
def test_untitled_leaves_the_name(name: str) -> None:
    assert untitled(name) == "Adam Lis"


def test_untitled_leaves_names_that_only_begin_like_titles() -> None:
    assert untitled("Medard Księżak-Drozd") == "Medard Księżak-Drozd"


def test_squash_makes_every_white_space_one_space() -> None:
    assert squash("  1\u00a0234\u202f567\u2009zł\r\n\t brutto ") == "1 234 567 zł brutto"


def test_squash_drops_what_nobody_sees() -> None:
    assert squash("gos\u00adpo\u200bdarka\ufeff\x00") == "gospodarka"
    assert squash("\u202ego\u200fspo\u2066darka\u2069\u202c") == "gospodarka"


@given(st.text())
def test_squash_changes_nothing_the_second_time(text: str) -> None:
    assert squash(squash(text)) == squash(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ŁÓDŹ", "lodz"),
        ("Zażółć gęślą jaźń", "zazolc gesla jazn"),
        ("Straße", "strasse"),
        ("Đorđe", "dorde"),
        ("ﬁrma", "firma"),
    ],
)
def test_fold_leaves_plain_small_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_does_not_care_how_the_text_is_composed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_slugify_cuts_between_words() -> None:
    subject = "Rozpatrzenie projektu uchwały w sprawie nadania nazwy ulicy położonej w Łabędach"

    assert slugify(subject, 40) == "rozpatrzenie-projektu-uchwaly-w-sprawie"


def test_slugify_cuts_inside_a_word_only_where_the_first_one_is_too_long() -> None:
    assert slugify("Konstantynopolitańczykowianeczka", 10) == "konstantyn"


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_slugify_gives_short_ascii(text: str, length: int) -> None:
    slug = slugify(text, length)

    assert len(slug) <= length
    assert slug.isascii()
    assert not slug.startswith("-")


@pytest.mark.parametrize(
    "spelling",
    [
        "Katarzyna Kuczyńska-Budka",
        "KUCZYŃSKA-BUDKA Katarzyna",
        "Kuczyńska – Budka\u00a0Katarzyna",
        "Kuczyńska-Budka, Katarzyna",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_name_key_is_one_for_every_spelling_of_a_name(spelling: str, form: str) -> None:
    assert name_key(unicodedata.normalize(form, spelling)) == "katarzyna kuczynska-budka"  # type: ignore[arg-type]  # two literals


def test_name_key_tells_a_double_name_from_two_names() -> None:
    assert name_key("Anna Nowak-Kowal") != name_key("Anna Nowak Kowal")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Katarzyna Kuczyńska - Budka", ("Katarzyna", "Kuczyńska-Budka")),
        ("Krzysztof Paweł Procel", ("Krzysztof Paweł", "Procel")),
        ("Procel", ("", "Procel")),
    ],
)
def test_split_name_takes_the_last_name_as_family_name(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


def test_sort_key_puts_polish_letters_in_polish_order() -> None:
    shuffled = random.Random(1).sample(POLISH_ORDER, len(POLISH_ORDER))

    assert sorted(shuffled, key=polish_sort_key) == POLISH_ORDER


def test_sort_key_puts_a_shorter_name_before_its_double() -> None:
    assert sorted(["Nowaka", "Nowak-Kowal", "Nowak"], key=polish_sort_key) == ["Nowak", "Nowak-Kowal", "Nowaka"]


def test_sort_key_puts_foreign_letters_beside_the_ones_they_look_like() -> None:
    assert sorted(["Munk", "Müller", "Mróz", "Czech", "Čapek"], key=polish_sort_key) == [
        "Čapek",
        "Czech",
        "Mróz",
        "Müller",
        "Munk",
    ]


def test_sort_constants_pair_each_letter_with_one_code() -> None:
    assert len(POLISH_ALPHABET) == len(SORT_CODES) == len(set(POLISH_ALPHABET))


def test_subject_key_ignores_line_breaks_hyphens_and_marks() -> None:
    assert subject_key("Uchwała w spra-\nwie „dróg” (DS- 1/25).") == subject_key("UCHWAŁA w sprawie dróg (DS-1/25)")


def test_subject_key_leaves_out_the_running_number_wherever_it_stands() -> None:
    without = "8. Powołanie Miejskiej Komisji Wyborczej"

    assert subject_key("8. Powołanie Miejskiej 6 Komisji Wyborczej", 6) == subject_key(without, 6)
    assert subject_key("8. Powołanie Miejskiej 6 Komisji Wyborczej") != subject_key(without)
