"""Meetings: the place where agendas are taken up and votes are held. A session is a meeting of the whole council."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council.models.people import Term
from council.models.relations import count_of, has
from watchdog.archive.models import Sourced
from watchdog.core.ids import int_to_roman

LONGEST_NUMBER = 3
"""Digits of a session's number; a term has a hundred sessions at most."""


class Body(models.Model):
    """The council itself or one of its committees (Popolo: an organization)."""

    class Kind(models.TextChoices):
        COUNCIL = "council", _("council")
        COMMITTEE = "committee", _("committee")

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        ordering = ["-kind", "name"]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="council"), name="body_one_council"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the page of a committee; the council itself has the list of its sessions."""
        if self.kind == self.Kind.COUNCIL:
            return reverse("council:session-list")
        return reverse("council:committee", args=[self.slug])


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def sessions(self) -> Self:
        """Keep the meetings of the whole council."""
        return self.filter(body__kind=Body.Kind.COUNCIL)

    def of_committees(self) -> Self:
        """Keep the meetings of committees."""
        return self.filter(body__kind=Body.Kind.COMMITTEE)

    def for_list(self) -> Self:
        """Fetch what a list of meetings shows, in one query; the counts are taken apart, so they do not multiply."""
        return self.select_related("body", "term").annotate(
            votes_held=count_of(Meeting, "votes"), items_known=count_of(Meeting, "agenda_items")
        )

    def with_key(self, key: str) -> Self:
        """
        Keep the meetings that the tail of an address may mean: by number, or by a day on which they sat.

        Those without a number come first: a day is an address only as long as no number is known.
        """
        if key.isascii() and key.isdigit() and len(key) <= LONGEST_NUMBER:
            return self.filter(number=int(key))
        try:
            day = date.fromisoformat(key)
        except ValueError:
            return self.none()
        sat = Sitting.objects.filter(meeting=OuterRef("pk"), day=day)
        return self.filter(Q(day=day) | Exists(sat)).order_by(models.F("number").asc(nulls_first=True), "day")

    def for_page(self) -> Self:
        """Fetch a meeting with what surrounds it: its term, body, document and the days on which it sat."""
        return self.select_related("body", "term", "snapshot").prefetch_related("sittings")

    def with_agenda(self) -> Self:
        """Keep the meetings of which at least one agenda item is known."""
        return self.filter(has(Meeting, "agenda_items"))

    def with_votes(self) -> Self:
        """Keep the meetings of which at least one vote is known."""
        return self.filter(has(Meeting, "votes"))

    def documented(self) -> Self:
        """Keep the meetings of which we know more than that they were held."""
        return self.filter(has(Meeting, "agenda_items") | has(Meeting, "votes"))

    def without_agenda(self) -> Self:
        """Keep the meetings of which no agenda item is known."""
        return self.filter(~has(Meeting, "agenda_items"))

    def without_votes(self) -> Self:
        """Keep the meetings of which no vote is known."""
        return self.filter(~has(Meeting, "votes"))


class Meeting(Sourced):
    """A meeting of a body; it may sit on several days, and its number or its day may be unknown, never both."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("body"))
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("term"))
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True, help_text=_("In the term."))
    day = models.DateField(_("first day"), null=True, blank=True)
    starts_at = models.TimeField(_("starts at"), null=True, blank=True)
    venue = models.CharField(_("venue"), max_length=300, blank=True)
    recording = models.CharField(_("recording"), max_length=500, blank=True)
    present = models.PositiveSmallIntegerField(_("present"), null=True, blank=True)
    absent = models.PositiveSmallIntegerField(_("absent"), null=True, blank=True)

    votes_held: int  # there only after ``for_list``, as is the next
    items_known: int

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-term__starts", models.F("day").desc(nulls_last=True), "-number"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.UniqueConstraint(fields=["body", "term", "number"], name="meeting_number_once_in_term"),
            models.UniqueConstraint(
                fields=["body", "day"], condition=Q(number__isnull=True), name="meeting_unnumbered_once_a_day"
            ),
            models.CheckConstraint(
                name="meeting_has_number_or_day", condition=Q(number__isnull=False) | Q(day__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["body", "-day"], name="meeting_of_body_by_day")]

    def __str__(self) -> str:
        return f"{self.roman or self.day}"

    @property
    def roman(self) -> str:
        return int_to_roman(self.number) if self.number else ""

    @property
    def key(self) -> str:
        """The tail of the address: the number, or the first day while the number is unknown."""
        return str(self.number) if self.number else f"{self.day}"

    @property
    def path(self) -> str:
        """The tail of the address from the body on: ``2018-2024/12``, ``komisja-rewizyjna/2025-05-20``."""
        if self.is_session:
            return f"{self.term.slug}/{self.key}"
        return f"{self.body.slug}/{self.day or self.number}"

    @property
    def is_session(self) -> bool:
        return self.body.kind == Body.Kind.COUNCIL

    @property
    def edited_as(self) -> type[Meeting]:
        """The model under which the back room edits it: the council's meetings are sessions there."""
        return Session if self.is_session else type(self)

    def get_absolute_url(self) -> str:
        if not self.is_session:
            return reverse("council:committee-meeting", args=[self.body.slug, str(self.day or self.number)])
        return reverse("council:session", args=[self.term.slug, self.key])


MeetingManager = models.Manager.from_queryset(MeetingQuerySet)


class SessionManager(MeetingManager["Meeting"]):
    """Asks what ``MeetingQuerySet`` asks, of the council's meetings alone."""

    def get_queryset(self) -> MeetingQuerySet:
        return MeetingQuerySet(self.model, using=self._db).sessions()


class Session(Meeting):
    """A meeting of the whole council (sesja)."""

    objects: ClassVar[SessionManager] = SessionManager()

    class Meta:
        proxy = True
        verbose_name = _("session")
        verbose_name_plural = _("sessions")


class Sitting(models.Model):
    """One day on which a meeting sat (posiedzenie); an interrupted session has several."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sittings", verbose_name=_("meeting"))
    day = models.DateField(_("day"))

    class Meta:
        ordering = ["day"]
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        constraints = [models.UniqueConstraint(fields=["meeting", "day"], name="sitting_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day}"


class AgendaItem(Sourced):
    """One item of a meeting's agenda (punkt porządku obrad)."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="agenda_items", verbose_name=_("meeting")
    )
    label = models.CharField(_("item"), max_length=20, help_text=_("As printed: 7, 9.2a, 20b."))
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.TextField(_("title"))
    draft = models.ForeignKey(
        "council.DraftResolution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=_("draft resolution"),
    )

    class Meta:
        ordering = ["meeting", "position"]
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "label"], name="agenda_item_label_once_in_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.label}. {self.title}"
