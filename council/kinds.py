"""
What a question was about, found by its words where its document does not say.

Offices word the same thing in many ways; the table holds the ways that were met in real records. It is read from the
top, and the first line that fits answers: a motion to put a draft resolution on the agenda is a motion, not a
resolution. Pure functions, free of Django.
"""

from __future__ import annotations

import re

from council.drafts import VoteKind
from watchdog.core.text import fold

BY_WORDS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (VoteKind.QUORUM, r"\b(sprawdzeni|stwierdzeni|potwierdzeni|weryfikacj)\w* (kworum|quorum|obecnosci)\b"),
        (VoteKind.QUORUM, r"^(\d+\w*[.)] ?)?(kworum|quorum)\b"),
        (VoteKind.MINUTES, r"\b(przyjeci|zatwierdzeni)\w* protokol"),
        (VoteKind.PROCEDURAL, r"\bwnios\w* (formaln|proceduraln)"),
        (
            VoteKind.PROCEDURAL,
            r"\bzmian\w* (w |do )?(proponowan\w* )?porzadku|\b(rozszerzeni|uzupelnieni)\w* porzadku"
            r"|\b(dopisani|wykresleni|dodani|wprowadzeni|wlaczeni)\w* (do porzadku|(\w+ )?punktu|pkt)"
            r"|\b(zdjeci|wycofani|wykresleni)\w* (z (porzadku |obrad)|(\w+ )?punktu|pkt)",
        ),
        (
            VoteKind.PROCEDURAL,
            r"\bwnios\w* o (przerw|zamknieci|zakonczeni|ograniczeni|zabrani|udzieleni\w* glosu|odeslani|odroczeni"
            r"|przejsci|zwiekszeni\w* czasu|powtorn|ponown|glosowani)",
        ),
        (VoteKind.REPEATED, r"\breasumpcj"),
        (VoteKind.AGENDA, r"\b(przyjeci|zatwierdzeni|uchwaleni)\w* porzadku"),
        (VoteKind.AMENDMENT, r"(?<!\bz )(?<!\bwraz z )\bpoprawk\w*"),
        (
            VoteKind.PLANNING_REMARK,
            r"\bnie ?uwzglednion\w* uwag|\buwag\w* nie ?uwzglednion"
            r"|\b(rozpatrzeni|rozstrzygnieci)\w* (\w+ )?uwag|^(\d+\w*[.)] ?)?(uwag[ai]|glosowani\w* (nad )?uwag)",
        ),
        (VoteKind.PACKAGE, r"\b(glosowani\w* )?pakiet|\bglosowani\w* (lacznie|na liscie|zbiorcz)"),
        (
            VoteKind.RESOLUTION,
            r"\bprojek\w* uchwal|\b(podjeci|przyjeci)\w* uchwal|^(\d+\w*[.)] ?)?(zmian\w* )?uchwal",
        ),
        (
            VoteKind.POSITION,
            r"\bprojek\w* (apel|stanowisk|rezolucj|deklaracj|oswiadczen)"
            r"|^(\d+\w*[.)] ?)?((rozpatrzeni|przyjeci)\w* )?(apel|stanowisk|rezolucj|deklaracj|oswiadczen)",
        ),
        (
            VoteKind.ELECTION,
            r"\b(wybor\w*|odwolani\w*|powolani\w*) (\w+ )?"
            r"((wice)?przewodnicz|sekretarz|komisji (skrutacyjnej|uchwal i wnioskow)|czlonk)",
        ),
        (VoteKind.RESOLUTION, r"\bdruk\w*( nr)? ?\d|\(ds ?- ?\d"),
    )
)
"""Kind and pattern over the question in small letters without diacritics; a print's sign alone speaks of a draft."""


def kind_of(subject: str, *, adopted: bool = False) -> VoteKind:
    """Find the kind of a question; ``adopted`` says that its document names the resolution that it led to."""
    if adopted:
        return VoteKind.RESOLUTION
    words = fold(subject)
    return next((kind for kind, pattern in BY_WORDS if pattern.search(words)), VoteKind.OTHER)
