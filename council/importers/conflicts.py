"""What speaks against two records being of one person: the papers that name both, and mandates held at one time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product

from django.utils.translation import gettext as _

from council.importers.hanging import Hanging, counterpart, shared_by
from council.models import Attendance, Ballot, ClubMembership, InterpellationAuthor, Mandate, Person

APART = (Ballot, Attendance, InterpellationAuthor)
"""Papers that name each person once: who stand there both are two people."""
SHOWN = 50
"""How many papers are listed one by one."""


@dataclass(frozen=True)
class Conflict:
    """Something that both records say; ``forbids`` where it cannot be true of one person."""

    text: str
    forbids: bool
    url: str = ""


def conflicts(kept: Person, gone: Person) -> list[Conflict]:
    """Give everything that both records say of the same time or paper, what forbids the merge first."""
    found = [*_named_together(kept, gone), *_mandates(kept, gone), *_clubs(kept, gone)]
    return sorted(found, key=lambda each: not each.forbids)


def _named_together(kept: Person, gone: Person) -> list[Conflict]:
    found = []
    for model in APART:
        for one, other in shared_by(Hanging(model, "person"), kept, gone)[:SHOWN]:
            paper = next(getattr(one, name) for name in ("vote", "interpellation", "meeting") if hasattr(one, name))
            told = {"paper": paper, "one": one, "other": other}
            text = _("“%(paper)s” names both (%(one)s; %(other)s)") % told
            found.append(Conflict(text, forbids=True, url=paper.get_absolute_url()))
    return found


def _mandates(kept: Person, gone: Person) -> list[Conflict]:
    found = []
    hanging = Hanging(Mandate, "person")
    ours = list(kept.mandates.select_related("term"))
    for row in gone.mandates.select_related("term"):
        if counterpart(hanging, row, kept) is not None:
            found.append(
                Conflict(_("both have a mandate of the term %(term)s; it becomes one") % {"term": row.term}, False)
            )
            continue
        beside = [
            each for each in ours if each.term_id == row.term_id and _meet(each, row, row.term.starts, row.term.ends)
        ]
        text = _("mandates of the term %(term)s that overlap; correct their days first") % {"term": row.term}
        found += [Conflict(text, forbids=True) for _each in beside[:1]]
    return found


def _clubs(kept: Person, gone: Person) -> list[Conflict]:
    ours = kept.club_memberships.select_related("club__term")
    theirs = gone.club_memberships.select_related("club__term")
    return [
        Conflict(_("at one time in two clubs: %(one)s and %(other)s") % {"one": one.club, "other": other.club}, False)
        for one, other in product(ours, theirs)
        if one.club.term_id == other.club.term_id
        and one.club_id != other.club_id
        and _meet(one, other, one.club.term.starts, one.club.term.ends)
    ]


def _meet(one: Mandate | ClubMembership, other: Mandate | ClubMembership, starts: date, ends: date) -> bool:
    """Tell whether two periods of one term share a day; an unknown end is the term's."""
    return (one.since or starts) <= (other.until or ends) and (other.since or starts) <= (one.until or ends)
