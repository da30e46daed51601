"""Whether a contractor's name is nothing but a person's: in any order, with titles, initials or an address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchdog.core.people.firm_words import is_firm_word
from watchdog.core.people.given_names import GIVEN_NAMES
from watchdog.core.people.masks import AGREEMENT, masked_as
from watchdog.core.privacy import is_given_name
from watchdog.core.text import DASHES, fold, squash

_SAYS_PERSON = re.compile(
    r"[\s,;:–—(-]*\bos(?:oba|oby|\.)\s*(?:fiz(?:yczn[ae]\b|\.)|prywatn[ae]\b)[\s.):–—-]*", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"[\s,;(–—-]*(?:\b(?:ul|os|al|pl|zam)\b\.?\s.*|\b(?:ulica|osiedle|aleja|plac|zamieszk\w*|adres|pesel)\b.*"
    r"|\b\d{2}-\d{3}\b.*)$",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(r"[\"„”“«»@&+]|\d|\bwww\b")
_LEGAL_FORM = re.compile(
    r"\b(?:s\.\s?[acjk]\.?(?=\W|$)|sp\b|s-ka\b|sa$|sc$|z\s?o\.?\s?o|gmbh|ltd|llc|inc|s\.r\.o|p\.?\s?p\.?\s?h"
    r"|[pfz]\.?\s?h\.?\s?u|p\.?\s?u\.?\s?h|(?:p\.?w|b\.p|f\.h|p\.h|f\.w|p\.t|f\.u|z\.u)\.(?=\s*[a-z]{3}))"
)
_AND = re.compile(r"\s*[,;/]\s*|\s+(?:i|oraz|a|wraz z)\s+")
_POLITE = re.compile(r"^(?:pan(?:i|stwo|owie|ie)?|p\.|malz(?:\.|onkowie|enstwo)?|spadkobiercy)\s+")
_TITLE = re.compile(
    r"\b(?:prof|dr|drn|hab|mgr|inz|lic|lek|med|dent|stom|wet|ks|bp|kan|plk|ppk|kpt|mjr|gen|por|ml|sen|jr)\b\.?\s*"
    r"|\b(?:doktor|profesor|ksiadz|siostra|brat)\s+"
)
_WORD = re.compile(r"[a-z]['’a-z]+(?:-[a-z]['’a-z]+)*")
_INITIAL = re.compile(r"(?:[a-z]|ch|cz|dz|rz|st|sz)\.?(?:-[a-z]\.)?")
_FAMILY = re.compile(
    r"[a-z'’-]*(?:sk[iay]|ck[iay]|dzk[iay]|scy|ccy|dzcy|wicz(?:owie)?|ak|ek|ik|yk|uk|enko|icz|ec|arz|ow|ew|owa|ewa)"
)
"""How many family names end; where a word ends otherwise it may be one all the same."""
_DECLINED = re.compile(r"[a-z'’-]*(?:iego|iej|im|em|owi|a|owej|ych)")
_TOWN_NAMES = (
    "gliwice katowice zabrze bytom knurow pyskowice chorzow sosnowiec tychy rybnik warszawa krakow lodz wroclaw poznan "
    "gdansk gdynia szczecin bydgoszcz lublin bialystok torun kielce radom opole rzeszow olsztyn czestochowa lubon "
    "swarzedz gniezno konin leszno pila kalisz mosina kornik srem skoki walcz wolsztyn"
)
_TOWNS = frozenset(_TOWN_NAMES.split())
_ALONE = GIVEN_NAMES | _TOWNS
"""What may stand alone beside a whole name: a given name before „i Anna Kowalscy”, a town behind a comma."""
_SHORTENED = frozenset(
    name[:at] + name[at + 1 :] for name in GIVEN_NAMES if len(name) > 5 for at in range(1, len(name))
)
"""Given names that lack one letter."""


def is_private_person(name: str, *, has_number: bool = False) -> bool:
    """
    Tell whether a contractor's name is nothing but a person's („KOWALSKI JAN”, „dr A. Nowak”, „Jan i Anna Kowalscy”).

    ``has_number`` says that a valid NIP or REGON stands beside it: then it is an entrepreneur trading under a name of
    one's own, and shown, unless the words „osoba fizyczna” stand there.
    """
    text = squash(name)
    rest = _SAYS_PERSON.sub(" ", text).strip()
    if rest != text:
        return not rest or bool(masked_as(rest)) or _names_people(rest)
    return not has_number and _names_people(text)


def _names_people(text: str) -> bool:
    """Tell whether every part of a text is a person; „Jan i Anna Kowalscy” leaves the family name to the last."""
    named = _ADDRESS.sub("", text)
    bare = AGREEMENT.sub("", fold(named)).strip(" .,:;()-–—")
    if not bare or _NO_PERSON.search(named) or _LEGAL_FORM.search(fold(named)):
        return False
    polite = _POLITE.sub("", bare)
    parts = [words for words in map(_words, _AND.split(DASHES.sub("-", polite))) if words]
    whole = [words for words in parts if not (len(words) == 1 and words[0] in _ALONE)]
    return bool(whole) and all(_is_one_person(words, polite=polite != bare) for words in whole)


def _words(part: str) -> list[str]:
    """Split a part into words without titles and town; „J.K.” and „A.Nowak” fall apart at their full stops."""
    words = _TITLE.sub("", re.sub(r"\.+(?=[a-z])", ". ", f"{part} ")).split()
    return words[:-1] if len(words) > 2 and words[-1] in _TOWNS else words


def _is_one_person(words: Sequence[str], *, polite: bool) -> bool:
    """Tell whether folded words are one person: initials, a name with initials, or a given and a family name."""
    initials = [word for word in words if _INITIAL.fullmatch(word) and word not in GIVEN_NAMES]
    names = [word for word in words if word not in initials]
    if any(not _WORD.fullmatch(word) or is_firm_word(word) for word in names):
        return False
    if not names:
        return 2 <= len(initials) <= 3
    if polite and len(names) <= 3:
        return True
    if len(names) == 1:
        return _is_with_initials(names[0], len(initials))
    return len(initials) <= 2 and len(names) <= 4 and _has_given(names)


def _is_with_initials(name: str, initials: int) -> bool:
    """Tell whether one word with an initial is a person („J. Kowalski”, „Anna N.”); with two it must look like one."""
    likely = _is_given(name) or _FAMILY.fullmatch(name) is not None
    return len(name) > 2 and (initials == 1 or (initials == 2 and likely))


def _has_given(names: Sequence[str]) -> bool:
    """
    Tell whether a given name stands among two to four words where a person has one.

    Of three words with one given name, „Kowal-Bud Jan Nowak” is a firm and „Nowak Kowalska Anna” a person: the given
    name stands at an end, and the other two look like family names.
    """
    given = [_is_given(word) for word in names]
    if len(names) == 2:
        return any(given) or _is_misprinted(names) or _is_declined(names)
    if len(names) == 3 and sum(given) > 1:
        return True
    others = [word for word, is_given in zip(names, given, strict=True) if not is_given]
    at_an_end = given[0] or given[-1] or len(names) == 4
    return any(given) and at_an_end and all(_FAMILY.fullmatch(word) for word in others)


def _is_given(word: str) -> bool:
    return all(part in GIVEN_NAMES for part in word.split("-"))


def _is_misprinted(names: Sequence[str]) -> bool:
    """Tell whether one of two words is a given name but for a letter („Tomsz”), the other surely a family name."""
    return any(_FAMILY.fullmatch(other) and _is_near_given(word) for word, other in (names, names[::-1]))


def _is_near_given(word: str) -> bool:
    shorter = {word[:at] + word[at + 1 :] for at in range(len(word))} if len(word) > 4 else set()
    return word in _SHORTENED or not shorter.isdisjoint(GIVEN_NAMES) or not shorter.isdisjoint(_SHORTENED)


def _is_declined(names: Sequence[str]) -> bool:
    """Tell whether two words are a name in another case: „Janem Kowalskim”, „Anny Nowak”."""
    return any(_DECLINED.fullmatch(other) and is_given_name(word) for word, other in (names, names[::-1]))
