"""Pictures of our own: photographs and drawings that an editor has brought, with who made them and what they show."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

WIDTHS = (640, 1280)
"""Pixels of the two renditions; a smaller picture is never made larger."""


class Picture(models.Model):
    """A picture as it is shown; its bytes lie in the media directory under the SHA-256 of what was brought."""

    slug = models.SlugField(_("name"), max_length=60, unique=True, help_text=_("The name by which texts call it."))
    alt = models.CharField(
        _("what it shows"),
        max_length=300,
        blank=True,
        help_text=_("For people who do not see it: what is in the picture that matters to the text."),
    )
    decorative = models.BooleanField(
        _("a decoration only"), default=False, help_text=_("It says nothing that the text does not say.")
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    author = models.CharField(_("author"), max_length=120)
    licence = models.CharField(_("licence"), max_length=120, help_text=_("For instance: CC BY 4.0, or: own work."))
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    extension = models.CharField(max_length=4, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("brought by"), null=True, on_delete=models.PROTECT, editable=False
    )
    created_at = models.DateTimeField(_("brought on"), auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=~Q(alt="") | Q(decorative=True), name="pages_picture_says_what_it_shows_or_decorates"
            ),
            models.CheckConstraint(
                condition=Q(extension__in=["jpg", "png", "webp"]), name="pages_picture_is_of_a_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def widths(self) -> list[int]:
        """Give the widths in which it is kept."""
        smaller = [width for width in WIDTHS if width < self.width]
        return [*smaller, self.width] if self.width <= WIDTHS[-1] else smaller

    def file_name(self, width: int) -> str:
        return f"{self.sha256}-{width}.{self.extension}"

    def address(self, width: int) -> str:
        return reverse("picture", args=[self.sha256, width, self.extension])

    @property
    def src(self) -> str:
        return self.address(self.widths[0])

    @property
    def srcset(self) -> str:
        """Give the ``srcset`` of the ``<img>``."""
        return ", ".join(f"{self.address(width)} {width}w" for width in self.widths)

    @property
    def code(self) -> str:
        """Give what a text says to show it."""
        return f"![[obraz:{self.slug}]]"

    @property
    def shown_alt(self) -> str:
        return "" if self.decorative else self.alt
