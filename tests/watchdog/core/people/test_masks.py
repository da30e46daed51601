from __future__ import annotations

import pytest

from watchdog.core.people import masked_as

PERSON = [
    "Osoba fizyczna",
    "OSOBA FIZYCZNE",
    "osoby fizyczne",
    "os. fiz.",
    "os.fiz",
    "osoba prywatna - umowa zlecenie",
    "Osoba fizyczna nieprowadząca działalności gospodarczej",
    "osoba fizyczna (RODO)",
    "Wykonawca indywidualny",
]
WITHHELD = [
    "Zastrzeżone",
    "dane zanonimizowane",
    "RODO",
    "***",
    "xxxx",
    "Dane osobowe",
    "tajemnica przedsiębiorcy",
    "Anonimizacja ze względu na RODO",
]
NAMED = ["Jan Kowalski", "Maria Kowalska - osoba fizyczna", "Frodo sp. z o.o.", "-", "", "brak", "Zakład Osobowy"]


@pytest.mark.parametrize("text", PERSON)
def test_an_office_masks_a_person(text):
    assert masked_as(text) == "person"


@pytest.mark.parametrize("text", WITHHELD)
def test_an_office_keeps_a_name_secret(text):
    assert masked_as(text) == "withheld"


@pytest.mark.parametrize("text", NAMED)
def test_what_names_somebody_or_nobody_is_no_mask(text):
    assert masked_as(text) == ""
