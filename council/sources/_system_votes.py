"""One vote of a voting system's answer as a draft: what eSesja, posiedzenia.pl and radni.info have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import ValidationError

from council.checks import FIELDS, checked
from council.drafts import BallotDraft, Choice, Official, VoteDraft
from council.sources._fragments import Named, bare
from council.sources._items import item_of
from watchdog.cities import CityProfile, all_cities, profile
from watchdog.core.ids import print_reference, resolution_number
from watchdog.core.text import fold
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Draft, Finding, Reject

NO_NAMES = "System podaje same liczby głosów, bez nazwisk."


class Entry(NamedTuple):
    """One person of an answer: the name, the choice (``None`` for one that we do not understand), and its label."""

    name: str
    choice: Choice | None
    label: str
    place: str


class Answer(NamedTuple):
    """What a system says of one vote."""

    place: str
    key: str
    subject: str
    counters: dict[str, int]
    """The counters that the system states, by the names of ``Official``."""
    entries: tuple[Entry, ...] = ()
    secret: bool = False
    note: str = ""


def vote_of(answer: Answer, known: Named, address: str) -> Iterator[Draft | Reject]:
    """Yield the vote with the doubts it raises, then each entry that is no ballot, with its reason."""
    ballots, rejects = _ballots(answer.entries)
    doubts = [Finding(code="unknown_label", text=reject.reason, place=reject.place) for reject in rejects]
    if answer.secret and answer.entries:
        text = f"Głosowanie tajne, a system wymienia {len(answer.entries)} nazwisk; nazwisk nie zapisano."
        doubts, ballots, rejects = [Finding(code="secret_with_names", text=text, place=answer.place)], [], []
    try:
        draft = VoteDraft(
            place=answer.place,
            address=bare(address),
            note=answer.note,
            findings=tuple(doubts),
            meeting=known.meeting,
            key=answer.key,
            item=item_of(answer.subject),
            subject=answer.subject,
            on=known.meeting.day,
            year=int(known.day[:4]),
            secret=answer.secret,
            official=Official.model_validate(answer.counters),
            ballots=tuple(ballots),
            print_number=print_reference(answer.subject).number,
            resolution=str(resolution_number(known.resolution) or ""),
        )
    except ValidationError as error:
        yield Reject(place=answer.place, reason=polish(error, FIELDS), raw=str(answer)[:2000])
    else:
        yield checked(draft, seats=_seats(known))
        yield from rejects


def _ballots(entries: Iterable[Entry]) -> tuple[list[BallotDraft], list[Reject]]:
    """Part the entries that are ballots from those that cannot be any."""
    ballots, rejects = [], []
    for name, choice, label, place in entries:
        if choice is None or not name:
            reason = f"Nieznane oznaczenie głosu „{label}” przy nazwisku „{name}”; głosu nie zapisano."
            rejects.append(Reject(place=place, reason=reason))
        else:
            ballots.append(BallotDraft(name=name, choice=choice, label=label, place=place))
    return ballots, rejects


def _seats(known: Named) -> int | None:
    """Give the size of the council on the day, where the answer names a council that we know."""
    city = _city(known.council) if known.council else None
    day = known.meeting.day
    term = city.term_on(day) if city and day else None
    return term.seats if term else None


def _city(council: str) -> CityProfile | None:
    cities = map(profile, all_cities())
    return next((city for city in cities if fold(council) in {fold(name) for name in city.council.names}), None)
