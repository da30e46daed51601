"""Clubs beside each other, session by session: what share of the votes asked of its people each club took part in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.models import Club, Meeting
from council.periods import Period
from council.presenters.sessions import name_of
from council.stats import Share, VoteSet
from council.stats.rolls import Roll
from watchdog.core.charts.spark import spark

FEWEST = 3
"""Fewer sessions than this have no course to look at."""


@dataclass(frozen=True)
class Multiple:
    """One club's drawing."""

    name: str
    drawing: SafeString


@dataclass(frozen=True)
class SessionRow:
    """One session in the table that the drawings were made from: „12 z 14” for each club, or nothing."""

    name: str
    url: str
    shares: tuple[str, ...]


@dataclass(frozen=True)
class Multiples:
    """The drawings, all of the same sessions on the same scale, and their table."""

    clubs: tuple[Multiple, ...]
    rows: tuple[SessionRow, ...]


def club_multiples(clubs: Sequence[Club], found: Period) -> Multiples | None:
    """Draw each club over the sessions of the period, in one query; nothing of too few sessions."""
    sessions = sessions_of(found)
    if len(sessions) < FEWEST:
        return None
    shares = {club: [_taken(found.roll, club.pk, votes) for votes in sessions.values()] for club in clubs}
    drawn = {club: each for club, each in shares.items() if any(share.whole for share in each)}
    held = {each.pk: each for each in Meeting.objects.select_related("term", "body").filter(pk__in=sessions)}
    rows = (
        SessionRow(name_of(held[key]), held[key].get_absolute_url(), tuple(_words(each[at]) for each in drawn.values()))
        for at, key in enumerate(sessions)
    )
    return Multiples(tuple(Multiple(club.name, drawing_of(each)) for club, each in drawn.items()), tuple(rows))


def sessions_of(found: Period) -> Mapping[int, VoteSet]:
    """Give the sessions of a period that have counted votes by name, in the order of their days."""
    held = {key: votes & found.among for key, votes in found.roll.sessions.items() if votes & found.among}
    return dict(sorted(held.items(), key=lambda each: each[1] & -each[1]))


def drawing_of(shares: Sequence[Share]) -> SafeString:
    """Draw shares session by session, with a sentence for who does not see them."""
    known = [each for each in shares if each.whole]
    every = sum(each.part == each.whole for each in known)
    words = ngettext(
        "Votes cast in %(n)s session; in %(every)s all of them.",
        "Votes cast in %(n)s sessions, one column each; in %(every)s all of them.",
        len(known),
    )
    told = words % {"n": len(known), "every": every}
    return spark([each.part / each.whole if each.whole else None for each in shares], label=told)


def person_shares(roll: Roll, person: int, stood: VoteSet, sessions: Mapping[int, VoteSet]) -> list[Share]:
    """Count what part somebody took in each session, in the votes held while they stood in the club."""
    asked, cast = roll.asked(person) & stood, roll.cast(person) & stood
    return [Share((cast & votes).bit_count(), (asked & votes).bit_count()) for votes in sessions.values()]


def _taken(roll: Roll, club: int, votes: VoteSet) -> Share:
    members = roll.clubs.get(club, {})
    asked = sum((roll.asked(person) & stood & votes).bit_count() for person, stood in members.items())
    cast = sum((roll.cast(person) & stood & votes).bit_count() for person, stood in members.items())
    return Share(cast, asked)


def _words(share: Share) -> str:
    return _("%(part)s of %(whole)s") % {"part": share.part, "whole": share.whole} if share.whole else ""
