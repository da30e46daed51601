"""Votes: the question, the official counters as printed, the recorded result, and one ballot a person."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Abs
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council.drafts import Choice as DraftChoice
from council.models.people import Mandate, Person
from council.models.relations import has
from council.models.resolutions import DraftResolution, Resolution
from council.models.sessions import Body, Meeting
from council.models.vote_choices import Choice, Kind, Majority
from watchdog.archive.models import Certainty, Sourced


class VoteQuerySet(models.QuerySet["Vote"]):
    def for_list(self) -> Self:
        """Fetch what a list of votes shows, in one query; ``named`` says whether we have the roll call."""
        return self.with_decisions().select_related("meeting__body", "meeting__term", "resolution", "draft__term")

    def with_decisions(self) -> Self:
        """Fetch the resolution and the draft of each vote, and whether we have its roll call and remarks to it."""
        votes = self.select_related("resolution", "draft__term")
        return votes.annotate(named=has(Vote, "ballots"), remarked=has(Vote, "remarks"))

    def for_page(self) -> Self:
        """Fetch a vote with everything its own page shows beside the names, in two or three queries."""
        votes = self.select_related("meeting__body", "meeting__term", "resolution", "draft__term", "snapshot")
        return votes.prefetch_related("remarks__person")

    def in_meeting_order(self) -> Self:
        """Put the votes of a meeting as they were held: by number, by time where numbers are not known."""
        return self.order_by(
            "day", models.F("number").asc(nulls_last=True), models.F("time").asc(nulls_last=True), "pk"
        )

    def with_ballots(self) -> Self:
        """Fetch every ballot with its person."""
        return self.prefetch_related(Prefetch("ballots", Ballot.objects.select_related("person")))

    def by_name(self) -> Self:
        """Keep the votes whose roll call we have."""
        return self.filter(has(Vote, "ballots"))

    def by_totals(self) -> Self:
        """Keep the votes of which numbers are known and names are not."""
        return self.exclude(tally_for=None, tally_against=None, tally_abstain=None).filter(~has(Vote, "ballots"))

    def by_word(self) -> Self:
        """Keep the votes of which neither numbers nor names are known, at most the result."""
        return self.filter(tally_for=None, tally_against=None, tally_abstain=None).filter(~has(Vote, "ballots"))

    def answered(self, person: Person, choice: str = "") -> Self:
        """Keep the votes in whose roll call a person is named, with this choice where one is given."""
        ballots = Ballot.objects.filter(vote=OuterRef("pk"), person=person)
        return self.filter(Exists(ballots.filter(choice=choice) if choice else ballots))

    def contested(self) -> Self:
        """Keep the votes in which somebody was against or abstained."""
        return self.filter(Q(tally_against__gt=0) | Q(tally_abstain__gt=0))

    def quorum_checks(self) -> Self:
        """Keep the checks of who is present: nobody is for or against, so they enter no figure of votes."""
        return self.filter(kind=Kind.QUORUM)

    def questions(self) -> Self:
        """Keep the votes in which something was decided: all but the checks of the quorum."""
        return self.exclude(kind=Kind.QUORUM)

    def of_council(self) -> Self:
        """Keep the votes of the whole council; those of which the meeting is not known are taken for them."""
        return self.exclude(meeting__body__kind=Body.Kind.COMMITTEE)

    def of_committees(self) -> Self:
        """Keep the votes held in committees."""
        return self.filter(meeting__body__kind=Body.Kind.COMMITTEE)

    def recomputed_otherwise(self) -> Self:
        """Keep the votes whose recorded result is not the one that we compute."""
        return self.exclude(result="").exclude(computed_result="").exclude(result=models.F("computed_result"))

    def with_findings(self) -> Self:
        """Keep the votes beside which a doubt stands."""
        return self.exclude(findings=[])

    def with_remarks(self) -> Self:
        """Keep the votes beside which somebody's remark stands."""
        return self.filter(has(Vote, "remarks"))

    def split(self) -> Self:
        """
        Keep the votes in which people of one club, as it stood that day, voted differently.

        A divided vote has somebody against or abstaining, so it is enough to start from those few ballots and look for
        somebody of the same club who chose otherwise.
        """
        return self.contested().filter(pk__in=Ballot.objects.apart_from_club().values("vote"))

    def nearest(self) -> Self:
        """Put the votes in which for and against lay nearest to each other first; unknown numbers come last."""
        return self.order_by(Abs(models.F("tally_for") - models.F("tally_against")).asc(nulls_last=True), "pk")

    def unanimous(self) -> Self:
        """Keep the votes whose numbers say that nobody was against or abstained."""
        return self.filter(tally_against=0, tally_abstain=0)

    def held_secretly(self) -> Self:
        """Keep the secret votes."""
        return self.filter(secret=True)

    def close(self, margin: int = 3) -> Self:
        """Keep the votes that ``margin`` fewer or more votes would have turned."""
        gap = models.F("tally_for") - models.F("tally_against")
        return self.contested().annotate(gap=gap).filter(gap__gte=-margin, gap__lte=margin)


