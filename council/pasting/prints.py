"""The note on the print beside a title: „(druk nr 148/2024)”, „/druk nr 495/ z autopoprawką”. Free of Django."""

from __future__ import annotations

import re
from dataclasses import dataclass

from council.matching import CUT
from watchdog.core.ids import PrintReference, print_reference
from watchdog.core.text import squash

CUTS = re.compile(r"\[[^\[\]]{0,20}(?:\.{2,3}|…)\s?\]")
"""How pages write that they cut a text: „[...]”, „poz[ytywnie ...]”."""
_AMENDED = r"(?:\s*,?\s*z\s+(?:\w+\s+)?autopoprawk\w+)?"
_WORD = r"druk(?:[ui]|iem|ów|ach)?\b"
NOTES = (
    re.compile(rf"[(\[]\s*{_WORD}[^()\[\]]*[)\]]{_AMENDED}", re.IGNORECASE),
    re.compile(rf"(?<=\s)/\s*{_WORD}[^()]*?/(?=[\s.,;:]*$|\s*z\s+\w*\s?autopoprawk){_AMENDED}", re.IGNORECASE),
    re.compile(r"\(\s*[A-Z]{1,4}\s?-\s?\d{1,5}[A-Za-z]?/\d{2,4}\s*\)"),
    re.compile(rf"[\s,;–-]+druki?\s+(?:nr\b|zamiast\b|„|\d)[^()]*{_AMENDED}[\s.,;:]*$", re.IGNORECASE),
    re.compile(rf"^druki?\s+(?:nr\.?\s*)?\S*\d\S*{_AMENDED}\s*[-–:.,]+\s+", re.IGNORECASE),
)
"""Where the note stands: in brackets, between strokes, as a sign in brackets, behind the title, before it."""
CUT_NOTE = re.compile(rf"[(/]\s*(?:d|dr|dru|{_WORD}[^()]*)\[…\]$", re.IGNORECASE)
"""A note that the page has cut: its number may lack figures and is not taken."""
SEVERAL = re.compile(rf"{_WORD}[^()]*?\d[^()]*?(?:,|\bi\b|\boraz\b|[-–])\s*(?:nr\s*)?\d", re.IGNORECASE)
"""„druki nr 12, 13”: an item of several prints."""


@dataclass(frozen=True)
class Titled:
    """A title without its note, and what the note says."""

    title: str
    print_number: str = ""
    replaces: str = ""
    amended: bool = False
    doubts: tuple[str, ...] = ()


def titled(text: str) -> Titled:
    """Part an item's words into its title and its print.

    A print that stands in for another and has no number of its own is called by the office's words („zamiast druku nr
    480”), as everywhere in the record.
    """
    words = CUTS.sub(CUT, squash(text).replace(",,", "„"))
    cut = CUT_NOTE.search(words)
    if cut:
        doubt = "Numer druku jest ucięty: uzupełnij go z dokumentu."
        return Titled(closed(words[: cut.start()]), doubts=(doubt,))
    found = next((match for pattern in NOTES if (match := pattern.search(words))), None)
    doubts = ("Tytuł jest ucięty: uzupełnij go z dokumentu.",) if CUT in words else ()
    if not found:
        return Titled(closed(words), amended="autopoprawk" in words.lower(), doubts=doubts)
    title = closed(squash(f"{words[: found.start()]} {words[found.end() :]}"))
    return _noted(title, found[0], doubts)


def _noted(title: str, note: str, doubts: tuple[str, ...]) -> Titled:
    said = print_reference(note)
    if SEVERAL.search(note) or not (said.number or said.replaces):
        text = f"Z uwagi o drukach („{note.strip(' ,;.()/')}”) nie wynika jeden numer: wpisz ten, który głosowano."
        return Titled(title, amended=said.amended, doubts=(*doubts, text))
    return Titled(title, _number(said), said.replaces, said.amended, doubts)


def _number(said: PrintReference) -> str:
    return said.number or f"zamiast druku nr {said.replaces}"


ABBREVIATION = re.compile(
    r"\b(?:r|ul|im|nr|pn|ww|m\.in|św|os|pl|al|tzw|dot|ust|art|poz|dr|prof|gen|ks|itp|itd|zm|późn|in)\.$"
)
"""A dot that belongs to its word and closes no sentence."""


def closed(text: str) -> str:
    """Return a title without the punctuation that closes it; the dot of „2024 r.” stays."""
    text = re.sub(r"\s+([.,;:])", r"\1", text).strip()
    bare = text.rstrip(" ,;:–-")
    while bare.endswith(".") and not ABBREVIATION.search(bare):
        bare = bare[:-1].rstrip(" ,;:–-")
    return bare
