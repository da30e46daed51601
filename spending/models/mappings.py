"""How the tables of one publisher are read, as a person of the back room has said it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from spending.registers.mapping import Mapping


class RegisterMapping(models.Model):
    """
    A saved mapping of columns: a source of its own, ``rejestr_<slug>``, for files that people bring.

    ``layout`` holds the rest of ``spending.registers.mapping.Mapping`` (columns, amounts, parties, annexes), which
    alone says what is allowed in it. A mapping is never deleted: what was read by it can be read again.
    """

    slug = models.SlugField(_("short name"), max_length=29, unique=True)
    title = models.CharField(_("register"), max_length=200)
    city = models.SlugField(_("city"), max_length=60)
    layout = models.JSONField(_("columns and habits"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("saved by")
    )
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("mapping of a register")
        verbose_name_plural = _("mappings of registers")
        constraints = [
            models.CheckConstraint(
                name="register_mapping_slug_is_plain", condition=Q(slug__regex=r"^[a-z][a-z0-9_]+$")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Give the place in the back room where it is shown and changed."""
        return reverse("admin:spending_register", args=[self.slug])

    @property
    def mapping(self) -> Mapping:
        """The mapping itself; raise ``pydantic.ValidationError`` for one that is not allowed any more."""
        return Mapping.model_validate({"slug": self.slug, "title": self.title, "city": self.city, **self.layout})

    @mapping.setter
    def mapping(self, mapping: Mapping) -> None:
        values: dict[str, Any] = mapping.model_dump(mode="json")
        self.slug, self.title, self.city = (values.pop(name) for name in ("slug", "title", "city"))
        self.layout = values
