"""In which encoding a file was saved, found out and said."""

from __future__ import annotations

import codecs

import pytest

from watchdog.ingest.decoding import decoded
from watchdog.ingest.source import Unreadable

TEXT = "nazwisko;głos\r\nŻak-Łoś Świętosława;wstrzymał się\r\nŹrebiec Gęś;przeciw, ćma, ąę\r\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("utf-8"), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.encode("cp1250"), "Windows-1250"),
        (TEXT.encode("iso8859-2"), "ISO-8859-2"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-32"), "UTF-32"),
    ],
)
def test_the_encoding_is_found_out(content: bytes, encoding: str) -> None:
    assert decoded(content) == (TEXT, encoding)


def test_the_person_is_told() -> None:
    assert decoded("Łąka".encode("cp1250")).said == "Odczytano jako Windows-1250."


@pytest.mark.parametrize("content", [b"\x81\x83 g\xb3os", b"tekst\x00\x01\x02", "ą".encode("utf-16") + b"\xd8"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        decoded(content)

    assert refused.value.code == "bad_encoding"


def test_an_empty_file_is_named() -> None:
    with pytest.raises(Unreadable) as refused:
        decoded(b" \r\n")

    assert refused.value.code == "empty_file"
