"""Issues of the newsletter: written and reviewed like articles, sent once to everybody who asked for them."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from watchdog.pages.models.editorial import Editorial, EditorialQuerySet


class IssueQuerySet(EditorialQuerySet):
    def for_list(self) -> Self:
        """Keep what everybody may read in the archive."""
        return self.public()

    def latest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")


class Issue(Editorial):
    """
    An issue in Polish: a title, an introduction, and a text whose headings are its sections.

    A second person publishes it; then it stands in the archive at an address that stays, and may be sent. What is sent
    is kept as it went out (``Mailing.letter``), whatever is corrected on the page afterwards.
    """

    EDITED = ("title", "lead", "body")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=120, help_text=_("It is the subject of the mail too."))
    lead = models.TextField(
        _("introduction"), max_length=600, help_text=_("Two or three sentences; mailboxes show them.")
    )
    body = models.TextField(
        _("text"), help_text=_("Each section begins with a heading (## Sessions). Links lead to the portal.")
    )
    gathered_at = models.DateTimeField(
        _("what came in until"),
        null=True,
        blank=True,
        help_text=_("The next digest of the data begins here."),
    )

    objects: ClassVar[Any] = IssueQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Editorial.Meta):
        ordering = ["-published_at", "-pk"]
        verbose_name = _("issue of the newsletter")
        verbose_name_plural = _("issues of the newsletter")
        permissions = [
            ("publish_issue", _("Can publish issues of the newsletter")),
            ("send_issue", _("Can send the newsletter")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("newsletter:issue", args=[self.slug])
