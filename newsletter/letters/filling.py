"""
A letter is built once; for each reader only marks are replaced.

The body is quoted-printable, so that every server takes it and a signature survives. A mark may have been cut by a soft
break there; it is found in either form, and its value is cut anew, because no line may be longer than 76 signs.
Nothing here knows how a letter is written; what stands behind the marks is given as whole addresses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

MARK = "qx{}xq"
"""How marks look: words of letters and digits that no sentence has."""

ADDRESS = f"{MARK.format('address')}@mark.invalid"
KEY = MARK.format("key")
UNSUBSCRIBE = f"https://{MARK.format('unsubscribe')}.invalid/"
MANAGE = f"https://{MARK.format('manage')}.invalid/"
MARKS = (ADDRESS, KEY, UNSUBSCRIBE, MANAGE)

_SOFT = rb"(?:=\r\n)?"
_LINE = 72
"""Signs of a value on a line of its own; with the soft break's sign it stays below 76."""


class Filling:
    """A letter cut at its marks: pieces that stay, and between them the names of what is put there."""

    def __init__(self, letter: bytes) -> None:
        head, blank, body = letter.partition(b"\r\n\r\n")
        self._pieces: list[tuple[bytes, str, bool]] = [*_cut(head + blank, quoted=False), *_cut(body, quoted=True)]

    def with_values(self, values: Mapping[str, str]) -> bytes:
        """Give the whole letter with these values behind its marks; they are ASCII and hold no line break."""
        made = {}
        for mark, value in values.items():
            if not value.isascii() or not value.isprintable():
                raise ValueError(f"{mark}: no value of a letter")
            raw = value.encode()
            made[mark, False], made[mark, True] = raw, _quoted(raw)
        return b"".join(stays + made[mark, quoted] if mark else stays for stays, mark, quoted in self._pieces)


def _cut(text: bytes, *, quoted: bool) -> list[tuple[bytes, str, bool]]:
    found, begin = [], 0
    for match in (_IN_BODY if quoted else _IN_HEAD).finditer(text):
        plain = match[0].replace(b"=\r\n", b"").decode()
        found.append((text[begin : match.start()], plain, quoted))
        begin = match.end()
    return [*found, (text[begin:], "", quoted)]


def _quoted(value: bytes) -> bytes:
    """Write a value between soft breaks, in lines of its own; an equals sign takes the room of three."""
    room = _LINE // 3 if b"=" in value else _LINE
    pieces = [value[at : at + room].replace(b"=", b"=3D") for at in range(0, len(value), room)]
    return b"=\r\n" + b"=\r\n".join(pieces) + b"=\r\n"


def _pattern(soft: bytes) -> re.Pattern[bytes]:
    marks = [soft.join(re.escape(mark[at : at + 1]).encode() for at in range(len(mark))) for mark in MARKS]
    return re.compile(b"|".join(marks))


_IN_HEAD, _IN_BODY = _pattern(b""), _pattern(_SOFT)
