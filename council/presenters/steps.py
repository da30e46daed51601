"""Events on the way of a draft or a resolution, in the shape that ``components/timeline.html`` takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from council.drafts import Stage
from council.lifecycle import Event
from council.models import Resolution, Vote
from council.presenters.clocks import ClockWords
from council.presenters.rows import in_words_of, result_word
from council.titles import capitalised
from watchdog.core.typography import long_date


@dataclass(frozen=True)
class Step:
    """One event: ``known``, ``gap`` (not known to us), ``turn`` (it changed the outcome) or ``todo`` (lies ahead)."""

    when: str
    title: str
    text: str = ""
    url: str = ""
    state: str = "known"
    clock: ClockWords | None = None


def day_words(day: date | None) -> str:
    return long_date(day) if day else _("day not known")


RANKS = {stage: place for place, stage in enumerate(Stage)}
"""The usual place of each stage among the others, for events whose day is not known."""
PUBLISHED, IN_FORCE, RULED, ACTED_ON = (len(RANKS) + more for more in range(4))
"""What comes after a resolution was adopted and handed over."""


def decided(votes: Iterable[Vote]) -> list[tuple[Event, Step]]:
    """Tell of every vote, and of the resolution right after the vote that adopted it."""
    steps = []
    for vote in votes:
        steps.append((Event(vote.day, RANKS[Stage.ADOPTED]), voted(vote)))
        if vote.resolution:
            steps.append((Event(vote.resolution.adopted_on, RANKS[Stage.REJECTED]), _adopted(vote.resolution)))
    return steps


def voted(vote: Vote) -> Step:
    return Step(
        when=day_words(vote.day),
        title=_("Vote: %(result)s") % {"result": result_word(vote) or _("result not known")},
        text=capitalised(in_words_of(vote)) or _("The source gives no numbers."),
        url=vote.get_absolute_url(),
        state="turn" if vote.result == Vote.Result.FAILED else "known",
    )


def _adopted(resolution: Resolution) -> Step:
    return Step(
        when=day_words(resolution.adopted_on),
        title=_("Resolution %(number)s") % {"number": resolution.number or _("without a known number")},
        url=resolution.get_absolute_url(),
    )
