"""Work on its way to the public record: what was typed, what it will become, who has seen it."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from watchdog.archive.models import Snapshot


class State(models.TextChoices):
    """How far a piece of work has come."""

    DRAFT = "draft", pgettext_lazy("state of typed work", "draft")
    REVIEW = "review", pgettext_lazy("state of typed work", "to review")
    PUBLISHED = "published", pgettext_lazy("state of typed work", "published")
    DROPPED = "dropped", pgettext_lazy("state of typed work", "dropped")


class Bundle(models.Model):
    """
    Pieces of work that belong together and are reviewed together: a session typed in one sitting, a file imported.

    ``key`` says what it is about (``sesja/2010-2014/44``): whoever comes for the same meeting comes to the same bundle.
    """

    key = models.CharField(_("key"), max_length=200, unique=True)
    title = models.CharField(_("title"), max_length=300)
    page = models.CharField(_("address of its page"), max_length=500)
    data = models.JSONField(_("what its page keeps"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("started by")
    )
    started_at = models.DateTimeField(_("started"), auto_now_add=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("bundle of work")
        verbose_name_plural = _("bundles of work")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.page


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def for_list(self) -> Self:
        """Fetch what a list of work shows, in two queries."""
        return self.select_related("bundle", "author", "decided_by").prefetch_related("typists")

    def to_review_by(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """Keep what waits for a second person and may be published by this one: nobody publishes his own work."""
        return self.filter(state=State.REVIEW).exclude(typists=user.pk)

    def given_back_to(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """Keep the drafts that a reviewer has sent back to their author with a remark."""
        return self.filter(state=State.DRAFT, author=user.pk).exclude(remark="")

    def open(self) -> Self:
        """Keep what is neither published nor dropped."""
        return self.filter(state__in=[State.DRAFT, State.REVIEW])


class Submission(models.Model):
    """
    A new record as a person typed it, before anybody sees it.

    ``typed`` is what stands in the form's fields, valid or not, so that the form can be opened again; ``draft`` is what
    the importer will take (empty while what is typed cannot be a record), ``known`` what a person knows beside it: who
    bears a name. ``typists`` are all who typed any of it; none of them can publish it.
    """

    kind = models.CharField(_("kind of record"), max_length=60, help_text=_("The draft's class."))
    title = models.CharField(_("what it says"), max_length=300)
    page = models.CharField(_("address of its form"), max_length=500)
    bundle = models.ForeignKey(
        Bundle,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("bundle of work"),
    )
    position = models.PositiveIntegerField(_("place in its bundle"), default=0)
    typed = models.JSONField(_("as typed"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    draft = models.JSONField(_("as it will be stored"), null=True, blank=True, encoder=DjangoJSONEncoder)
    known = models.JSONField(_("what a person knows beside it"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    place = models.CharField(_("place in the document"), max_length=200, blank=True)
    address = models.CharField(_("published at"), max_length=2000, blank=True)
    findings = models.JSONField(_("findings"), default=list, blank=True)
    refusal = models.TextField(_("why it cannot be stored"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submissions", verbose_name=_("author")
    )
    typists = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("typed by"))
    version = models.PositiveIntegerField(_("version"), default=1, help_text=_("Grows with each saving."))
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    sent_at = models.DateTimeField(_("sent to review"), null=True, blank=True)
    remark = models.TextField(_("reviewer's remark"), blank=True)
    explanation = models.TextField(
        _("why it is published in spite of the findings"), blank=True, help_text=_("Public, beside the record.")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    record = GenericForeignKey("content_type", "object_id")

    history = HistoricalRecords()
    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        permissions = [("publish_submission", _("Can publish what others typed"))]
        indexes = [models.Index(fields=["state", "sent_at"], name="submission_waiting")]
        constraints = [
            models.CheckConstraint(
                name="submission_published_by_a_second_person",
                condition=~models.Q(state=State.PUBLISHED)
                | (models.Q(decided_by__isnull=False) & ~models.Q(decided_by=models.F("author"))),
            ),
            models.CheckConstraint(
                name="submission_to_review_can_be_stored",
                condition=~models.Q(state__in=[State.REVIEW, State.PUBLISHED]) | models.Q(draft__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_published_is_a_record",
                condition=~models.Q(state=State.PUBLISHED) | models.Q(object_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Give its page in the back room; visitors see the record that it becomes."""
        return reverse("backroom:submission", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in (State.DRAFT, State.REVIEW)

    def typed_by(self, user: AbstractBaseUser | AnonymousUser) -> bool:
        """Tell whether a user typed any of it, and so cannot publish it."""
        return self.typists.filter(pk__in=[user.pk] if user.pk else []).exists()

    def fields(self) -> dict[str, Any]:
        """Give what was typed, for the form that shows it again: single values as such, several as a list."""
        return {name: values[0] if len(values) == 1 else values for name, values in self.typed.items()}
