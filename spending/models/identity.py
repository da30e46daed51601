"""What people have said of who is who: two are one, one is two, two are not one, one is a private person."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.models.organizations import Organization
from watchdog.backroom.undoing import Undoable


class DecisionQuerySet(models.QuerySet["OrganizationDecision"]):
    def for_list(self) -> Self:
        """Fetch what a list of decisions shows, in one query."""
        return self.select_related("organization", "other", "user", "undone_by")

    def in_force(self) -> Self:
        """Leave out what was taken back."""
        return self.filter(undone_at=None)

    def about(self, *organizations: Organization) -> Self:
        """Keep the decisions in which one of these organizations stands on either side."""
        return self.filter(Q(organization__in=organizations) | Q(other__in=organizations))


class OrganizationDecision(Undoable):
    """
    One word of a person on organizations: who said it, why, and what moved.

    ``organization`` stays; ``other`` was merged into it, parted from it, or is another one of a like name. Whoever was
    found to be a private person is named nowhere: such a decision has neither, and its organization is gone. ``moved``
    keeps what must be known to take it back exactly.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", pgettext_lazy("decision on organizations", "merged")
        SPLIT = "split", pgettext_lazy("decision on organizations", "parted")
        DIFFERENT = "different", pgettext_lazy("decision on organizations", "are two")
        MASK = "mask", pgettext_lazy("decision on organizations", "a private person, hidden")

    kind = models.CharField(_("what was done"), max_length=9, choices=Kind)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        related_name="decisions",
        verbose_name=_("the organization that stays"),
    )
    other = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("the other organization")
    )
    reason = models.TextField(_("reason"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    moved = models.JSONField(default=dict, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("decision on organizations")
        verbose_name_plural = _("decisions on organizations")
        default_permissions = ("view",)
        permissions = [
            ("identify_organization", _("May merge, part and hide organizations")),
        ]
        constraints = [
            models.CheckConstraint(name="organization_decision_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="organization_decision_kind_known", condition=Q(kind__in=["merge", "split", "different", "mask"])
            ),
            models.CheckConstraint(
                name="organization_decision_names_two_or_nobody",
                condition=Q(kind="mask", organization=None, other=None)
                | (~Q(kind="mask") & Q(organization__isnull=False, other__isnull=False) & ~Q(organization=F("other"))),
            ),
            models.CheckConstraint(
                name="organization_decision_undone_by_somebody",
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class OrganizationRedirect(models.Model):
    """An address under which an organization was shown until its spellings were given to another; it leads on."""

    slug = models.SlugField(_("former address"), max_length=120, unique=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="redirects", verbose_name=_("the organization that stays")
    )

    class Meta:
        ordering = ["slug"]
        verbose_name = _("former address of an organization")
        verbose_name_plural = _("former addresses of organizations")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.slug


class HiddenName(models.Model):
    """
    A name with its numbers of which a person has said that it is a private person's, as a keyed hash.

    Documents to come are masked by it, and nobody can read the name from it.
    """

    code = models.CharField(max_length=64, unique=True, editable=False)
    decision = models.ForeignKey(
        OrganizationDecision, on_delete=models.CASCADE, related_name="names", verbose_name=_("decision")
    )

    class Meta:
        verbose_name = _("hidden name")
        verbose_name_plural = _("hidden names")
        default_permissions = ()

    def __str__(self) -> str:
        return self.code[:8]
