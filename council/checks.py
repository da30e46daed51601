"""
Whether a vote agrees with itself.

Pure functions over a draft, the same for every source and for what is typed in the admin. A contradiction is the
document's own and is shown, never repaired. Free of Django.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date

from council.drafts import Choice, VoteDraft
from watchdog.core.dates import is_future
from watchdog.core.text import name_key, squash
from watchdog.ingest.source import Finding

LOST = "\N{REPLACEMENT CHARACTER}"
"""Stands where a letter was lost when the text was turned from one encoding into another."""

MISREAD = re.compile("[œŒ]|[ÄÅĂÃĹ][^a-zà-ÿ \\-]")
"""What Polish letters look like after such a turn and what no name has („Wiœniewski”, „WiĹ›niewski”)."""

IN_NAMES = set(" -'’.,()/\u2010\u2011\u2013")
"""Besides letters of the Latin alphabet and figures."""

COUNTERS = {
    Choice.FOR: ("za", "za"),
    Choice.AGAINST: ("przeciw", "przeciw"),
    Choice.ABSTAIN: ("wstrzymal_sie", "wstrzymujących się"),
    Choice.ABSENT: ("nieobecni", "nieobecnych"),
    Choice.NOT_VOTING: ("nie_glosowali", "obecnych, którzy nie głosowali"),
}
"""The counter of ``Official`` that belongs to a choice, and the words for it."""


FIELDS = {
    "subject": "temat głosowania",
    "number": "numer głosowania",
    "year": "rok",
    **{counter: f"licznik „{words}”" for counter, words in COUNTERS.values()},
    "eligible": "liczba uprawnionych",
    "present": "liczba obecnych",
}
"""What the fields of a vote are called when one of them is wrong."""


def checked(
    draft: VoteDraft, *, seats: int | None = None, today: date | None = None, by_name: bool = False
) -> VoteDraft:
    """Return the draft with a finding for each contradiction, after those it already has.

    ``seats`` is the statutory size of the body where it is known; ``by_name`` says that the document is a roll call,
    so that an open vote without a name in it is a doubt; ``today`` is for tests.
    """
    checks = (_future(draft, today), _totals(draft), _counters(draft), _people(draft), _size(draft, seats))
    found = [finding for findings in checks for finding in findings]
    found += [*_letters(draft), *(_nameless(draft) if by_name else ())]
    new = tuple(finding for finding in dict.fromkeys(found) if finding not in draft.findings)
    return draft.model_copy(update={"findings": draft.findings + new}) if new else draft


def future(day: date | None, place: str, today: date | None = None) -> tuple[Finding, ...]:
    """Give the finding ``future_date`` for a day that has not come yet."""
    if day is None or not is_future(day, today):
        return ()
    text = f"Dokument podaje datę {day:%d.%m.%Y}, która jeszcze nie nadeszła."
    return (Finding(code="future_date", text=text, place=place),)


def _future(draft: VoteDraft, today: date | None) -> Iterator[Finding]:
    yield from future(draft.day, draft.place, today)


def _totals(draft: VoteDraft) -> Iterator[Finding]:
    """Compare each printed counter with the names under that choice."""
    if not draft.ballots:
        return
    names = Counter(ballot.choice for ballot in draft.ballots)
    for choice, (counter, words) in COUNTERS.items():
        printed = getattr(draft.official, counter)
        if printed is not None and printed != names[choice]:
            text = f"Druk podaje głosów „{words}”: {printed}, a nazwisk jest {names[choice]}."
            if choice in (Choice.ABSENT, Choice.NOT_VOTING, Choice.ABSTAIN):
                text = f"Druk podaje {words}: {printed}, a nazwisk jest {names[choice]}."
            yield Finding(code="totals_differ", text=text, place=draft.place)


def _counters(draft: VoteDraft) -> Iterator[Finding]:
    """Compare the printed counters with one another."""
    official = draft.official
    cast = [official.za, official.przeciw, official.wstrzymal_sie]
    if official.present is not None and None not in cast:
        total = sum(count for count in (*cast, official.nie_glosowali) if count is not None)
        whole = official.nie_glosowali is not None
        if total > official.present or (whole and total != official.present):
            text = f"Głosy wszystkich rodzajów dają razem {total}, a obecnych jest {official.present}."
            yield Finding(code="counters_disagree", text=text, place=draft.place)
    if None not in (official.present, official.nieobecni, official.eligible):
        everyone = (official.present or 0) + (official.nieobecni or 0)
        if everyone != official.eligible:
            text = f"Obecnych i nieobecnych jest razem {everyone}, a uprawnionych {official.eligible}."
            yield Finding(code="counters_disagree", text=text, place=draft.place)


def _people(draft: VoteDraft) -> Iterator[Finding]:
    times = Counter(name_key(ballot.name) for ballot in draft.ballots)
    first = {name_key(ballot.name): ballot.name for ballot in reversed(draft.ballots)}
    for key, count in times.items():
        if count > 1:
            text = f"Nazwisko „{first[key]}” stoi w wykazie {count} razy."
            yield Finding(code="person_twice", text=text, place=draft.place)


def _size(draft: VoteDraft, seats: int | None) -> Iterator[Finding]:
    limit = draft.official.eligible if draft.official.eligible is not None else seats
    if limit is not None and len(draft.ballots) > limit:
        text = f"W wykazie jest {len(draft.ballots)} nazwisk, a uprawnionych było {limit}."
        yield Finding(code="too_many_ballots", text=text, place=draft.place)


def _letters(draft: VoteDraft) -> Iterator[Finding]:
    """Doubt a name or a subject whose letters were lost or misread on the way into the document."""
    for ballot in draft.ballots:
        if garbled(ballot.name):
            text = (
                f"Nazwisko „{ballot.name}” zawiera znaki, które zapewne powstały z polskich liter przy złym kodowaniu."
            )
            yield Finding(code="garbled_text", text=text, place=ballot.place or draft.place)
    if LOST in draft.subject:
        text = f"W temacie głosowania zgubiono litery (znak „{LOST}”)."
        yield Finding(code="garbled_text", text=text, place=draft.place)


def garbled(name: str) -> bool:
    """Say whether a name holds signs that no name has."""
    name = squash(name)
    return bool(MISREAD.search(name)) or not all(map(_fits, name))


def _fits(character: str) -> bool:
    latin = character.isalpha() and unicodedata.name(character, "").startswith("LATIN ")
    return latin or character in IN_NAMES or character in "0123456789"


def _nameless(draft: VoteDraft) -> Iterator[Finding]:
    if not draft.ballots and not draft.secret:
        text = "Wykaz imienny nie zawiera przy tym głosowaniu żadnego nazwiska, które dało się zapisać."
        yield Finding(code="no_names", text=text, place=draft.place)
