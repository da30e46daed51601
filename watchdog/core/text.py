"""
Polish text as people and offices write it: one form for comparing, one for addresses, one for sorting.

Nothing here knows Django; sources, drafts and the database side share these functions, so that a name or a question
read from two documents meets itself.
"""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = dict.fromkeys(
    [
        *map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"),
        *map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
        *range(9),
        *range(0x0E, 0x1C),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
    ]
)
"""
Soft hyphen, zero-width characters, marks of direction (which turn the words around them) and control characters:
present in documents, seen by nobody, refused by databases (NUL).
"""
_INVISIBLE = re.compile(f"[{re.escape(''.join(map(chr, INVISIBLE)))}]")

UNDECOMPOSED = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "æ": "ae", "œ": "oe", "\u0131": "i", "þ": "th", "ð": "d"}
)
"""Letters that Unicode does not take apart into a base letter and a mark (``ß`` falls to ``ss`` by case folding)."""

FIRST_MARK = "\u0300"
"""Before it no character is a mark of another one."""
DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
TITLES = re.compile(r"\b(?:prof|dr|hab|mgr|inż|lic|lek|med|adw|ks|bp)\b\.?", re.IGNORECASE)
"""Titles before names, as offices shorten them."""
NOT_WORD = re.compile(r"[^a-z0-9]+")

_POLISH = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_FOREIGN = {
    "a": "áàâäãåāă",
    "c": "çčċ",
    "d": "ďđ",
    "e": "éèêëěēėĕ",
    "g": "ğģġ",
    "i": "íìîïīį\u0131",
    "l": "ľĺļ",
    "n": "ňñņ",
    "o": "öőôòõøō",
    "r": "řŕŗ",
    "s": "šşșß",
    "t": "ťţț",
    "u": "úùûüűůūų",
    "y": "ýÿ",
    "z": "ž",
}
_FIRST_CODE = 0x100
"""Above every digit and punctuation mark, so that „Nowak” stands before „Nowak-Kowal”, and free of SQL quoting."""

POLISH_ALPHABET = _POLISH + "".join(_FOREIGN.values())
"""First argument of SQL ``translate(lower(name), POLISH_ALPHABET, SORT_CODES)``: the 35 Polish letters in Polish order
(with q, v, x), then letters of neighbours, which sort as the letter they look like."""

SORT_CODES = "".join(chr(_FIRST_CODE + place) for place in range(len(_POLISH))) + "".join(
    chr(_FIRST_CODE + _POLISH.index(base)) * len(letters) for base, letters in _FOREIGN.items()
)
"""Second argument: ascending code points, character for character with ``POLISH_ALPHABET``; ordinary (code-point)
ordering of the result is Polish ordering, in Python and under any deterministic collation of PostgreSQL alike."""

_TO_SORT_CODES = str.maketrans(POLISH_ALPHABET, SORT_CODES)


def squash(text: str) -> str:
    """Return the text in NFC, every run of white space (no-break and thin spaces too) as one space, ends stripped."""
    text = unicodedata.normalize("NFC", text)
    seen = text.translate(INVISIBLE) if _INVISIBLE.search(text) else text  # hardly any text has one
    return " ".join(seen.split())


def fold(text: str) -> str:
    """Return the text for matching: squashed, lower case, without diacritics („Łoś” and „LOS” become ``los``)."""
    decomposed = unicodedata.normalize("NFKD", squash(text).casefold())
    if decomposed.isascii():
        return decomposed
    bare = "".join([each for each in decomposed if each < FIRST_MARK or not unicodedata.combining(each)])
    return bare.translate(UNDECOMPOSED)


def slugify(text: str, length: int = 60) -> str:
    """Return ASCII words joined by hyphens, at most ``length`` characters, cut between words where one fits at all."""
    slug = NOT_WORD.sub("-", fold(text)).strip("-")
    if len(slug) <= length:
        return slug
    cut = slug[: length + 1].rpartition("-")[0]
    return cut or slug[:length]


def name_key(name: str) -> str:
    """Return a key under which „Bala Beata”, „Beata  BALA” and „Beata Bala” in NFD are one name.

    Tokens are folded and sorted; a double name stays one token however its dash is written and spaced.
    """
    tokens = DASHES.sub("-", fold(name)).replace(",", " ").replace(".", " ").split()
    return " ".join(sorted(tokens))


def untitled(name: str) -> str:
    """Return a name without titles: „Adam Lis” of „prof. dr hab. Adam Lis” and of „Lis dr Adam”."""
    return squash(TITLES.sub(" ", squash(name)))


def split_name(name: str) -> tuple[str, str]:
    """Split a name written given names first into given names and family name („Jan Maria”, „Rokita”).

    The family name is the last token, with its hyphenated half; a single token is a family name.
    """
    given, _, family = DASHES.sub("-", squash(name)).rpartition(" ")
    return given, family


def polish_sort_key(text: str) -> str:
    """Return the key that PostgreSQL computes for the same text: ą after a, ł after l, ż last."""
    return unicodedata.normalize("NFC", text).lower().translate(_TO_SORT_CODES)


def subject_key(subject: str, number: int | None = None) -> str:
    """Return the letters and digits of a vote's subject, folded, for recognising one question in two documents.

    Some prints carry the vote's running number in the middle of the subject; with ``number`` given, every token equal
    to it is left out, so that the print with it and the one without it yield the same key. Line breaks and hyphenation
    leave no trace.
    """
    tokens = NOT_WORD.split(fold(subject))
    return "".join(token for token in tokens if token != str(number))
