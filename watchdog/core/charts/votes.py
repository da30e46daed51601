"""
Numbers and people → accessible inline SVG.

Votes are drawn as people, one sign or one cell a person, never as percentages. The drawings carry no style and no
script, only classes of ``components.css`` and the signs of the sprite in ``base.html``; sign, order and words say the
same without colour. They are built as strings because a page draws dozens of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from watchdog.core.words import CHOICES, count_words

Totals = Mapping[str, int | None]
"""How many people made each choice; ``None`` is a number the source does not give, a missing key a choice not asked."""

RANK = {choice: rank for rank, choice in enumerate(CHOICES)}
HIDDEN = 'aria-hidden="true" focusable="false"'


@dataclass(frozen=True, slots=True)
class Seat:
    """One person in one vote. ``name`` is empty where only totals are known; ``club`` where it is not known.

    ``differs`` says that the choice is not the club's most frequent one; ``url`` leads to the person's page,
    ``remark`` to what somebody says of this choice.
    """

    name: str
    choice: str
    club: str = ""
    url: str = ""
    differs: bool = False
    remark: str = ""


def seats_of(totals: Totals) -> list[Seat]:
    """Return nameless seats for a vote known by its totals only."""
    return [Seat("", choice) for choice in CHOICES for _each in range(totals.get(choice) or 0)]


def totals_of(seats: Iterable[Seat]) -> dict[str, int]:
    """Count the choices; the first four are always there, the two rare ones only where somebody made them."""
    counted = Counter(seat.choice for seat in seats)
    return {choice: counted[choice] for choice in CHOICES if counted[choice] or RANK[choice] < 4}


def by_choice(seats: Iterable[Seat]) -> list[tuple[str, list[Seat]]]:
    """Group people by choice, in the order of ``CHOICES``; inside a group the order given is kept."""
    groups: dict[str, list[Seat]] = {choice: [] for choice in CHOICES}
    for seat in seats:
        groups[seat.choice].append(seat)
    return [(choice, people) for choice, people in groups.items() if people]


def in_words(totals: Totals, separator: str = ", ") -> str:
    """Say the totals, label before number, so that no form is wrong: „za 22, przeciw 0, nieobecni 1”."""
    words, known = count_words(), ((choice, totals.get(choice)) for choice in CHOICES)
    return separator.join(f"{words[choice]}\u00a0{count}" for choice, count in known if count is not None)


def tally(totals: Totals, *, need: int | None = None, scale: int | None = None, hidden: bool = False) -> SafeString:
    """Draw a bar in which one cell is one person; the line stands at the number of people that ``need`` asks for.

    ``scale`` is how many cells the full width holds: bars that are compared share one. ``hidden`` keeps the drawing
    from screen readers where the same numbers stand beside it as text.
    """
    counts = tuple((choice, totals.get(choice) or 0) for choice in CHOICES)
    people = sum(count for _choice, count in counts)
    width = max(scale or 0, people, 1)
    told = HIDDEN if hidden else f'role="img" aria-label="{conditional_escape(in_words(totals))}"'
    line = f'<path class="need" d="M{need} -.1V1.1"/>' if need and 0 < need <= width else ""
    cells, start = [], 0
    for choice, count in counts:
        if count:
            cells.append(f'<g class="v-{choice}">{_cells(choice, tuple(range(start, start + count)))}</g>')
        start += count
    svg = f'<svg viewBox="0 0 {width} 1" preserveAspectRatio="none" {told}>{"".join(cells)}{line}</svg>'
    return mark_safe(svg)  # numbers, known class names and an escaped label


def strip(choices: Sequence[str | None], *, label: str = "") -> SafeString:
    """Draw one person's votes of a session, one cell a vote in the order of the session; ``None`` leaves a space."""
    told = f'role="img" aria-label="{conditional_escape(label)}"' if label else HIDDEN
    places: dict[str, list[int]] = {}
    for place, choice in enumerate(choices):
        if choice:
            places.setdefault(choice, []).append(place)
    cells = "".join(f'<g class="v-{choice}">{_cells(choice, tuple(where))}</g>' for choice, where in places.items())
    svg = f'<svg viewBox="0 0 {max(len(choices), 1)} 1" preserveAspectRatio="none" {told}>{cells}</svg>'
    return mark_safe(svg)  # numbers, known class names and an escaped label


