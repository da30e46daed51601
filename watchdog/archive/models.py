"""
The evidence room.

Every document the portal has ever read is kept here byte for byte, under the SHA-256 of its content, before anything
tries to understand it. Whatever a page claims can be checked against what the office published, even after the office
has changed or removed it.

Nothing here knows what a document means: reading belongs to the sources, meaning to the apps that own the records.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Func, Value, Window
from django.db.models.functions import Cast, Coalesce, RowNumber
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from watchdog.archive.findings import OUTWEIGHED
from watchdog.archive.vault import vault


class Disclosure(models.TextChoices):
    """Who may see a document's bytes; its card (address, date, hash) is always public."""

    PUBLIC = "public", _("public")
    REDACTED = "redacted", _("redacted rendition")
    STAFF = "staff", _("staff only")


class Certainty(models.TextChoices):
    """How the source of a fact says it."""

    STATED = "stated", _("stated in the source")
    INFERRED = "inferred", _("inferred by us")


class Snapshot(models.Model):
    """A document's bytes as they were on a day, named by their SHA-256; never changed, never deleted."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    media_type = models.CharField(_("kind of file"), max_length=100)
    disclosure = models.CharField(_("who may see it"), max_length=10, choices=Disclosure, default=Disclosure.STAFF)
    kept_at = models.DateTimeField(_("kept since"), auto_now_add=True)

    class Meta:
        ordering = ["-kept_at", "-pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(name="snapshot_sha256_is_hex", condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

    def get_absolute_url(self) -> str:
        return reverse("archive:snapshot", args=[self.sha256])

    def read(self) -> bytes:
        """Return the bytes; raise ``vault.Damaged`` when what lies in the vault no longer has this hash."""
        return vault().read(self.sha256)


BEHIND_THE_HASH = r"^(https?://[^#]*)#.*$"


class SightingQuerySet(models.QuerySet["Sighting"]):
    def latest_at(self, address: str) -> Sighting | None:
        """Give the newest sighting at an address, whether or not it was taken in."""
        return self.filter(address=address).select_related("snapshot").order_by("-seen_at", "-pk").first()

    def latest_of_source(self, source: str) -> Self:
        """Keep the newest sighting at each address of a source: what a re-reading reads, oldest first.

        What stands behind the ``#`` of a web address is what a list said of the document, not another document.
        """
        document = Func(F("address"), Value(BEHIND_THE_HASH), Value(r"\1"), function="regexp_replace")
        age = Window(RowNumber(), partition_by=[document], order_by=["-seen_at", "-pk"])
        newest = self.filter(source=source).annotate(age=age).filter(age=1)
        return self.filter(pk__in=newest.values("pk")).select_related("snapshot").order_by("seen_at", "pk")


class Sighting(models.Model):
    """These bytes were first seen at this address at this moment, and there again until others came."""

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, related_name="sightings", verbose_name=_("document")
    )
    address = models.CharField(_("published at"), max_length=2000)
    source = models.SlugField(_("source"), max_length=60, blank=True)
    seen_at = models.DateTimeField(_("first seen"))
    confirmed_at = models.DateTimeField(
        _("last seen"), null=True, blank=True, help_text=_("Last time the same bytes were there.")
    )
    etag = models.CharField("ETag", max_length=300, blank=True)
    last_modified = models.CharField("Last-Modified", max_length=100, blank=True)
    taken_in_at = models.DateTimeField(
        _("taken in"), null=True, blank=True, help_text=_("Empty until its records are stored.")
    )

    objects = SightingQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_at", "-pk"]
        verbose_name = _("sighting of a document")
        verbose_name_plural = _("sightings of documents")
        indexes = [models.Index(fields=["address", "-seen_at"], name="sighting_latest_at_address")]

    def __str__(self) -> str:
        return self.address


class Reading(models.Model):
    """What one document says about one record; a vote read from two documents is one vote with two readings."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, verbose_name=_("kind of record"))
    object_id = models.PositiveBigIntegerField(_("number of the record"))
    record = GenericForeignKey("content_type", "object_id")
    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, related_name="readings", verbose_name=_("document")
    )
    place = models.CharField(_("place in the document"), max_length=200, blank=True)
    address = models.CharField(_("published at"), max_length=2000, blank=True)
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.STATED)
    authority = models.PositiveSmallIntegerField(_("weight of the source"), default=0)
    data = models.JSONField(_("as read"), encoder=DjangoJSONEncoder, help_text=_("The draft, as it was read."))
    findings = models.JSONField(_("findings"), default=list, blank=True)
    read_at = models.DateTimeField(_("when read"), auto_now=True)

    class Meta:
        ordering = ["-authority", "-read_at", "-pk"]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "snapshot", "place"], name="reading_once_per_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id} {self.place}"

    @property
    def states_otherwise(self) -> list[str]:
        """Say what this document states otherwise than a weightier one, whose values stand in the record."""
        return [each["text"] for each in self.findings if each["code"] == OUTWEIGHED]


