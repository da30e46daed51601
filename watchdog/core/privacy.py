"""
Private people in official titles: who brought a petition or a complaint is not for the portal to spread.

Offices print „petycji Pana Jana Kowalskiego” in agendas, drafts and votes. The name is taken out of what becomes a
record („petycji osoby fizycznej”); the document itself is kept as it is. Who holds a public function („radnego”,
„Dyrektora”), firms and organisations stay. Initials are the office's own mask and stay too.

A name is known by „Pan” or „Pani” before it, or by a common given name, and only beside a petition or a complaint: a
motion is mostly a councillor's. Nothing here knows Django; every draft passes through it (``watchdog.ingest.source``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from watchdog.core.text import INVISIBLE, fold

NATURAL_PERSON = "osoba fizyczna"
"""What stands in the place of a private person's name."""

GIVEN_NAMES = (
    "adam adrian agat agnieszk albert aldon aleksander aleksandr alfred alicj alojz andrzej ann anet angelik "
    "antoni antonin arkadiusz arlet artur barbar bartlomiej bartosz beat bernadet bernard bogdan bogumil "
    "boguslaw boleslaw bozen bronislaw cecyli cezar czeslaw dagmar damian daniel danut dariusz dawid dominik "
    "dorot edmund edward edyt elzbiet emil emili erwin eryk ernest eugeni eugeniusz ew ewelin feliks filip "
    "florian franciszek franciszk gabriel gerard gertrud grazyn grzegorz halin hann helen helmut henryk herbert "
    "hildegard horst hubert ignac iren ireneusz iwon izabel jacek jack jadwig jakub jan janin janusz jaroslaw "
    "jerz joachim joann jolant jozef jozefin julian juli justyn kacper kamil karol karolin katarzyn kazimierz "
    "king klar klaudi klaudiusz konrad kornel krystian krystyn krzysztof laur lech leon leokadi leonard leszek "
    "leszk lidi lucj lucjan lucyn ludwik ludwig lukasz maciej magdalen malgorzat manfred marcel marcin marek "
    "mark mart mari marian mariol mariusz martyn mateusz michal mieczyslaw milosz miroslaw monik natali norbert "
    "olg oliwi oskar otyli patrycj patryk pawel pawl paulin piotr przemyslaw radoslaw rafal regin renat robert "
    "roman romuald rozali rudolf ruth ryszard sabin sebastian slawomir sofi stanislaw stefan stefani sylwester "
    "sylwestr sylwi szymon tadeusz teodor teres tomasz urszul waclaw waldemar walent waler wand weronik werner "
    "wieslaw wiktor wiktori wincent witold wlodzimierz wojciech zbigniew zdzislaw zenon zofi zuzann zygmunt"
)
"""Stems of common given names, folded; of those that lose a letter („Pawła”) both. Endings are added below."""

_ENDINGS = "(?:a|y|i|e|ie|ii|ji|em|iem|owi|u|ego|emu|im|ym|iego|iemu)?"
_GIVEN = re.compile(f"(?:{'|'.join(GIVEN_NAMES.split())}){_ENDINGS}")
_FUNCTION = re.compile(
    "radn(?:y|a|ego|ej|ych)|(?:wice)?prezydent(?:a|ka|ki)?|zastepc[aey]|(?:wice)?przewodniczac(?:y|a|ego|ej)|"
    "dyrektor(?:a|ka|ki)?|kierowni(?:k|ka|czka|czki)|wojewod[ay]|skarbni(?:k|ka|czka|czki)|sekretarza?|prezesa?|"
    "burmistrza?|wojta?|starost[ay]|marszal(?:ek|ka)|pos(?:el|la|lanka|lanki)|senator(?:a|ka|ki)?|prokuratora?|"
    "komendanta?|rzeczni(?:k|ka|czka|czki)|naczelnika?|soltysa?"
)
"""Public functions, folded, as one names who holds them; „Prezydentowi” is to whom a petition goes."""

_WORD = r"[A-ZĄĆĘŁŃÓŚŹŻ](?:[^\W\d_]|[’'])+(?:-[A-ZĄĆĘŁŃÓŚŹŻ](?:[^\W\d_]|[’'])+)?"
_NAME = rf"(?:[A-ZŁŚŻ]\.\s*)?{_WORD}(?:\s+{_WORD}){{0,2}}(?:\s+[A-ZŁŚŻ]\.)?"
_POLITE = r"(?i:pan(?:a|i|ią|em|ów)?|pań|państw[ao]|p\.)"
_PERSON = rf"(?:(?P<polite>{_POLITE})\s*(?<=[\s.]))?(?P<name>{_NAME})"

