"""Committees in their terms, the people who sat in a body and their roles, and what committees said of drafts."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council.drafts import BodyRole, Verdict
from council.models.people import Person, Term
from council.models.resolutions import DraftResolution
from council.models.sessions import Body, Meeting
from watchdog.archive.models import Certainty, Sourced


class CommitteeTermQuerySet(models.QuerySet["CommitteeTerm"]):
    def for_list(self) -> Self:
        """Fetch what a list of committees shows, in two queries whatever its length."""
        members = Prefetch("body__memberships", BodyMembership.objects.shown())
        return (
            self.select_related("body", "term")
            .prefetch_related(members)
            .annotate(meetings_known=_meetings_known(), votes_known=_votes_known())
        )

    def for_page(self) -> Self:
        """Fetch a committee of a term with the document it was read from, in one query."""
        return self.select_related("body", "term", "snapshot")

    def with_members(self) -> Self:
        """Keep the committees of which at least one member is known."""
        return self.filter(Exists(BodyMembership.objects.filter(body=OuterRef("body"), term=OuterRef("term"))))

    def with_meetings(self) -> Self:
        """Keep the committees of which at least one meeting of the term is known."""
        return self.filter(Exists(Meeting.objects.filter(body=OuterRef("body"), term=OuterRef("term"))))

    def known_in_full_on(self, body: Body, day: date) -> Self:
        """Keep the committee whose members on a day a document lists in full."""
        return self.filter(body=body, members_known_since__lte=day, members_known_until__gte=day)


def _meetings_known() -> Coalesce:
    """Count the meetings of the body in the term."""
    return _counted(Meeting.objects.filter(body=OuterRef("body"), term=OuterRef("term")))


def _votes_known() -> Coalesce:
    """Count the votes held at those meetings."""
    return _counted(Meeting.objects.filter(body=OuterRef("body"), term=OuterRef("term"), votes__isnull=False))


def _counted(rows: models.QuerySet[Meeting]) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("body").annotate(n=Count("*")).values("n")), 0)


class CommitteeTerm(Sourced):
    """
    A committee of the council in one term: that it was there, even where nothing else of it is known.

    ``members_known_since`` and ``members_known_until`` are the days between which a document lists its members in full;
    both are empty where none does. Outside them nobody can say how many members it had.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms", verbose_name=_("committee"))
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="committees", verbose_name=_("term"))
    members_known_since = models.DateField(
        _("all members known since"),
        null=True,
        blank=True,
        help_text=_("The first day on which a document lists every member; empty where none does."),
    )
    members_known_until = models.DateField(_("all members known until"), null=True, blank=True)

    meetings_known: int  # there only after ``for_list``, as is the next
    votes_known: int

    objects = CommitteeTermQuerySet.as_manager()

    class Meta:
        ordering = ["-term__starts", "body__name"]
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        constraints = [
            models.UniqueConstraint(fields=["body", "term"], name="committee_once_in_term"),
            models.CheckConstraint(
                name="committee_members_known_from_a_day_to_a_day",
                condition=Q(members_known_since__isnull=True, members_known_until__isnull=True)
                | Q(members_known_since__isnull=False, members_known_until__gte=F("members_known_since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} ({self.term})"

    @property
    def members(self) -> list[BodyMembership]:
        """Everybody known to have sat in it in this term; asks nothing after ``for_list``."""
        return [each for each in self.body.memberships.all() if each.term_id == self.term_id]

    def get_absolute_url(self) -> str:
        return reverse("council:committee-in-term", args=[self.body.slug, self.term.slug])


class BodyMembershipQuerySet(models.QuerySet["BodyMembership"]):
    def held_on(self, day: date) -> Self:
        """Keep the memberships in force on a day; an unknown start or end is the term's."""
        return self.filter(
            Q(since__lte=day) | Q(since__isnull=True, term__starts__lte=day),
            Q(until__gte=day) | Q(until__isnull=True, term__ends__gte=day),
        )

    def shown(self) -> Self:
        """Fetch the memberships that pages name, with their people; what the office has removed is left out."""
        return self.filter(withdrawn_at=None).select_related("person", "body", "term")

    def of_council(self) -> Self:
        """Keep the functions in the council itself."""
        return self.filter(body__kind=Body.Kind.COUNCIL)


class BodyMembership(Sourced):
    """A person's function in the council, or membership of a committee, from one day to another, in one term."""

    class Role(models.TextChoices):
        CHAIR = BodyRole.CHAIR.value, _("chair")
        VICE_CHAIR = BodyRole.VICE_CHAIR.value, _("vice-chair")
        SENIOR = BodyRole.SENIOR.value, _("senior member, who opens the first session")
        MEMBER = BodyRole.MEMBER.value, _("member")

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="body_memberships", verbose_name=_("person")
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("body"))
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="body_memberships", verbose_name=_("term"))
    role = models.CharField(_("function"), max_length=12, choices=Role)
    since = models.DateField(_("since"), null=True, blank=True, help_text=_("Empty where the source gives no day."))
    until = models.DateField(_("until"), null=True, blank=True)
    start_reason = models.CharField(_("reason of the start"), max_length=200, blank=True)
    end_reason = models.CharField(_("reason of the end"), max_length=200, blank=True)

    objects = BodyMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-term__starts", "body", "since", "pk"]
        verbose_name = _("function or membership")
        verbose_name_plural = _("functions and memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "body", "term", "role", "since"],
                nulls_distinct=False,
                name="body_membership_once_from_a_day",
            ),
            models.CheckConstraint(
                name="body_membership_starts_before_it_ends",
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lte=F("until")),
            ),
            models.CheckConstraint(
                name="body_membership_role_known", condition=Q(role__in=[each.value for each in BodyRole])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.body}"

    def held_on(self, day: date) -> bool:
        """Answer for one membership what the queryset of this name asks; the term must be fetched."""
        return (self.since or self.term.starts) <= day <= (self.until or self.term.ends)


def members_on(body: Body, day: date) -> int | None:
    """
    Count the people who sat in a committee on a day: what its own quorum is half of.

    ``None`` where no document lists its members of that day in full (``CommitteeTerm.members_known_since``). Inferred
    and removed memberships do not count; whoever has two functions counts once.
    """
    if not CommitteeTerm.objects.known_in_full_on(body, day).exists():
        return None
    held = BodyMembership.objects.filter(body=body, certainty=Certainty.STATED, withdrawn_at=None).held_on(day)
    return held.values("person").distinct().count()


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def for_list(self) -> Self:
        """Fetch what a list of opinions shows, the oldest first, in one query; removed ones are left out."""
        return (
            self.filter(withdrawn_at=None)
            .select_related("committee", "draft__term", "meeting__body", "meeting__term")
            .order_by(F("day").asc(nulls_last=True), "committee__name", "pk")
        )


class Opinion(Sourced):
    """
    What a committee said of a draft resolution.

    The three counters are what the document prints, empty where it does not; the verdict is the document's own word.
    """

    class Verdict(models.TextChoices):
        POSITIVE = Verdict.POSITIVE.value, _("positive opinion")
        NEGATIVE = Verdict.NEGATIVE.value, _("negative opinion")
        NONE = Verdict.NONE.value, _("no opinion given")

    committee = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="opinions", verbose_name=_("committee"))
    draft = models.ForeignKey(
        DraftResolution, on_delete=models.PROTECT, related_name="opinions", verbose_name=_("draft resolution")
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="opinions", verbose_name=_("meeting")
    )
    day = models.DateField(_("day"), null=True, blank=True)
    verdict = models.CharField(_("opinion"), max_length=10, choices=Verdict)
    label = models.CharField(_("opinion as worded"), max_length=300, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    votes_abstaining = models.PositiveSmallIntegerField(_("abstentions"), null=True, blank=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = [F("day").desc(nulls_last=True), "-pk"]
        verbose_name = _("opinion of a committee")
        verbose_name_plural = _("opinions of committees")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "draft", "day"], nulls_distinct=False, name="opinion_once_a_day"
            ),
            models.CheckConstraint(
                name="opinion_verdict_known", condition=Q(verdict__in=[each.value for each in Verdict])
            ),
            models.CheckConstraint(
                name="opinion_of_a_meeting_has_a_day", condition=Q(meeting__isnull=True) | Q(day__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.get_verdict_display()}, {self.draft.number}"
