"""
The words by which prints say how a person voted, and what each means.

Every voting system has words of its own and its own grammar of gender; sources and the admin form read them here, so
that one label means one thing everywhere. The label itself is kept beside the choice. Free of Django.
"""

from __future__ import annotations

from council.drafts import Choice
from watchdog.core.text import fold

LABELS: dict[Choice, tuple[str, ...]] = {
    Choice.FOR: ("za", "tak", "głos za", "głosy za"),
    Choice.AGAINST: ("przeciw", "nie", "głos przeciw", "głosy przeciw", "przeciwny", "przeciwna"),
    Choice.ABSTAIN: (
        "wstrzymuję się",
        "wstrzymał się",
        "wstrzymała się",
        "wstrzymujący się",
        "wstrzymująca się",
        "wstrzymano się",
        "wstrzymuje się",
        "wstrzymało się",
        "wstrzymali się",
        "głosy wstrzymujące się",
    ),
    Choice.ABSENT: ("nieobecny", "nieobecna", "nieobecny / nieobecna", "nieobecni", "nieobecność", "nb"),
    Choice.NOT_VOTING: (
        "obecny",
        "obecna",
        "obecni",
        "nieoddany",
        "nie oddany",
        "głos nieoddany",
        "głosy nieoddane",
        "brak głosu",
        "nie głosował",
        "nie głosowała",
        "nie głosowali",
        "nie głosowało",
        "nie głosuje",
        "niegłosujący",
        "niegłosująca",
        "nie głosowałem/głosowałam",
        "obecny niegłosujący",
        "obecna niegłosująca",
        "obecni niegłosujący",
        "nie oddał głosu",
        "nie oddała głosu",
    ),
    Choice.EXCLUDED: (
        "wyłączony",
        "wyłączona",
        "wyłączeni",
        "wyłączony z głosowania",
        "wyłączona z głosowania",
        "wyłączeni z głosowania",
        "wyłączenie z głosowania",
    ),
}
"""DOMAIN: canonical vote values. „Obecny” alone means present without a vote."""

USUAL: dict[Choice, str] = {
    Choice.FOR: "za",
    Choice.AGAINST: "przeciw",
    Choice.ABSTAIN: "wstrzymuję się",
    Choice.ABSENT: "nieobecność",
    Choice.NOT_VOTING: "brak głosu",
    Choice.EXCLUDED: "wyłączenie z głosowania",
}
"""The label of a choice that a person entered: words that fit every gender."""

_CHOICES = {fold(label): choice for choice, labels in LABELS.items() for label in labels}


def choice_of(label: str) -> Choice | None:
    """Return what a printed label means, case and diacritics forgiven; ``None`` for one that we do not know."""
    return _CHOICES.get(fold(label).strip(" .:,"))


def split_label(text: str) -> tuple[str, str]:
    """Split „Bala Beata WSTRZYMUJĘ SIĘ” into name and label; the label is empty where no known one closes the text."""
    words = text.split()
    for start in range(1, len(words)):
        if choice_of(" ".join(words[start:])):
            return " ".join(words[:start]), " ".join(words[start:])
    return text, ""
