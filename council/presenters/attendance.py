"""Who was there: the three layers that are never mixed, and every person's part in a session's votes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from council.models import Ballot, Meeting, Vote
from council.presenters.figures import Sum
from council.stats import CAST


@dataclass(frozen=True)
class Taken:
    """One person's choices in the session, vote by vote; ``None`` where the roll call does not name the person."""

    name: str
    url: str
    choices: tuple[str | None, ...]

    @property
    def cast(self) -> int:
        return sum(choice in CAST for choice in self.choices)

    @property
    def words(self) -> str:
        asked = sum(choice is not None for choice in self.choices)
        return _("%(part)s of %(whole)s") % {"part": self.cast, "whole": asked}


def taken_by(votes: Sequence[Vote]) -> list[Taken]:
    """Lay every person's choices along a session's votes by name, in one query, in Polish order of surnames."""
    place = {vote.pk: index for index, vote in enumerate(vote for vote in votes if vote.named)}
    if not place:
        return []
    people: dict[tuple[str, str, str, str], list[str | None]] = {}
    rows = Ballot.objects.filter(vote__in=place, person__isnull=False).values_list(
        "vote", "choice", "person__sort_key", "person__given_name", "person__family_name", "person__slug"
    )
    for vote, choice, *who in rows.order_by():
        people.setdefault(tuple(who), [None] * len(place))[place[vote]] = choice
    base = reverse("council:person-list")  # one look into the address book for a whole council
    return [
        Taken(f"{given} {family}", f"{base}{slug}/", tuple(choices))
        for (_key, given, family, slug), choices in sorted(people.items())
    ]


def layers(session: Meeting, taken: Sequence[Taken]) -> list[Sum]:
    """Give the three layers, each by itself: the signed list, the quorum as stated, the votes taken."""
    quorum = Sum(_("Quorum as stated"), _("not read"), _("the minutes are not in our data"), missing=True)
    return [_signed(session), quorum, _voted(taken)]


def _signed(session: Meeting) -> Sum:
    told = []
    if session.present is not None:
        told.append(_("present %(n)s") % {"n": session.present})
    if session.absent is not None:
        told.append(_("absent %(n)s") % {"n": session.absent})
    if not told:
        return Sum(_("Attendance as stated"), _("not known"), _("no document gives it"), missing=True)
    return Sum(_("Attendance as stated"), ", ".join(told), _("as the source says"))


def _voted(taken: Sequence[Taken]) -> Sum:
    if not taken:
        return Sum(_("Took part in votes"), _("not known"), _("no roll call of this session"), missing=True)
    part = sum(bool(person.cast) for person in taken)
    value = _("%(part)s of %(whole)s") % {"part": part, "whole": len(taken)}
    return Sum(_("Took part in votes"), value, _("people named who cast at least one vote"))
