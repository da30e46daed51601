"""A private person's name inside what a contract is about: „umowa zlecenia dla Jana Kowalskiego”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdog.core.people.given_names import GIVEN_NAMES
from watchdog.core.privacy import NATURAL_PERSON, is_given_name
from watchdog.core.text import fold, untitled

_TOKEN = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\s.\-–’']{1,3}")
_ENDING = (
    r"(?:a|e|y|i|u|o|ie|ia|ii|iu|owi|om|ow|em|iem|am|ami|ach"
    r"|ego|iego|emu|iemu|ej|iej|im|ym|ich|ych|imi|ymi|owie|owa|owej)?"
)
_NAMED_AFTER = re.compile(
    r"\b(?:ul|al|os|pl|im|ulic[ay]|imienia|osiedl[eua]|alej[aęi]|plac[uem]*)\.?\s+(?:\w+\.?\s+)?$", re.IGNORECASE
)
"""A street or a school called after somebody of the same name."""
_POLITE = re.compile(r"\b(?:pan(?:i|a|u|em|ią|owi)?|p\.)\s*$", re.IGNORECASE)


def name_forms(name: str) -> tuple[re.Pattern[str], ...]:
    """Return a folded pattern for each word of a person's family name in any case; of all words where it is unknown."""
    words = _TOKEN.findall(fold(untitled(name)))
    families = [word for word in words if word not in GIVEN_NAMES and len(word) > 2]
    return tuple(_forms(word) for word in families or [word for word in words if len(word) > 2])


def without_person(subject: str, name: str) -> str:
    """
    Return what a row is about without the name of the row's own private person, in any order and case.

    A family name goes also where it stands alone; a street or a school called after a namesake stays.
    """
    forms = name_forms(name)
    pieces, place = [], 0
    for start, end in _places(subject, forms) if forms else ():
        pieces += [subject[place:start], NATURAL_PERSON]
        place = end
    return "".join([*pieces, subject[place:]])


def _places(subject: str, forms: tuple[re.Pattern[str], ...]) -> Iterator[tuple[int, int]]:
    """Yield where each name starts and ends: the family name with the given names and initials that touch it."""
    tokens = list(_TOKEN.finditer(subject))
    done = 0
    for at, token in enumerate(tokens):
        if at < done or not _is_family(token, forms) or _NAMED_AFTER.search(subject[: token.start()]):
            continue
        first, last = at, at
        while first > done and _touches(subject, tokens[first - 1], tokens[first], forms):
            first -= 1
        while last + 1 < len(tokens) and _touches(subject, tokens[last + 1], tokens[last], forms):
            last += 1
        done = last + 1
        polite = _POLITE.search(subject[: tokens[first].start()])
        yield polite.start() if polite else tokens[first].start(), _end(subject, tokens[last])


def _is_family(token: re.Match[str], forms: tuple[re.Pattern[str], ...]) -> bool:
    return token[0][0].isupper() and any(form.fullmatch(fold(token[0])) for form in forms)


def _touches(subject: str, token: re.Match[str], beside: re.Match[str], forms: tuple[re.Pattern[str], ...]) -> bool:
    """Tell whether a word beside a name belongs to it: a given name, an initial, or the other half of a double name."""
    between = subject[min(token.end(), beside.end()) : max(token.start(), beside.start())]
    belongs = is_given_name(token[0]) or fold(token[0]) in GIVEN_NAMES or _is_family(token, forms) or _is_initial(token)
    return token[0][0].isupper() and _BETWEEN.fullmatch(between) is not None and belongs


def _is_initial(token: re.Match[str]) -> bool:
    return len(token[0]) == 1 and token.string[token.end() : token.end() + 1] == "."


def _end(subject: str, last: re.Match[str]) -> int:
    """Return where a name ends; the full stop of an initial belongs to it."""
    return last.end() + (len(last[0]) == 1 and subject[last.end() : last.end() + 1] == ".")


def _forms(word: str) -> re.Pattern[str]:
    """Return a pattern for a folded name in any case: „Kowalskiego”, „Wróblowi” of „Wróbel”, „Nowakowej”."""
    stems = {re.sub(r"[aeiouy]$", "", word)}
    if re.search(r"e[lkcrn]$", word):
        stems |= {word, word[:-2] + word[-1]}
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(stems)))}){_ENDING}")
