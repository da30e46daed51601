from __future__ import annotations

import unicodedata

import pytest

from watchdog.core.privacy import masked, names_a_person


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("petycji Pana Jana Kowalskiego w sprawie ronda", "petycji osoby fizycznej w sprawie ronda"),
        ("petycji pana Jana Kowalskiego", "petycji osoby fizycznej"),
        ("skargi p. Marii Zięby", "skargi osoby fizycznej"),
        ("petycji Pani Anny Nowak-Kowalskiej, w sprawie", "petycji osoby fizycznej, w sprawie"),
        ("petycji Pana J. Kowalskiego o", "petycji osoby fizycznej o"),
        ("petycji Pani Anny K. o", "petycji osoby fizycznej o"),
        ("PETYCJI PANA JANA KOWALSKIEGO W SPRAWIE", "PETYCJI osoby fizycznej W SPRAWIE"),
        (
            "petycji nr 12/2020 z dnia 12 maja 2020 r. Pana Łukasza Wójtowicza",
            "petycji nr 12/2020 z dnia 12 maja 2020 r. osoby fizycznej",
        ),
        (
            "Petycja złożona w dniu 5.05.2020 r. przez Panią Annę Nowak",
            "Petycja złożona w dniu 5.05.2020 r. przez osobę fizyczną",
        ),
        ("petycję wniosła Pani Anna Nowak", "petycję wniosła osoba fizyczna"),
        ("Petycja – Jan Kowalski – remont", "Petycja – osoba fizyczna – remont"),
        ("skargi Jana Kowalskiego na działalność Prezydenta", "skargi osoby fizycznej na działalność Prezydenta"),
        ("skargi na Pana Jana Nowaka", "skargi na osobę fizyczną"),
        ("petycji Pana Jana Kowalskiego i Pani Anny Nowak", "petycji osób fizycznych"),
        ("petycji Państwa Anny i Jana Kowalskich", "petycji osób fizycznych"),
        ("petycji Pana Jana Kowalskiego Radzie Miasta", "petycji osoby fizycznej Radzie Miasta"),
        ("petycji Pana Jana Kowalskiego Prezydentowi Miasta", "petycji osoby fizycznej Prezydentowi Miasta"),
        ("petycji Pani Anny Marszałek w", "petycji osoby fizycznej w"),
        ("wniosku mieszkanki Gliwic Anny Nowak", "wniosku mieszkanki Gliwic osoby fizycznej"),
        ("skargi mieszkańca miasta Katowic Herberta Kota", "skargi mieszkańca miasta Katowic osoby fizycznej"),
        ("petycji Pawła Kota i Aleksandra Nowaka", "petycji osób fizycznych"),
        ("petycji Pana\u00a0Jana\u00a0Kowalskiego", "petycji osoby fizycznej"),
        ("petycji Pana Jana Kowal\u00adskiego", "petycji osoby fizycznej"),
    ],
)
def test_a_private_person_beside_a_petition_or_a_complaint_is_masked(printed, shown):
    assert masked(printed) == shown


@pytest.mark.parametrize(
    "title",
    [
        "petycji Pana Radnego Leszka Piechoty",
        "skargi na działalność Pana Jana Nowaka, Dyrektora MZUK",
        "skargi Pana Jana Nowaka Dyrektora Szkoły",
        "petycji Platinium Wellness",
        "petycji Stowarzyszenia Jana Pawła II",
        "petycji Rady Osiedla Sikornik",
        "skargi Wojewody Śląskiego",
        "skargi Pana M.J. na uchwałę",
        "skargi Pani A____ B____-W________, prowadzącej przedszkole",
        "nadania Panu Janowi Olbrychtowi tytułu",
        "wniosku Pana Kowalskiego",
        "Komisja Skarg, Wniosków i Petycji: opinia przedstawiona przez Pana Jana Nowaka",
        "uhonorowanie Kornela Morawieckiego poprzez nadanie jego imienia",
    ],
)
def test_officials_firms_initials_and_other_matters_stay(title):
    assert masked(title) == title


def test_letters_taken_apart_are_masked_too():
    assert masked(unicodedata.normalize("NFD", "petycji Pani Bożeny Żółć")) == "petycji osoby fizycznej"


def test_what_is_masked_stays_as_it_is():
    once = masked("petycji Pana Jana Kowalskiego i skargi Pani Anny Nowak")

    assert once == "petycji osoby fizycznej i skargi osoby fizycznej"
    assert masked(once) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan Kowalski", True),
        ("Anna Maria Nowak-Kot", True),
        ("Młodzi Aktywni Gliwice", False),
        ("Ratujmy Wilcze Doły", False),
        ("Fundacja Jana Pawła", False),
        ("Jan Kowalski Usługi Budowlane", False),
        ("", False),
    ],
)
def test_a_bare_given_and_family_name_is_a_persons(text, expected):
    assert names_a_person(text) is expected
