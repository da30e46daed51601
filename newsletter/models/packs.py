"""What is handed on after a session: a report, a draft of an article, a section of the newsletter, pictures, tables."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council.models import Meeting
from newsletter.models.articles import Article


class SessionPackQuerySet(models.QuerySet["SessionPack"]):
    def with_changes(self) -> Self:
        """Keep the packs of which figures have changed since somebody last looked through them, the oldest first."""
        return self.exclude(changes=[]).order_by("changed_at", "pk")

    def waiting(self) -> Self:
        """Keep the packs that wait for a person: with changed figures, or not made because of an error."""
        return self.filter(~Q(changes=[]) | Q(state=SessionPack.State.FAILED))

    def for_list(self) -> Self:
        """Fetch what a list of packs shows, without the figures, in one query."""
        return self.select_related("session__body", "session__term", "asked_by", "article").defer(
            "figures", "seen_figures", "text", "article_text", "section"
        )


class SessionPack(models.Model):
    """
    The pack of one session: what stands in it, of which state of the data, and how far its making has come.

    The row is the truth, a message to the worker only wakes it. A making replaces all pieces at once when it is done,
    so what was made before stands until then, and stays where a making fails or is cancelled. ``figures`` is everything
    that the pieces state (``newsletter.packs.figures``); while it is the same, nothing is made anew.
    """

    class State(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("making of a pack", "waiting")
        RUNNING = "running", pgettext_lazy("making of a pack", "being made")
        DONE = "done", pgettext_lazy("making of a pack", "made")
        FAILED = "failed", pgettext_lazy("making of a pack", "not made")
        CANCELLED = "cancelled", pgettext_lazy("making of a pack", "cancelled")

    session = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, related_name="pack", verbose_name=_("session"), editable=False
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("asked for by"),
        editable=False,
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now, editable=False)
    begun_at = models.DateTimeField(_("first asked for"), default=timezone.now, editable=False)
    """An issue of the newsletter begins with the sections of packs that were begun since the last one."""
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    error = models.CharField(_("why it was not made"), max_length=300, blank=True, editable=False)

    made_at = models.DateTimeField(_("made"), null=True, editable=False)
    data_version = models.CharField(_("version of the data"), max_length=24, blank=True, editable=False)
    digest = models.CharField(_("sum of the figures"), max_length=64, blank=True, editable=False)
    figures = models.JSONField(_("figures"), default=list, editable=False)
    left_out = models.JSONField(_("left out"), default=list, editable=False)
    """Pieces that could not be made: ``{"title": …, "why": …, "address": …}``."""
    seen_figures = models.JSONField(_("figures that were looked through"), default=list, editable=False)
    seen_at = models.DateTimeField(_("looked through"), null=True, editable=False)
    changes = models.JSONField(_("changed figures"), default=list, editable=False)
    """What differs between ``seen_figures`` and ``figures``: ``[label, before, after]``."""
    changed_at = models.DateTimeField(_("changed since"), null=True, editable=False)

    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("article"), editable=False
    )
    article_text = models.JSONField(_("text that we wrote into the article"), default=dict, editable=False)
    """Title, lead and body. Where the article says something else, a person has worked on it."""
    text = models.JSONField(_("text of these figures"), default=dict, editable=False)
    section = models.TextField(_("section of the newsletter"), blank=True, editable=False)

    objects = SessionPackQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("pack of a session")
        verbose_name_plural = _("packs of sessions")
        default_permissions = ()
        permissions = [("make_sessionpack", _("Can make packs of sessions"))]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(made_at__isnull=False), name="newsletter_pack_done_has_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(made_at__isnull=True) | (~Q(data_version="") & ~Q(digest="")),
                name="newsletter_pack_made_says_of_which_data",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}"

    def get_absolute_url(self) -> str:
        """Give its page in the back room; nobody else sees a pack."""
        return reverse("admin:newsletter_pack", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RUNNING)


class PackPiece(models.Model):
    """One file of a pack; its bytes lie in the state directory under its sum."""

    class Kind(models.TextChoices):
        REPORT = "report", pgettext_lazy("piece of a pack", "report")
        PICTURE = "picture", pgettext_lazy("piece of a pack", "share picture")
        TABLE = "table", pgettext_lazy("piece of a pack", "table")
        TEXT = "text", pgettext_lazy("piece of a pack", "text")

    pack = models.ForeignKey(
        SessionPack, on_delete=models.CASCADE, related_name="pieces", verbose_name=_("pack of a session")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("name of the file"), max_length=120)
    title = models.CharField(_("title"), max_length=200)
    media_type = models.CharField(_("kind of file"), max_length=100)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("piece of a pack")
        verbose_name_plural = _("pieces of packs")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["pack", "name"], name="newsletter_piece_once_in_pack"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="newsletter_piece_sha256_is_hex"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.kind == self.Kind.PICTURE
