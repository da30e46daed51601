"""Corrections as readers see them, and what readers object to: remarks, objections and requests to remove data."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from watchdog.archive.models import Change, ChangeQuerySet
from watchdog.backroom.undoing import Undoable
from watchdog.errata import shown


class CorrectionQuerySet(ChangeQuerySet):
    def published(self) -> Self:
        """Keep what was changed in records that everybody may see; what waits for a person changed nothing yet."""
        return self.filter(shown.about(*shown.pages()), applied=True)

    def for_list(self) -> Self:
        """Fetch what a list of corrections shows, each with its record; queries do not grow with the rows."""
        found: Self = shown.with_records(self.published().with_taken_back())  # type: ignore[assignment]  # the same rows
        return found


class Correction(Change):
    """A change that was made, as everybody may read it."""

    objects: ClassVar[Any] = CorrectionQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = pgettext_lazy("errata", "correction")
        verbose_name_plural = pgettext_lazy("errata", "corrections")

    def get_absolute_url(self) -> str:
        """Give the page of the record, at its history."""
        return f"{shown.owner_of(self.record).get_absolute_url()}#how-we-know"


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def waiting(self) -> Self:
        """Keep what nobody has decided of."""
        return self.filter(decided_at=None)

    def published(self) -> Self:
        """Keep the accepted remarks that pages show, of records that everybody may see."""
        standing = self.filter(accepted=True, undone_at=None).exclude(published="")
        return standing.filter(shown.about(*shown.pages()))

    def decided(self) -> Self:
        """Keep what was answered, the newest answer first."""
        return self.filter(decided_at__isnull=False).order_by("-decided_at", "-pk")

    def ledger(self) -> dict[str, int]:
        """Count what came and what became of it: the only thing that everybody may know of what is not shown."""
        return self.aggregate(
            sent=Count("pk"),
            granted=Count("pk", filter=Q(accepted=True)),
            refused=Count("pk", filter=Q(accepted=False)),
            waiting=Count("pk", filter=Q(decided_at=None)),
            private=Count("pk", filter=Q(kind__in=Objection.PRIVATE)),
        )

    def for_list(self) -> Self:
        """Fetch what a list of accepted remarks shows, each with its record."""
        found: Self = shown.with_records(self.published())  # type: ignore[assignment]  # the same rows
        return found


def new_code() -> str:
    """Make the address at which a sender, and nobody else, sees what became of it."""
    return secrets.token_urlsafe(12)


class Objection(Undoable):
    """
    What a reader says of a record: a remark, or an objection or a request under the GDPR.

    Nothing of it is public until a moderator accepts it, and then only ``published``, the words chosen for the page.
    An objection or a request under the GDPR is never shown: that somebody asked is itself personal. Who sent it stands
    apart, in ``Sender``, and is forgotten.
    """

    class Kind(models.TextChoices):
        ERROR = "error", pgettext_lazy("what a reader sends", "a mistake in the data")
        OBJECTION = "objection", pgettext_lazy("what a reader sends", "objection to the use of my data (GDPR, art. 21)")
        ERASURE = "erasure", pgettext_lazy("what a reader sends", "request to erase my data (GDPR, art. 17)")
        OTHER = "other", pgettext_lazy("what a reader sends", "another remark")

    PRIVATE = (Kind.OBJECTION, Kind.ERASURE)

    code = models.CharField(_("address for the sender"), max_length=40, unique=True, default=new_code, editable=False)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, verbose_name=_("kind of record"))
    object_id = models.PositiveBigIntegerField(_("number of the record"))
    record = GenericForeignKey("content_type", "object_id")
    kind = models.CharField(pgettext_lazy("what a reader sends", "what it is"), max_length=9, choices=Kind)
    text = models.TextField(pgettext_lazy("what a reader sends", "text"))
    accepted = models.BooleanField(pgettext_lazy("what a reader sends", "accepted"), null=True)
    answer = models.TextField(pgettext_lazy("what a reader sends", "answer"), blank=True)
    published = models.TextField(pgettext_lazy("what a reader sends", "text beside the record"), blank=True)
    shown_as = models.CharField(
        pgettext_lazy("what a reader sends", "signed publicly"),
        max_length=200,
        blank=True,
        help_text=_("Only who asked for it and whom a moderator confirmed."),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = pgettext_lazy("errata", "remark of a reader")
        verbose_name_plural = pgettext_lazy("errata", "remarks of readers")
        default_permissions = ("view",)
        permissions = [("decide_objection", _("May answer, accept and refuse what readers send, and hide values"))]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="objection_of_record"),
            models.Index(fields=["at"], condition=Q(decided_at=None), name="objection_waiting"),
        ]
        constraints = [
            models.CheckConstraint(name="objection_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="objection_kind_known", condition=Q(kind__in=["error", "objection", "erasure", "other"])
            ),
            models.CheckConstraint(
                name="objection_decided_by_somebody_with_an_answer",
                condition=Q(decided_at=None, decided_by=None, accepted=None)
                | (Q(decided_at__isnull=False, decided_by__isnull=False, accepted__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(
                name="objection_published_only_if_accepted",
                condition=Q(published="", shown_as="") | (Q(accepted=True) & ~Q(published="")),
            ),
            models.CheckConstraint(
                name="objection_of_personal_data_never_published",
                condition=Q(published="") | Q(kind__in=["error", "other"]),
            ),
            models.CheckConstraint(
                name="objection_undone_by_somebody",
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d.%m.%Y}" if self.at else str(self.get_kind_display())

    @property
    def is_private(self) -> bool:
        return self.kind in self.PRIVATE

    @property
    def is_answered(self) -> bool:
        return self.decided_at is not None

    def get_absolute_url(self) -> str:
        """Give the page of the record, at the remarks."""
        return f"{shown.owner_of(self.record).get_absolute_url()}#uwagi"

    def state_url(self) -> str:
        """Give the page that only the sender knows."""
        return reverse("errata:state", args=[self.code])


class Sender(models.Model):
    """Who sent something, where they said so: kept apart, seen by moderators alone, forgotten after the answer."""

    objection = models.OneToOneField(
        Objection,
        on_delete=models.CASCADE,
        related_name="sender",
        verbose_name=pgettext_lazy("errata", "remark of a reader"),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    signature = models.CharField(
        pgettext_lazy("sender", "name and function"), max_length=200, blank=True, help_text=_("To stand publicly.")
    )

    class Meta:
        verbose_name = pgettext_lazy("errata", "sender")
        verbose_name_plural = pgettext_lazy("errata", "senders")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="sender_says_something", condition=~Q(email="") | ~Q(signature="")),
        ]

    def __str__(self) -> str:
        return self.signature or self.email
