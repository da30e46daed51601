import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog.core.ids import (
    PrintReference,
    int_to_roman,
    krs,
    nip,
    print_reference,
    regon,
    resolution_number,
    roman_to_int,
)


@given(st.integers(min_value=1, max_value=3999))
def test_roman_numbers_come_back_as_they_went(number: int) -> None:
    assert roman_to_int(int_to_roman(number)) == number


def test_roman_numbers_are_read_in_any_case() -> None:
    assert roman_to_int("xliv") == 44


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "MMMM", "44"])
def test_what_is_no_roman_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a Roman number"):
        roman_to_int(text)


@pytest.mark.parametrize("number", [0, 4000, -1])
def test_numbers_without_a_roman_form_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no Roman number"):
        int_to_roman(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("XLIV/949/2014", "XLIV/949/2014"),
        ("Uchwała nr XXVI/275/25", "XXVI/275/2025"),
        ("uchwała XXXI / 956/2009", "XXXI/956/2009"),
        ("XXXVI/386/92", "XXXVI/386/1992"),
        ("xlviii/992/2023.", "XLVIII/992/2023"),
    ],
)
def test_a_resolution_number_is_brought_to_one_form(text: str, number: str) -> None:
    assert str(resolution_number(text)) == number


@pytest.mark.parametrize("text", ["", "w sprawie zmiany uchwały nr XX/524/20", "IIII/1/2020", "148/2024", "XLIV/949"])
def test_a_number_merely_mentioned_is_not_the_texts_own(text: str) -> None:
    assert resolution_number(text) is None


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("w sprawie budżetu (druk nr 495)", PrintReference("495")),
        ("druk nr 148/2024", PrintReference("148/2024")),
        ("30. Zmiany budżetu (DS-395/25)", PrintReference("DS-395/25")),
        ("(DS- 426/26)", PrintReference("DS-426/26")),
        ("(Ds- 312/25)", PrintReference("DS-312/25")),
        ("(DS 316/25)", PrintReference("DS-316/25")),
        ("darowizny (dz. nr 35/7) (DS-394/25)", PrintReference("DS-394/25")),
        ("druk „zamiast druku nr 480”", PrintReference("", "480")),
        ("zamiast druku nr 128/2024 z autopoprawkami", PrintReference("", "128/2024", True)),
        ("(DS-25/24 i DS-26/24)", PrintReference()),
        ("zmiany uchwały nr XV/276/25", PrintReference()),
        ("przy autostradzie A-4", PrintReference()),
    ],
)
def test_print_numbers_are_found_in_titles(text: str, reference: PrintReference) -> None:
    assert print_reference(text) == reference


@pytest.mark.parametrize("text", ["631-10-06-640", "PL 631 100 66 40", "6311006640"])
def test_a_nip_is_its_ten_digits_however_written(text: str) -> None:
    assert nip(text) == "6311006640"


@pytest.mark.parametrize("text", ["6311006641", "631", "", "brak"])
def test_a_nip_with_a_wrong_checksum_is_none(text: str) -> None:
    assert nip(text) is None


@pytest.mark.parametrize(("text", "number"), [("276255430", "276255430"), ("276255431", None), ("brak", None)])
def test_a_regon_must_carry_its_checksum(text: str, number: str | None) -> None:
    assert regon(text) == number


@pytest.mark.parametrize(("text", "number"), [("KRS: 0000 123456", "0000123456"), ("0000000000", None), ("123", None)])
def test_a_krs_number_is_ten_digits(text: str, number: str | None) -> None:
    assert krs(text) == number