_DAY = r"\d{1,2}(?:\.\d{1,2}\.|\s+\w+\s+)\d{4}(?:\s*(?:r\.|roku))?"
_RESIDENT = r"\s+(?:mieszka[nń]|obywatel)\w+(?:\s+[Mm]iasta)?(?:\s+(?:Gliwic|Katowic|Zabrza|Bytomia|Knurowa)\b)?"
_ABOUT = rf"(?:\s+nr\s+\S+|\s+z\s+(?:dnia\s+|dn\.\s*)?{_DAY}|{_RESIDENT})*(?:\s+|\s*[:(–—-]\s*)"
"""What may stand between a petition and its author: a number, a day, „mieszkańca Gliwic”, a dash."""
_BROUGHT = rf"[^;„”\"]{{0,120}}?\s(?P<by>przez|od|autorstwa|wni(?:ósł|osła|eśli)|złoży(?:ł|ła|li))(?:{_RESIDENT})?\s+"
_AGAINST = r"\s+(?P<on>na)(?:\s+(?:działa|bezczynno|zachowani|postępowani)\w+)?\s+"
_PAPER = r"(?i:(?<!wniosków i )(?:petycj|skarg(?!,?\s+(?:i\s+)?wniosk)|zażaleni)\w*|wnios\w+(?=\s+mieszka))"
_PETITION = re.compile(rf"\b{_PAPER}(?:{_ABOUT}|{_BROUGHT}|{_AGAINST}){_PERSON}")
_FURTHER = re.compile(rf"(?:\s*,|\s+i|\s+oraz)\s+{_PERSON}")
_BEHIND = re.compile(r"[\s,–—-]*([^\W\d_]+)")

_FORMS = {
    "of": ("osoby fizycznej", "osób fizycznych"),
    "whom": ("osobę fizyczną", "osoby fizyczne"),
    "who": (NATURAL_PERSON, "osoby fizyczne"),
}


def masked(text: str) -> str:
    """Return the text without the names of private people beside a petition or a complaint; the same where none is."""
    plain = unicodedata.normalize("NFC", text).translate(INVISIBLE)
    parts, place = [], 0
    for found in _PETITION.finditer(plain):
        ends = list(_people(plain, found))
        if ends:
            parts += [plain[place : _start(found)], _FORMS[_case(found)][len(ends) > 1]]
            place = ends[-1]
    return "".join([*parts, plain[place:]]) if parts else text


def names_a_person(text: str) -> bool:
    """Tell whether a text is nothing but a given name and a family name: a person's, whatever it is said to be."""
    words = text.split()
    given = bool(words) and _GIVEN.fullmatch(fold(words[0])) is not None
    return given and 2 <= len(words) <= 3 and all(re.fullmatch(_WORD, word) for word in words)


def is_given_name(word: str) -> bool:
    """Tell whether a word is a common given name in any case („Janem”)."""
    return _GIVEN.fullmatch(fold(word)) is not None


def _people(text: str, found: re.Match[str]) -> Iterator[int]:
    """Yield where the name of each private person ends, the first one's, then of those named with it."""
    each: re.Match[str] | None = found
    while each is not None:
        end = _end_of_name(text, each)
        if end is None:
            return
        yield end
        each = _FURTHER.match(text, end)


def _end_of_name(text: str, found: re.Match[str]) -> int | None:
    """Tell where the name of a private person ends; nothing where it is no person's, or that of an official."""
    words = list(re.finditer(r"\S+", found["name"]))
    if not found["polite"] and (len(words) < 2 or not _GIVEN.fullmatch(fold(words[0][0]))):
        return None
    if len(words) > 2 and words[1][0][-1] != "." and not _GIVEN.fullmatch(fold(words[1][0])) and words[2][0][-1] != ".":
        words = words[:2]  # a capital behind the family name („Radzie Miasta”) begins something else
    end = found.start("name") + words[-1].end()
    behind = _BEHIND.match(text, end)
    if _is_function(words[0][0]) or (behind and _is_function(behind[1])):
        return None
    return end


def _is_function(word: str) -> bool:
    return _FUNCTION.fullmatch(fold(word)) is not None


def _start(found: re.Match[str]) -> int:
    return found.start("polite") if found["polite"] else found.start("name")


def _case(found: re.Match[str]) -> str:
    """Say in which case the mask stands: „petycji osoby…”, „przez osobę…”, „wniosła osoba…”."""
    by = found["by"] or ""
    if by.startswith(("wni", "złoży")) or found.string[: _start(found)].rstrip()[-1] in ":(–—-":
        return "who"
    return "whom" if by == "przez" or found["on"] else "of"
