"""Signals that were found, what could not be computed, and what offices and reviewers say of a signal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.models.organizations import Organization
from spending.signals.classes import known
from watchdog.backroom.undoing import Undoable

if TYPE_CHECKING:
    from spending.models.contracts import Contract


class SignalQuerySet(models.QuerySet["Signal"]):
    def for_list(self) -> Self:
        """Fetch what a list of signals shows, in one query: who orders, who delivers, whether it was dismissed."""
        spoken = SignalWord.objects.in_force().filter(signal=OuterRef("pk"))
        return self.select_related("buyer", "supplier").annotate(
            dismissed=Exists(spoken.filter(kind=SignalWord.Kind.DISMISSAL)),
            answered=Exists(spoken.filter(kind=SignalWord.Kind.REPLY)),
        )

    def standing(self) -> Self:
        """Keep those that hold by the newest computation and that no reviewer has dismissed."""
        return self.for_list().filter(outdated_at=None, dismissed=False)

    def about(self, contract: Contract) -> Self:
        """Keep those that rest on a contract, the newest first."""
        return self.filter(contracts__contains=[contract.pk])


class Signal(models.Model):
    """
    A reason to look closer: a rule of a class held for something, with the numbers by which it held.

    Never deleted: one that no longer holds keeps its numbers and what was said of it, and says since when. ``subject``
    names what was found, by keys and never by names, so that the same thing found again is the same row. Written by
    ``spending.signals.recomputing`` alone.
    """

    dismissed: bool  # whether a reviewer's dismissal stands; there only after ``for_list``
    answered: bool  # whether a reply stands; likewise

    code = models.CharField(pgettext_lazy("of a signal", "class"), max_length=40)
    subject = models.CharField(pgettext_lazy("of a signal", "what it is about"), max_length=200)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    contracts = ArrayField(models.BigIntegerField(), default=list, verbose_name=_("contracts"))
    buyer = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("unit")
    )
    supplier = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("supplier")
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    day = models.DateField(_("day"), null=True)
    hint = models.BooleanField(pgettext_lazy("of a signal", "rests on an assumption"), default=False)
    value = models.DecimalField(pgettext_lazy("of a signal", "value"), max_digits=24, decimal_places=4, null=True)
    threshold = models.DecimalField(
        pgettext_lazy("of a signal", "threshold"), max_digits=24, decimal_places=4, null=True
    )
    inputs = models.JSONField(pgettext_lazy("of a signal", "inputs"), default=dict)
    settings = models.JSONField(pgettext_lazy("of a signal", "settings used"), default=dict)
    found_at = models.DateTimeField(_("first found"))
    computed_at = models.DateTimeField(_("numbers computed"))
    outdated_at = models.DateTimeField(_("no longer holds since"), null=True)

    objects = SignalQuerySet.as_manager()

    class Meta:
        ordering = [F("day").desc(nulls_last=True), "-pk"]
        verbose_name = pgettext_lazy("spending", "signal")
        verbose_name_plural = pgettext_lazy("spending", "signals")
        default_permissions = ("view",)
        indexes = [
            GinIndex(fields=["contracts"], name="signal_of_contract"),
            models.Index(fields=["code", "day", "id"], name="signal_newest_of_class"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["code", "subject"], name="signal_once"),
            models.CheckConstraint(
                name="signal_computed_after_it_was_found", condition=Q(computed_at__gte=F("found_at"))
            ),
        ]

    def __str__(self) -> str:
        signal = known(self.code)
        return str(signal.title) if signal else self.code

    def get_absolute_url(self) -> str:
        return reverse("spending:signal", args=[self.code, self.slug])


class SignalGap(models.Model):
    """„Nie do policzenia”: of how many things a class could not be asked, and why; as computed last."""

    code = models.CharField(pgettext_lazy("of a signal", "class"), max_length=40)
    reason = models.CharField(_("reason"), max_length=40)
    rows = models.PositiveIntegerField(_("how many"))
    computed_at = models.DateTimeField(_("numbers computed"))

    class Meta:
        ordering = ["code", "-rows"]
        verbose_name = _("reason why a signal cannot be computed")
        verbose_name_plural = _("reasons why signals cannot be computed")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["code", "reason"], name="signal_gap_once"),
            models.CheckConstraint(name="signal_gap_of_something", condition=Q(rows__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"


class SignalComputation(models.Model):
    """One computation of the signals: of everything or of some units, when, and what it changed."""

    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"))
    whole = models.BooleanField(pgettext_lazy("computation of signals", "of everything"))
    new = models.PositiveIntegerField(pgettext_lazy("computation of signals", "newly found"))
    changed = models.PositiveIntegerField(pgettext_lazy("computation of signals", "with other numbers"))
    outdated = models.PositiveIntegerField(pgettext_lazy("computation of signals", "that no longer hold"))

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("computation of signals")
        verbose_name_plural = _("computations of signals")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                name="signal_computation_ends_after_it_starts", condition=Q(ended_at__gte=F("started_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class SignalWordQuerySet(models.QuerySet["SignalWord"]):
    def for_list(self) -> Self:
        """Fetch what a list of words shows, in one query."""
        return self.select_related("signal", "signal__buyer", "user", "decided_by", "undone_by")

    def in_force(self) -> Self:
        """Keep what a reviewer has published and nobody has taken back."""
        return self.filter(decided_at__isnull=False, refused=False, undone_at=None)

    def waiting(self) -> Self:
        """Keep what waits for a reviewer."""
        return self.filter(decided_at=None, undone_at=None)


class SignalWord(Undoable):
    """
    What is said of a signal: an office's reply with its document, or a dismissal with its reason.

    Somebody proposes it, a reviewer publishes or refuses it, and it is never deleted. ``inputs`` keeps the numbers of
    which it was said: a signal may have other ones since.
    """

    class Kind(models.TextChoices):
        REPLY = "reply", pgettext_lazy("word on a signal", "reply of the office")
        DISMISSAL = "dismissal", pgettext_lazy("word on a signal", "dismissed by a reviewer")

    signal = models.ForeignKey(
        Signal, on_delete=models.PROTECT, related_name="words", verbose_name=pgettext_lazy("spending", "signal")
    )
    kind = models.CharField(pgettext_lazy("word on a signal", "what it is"), max_length=9, choices=Kind)
    text = models.TextField(pgettext_lazy("word on a signal", "text"))
    address = models.URLField(_("address of the document"), max_length=2000, blank=True)
    document = models.CharField(_("which document"), max_length=300, blank=True)
    said_on = models.DateField(_("day of the reply"), null=True, blank=True)
    inputs = models.JSONField(default=dict, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    refused = models.BooleanField(_("refused"), default=False)

    objects = SignalWordQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = pgettext_lazy("spending", "word on a signal")
        verbose_name_plural = pgettext_lazy("spending", "words on signals")
        default_permissions = ("view",)
        permissions = [
            ("propose_signalword", _("May enter replies to signals and propose dismissals")),
            ("decide_signalword", _("May publish replies to signals, dismiss signals and take it back")),
        ]
        constraints = [
            models.CheckConstraint(name="signal_word_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="signal_word_kind_known", condition=Q(kind__in=["reply", "dismissal"])),
            models.CheckConstraint(
                name="signal_reply_names_its_document",
                condition=Q(kind="dismissal") | (Q(said_on__isnull=False) & (~Q(address="") | ~Q(document=""))),
            ),
            models.CheckConstraint(
                name="signal_word_decided_by_somebody",
                condition=Q(decided_at=None, decided_by=None, refused=False)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="signal_word_undone_by_somebody",
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
