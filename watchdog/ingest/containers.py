"""
What lies in a DOCX or an XLSX, looked through before any reader opens it.

Both are ZIPs of XML, made by anyone. What the ZIP declares is not believed: every part is unpacked piece by piece,
counted, and thrown away; a definition of entities, by which a line of XML may grow into gigabytes, is refused. Free of
Django.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

from watchdog.ingest.source import Unreadable

MAX_PARTS = 2000
"""A minute book with a picture on every page has a few hundred."""
MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes of all parts together, unpacked: a session with 262 roll calls of 60 people is 21 MB."""
MAX_RATIO = 300
"""How many times its packed size a part may grow (deflate reaches 1032); repetitive tables reach about 60."""
SMALL = 4 * 1024 * 1024
"""Bytes up to which the growth of a part does not matter."""
PIECE = 256 * 1024
PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ")
LOCKED = 0x1
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What Python's reader of ZIP files says of one that is cut or packed in a way we do not know."""


def names_in(content: bytes) -> frozenset[str]:
    """
    Look a ZIP through and return the names of its parts.

    Raises ``Unreadable``: ``wrong_shape`` (cut, damaged), ``too_large`` (of what it unpacks to), ``encrypted_file``,
    ``unsafe_file`` (too many parts, names that lead elsewhere, packed files in it, XML with definitions of its own).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _look_at_list(parts)
            left = MAX_UNPACKED
            for part in parts:
                left -= _look_through(archive, part, left)
    except BROKEN as error:
        raise Unreadable("wrong_shape", "Plik jest uszkodzony albo ucięty i nie daje się otworzyć.") from error
    return frozenset(part.filename for part in parts)


def _look_at_list(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse by what the ZIP itself says of its parts, before anything is unpacked."""
    if len(parts) > MAX_PARTS:
        raise Unreadable("unsafe_file", f"Plik składa się z {len(parts)} części; otwieramy najwyżej {MAX_PARTS}.")
    if len({part.filename for part in parts}) < len(parts):
        raise Unreadable("unsafe_file", "Plik zawiera dwie części o tej samej nazwie.")
    if any(_leads_elsewhere(part.filename) for part in parts):
        raise Unreadable("unsafe_file", "Nazwa części pliku prowadzi poza ten plik.")
    if any(part.flag_bits & LOCKED for part in parts):
        raise Unreadable("encrypted_file", "Plik jest zabezpieczony hasłem; zapisz go bez hasła i wyślij jeszcze raz.")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _too_large()
    if any(part.file_size > max(SMALL, MAX_RATIO * part.compress_size) for part in parts):
        raise Unreadable("too_large", f"Część pliku rośnie po rozpakowaniu ponad {MAX_RATIO} razy; nie otwieramy jej.")


def _leads_elsewhere(name: str) -> bool:
    steps = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0]


def _look_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    """Unpack a part, keep nothing of it, and return how large it really is."""
    size = 0
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    prologue = _Prologue() if is_xml else None
    with archive.open(part) as body:
        while piece := body.read(PIECE):
            if not size and piece.startswith(PACKED) and "/embeddings/" not in part.filename:
                raise Unreadable("unsafe_file", "W pliku jest następny spakowany plik; takich nie otwieramy.")
            size += len(piece)
            if size > most:
                raise _too_large()
            if prologue:
                prologue.read(piece)
    return size


def _too_large() -> Unreadable:
    return Unreadable("too_large", f"Po rozpakowaniu plik zajmuje ponad {MAX_UNPACKED // 1024**2} MB.")


class _Prologue:
    """Reads the beginning of an XML file, as far as its first element, where definitions would stand."""

    def __init__(self) -> None:
        self._over = False
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._begin

    def read(self, piece: bytes) -> None:
        if self._over:
            return
        try:
            self._parser.Parse(piece, False)
        except expat.ExpatError as error:
            if not self._over:
                raise Unreadable("wrong_shape", "Plik zawiera uszkodzony XML i nie daje się odczytać.") from error

    def _refuse(self, *_declared: object) -> None:
        raise Unreadable("unsafe_file", "Plik zawiera własne definicje XML; takich plików nie otwieramy.")

    def _begin(self, *_element: object) -> None:
        self._over = True
