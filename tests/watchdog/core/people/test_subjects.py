from __future__ import annotations

import pytest

from watchdog.core.people import without_person

WITHOUT = {
    "Umowa zlecenia dla Jana Kowalskiego": "Umowa zlecenia dla osoba fizyczna",
    "umowa z KOWALSKIM JANEM o najem": "umowa z osoba fizyczna o najem",
    "Najem lokalu p. Jan A. Kowalski, ul. Polna 3": "Najem lokalu osoba fizyczna, ul. Polna 3",
    "Kowalski J. - opieka nad dziećmi": "osoba fizyczna - opieka nad dziećmi",
    "Zajęcia prowadzi Kowalski": "Zajęcia prowadzi osoba fizyczna",
}
KEPT = [
    "Remont przy ul. Kowalskiego",
    "Szkoła im. Jana Kowalskiego",
    "Jan Nowak gra dla dzieci",
    "kowalskie roboty",
    "",
]


@pytest.mark.parametrize(("subject", "shown"), WITHOUT.items())
def test_the_rows_own_person_leaves_its_subject(subject, shown):
    assert without_person(subject, "Jan Kowalski") == shown


@pytest.mark.parametrize("subject", KEPT)
def test_streets_and_others_stay(subject):
    assert without_person(subject, "Jan Kowalski") == subject


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Nowak-Kowalska Anna", "Annie Nowak-Kowalskiej"),
        ("Wróbel Paweł", "Pawłowi Wróblowi"),
        ("Zięba Maria", "Marii Zięby"),
        ("dr Anna Sikora i Jan Lis", "Anny Sikory"),
    ],
)
def test_simple_cases_are_known(name, written):
    assert without_person(f"lekcje {written}", name) == "lekcje osoba fizyczna"
