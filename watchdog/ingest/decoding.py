"""
The text of a file that somebody saved on their own computer: in which encoding, found out and said.

Polish spreadsheets are still saved in Windows-1250; the byte-order mark, where there is one, decides. Free of Django.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from watchdog.ingest.source import Unreadable

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16 does, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1250": "Windows-1250",
    "iso8859-2": "ISO-8859-2",
}
"""What a person calls each encoding."""

ONLY_LATIN2 = b"\xb1\xb6\xbc\xa1\xa6\xac"
ONLY_WINDOWS = b"\xb9\x9c\x9f\xa5\x8c\x8f"
"""ą, ś, ź, Ą, Ś and Ź, the only Polish letters that the two old encodings put at different places."""

NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""Characters that no text has: such a file is something else."""

SAMPLE = 4096


class Decoded(NamedTuple):
    """A file's text, without a byte-order mark, and the name of the encoding in which it was read."""

    text: str
    encoding: str

    @property
    def said(self) -> str:
        """What to tell the person who brought the file."""
        return f"Odczytano jako {self.encoding}."


def decoded(content: bytes) -> Decoded:
    """
    Decode a text file: by its byte-order mark, as UTF-16 without one, as UTF-8, else as an old Polish encoding.

    Raises ``Unreadable``: ``empty_file``, ``bad_encoding``.
    """
    if not content.strip():
        raise Unreadable("empty_file", "Plik jest pusty.")
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("bad_encoding", f"Nie udało się odczytać liter: plik nie jest w {NAMES[encoding]}.") from error
    if NO_TEXT.search(text):
        raise Unreadable("bad_encoding", "Plik zawiera znaki, których nie ma w żadnym tekście.")
    return Decoded(text, NAMES[encoding])


def _encoding(content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding
    zeros = content[:SAMPLE]
    if zeros.count(0) > len(zeros) // 4:  # every other byte of Latin letters in UTF-16
        return "utf-16-le" if zeros[1::2].count(0) > zeros[::2].count(0) else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "iso8859-2" if _count(content, ONLY_LATIN2) > _count(content, ONLY_WINDOWS) else "cp1250"
    return "utf-8"


def _count(content: bytes, letters: bytes) -> int:
    return len(content) - len(content.translate(None, letters))
