"""The names are invented; the shapes are those of a real register's contractors."""

from __future__ import annotations

import pytest

from watchdog.core.people import is_private_person

PEOPLE = [
    "Wrzosek Dorota",
    "KOWALSKI JAN",
    "dr Anna Nowak-Kowalska",
    "Jan Kowalski i Anna Nowak",
    "Jan i Anna Kowalscy",
    "J. Kowalski",
    "A.Nowakowska",
    "Anna N.",
    "Pani Anna N.",
    "p. J.Ć",
    "M. Ch.",
    "Maria Kowalska - osoba fizyczna",
    "os. fiz. Jan Kowalski",
    "Osoba fizyczna J.K.",
    "lek. med. Piotr Wrzosek ul. Polna 42 Gliwice",
    "Jan Kowalski, os. Leśne 3/2, 44-100 Gliwice",
    "Jan Kowalski Gliwice",
    "Kowalska - Nowak Anna Maria",
    "Nowakowska Kowalska Anna",
    "Janem Kowalskim",
    "Tomsz Kowalski",
    "Oleksandra Kovalenko",
    "Państwo Kowalscy",
    "Jan Kowalski - umowa zlecenie",
]
FIRMS = [
    "Hol-Trans Dariusz Kowalski",
    "Kancelaria Radcy Prawnego Jan Kowalski",
    "PHU ŻAK Michał Kowalski",
    "Jan Kowalski Sp. z o.o.",
    "Jan Kowalski, Anna Nowak s.c.",
    "Szkoła im. Jana Kowalskiego",
    "Fundacja Jana",
    "Usługi Remontowe Jan Kowalski",
    "Jan Kowalski Usługi Remontowe",
    "Jan Kowalski „BUDMAL”",
    "Andrzej Kowalski geodeta",
    "P.W. NOVA",
    "S.A.",
    "Orange Polska S.A.",
    "Gmina Gliwice",
    "Hotel Jan",
    "Maria",
    "",
]


@pytest.mark.parametrize("name", PEOPLE)
def test_a_name_that_is_nothing_but_a_persons_is_private(name):
    assert is_private_person(name)


@pytest.mark.parametrize("name", FIRMS)
def test_a_firm_of_one_person_is_a_firm(name):
    assert not is_private_person(name)


def test_a_valid_number_beside_a_name_tells_an_entrepreneur():
    assert not is_private_person("Jan Kowalski", has_number=True)


def test_the_words_of_a_natural_person_outweigh_a_number():
    assert is_private_person("Jan Kowalski - osoba fizyczna", has_number=True)
