"""Who was there: the three layers that are never mixed, and every person's part in a meeting's votes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.models import Attendance, Ballot, Meeting, Vote
from council.models.vote_choices import Choice
from council.presenters.figures import Cell, Sum
from council.stats import CAST

Who: TypeAlias = tuple[str, str, str, str]
"""A person as sorted and shown: sort key, given names, family name, the tail of the address."""


@dataclass(frozen=True)
class Taken:
    """One person's choices in the meeting, vote by vote; ``None`` where the roll call does not name the person."""

    name: str
    url: str
    choices: tuple[str | None, ...]

    @property
    def cast(self) -> int:
        return sum(choice in CAST for choice in self.choices)

    @property
    def asked(self) -> int:
        return sum(choice is not None for choice in self.choices)

    @property
    def words(self) -> str:
        return _("%(part)s of %(whole)s") % {"part": self.cast, "whole": self.asked}


@dataclass(frozen=True)
class Here:
    """One person in the three layers of a meeting, side by side; a layer that says nothing says so in words."""

    name: str
    url: str
    signed: Cell
    checks: Cell
    votes: Cell


@dataclass(frozen=True)
class Layers:
    """The attendance of one meeting: what is stated, what is recorded by name, and the part in votes."""

    sums: tuple[Sum, ...]
    people: tuple[Here, ...]
    """Everybody whom the signed list or a quorum check names; nobody where neither is recorded by name."""
    taken: tuple[Taken, ...]


def layers_of(meeting: Meeting, votes: Sequence[Vote]) -> Layers:
    """Build the three layers of a meeting's attendance, in three queries at most."""
    taken = taken_by([vote for vote in votes if not vote.is_quorum_check])
    rows = list(Attendance.objects.filter(meeting=meeting.pk).for_page())
    listed = [row for row in rows if row.layer == Attendance.Layer.LIST]
    checks = taken_by([vote for vote in votes if vote.is_quorum_check]) or _as_checks(rows)
    return Layers(
        sums=(_signed(meeting, listed), _checked(checks), _voted(meeting, taken)),
        people=tuple(_side_by_side(listed, checks, taken)) if listed or checks else (),
        taken=tuple(taken),
    )


def taken_by(votes: Sequence[Vote]) -> list[Taken]:
    """Lay every person's choices along a session's votes by name, in one query, in Polish order of surnames."""
    place = {vote.pk: index for index, vote in enumerate(vote for vote in votes if vote.named)}
    if not place:
        return []
    people: dict[Who, list[str | None]] = {}
    rows = Ballot.objects.filter(vote__in=place, person__isnull=False).values_list(
        "vote", "choice", "person__sort_key", "person__given_name", "person__family_name", "person__slug"
    )
    for vote, choice, key, given, family, slug in rows.order_by():
        who = (str(key), str(given), str(family), str(slug))
        people.setdefault(who, [None] * len(place))[place[vote]] = choice
    base = reverse("council:person-list")  # one look into the address book for a whole council
    return [
        Taken(f"{given} {family}", f"{base}{slug}/", tuple(choices))
        for (_key, given, family, slug), choices in sorted(people.items())
    ]


def _as_checks(rows: Iterable[Attendance]) -> list[Taken]:
    """Give the quorum check that is recorded as a list of names in the shape of one read as a vote."""
    return [
        Taken(*_named(row), (Choice.NOT_VOTING.value if _present(row) else Choice.ABSENT.value,))
        for row in _sorted(row for row in rows if row.layer == Attendance.Layer.QUORUM)
    ]


def _sorted(rows: Iterable[Attendance]) -> list[Attendance]:
    return sorted(rows, key=lambda row: (row.person.sort_key, row.person.given_name) if row.person else ("", row.name))


def _named(row: Attendance) -> tuple[str, str]:
    return (row.person.name, row.person.get_absolute_url()) if row.person else (row.name, "")


def _present(row: Attendance) -> bool:
    return row.state == Attendance.State.PRESENT.value


