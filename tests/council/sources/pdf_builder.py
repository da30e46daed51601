"""
PDF files made on the fly: the two-column roll-call print as the voting systems make it, and files that are no use.

The text layer is written by hand, so that a test decides where each word stands and in which order; Polish letters go
through a font encoding of their own. Distances are those of the real prints (A4, points from the lower left corner).
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field

import pikepdf

WIDTH, HEIGHT = 595, 842
GLYPHS = {
    "Ą": "Aogonek", "Ć": "Cacute", "Ę": "Eogonek", "Ł": "Lslash", "Ń": "Nacute", "Ó": "Oacute", "Ś": "Sacute",
    "Ź": "Zacute", "Ż": "Zdotaccent", "ą": "aogonek", "ć": "cacute", "ę": "eogonek", "ł": "lslash", "ń": "nacute",
    "ó": "oacute", "ś": "sacute", "ź": "zacute", "ż": "zdotaccent", "„": "quotedblbase", "”": "quotedblright",
    "–": "endash", "\u0301": "acutecomb", "\ufb01": "fi",
}  # fmt: skip
CODES = {letter: 128 + place for place, letter in enumerate(GLYPHS)}


@dataclass
class Text:
    """A run of letters at one place."""

    x: float
    y: float
    text: str
    size: float = 8


@dataclass
class Print:
    """One vote of the print; every part can be left out or spoilt by a test."""

    subject: list[str]
    ballots: list[tuple[str, str]] = field(default_factory=list)
    number: int | None = 1
    session: str = "XX sesja Rady Miasta Katowice"
    aside: str = "20"
    kind: str = "jawne"
    date: str = "25.09.2025 12:11"
    counters: dict[str, int] = field(default_factory=dict)
    not_cast: str = "Głosy nieoddane"
    quorum: str = "Kworum zostało osiągnięte"
    rows_a_page: int = 0
    """Rows of the list on the first page; the rest runs over to a next one. 0: all of them."""
    wrapped: bool = False
    """Whether names of three and more words are printed on two lines."""


def counted(ballots: list[tuple[str, str]], eligible: int | None = None) -> dict[str, int]:
    """Count what an honest print would print above these names."""
    labels = [label for _, label in ballots]
    absent = sum(label.startswith("NIEOBECN") for label in labels)
    return {
        "uprawnionych": len(ballots) if eligible is None else eligible,
        "obecnych": len(ballots) - absent,
        "nieobecnych": absent,
        "za": labels.count("ZA"),
        "przeciw": labels.count("PRZECIW"),
        "wstrzymujące się": labels.count("WSTRZYMUJĘ SIĘ"),
        "nieoddane": labels.count("NIEODDANY") + labels.count("OBECNY") + labels.count("OBECNA"),
    }


def roll_call(*votes: Print) -> bytes:
    """Print votes one after another, each from a new page."""
    return pdf([page for vote in votes for page in pages_of(vote)])


def pages_of(vote: Print) -> list[list[Text]]:
    """Lay a vote out as the print does, over as many pages as it takes."""
    half = (len(vote.ballots) + 1) // 2
    cut = vote.rows_a_page or half or 1
    pages = [_head(vote)]
    for start in range(0, max(half, 1), cut):
        if start:
            pages.append([])
        top = 506 if start == 0 else 780
        for row in range(start, min(start + cut, half)):
            y = top - (row - start) * 17
            pages[-1] += _row(vote, row, 36, y)
            if row + half < len(vote.ballots):
                pages[-1] += _row(vote, row + half, 297, y)
    pages[-1].append(Text(418, 36, f"Wydrukowano: {vote.date}:11"))
    return pages


def _head(vote: Print) -> list[Text]:
    texts = [Text(48, 798, vote.aside, 10)] if vote.aside else []
    texts += [Text(239, 798, vote.session, 10), Text(263, 780, "Głosowanie", 10)]
    texts += [Text(91, 757 - 12 * at, line, 10) for at, line in enumerate(vote.subject)]
    if vote.number is not None:
        texts.append(Text(48, 757 - 6 * (len(vote.subject) - 1), str(vote.number), 10))
    texts += [Text(41, 707, "Typ głosowania", 10), Text(233, 707, vote.kind, 10)]
    texts.append(Text(331, 707, f"Data głosowania: {vote.date}", 10))
    left = [
        ("Liczba uprawnionych", "uprawnionych"),
        ("Liczba obecnych", "obecnych"),
        ("Liczba nieobecnych", "nieobecnych"),
    ]
    right = [("Głosy za", "za"), ("Głosy przeciw", "przeciw"), ("Głosy wstrzymujące się", "wstrzymujące się")]
    for x, value_x, rows in ((41, 242, left), (304, 506, [*right, (vote.not_cast, "nieoddane")])):
        for at, (words, key) in enumerate(rows):
            if key in vote.counters:
                y = 667 - 25 * at
                texts += [Text(x, y, words, 10), Text(value_x, y, str(vote.counters[key]), 10)]
    texts.append(Text(225, 567, vote.quorum, 10))
    if vote.ballots:
        texts.append(Text(234, 543, "Uprawnieni do głosowania", 10))
        for x, lp in ((36, "Lp"), (298, "Lp.")):
            texts += [Text(x, 523, lp), Text(x + 62, 523, "Nazwisko i imię"), Text(x + 204, 523, "Głos")]
    return texts


def _row(vote: Print, index: int, x: float, y: float) -> list[Text]:
    name, label = vote.ballots[index]
    texts = [Text(x, y, f"{index + 1}."), Text(x + 212 - 2.2 * len(label), y, label)]
    words = name.split()
    if vote.wrapped and len(words) > 2:
        return [*texts, Text(x + 24, y + 4, " ".join(words[:2])), Text(x + 24, y - 5, " ".join(words[2:]))]
    return [*texts, Text(x + 24, y, name)]


def pdf(pages: list[list[Text]], *, image: bool = False) -> bytes:
    """Write pages as a PDF; ``image`` puts a picture on each, as a scanner does."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _font(), _picture()]
    kids = []
    for texts in pages:
        content = b"\n".join(_shown(text) for text in texts)
        if image:
            content += f"\nq {WIDTH} 0 0 {HEIGHT} 0 0 cm /P Do Q".encode()
        packed = zlib.compress(content)
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
        resources = "<< /Font << /F 3 0 R >> /XObject << /P 4 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources {resources}"
        objects.append(f"{page} /Contents {len(objects)} 0 R >>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects)


def scan(pages: int = 1) -> bytes:
    """A document that is pictures only."""
    return pdf([[] for _ in range(pages)], image=True)


def encrypted(content: bytes, password: str = "tajne") -> bytes:
    """Lock a PDF so that it opens with the password alone."""
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(locked, encryption=pikepdf.Encryption(user=password, owner=password))
    return locked.getvalue()


def _shown(text: Text) -> bytes:
    codes = bytes(CODES.get(letter) or ord(letter) for letter in text.text)
    return b"BT /F %.1f Tf %.1f %.1f Td <%s> Tj ET" % (text.size, text.x, text.y, codes.hex().encode())


def _font() -> bytes:
    names = " ".join(f"/{name}" for name in GLYPHS.values())
    encoding = f"<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [128 {names}] >>"
    widths = " ".join("278" if chr(code) in " .,:;!'()-/ijl|" else "540" for code in range(32, 160))
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding {encoding} "
        f"/FirstChar 32 /LastChar 159 /Widths [{widths}] >>"
    ).encode()


def _picture() -> bytes:
    head = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    )
    return head + b"\nstream\n\x80\nendstream"


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
