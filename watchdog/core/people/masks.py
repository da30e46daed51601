"""What offices print where they name nobody: „Osoba fizyczna”, „Zastrzeżone”, „***”."""

from __future__ import annotations

import re

from watchdog.core.text import fold, squash

AGREEMENT = re.compile(r"[\s,–—(-]*\bumow[aey]\s+(?:zleceni[ae]|o\s+dzielo)\b.*|[\s,–—(-]*\b(?:zlecenie|dzielo)$")
"""The kind of agreement behind a name, folded: „osoba prywatna - umowa zlecenie”."""

_PERSON = re.compile(
    r"(?:oso[bn][ay]|os\.)\s*(?:fiz(?:yczn[aey]|\.)|prywatn[aey]|pryw\.|cywiln[ae]|indywidualn[ae])"
    r"(?:\s*\(?(?:rodo|\d+)|,?\s*nie\s?prowadzac\w*\s.*)?"
    r"|osoba|(?:wykonawc[ay]|kontrahent|zleceniobiorc[ay]|klient|najemc[ay])\s+(?:indywidualn[yae]|prywatn[yae])"
    r"|(?:imie\s+i\s+)?nazwisko"
)
_HIDDEN = (
    r"zastrzezon\w*|[za]*anonimiz\w*|anonim|utajnion\w*|niejawn\w*|ukryt[eyao]|jawnosc\w*\s+wylaczon\w*"
    r"|wylacz\w*\s+(?:z\s+)?jawnosc\w*|tajemnica\s+\w+|rodo|osobowe|wrazliwe|chronione|ochrona\s+danych(?:\s+osobowych)?"
)
_WITHHELD = re.compile(
    rf"(?:(?:dane|nazwa|nazwisko|podmiot|wykonawca|kontrahent|strona|informacja)\s+)?(?:{_HIDDEN})"
    r"(?:\s+(?:ze\s+wzgledu\s+na\s+)?\(?(?:rodo|dane(?:\s+osobowe)?|ochrone\s+danych.*))?"
)
_SIGNS = re.compile(r"(?:[*x•#█■]\s*){2,}|[_.…]{3,}", re.IGNORECASE)


def masked_as(text: str) -> str:
    """Say what a cell stands for in which an office names nobody: ``person``, ``withheld``, else an empty text."""
    plain = squash(text)
    if _SIGNS.fullmatch(plain):
        return "withheld"
    bare = AGREEMENT.sub("", fold(plain)).strip(" .,:;()[]-–—\"'„”")
    if _PERSON.fullmatch(f"{bare}.") or _PERSON.fullmatch(bare):
        return "person"
    return "withheld" if _WITHHELD.fullmatch(bare) else ""