def names(people: Iterable[Seat]) -> SafeString:
    """List people, each with the sign and the club; „differently” marks a choice unlike the club's."""
    words = conditional_escape(_("differently")), conditional_escape(_("a remark"))
    return mark_safe(f'<ul class="names">{"".join(_name(seat, *words) for seat in people)}</ul>')  # escaped below


def _name(seat: Seat, differently: str, remark: str) -> str:
    name = conditional_escape(seat.name)
    tag: str = conditional_escape(seat.club)
    if seat.differs:
        tag = f"{tag} · {differently}" if tag else differently
    shown = f'<a href="{conditional_escape(seat.url)}">{name}</a>' if seat.url else f"<span>{name}</span>"
    if tag:
        shown += f'<span class="tag{" tag--solid" if seat.differs else ""}">{tag}</span>'
    if seat.remark:
        shown += f'<a class="tag" href="{conditional_escape(seat.remark)}">{remark}</a>'
    return f"<li>{sign(seat.choice)}{shown}</li>"


def share(taken: int, asked: int | None, *, outside: bool = False) -> SafeString:
    """Draw how many of the votes asked for a person took, as a box filled from below.

    Dashed where nothing was recorded (``asked`` is ``None`` or 0) or the person held no mandate.
    """
    if outside or not asked:
        word = _("outside the mandate") if outside else _("not recorded")
        box = '<rect class="rect--mute" x=".5" y=".5" width="19" height="19"/>'
    else:
        word = _("%(taken)s of %(asked)s votes") % {"taken": taken, "asked": asked}
        filled = 20 * taken / asked
        box = f'<rect class="rect" x="0" y="{20 - filled:.1f}" width="20" height="{filled:.1f}"/>'
        box += '<rect class="rect--edge" x=".5" y=".5" width="19" height="19"/>'
    label = conditional_escape(word)
    return mark_safe(f'<svg viewBox="0 0 20 20" role="img" aria-label="{label}"><title>{label}</title>{box}</svg>')


def sign(choice: str) -> SafeString:
    """Return the sign of a choice from the page's sprite; the word stands beside it."""
    if choice not in RANK:
        raise ValueError(f"unknown choice {choice!r}")
    return _sign(choice)


@lru_cache(maxsize=len(CHOICES))
def _sign(choice: str) -> SafeString:
    return format_html(
        '<svg class="sign v-{0}" aria-hidden="true" focusable="false"><use href="#v-{0}"/></svg>', choice
    )


@lru_cache(maxsize=4096)
def _cells(choice: str, places: tuple[int, ...]) -> str:
    """Return the cells of one choice as one path, and the mark that tells them apart without colour as another."""
    hollow = choice in {"nieobecny", "nie_glosowal", "wylaczony"}
    boxes = "".join(f"M{place}.06 .08h.88v.84h-.88z" for place in places)
    inside = {
        "przeciw": "M{0}.3 .3l.4 .4m0-.4l-.4 .4",
        "wstrzymal_sie": "M{0}.28 .5h.44",
        "nie_glosowal": "M{0}.5 .45v.1",
        "wylaczony": "M{0}.2 .8l.6-.6",
    }.get(choice, "")
    marks = "".join(inside.format(place) for place in places)
    drawn = f'<path class="{"o" if hollow else "f"}" d="{boxes}"/>'
    return f'{drawn}<path class="{"o" if hollow else "k"}" d="{marks}"/>' if marks else drawn