def _same(mine: str, theirs: str) -> models.Q:
    """Compare a value of a change with one of the change outside; two empty ones are the same."""
    nothing = Value("null", output_field=models.TextField())
    there = Coalesce(Cast(models.OuterRef(theirs), models.TextField()), nothing)
    here = Coalesce(Cast(mine, models.TextField()), nothing)
    return models.Q(Exact(here, there))


class ChangeQuerySet(models.QuerySet["Change"]):
    def with_decision(self) -> Self:
        """Say of each change as ``decided`` whether a person has spoken of the same field of the same record since."""
        later = Change.objects.filter(
            content_type=models.OuterRef("content_type"),
            object_id=models.OuterRef("object_id"),
            field=models.OuterRef("field"),
            user__isnull=False,
            applied=True,
            pk__gt=models.OuterRef("pk"),
        )
        return self.annotate(decided=models.Exists(later))

    def with_taken_back(self) -> Self:
        """Say of each change as ``taken_back_at`` when a person put back what stood before it; ``None``: nobody did."""
        back = Change.objects.filter(
            _same("after", "before"),
            _same("before", "after"),
            content_type=models.OuterRef("content_type"),
            object_id=models.OuterRef("object_id"),
            field=models.OuterRef("field"),
            user__isnull=False,
            applied=True,
            pk__gt=models.OuterRef("pk"),
        )
        return self.annotate(taken_back_at=models.Subquery(back.order_by("pk").values("at")[:1]))

    def waiting(self) -> Self:
        """Keep the differences that wait for a person's word."""
        return self.with_decision().filter(applied=False, decided=False)


class Change(models.Model):
    """A field of a record that was one thing and became another: when, by whom or by which document, and why."""

    decided: bool  # whether a person has spoken of the same field since; there only after ``with_decision``
    taken_back_at: datetime | None  # when a person put back what stood before; there only after ``with_taken_back``

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, verbose_name=_("kind of record"))
    object_id = models.PositiveBigIntegerField(_("number of the record"))
    record = GenericForeignKey("content_type", "object_id")
    field = models.CharField(_("field"), max_length=60)
    before = models.JSONField(_("before"), null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), null=True, encoder=DjangoJSONEncoder)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    snapshot = models.ForeignKey(
        Snapshot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name=_("document"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name=_("who"),
    )
    applied = models.BooleanField(
        _("applied"),
        default=True,
        help_text=_("No: a document differs from what a person entered and waits for a person."),
    )
    concealed_at = models.DateTimeField(
        pgettext_lazy("of a change", "values hidden"),
        null=True,
        blank=True,
        help_text=_("Since when pages say that it changed, but not from what to what: a value names a private person."),
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [
            models.Index(fields=["content_type", "object_id", "field"], name="change_of_field"),
            models.Index(fields=["-at", "-id"], condition=models.Q(applied=True), name="change_newest_applied"),
        ]
        constraints = [
            models.CheckConstraint(
                name="change_has_an_author",
                condition=models.Q(user__isnull=False) | models.Q(snapshot__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.before!r} → {self.after!r}"

    @property
    def confirms(self) -> bool:
        """Whether a person confirmed what stands against a document that says otherwise."""
        return bool(self.before == self.after) and self.concealed_at is None


class Sourced(models.Model):
    """A record that says where it was read, or who entered it; the base of everything that pages show."""

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    place = models.CharField(_("place in the document"), max_length=200, blank=True)
    address = models.CharField(_("published at"), max_length=2000, blank=True)
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.STATED)
    authority = models.PositiveSmallIntegerField(_("weight of the source"), default=0)
    note = models.TextField(_("our note"), blank=True)
    findings = models.JSONField(_("findings"), default=list, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by"),
    )
    created_at = models.DateTimeField(_("first stored"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    withdrawn_at = models.DateTimeField(_("withdrawn by the office"), null=True, blank=True)

    readings = GenericRelation(Reading)
    changes = GenericRelation(Change)

    outweighed: Sequence[dict[str, str]] = ()
    """What the document that was just taken in states otherwise than a weightier one; kept in its ``Reading``."""

    class Meta:
        abstract = True

    @property
    def is_inferred(self) -> bool:
        return self.certainty == Certainty.INFERRED