def _side_by_side(listed: Sequence[Attendance], checks: Sequence[Taken], taken: Sequence[Taken]) -> Iterable[Here]:
    """Put every named person's layers beside each other; those on the list first, in Polish order."""
    on_list = {_named(row): row for row in _sorted(listed)}
    checked = {(each.name, each.url): each for each in checks}
    voted = {(each.name, each.url): each for each in taken}
    for name, url in dict.fromkeys([*on_list, *checked, *voted]):
        yield Here(
            name,
            url,
            _signed_cell(on_list.get((name, url)), bool(listed)),
            _checks_cell(checked.get((name, url)), bool(checks)),
            _votes_cell(voted.get((name, url)), bool(taken)),
        )


def _signed_cell(row: Attendance | None, recorded: bool) -> Cell:
    if row is None:
        return _silent(recorded)
    hours = []
    if row.came_at:
        hours.append(_("came at %(time)s") % {"time": f"{row.came_at:%H:%M}"})
    if row.left_at:
        hours.append(_("left at %(time)s") % {"time": f"{row.left_at:%H:%M}"})
    return Cell(row.get_state_display(), ", ".join(hours))


def _checks_cell(check: Taken | None, recorded: bool) -> Cell:
    if check is None:
        return _silent(recorded)
    if check.asked == 1:
        state = Attendance.State.PRESENT if _there(check) else Attendance.State.ABSENT
        return Cell(str(state.label), "")
    words = _("present at %(part)s of %(whole)s checks") % {"part": _there(check), "whole": check.asked}
    return Cell(words, "")


def _votes_cell(votes: Taken | None, recorded: bool) -> Cell:
    return Cell(votes.words, "") if votes else _silent(recorded)


def _silent(recorded: bool) -> Cell:
    """Say that a layer does not name the person, or that nobody recorded it."""
    return Cell(_("not named") if recorded else _("not recorded"), "", missing=True)


def _there(check: Taken) -> int:
    return _present_of(check.choices)[0]


def _signed(meeting: Meeting, listed: Sequence[Attendance]) -> Sum:
    """Give the numbers as the document states them; those counted from names stand beside, as ours."""
    label = _("Attendance as stated")
    named = _names_on_list(listed)
    told = _present_and_absent(meeting.present, meeting.absent)
    if told:
        return Sum(label, told, named or _("as the source says"))
    if not listed:
        return Sum(label, _("not known"), _("no document gives it"), missing=True)
    return Sum(label, _("no numbers"), named, missing=True)


def _present_and_absent(present: int | None, absent: int | None) -> str:
    told = []
    if present is not None:
        told.append(_("present %(n)s") % {"n": present})
    if absent is not None:
        told.append(_("absent %(n)s") % {"n": absent})
    return ", ".join(told)


def _names_on_list(listed: Sequence[Attendance]) -> str:
    if not listed:
        return ""
    present = sum(_present(row) for row in listed)
    words = _present_and_absent(present, len(listed) - present)
    return _("names on the list, counted by us: %(words)s") % {"words": words}


def _checked(checks: Sequence[Taken]) -> Sum:
    label = _("Quorum check")
    if not checks:
        return Sum(label, _("not recorded"), _("no document gives it by name"), missing=True)
    each = list(zip(*(check.choices for check in checks), strict=True))
    counted = [
        (sum(c not in (None, Choice.ABSENT.value) for c in one), sum(c is not None for c in one)) for one in each
    ]
    value = "; ".join(_("%(part)s of %(whole)s") % {"part": part, "whole": whole} for part, whole in counted)
    note = ngettext("people named who were present at the check", "the same at each of %(n)s checks", len(counted))
    return Sum(label, value, note % {"n": len(counted)})


def _present_of(choices: Iterable[str | None]) -> tuple[int, int]:
    """Count who was present among those whom one check names."""
    named = [choice for choice in choices if choice is not None]
    return sum(choice != Choice.ABSENT.value for choice in named), len(named)


def _voted(meeting: Meeting, taken: Sequence[Taken]) -> Sum:
    if not taken:
        note = _("no roll call of this session") if meeting.is_session else _("no roll call of this meeting")
        return Sum(_("Took part in votes"), _("not known"), note, missing=True)
    part = sum(bool(person.cast) for person in taken)
    value = _("%(part)s of %(whole)s") % {"part": part, "whole": len(taken)}
    return Sum(_("Took part in votes"), value, _("people named who cast at least one vote"))
