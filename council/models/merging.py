"""People who stood in the portal twice and were made one, or who stood as one and were parted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.models.people import Person
from watchdog.backroom.undoing import Undoable


class PersonMerge(Undoable):
    """
    Two records of people made one, or one record parted in two: who did it, why, and what moved.

    ``moved`` says of every row what became of it, and keeps copies of what was folded, to be undone exactly.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", _("merged")
        SPLIT = "split", _("parted")

    kind = models.CharField(_("what was done"), max_length=5, choices=Kind, default=Kind.MERGE)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="merges", verbose_name=_("the person who stays")
    )
    other_name = models.CharField(_("the other name"), max_length=161)
    other_slug = models.SlugField(_("the other address"), max_length=80)
    reason = models.TextField(_("reason"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="person_merges", verbose_name=_("who")
    )
    moved = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("merge of people")
        verbose_name_plural = _("merges of people")
        default_permissions = ("view",)
        permissions = [("merge_person", _("May merge two records of one person, or part them"))]
        constraints = [
            models.CheckConstraint(name="person_merge_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="person_merge_kind_known", condition=Q(kind__in=["merge", "split"])),
            models.CheckConstraint(
                name="person_merge_undone_by_somebody",
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.other_name


class PersonRedirect(models.Model):
    """An address under which a person was shown until merged with another record; it leads on for good."""

    slug = models.SlugField(_("former address"), max_length=80, unique=True)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="redirects", verbose_name=_("the person who stays")
    )

    class Meta:
        ordering = ["slug"]
        verbose_name = _("former address of a person")
        verbose_name_plural = _("former addresses of people")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.slug
