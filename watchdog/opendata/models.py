"""What machines must be told of records that are no longer there."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gone(models.Model):
    """
    A record that was deleted: two people made one, a membership folded into another.

    Whoever keeps a copy of our data learns by it that something is to be deleted there too. Nothing of the record is
    kept but its kind and its number, which is never given again.
    """

    kind = models.CharField(_("kind of record"), max_length=60)
    key = models.PositiveBigIntegerField(_("number of the record"))
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("deleted record")
        verbose_name_plural = _("deleted records")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="gone_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"
