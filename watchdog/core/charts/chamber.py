"""
The chamber drawn seat by seat, by vote or by club.

The drawing is not the plan of the real chamber, and says so. Names stand in each seat's title; the accessible form is
the list of names that every page has below the drawing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from watchdog.core.charts.seating import WIDTH, Plan, beyond, borders, plan
from watchdog.core.charts.votes import RANK, Seat, Totals, by_choice, in_words, totals_of
from watchdog.core.text import polish_sort_key
from watchdog.core.words import choice_words

SHORT = 6
"""A club's name of so many letters is written beside its seats; longer ones get a letter and a key below."""


@dataclass(frozen=True, slots=True)
class Sector:
    """A club's part of the chamber: the mark beside its seats, its name, and how many seats it has."""

    mark: str
    club: str
    people: int


@dataclass(frozen=True, slots=True)
class Chamber:
    """A drawn chamber and, when it is arranged by clubs, the key to its sectors from left to right."""

    svg: SafeString
    sectors: tuple[Sector, ...] = ()


def chamber(seats: Sequence[Seat], *, by_club: bool = False, below: str = "", uid: str = "chamber") -> Chamber | None:
    """Draw the chamber seat by seat: votes for and against in the middle, seats ordered by choice or by club.

    ``below`` replaces the line under the result; ``uid`` keeps the ids of two chambers on a page apart. Without people
    there is nothing to draw: ``None``.
    """
    if not seats:
        return None
    groups = _clubs(seats) if by_club and any(seat.club for seat in seats) else []
    ordered = [seat for _club, people in groups for seat in people] or [
        seat for _choice, people in by_choice(seats) for seat in people
    ]
    seating = plan(len(ordered))
    sectors = _sectors(groups)
    side, top = _margins(sectors)
    counted = totals_of(seats)
    heading = conditional_escape(_("The chamber, seat by seat"))
    caption = below or _("of %(seats)s seats") % {"seats": len(seats)}
    svg = (
        f'<svg viewBox="{-side} {-top} {WIDTH + 2 * side} {256 + top}" role="img" aria-labelledby="{uid}-t {uid}-d">'
        f'<title id="{uid}-t">{heading}</title>'
        f'<desc id="{uid}-d">{conditional_escape(_description(seats, groups, counted))}</desc>'
        f"{_people(ordered, seating)}{_frontiers(groups, sectors, seating)}"
        f'<text class="hemi__n" x="230" y="218" text-anchor="middle">{counted["za"]} : {counted["przeciw"]}</text>'
        f'<text class="hemi__l" x="230" y="246" text-anchor="middle">{conditional_escape(caption)}</text></svg>'
    )
    return Chamber(mark_safe(svg), sectors)  # every text above is escaped


def _clubs(seats: Sequence[Seat]) -> list[tuple[str, list[Seat]]]:
    """Group people by club, the largest first, people without a known club last; inside a club by choice."""
    sizes = Counter(seat.club for seat in seats)
    names = sorted(sizes, key=lambda club: (not club, -sizes[club], polish_sort_key(club)))
    ranked = sorted(seats, key=lambda seat: RANK[seat.choice])
    return [(name, [seat for seat in ranked if seat.club == name]) for name in names]


def _sectors(groups: Sequence[tuple[str, Sequence[Seat]]]) -> tuple[Sector, ...]:
    short = all(club and len(club) <= SHORT for club, _people in groups)
    return tuple(
        Sector(club if short else chr(ord("A") + place), club or _("club not known"), len(people))
        for place, (club, people) in enumerate(groups)
    )


def _margins(sectors: Sequence[Sector]) -> tuple[int, int]:
    """Return the room that the marks beside the seats need, at the sides and above."""
    if not sectors:
        return 0, 0
    return 20 + 15 * max(len(sector.mark) for sector in sectors), 34


def _description(seats: Sequence[Seat], groups: Sequence[tuple[str, object]], counted: Totals) -> str:
    if groups:
        order = _("Seats are arranged by club, not by the plan of the chamber.")
    else:
        order = _("Seats are arranged by vote, not by the plan of the chamber.")
    named = any(seat.name for seat in seats)
    names = _("The names are on the list below.") if named else _("The source gives no names.")
    return f"{in_words(counted)}. {order} {names}"


def _people(seats: Sequence[Seat], seating: Plan) -> str:
    words = choice_words()
    half, square = seating.size / 2, f'width="{seating.size:.1f}" height="{seating.size:.1f}"'
    return "".join(
        f'<g class="v-{seat.choice}"><title>{conditional_escape(_title(seat, words[seat.choice]))}</title>'
        f'<use href="#v-{seat.choice}" x="{place.x - half:.1f}" y="{place.y - half:.1f}" {square}/></g>'
        for seat, place in zip(seats, seating.places, strict=True)
    )


def _title(seat: Seat, word: str) -> str:
    said = f"{seat.name}: {word}" if seat.name else word
    return f"{said} ({seat.club})" if seat.club else said


def _frontiers(groups: Sequence[tuple[str, Sequence[Seat]]], sectors: Sequence[Sector], seating: Plan) -> str:
    """Draw the lines between clubs and the mark of each club outside the last row."""
    paths = borders(seating, [len(people) for _club, people in groups])
    lines = "".join(f'<path class="hemi__s" d="{path}"/>' for path in paths)
    marks, seated = [], 0
    for sector in sectors:
        block = seating.places[seated : seated + sector.people]
        seated += sector.people
        x, y = beyond(sum(place.angle for place in block) / len(block), seating.size / 2 + 8)
        anchor = "end" if x < WIDTH * 0.4 else "start" if x > WIDTH * 0.6 else "middle"
        text = conditional_escape(sector.mark)
        marks.append(f'<text class="hemi__l" x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{text}</text>')
    return lines + "".join(marks)
