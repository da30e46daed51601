"""A committee's page: who sat in it on a day, who at another time, its meetings and its opinions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.drafts import BodyRole
from council.models import BodyMembership, CommitteeTerm, Meeting, Opinion
from council.presenters.opinions import counts_of
from council.presenters.people import period
from council.presenters.sessions import name_of
from council.titles import capitalised, draft_title, print_name
from watchdog.archive.evidence import Correction, Doubt, corrections, doubts, readings_of
from watchdog.archive.models import Reading
from watchdog.core.dates import today
from watchdog.core.typography import long_date, short_date

RANK = {BodyRole.CHAIR.value: 0, BodyRole.VICE_CHAIR.value: 1}
"""In which order functions are listed; members follow."""


@dataclass(frozen=True)
class Seat:
    """One function or membership, in words."""

    name: str
    url: str
    role: str
    period: str
    reason: str
    note: str
    inferred: bool


@dataclass(frozen=True)
class Said:
    """One opinion, in words; ``counts`` is empty where the document prints no number."""

    day: str
    committee: str
    title: str
    url: str
    verdict: str
    label: str
    counts: str
    meeting_url: str
    inferred: bool


@dataclass(frozen=True)
class CommitteePage:
    """Everything the template shows of one committee in one term."""

    committee: CommitteeTerm
    day: date
    members: tuple[Seat, ...]
    others: tuple[Seat, ...]
    """Those who sat in it at another time of the term."""
    meetings: Sequence[tuple[Meeting, str]]
    opinions: tuple[Said, ...]
    terms: Sequence[CommitteeTerm]
    """The committee of the same name in other terms."""
    doubts: tuple[Doubt, ...]
    readings: Sequence[Reading]
    history: Sequence[Correction]

    @property
    def kicker(self) -> str:
        return _("Committee of the council · term %(term)s") % {"term": self.committee.term}

    @property
    def as_of(self) -> str:
        return long_date(self.day)

    @property
    def complete(self) -> bool:
        """Whether a document lists all the members of this day."""
        since, until = self.committee.members_known_since, self.committee.members_known_until
        return since is not None and until is not None and since <= self.day <= until

    @property
    def deck(self) -> str:
        """Answer who sits in it: how many on the day, and whether those are all."""
        count = len(self.members)
        if not count:
            return _("Who sat in it on %(day)s we do not know.") % {"day": self.as_of}
        if self.complete:
            words = ngettext("On %(day)s it had %(n)s member.", "On %(day)s it had %(n)s members.", count)
        else:
            words = ngettext("We know %(n)s member on %(day)s.", "We know %(n)s members on %(day)s.", count)
        return words % {"n": count, "day": self.as_of}

    @property
    def facts(self) -> list[str]:
        held = ngettext("%(n)s meeting known to us", "%(n)s meetings known to us", len(self.meetings))
        given = ngettext("%(n)s opinion known to us", "%(n)s opinions known to us", len(self.opinions))
        known = ((held, len(self.meetings)), (given, len(self.opinions)))
        return [words % {"n": count} for words, count in known if count]


def committee_page(committee: CommitteeTerm, day: date) -> CommitteePage:
    """Build the page of a committee fetched by ``CommitteeTerm.objects.for_page()``, as of a day of its term."""
    held = BodyMembership.objects.shown().filter(body=committee.body_id, term=committee.term_id)
    memberships = sorted(held, key=_in_order)
    meetings = Meeting.objects.for_list().filter(body=committee.body_id, term=committee.term_id)
    opinions = Opinion.objects.for_list().filter(committee=committee.body_id, draft__term=committee.term_id)
    terms = CommitteeTerm.objects.select_related("body", "term").filter(body=committee.body_id)
    return CommitteePage(
        committee=committee,
        day=day,
        members=tuple(seat(each) for each in memberships if each.held_on(day)),
        others=tuple(seat(each) for each in memberships if not each.held_on(day)),
        meetings=[(each, name_of(each)) for each in meetings],
        opinions=tuple(said(each) for each in opinions.reverse()),
        terms=list(terms.exclude(pk=committee.pk)),
        doubts=tuple(doubts(committee.findings)),
        readings=readings_of(committee),
        history=corrections(committee, held.select_related("person", "body"), opinions),
    )


def day_shown(committee: CommitteeTerm) -> date:
    """Give the day as of which a page shows a committee unless another is asked for: today, or the term's last day."""
    return max(committee.term.starts, min(today(), committee.term.ends))


def member_names(committee: CommitteeTerm) -> list[str]:
    """Name everybody known to have sat in a committee, each once, the chair first; what we inferred says so."""
    ordered = sorted(committee.members, key=lambda each: (each.is_inferred, _in_order(each)))
    named: dict[int, BodyMembership] = {}
    for each in ordered:
        named.setdefault(each.person_id, each)
    return [_member_name(each) for each in named.values()]


def _member_name(membership: BodyMembership) -> str:
    name = membership.person.name
    if membership.is_inferred:
        return _("%(name)s (inference)") % {"name": name}
    return _("%(name)s (chair)") % {"name": name} if membership.role == BodyRole.CHAIR.value else name


def _in_order(membership: BodyMembership) -> tuple[int, str, str]:
    person = membership.person
    return RANK.get(membership.role, len(RANK)), person.sort_key, person.given_name


def seat(membership: BodyMembership) -> Seat:
    return Seat(
        name=membership.person.name,
        url=membership.person.get_absolute_url(),
        role=membership.get_role_display(),
        period=period(membership.since, membership.until),
        reason="; ".join(filter(None, (membership.start_reason, membership.end_reason))),
        note=membership.note,
        inferred=membership.is_inferred,
    )


def said(opinion: Opinion) -> Said:
    """Put an opinion into words; asks nothing of one fetched by ``Opinion.objects.for_list()``."""
    paper = opinion.draft
    return Said(
        day=short_date(opinion.day) if opinion.day else "",
        committee=opinion.committee.name,
        title=draft_title(paper.title) or capitalised(print_name(paper.number)),
        url=paper.get_absolute_url(),
        verdict=opinion.get_verdict_display(),
        label=opinion.label,
        counts=", ".join(counts_of(opinion)),
        meeting_url=opinion.meeting.get_absolute_url() if opinion.meeting else "",
        inferred=opinion.is_inferred,
    )