CAST = frozenset({DraftChoice.FOR.value, DraftChoice.AGAINST.value, DraftChoice.ABSTAIN.value})
"""Choices by which somebody took part in a vote."""


def _stood(path: str, day: Any) -> Q:
    """Ask whether a membership of a club held on a day (the rule of ``ClubMembershipQuerySet.held_on``)."""
    since = Q(**{f"{path}since__lte": day}) | Q(**{f"{path}since__isnull": True, f"{path}club__term__starts__lte": day})
    until = Q(**{f"{path}until__gte": day}) | Q(**{f"{path}until__isnull": True, f"{path}club__term__ends__gte": day})
    return since & until


class Vote(Sourced):
    """
    A question put to a meeting, answered by one ballot per councillor.

    ``kind_stated`` is what a document or a person says the question was about; ``kind`` is shown, found by the words
    of the question where nobody says it. ``computed_result`` is ours, empty where it cannot be computed.

    The ``official_*`` counters are what the document prints (empty where it does not); the ``tally_*`` ones are what is
    shown and counted with: the official ones, or, where there are none, the names counted by us (``tally_counted``).
    """

    class Result(models.TextChoices):
        PASSED = "passed", pgettext_lazy("result of a vote", "passed")
        FAILED = "failed", pgettext_lazy("result of a vote", "failed")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="votes", verbose_name=_("meeting")
    )
    slug = models.SlugField(_("address"), max_length=140, unique=True)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True, help_text=_("In its meeting."))
    item = models.CharField(_("agenda item"), max_length=20, blank=True)
    subject = models.TextField(_("subject"), help_text=_("As printed, with the item's number and the print's sign."))
    subject_key = models.CharField(max_length=1000, editable=False, db_index=True)
    year = models.PositiveSmallIntegerField(_("year"))
    day = models.DateField(_("day"), null=True, blank=True)
    time = models.TimeField(_("time"), null=True, blank=True)
    secret = models.BooleanField(_("secret"), default=False)
    kind_stated = models.CharField(
        _("kind of the question"),
        max_length=16,
        choices=Kind,
        blank=True,
        help_text=_("Where a document says it; empty: by the words of the question."),
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, editable=False, blank=True)
    required_majority = models.CharField(
        _("majority needed"),
        max_length=12,
        choices=Majority,
        blank=True,
        help_text=_("Where a document says it; empty: by the words of the question."),
    )
    result = models.CharField(_("recorded result"), max_length=10, choices=Result, blank=True)
    result_label = models.CharField(_("result as worded"), max_length=200, blank=True)
    computed_result = models.CharField(
        _("result computed by us"), max_length=10, choices=Result, editable=False, blank=True
    )
    draft = models.ForeignKey(
        DraftResolution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="votes",
        verbose_name=_("draft resolution"),
    )
    resolution = models.ForeignKey(
        Resolution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="votes",
        verbose_name=_("resolution adopted"),
    )
    official_for = models.PositiveSmallIntegerField(_("official: for"), null=True, blank=True)
    official_against = models.PositiveSmallIntegerField(_("official: against"), null=True, blank=True)
    official_abstain = models.PositiveSmallIntegerField(_("official: abstained"), null=True, blank=True)
    official_absent = models.PositiveSmallIntegerField(_("official: absent"), null=True, blank=True)
    official_not_voting = models.PositiveSmallIntegerField(_("official: not voting"), null=True, blank=True)
    official_eligible = models.PositiveSmallIntegerField(_("official: eligible"), null=True, blank=True)
    official_present = models.PositiveSmallIntegerField(_("official: present"), null=True, blank=True)
    tally_for = models.PositiveSmallIntegerField(null=True, editable=False)
    tally_against = models.PositiveSmallIntegerField(null=True, editable=False)
    tally_abstain = models.PositiveSmallIntegerField(null=True, editable=False)
    tally_absent = models.PositiveSmallIntegerField(null=True, editable=False)
    tally_not_voting = models.PositiveSmallIntegerField(null=True, editable=False)
    tally_counted = models.BooleanField(default=False, editable=False)

    remarked: bool  # whether somebody's remark stands beside it; there only after ``with_decisions`` or ``for_list``
    named: bool  # whether we have its roll call; there only after ``with_decisions`` or ``for_list``

    objects = VoteQuerySet.as_manager()

    class Meta:
        ordering = [
            models.F("day").desc(nulls_last=True),
            "-year",
            models.F("time").desc(nulls_last=True),
            models.F("number").desc(nulls_last=True),
            "-pk",
        ]
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="vote_number_once_in_meeting"),
            models.CheckConstraint(
                name="vote_year_is_its_days", condition=Q(day__isnull=True) | Q(day__year=models.F("year"))
            ),
            models.CheckConstraint(
                name="vote_kind_known",
                condition=Q(kind__in=["", *Kind.values]) & Q(kind_stated__in=["", *Kind.values]),
            ),
            models.CheckConstraint(
                name="vote_majority_known", condition=Q(required_majority__in=["", *Majority.values])
            ),
        ]
        indexes = [
            models.Index(fields=["-day", "-number"], name="vote_newest_first"),
            models.Index(fields=["kind"], name="vote_of_kind"),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("council:vote", args=[self.slug])

    @property
    def is_quorum_check(self) -> bool:
        """Answer for one vote what ``VoteQuerySet.quorum_checks`` asks."""
        return self.kind == Kind.QUORUM

    @property
    def kind_is_ours(self) -> bool:
        """Whether the kind was found by the words of the question: no document says it, or names what was adopted."""
        return bool(self.kind) and not self.kind_stated and self.resolution_id is None

    @property
    def has_totals(self) -> bool:
        """Whether at least one of the numbers of votes cast is known."""
        return any(count is not None for count in (self.tally_for, self.tally_against, self.tally_abstain))


class BallotQuerySet(models.QuerySet["Ballot"]):
    def apart_from_club(self) -> Self:
        """Keep the ballots against or abstaining beside which somebody of the club of that day chose otherwise."""
        others = Ballot.objects.filter(vote=OuterRef("vote"), choice__in=CAST).exclude(choice=OuterRef("choice"))
        same_club = others.filter(
            _stood("person__club_memberships__", OuterRef("vote__day")),
            person__club_memberships__club=OuterRef("person__club_memberships__club"),
        )
        # One call of ``filter``: in two, Django would take the day from one membership and the club from another.
        return self.filter(
            _stood("person__club_memberships__", models.F("vote__day")),
            Exists(same_club),
            choice__in=CAST - {DraftChoice.FOR.value},
        )

    def counted(self) -> Self:
        """Keep the ballots that figures may be made of: stated in a document, cast inside the person's mandate."""
        mandates = Mandate.objects.filter(
            Q(since__isnull=True) | Q(since__lte=OuterRef("vote__day")),
            Q(until__isnull=True) | Q(until__gte=OuterRef("vote__day")),
            person=OuterRef("person"),
            term__starts__lte=OuterRef("vote__day"),
            term__ends__gte=OuterRef("vote__day"),
        )
        return self.filter(vote__certainty=Certainty.STATED, vote__withdrawn_at=None).filter(Exists(mandates))


class Ballot(models.Model):
    """One name on a roll call: what this person did when this question was put."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots", verbose_name=_("vote"))
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="ballots", verbose_name=_("person")
    )
    name = models.CharField(_("name as printed"), max_length=160)
    choice = models.CharField(_("choice"), max_length=15, choices=Choice)
    label = models.CharField(_("choice as printed"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))

    objects = BallotQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.UniqueConstraint(fields=["vote", "person"], name="ballot_once_a_person"),
            models.UniqueConstraint(fields=["vote", "position"], name="ballot_once_a_position"),
            models.CheckConstraint(name="ballot_choice_known", condition=Q(choice__in=[c.value for c in DraftChoice])),
        ]
        indexes = [models.Index(fields=["person", "choice"], name="ballot_of_person_by_choice")]

    def __str__(self) -> str:
        return f"{self.name}: {self.label}"
