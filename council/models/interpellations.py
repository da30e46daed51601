"""Interpellations and questions of councillors (interpelacje, zapytania), their answers, and how long these took."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Case, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council.drafts import AnswerState, InterpellationKind
from council.models.people import Person, Term
from watchdog.archive.models import Sourced

ANSWER_DAYS = 14
"""Within how many days the mayor answers in writing (art. 24 of the act on municipal self-government)."""

CLOCK_SINCE = date(2018, 10, 21)
"""From which day on the clock is applied: the duty came with the terms that began in the autumn of 2018."""


CLOCKED = (InterpellationKind.INTERPELLATION.value, InterpellationKind.QUESTION.value)
"""What the act gives a clock to; it knows no councillor's motion (wniosek), which some offices list beside the two."""


class Standing(models.TextChoices):
    """How an answer stands to its clock. *Overdue* is what dates prove, *unknown* is where they are missing."""

    IN_TIME = "in_time", _("answered within 14 days")
    LATE = "late", _("answered later than 14 days")
    ANSWERED = "answered", _("answered, time not known")
    OVERDUE = "overdue", pgettext_lazy("answer", "overdue")
    RUNNING = "running", _("time for the answer still running")
    UNANSWERED = "unanswered", _("no answer yet, time not known")
    UNKNOWN = "unknown", _("not known whether answered")


def standing() -> Case:
    """Give the one definition of ``Standing``, computed by the database, so that page, filter and file agree."""
    last = ExpressionWrapper(F("received_on") + Value(timedelta(days=ANSWER_DAYS)), models.DateField())
    clocked = Q(received_on__gte=CLOCK_SINCE, kind__in=CLOCKED)
    given = clocked & Q(answered_on__gte=F("received_on"))
    lacking = clocked & Q(answer=AnswerState.NONE.value)
    return Case(
        When(given & Q(answered_on__lte=last), then=Value(Standing.IN_TIME.value)),
        When(given, then=Value(Standing.LATE.value)),
        When(answer=AnswerState.GIVEN.value, then=Value(Standing.ANSWERED.value)),
        When(lacking & Q(answer_as_of__gt=last), then=Value(Standing.OVERDUE.value)),
        When(lacking, then=Value(Standing.RUNNING.value)),
        When(answer=AnswerState.NONE.value, then=Value(Standing.UNANSWERED.value)),
        default=Value(Standing.UNKNOWN.value),
        output_field=models.CharField(max_length=12),
    )


class InterpellationQuerySet(models.QuerySet["Interpellation"]):
    def for_list(self) -> Self:
        """Fetch what a list shows, in two queries whatever its length; ``standing`` is computed here."""
        authors = InterpellationAuthor.objects.select_related("person")
        return self.select_related("term").prefetch_related(Prefetch("asked_by", authors)).annotate(standing=standing())

    def for_page(self) -> Self:
        """Fetch an interpellation with those who asked and the document it was read from, in two queries."""
        return self.for_list().select_related("snapshot")

    def by(self, person: Person) -> Self:
        """Keep what a person asked, alone or with others."""
        return self.filter(Exists(InterpellationAuthor.objects.filter(interpellation=OuterRef("pk"), person=person)))


class Interpellation(Sourced):
    """
    A councillor's interpellation or question to the mayor.

    ``authors`` are the names as printed; who bears them stands in ``asked_by`` and is found anew whenever they change.
    """

    class Kind(models.TextChoices):
        INTERPELLATION = InterpellationKind.INTERPELLATION.value, _("interpellation")
        QUESTION = InterpellationKind.QUESTION.value, _("question")
        MOTION = InterpellationKind.MOTION.value, _("motion of a councillor")

    class Answer(models.TextChoices):
        UNKNOWN = AnswerState.UNKNOWN.value, _("not known")
        GIVEN = AnswerState.GIVEN.value, _("given")
        NONE = AnswerState.NONE.value, _("none on the day of the document")

    standing: str  # there only after ``for_list``

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="interpellations", verbose_name=_("term"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.INTERPELLATION)
    number = models.CharField(_("case number"), max_length=60, blank=True)
    slug = models.SlugField(_("address"), max_length=140, unique=True)
    subject = models.TextField(_("subject"))
    subject_key = models.CharField(max_length=1000, editable=False, db_index=True)
    authors = models.TextField(
        _("who asked"), help_text=_("Names as printed, given names first, parted by semicolons.")
    )
    received_on = models.DateField(_("received on"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer_as_of = models.DateField(
        _("no answer as of"), null=True, blank=True, help_text=_("The day of the document that knows of no answer.")
    )
    question_url = models.CharField(_("text of the question"), max_length=500, blank=True)
    answer_url = models.CharField(_("text of the answer"), max_length=500, blank=True)

    objects = InterpellationQuerySet.as_manager()

    class Meta:
        ordering = ["-term__starts", F("received_on").desc(nulls_last=True), "pk"]
        verbose_name = _("interpellation")
        verbose_name_plural = _("interpellations")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "kind", "number"], condition=~Q(number=""), name="interpellation_number_once_in_term"
            ),
            models.CheckConstraint(
                name="interpellation_answer_of_a_day_is_given",
                condition=Q(answered_on__isnull=True) | Q(answer=AnswerState.GIVEN.value),
            ),
            models.CheckConstraint(
                name="interpellation_lack_of_an_answer_has_a_day",
                condition=~Q(answer=AnswerState.NONE.value) | Q(answer_as_of__isnull=False),
            ),
            models.CheckConstraint(
                name="interpellation_kind_known", condition=Q(kind__in=[each.value for each in InterpellationKind])
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("council:interpellation", args=[self.slug])

    @property
    def days_taken(self) -> int | None:
        """How many days the answer took; nothing where a day is missing or the answer is dated before the question."""
        if self.received_on is None or self.answered_on is None or self.answered_on < self.received_on:
            return None
        return (self.answered_on - self.received_on).days

    @property
    def last_day(self) -> date | None:
        """The last of the days that the act gives for the answer, where the clock applies."""
        if self.received_on is None or self.received_on < CLOCK_SINCE or self.kind not in CLOCKED:
            return None
        return self.received_on + timedelta(days=ANSWER_DAYS)


class InterpellationAuthor(models.Model):
    """One of those who asked: the name as printed, and the person where the roster of the term knows the name."""

    interpellation = models.ForeignKey(
        Interpellation, on_delete=models.CASCADE, related_name="asked_by", verbose_name=_("interpellation")
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interpellations_asked",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name as printed"), max_length=160)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering = ["position"]
        verbose_name = _("author of an interpellation")
        verbose_name_plural = _("authors of an interpellation")
        constraints = [
            models.UniqueConstraint(
                fields=["interpellation", "position"], name="interpellation_author_once_a_position"
            ),
            models.UniqueConstraint(fields=["interpellation", "person"], name="interpellation_author_once_a_person"),
        ]

    def __str__(self) -> str:
        return self.name
