"""What somebody says of a recorded vote: it stands beside the record and never replaces it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council.drafts import Speaker
from council.models.people import Person
from council.models.votes import Vote
from watchdog.archive.models import Sourced


class Remark(Sourced):
    """
    A remark to a vote, or to one person's choice in it: who says what, and when.

    The portal keeps counting the choice that is recorded; a remark only tells what somebody says of it.
    """

    class Said(models.TextChoices):
        PERSON = Speaker.PERSON.value, pgettext_lazy("who makes a remark", "the person whose vote it is")
        OFFICE = Speaker.OFFICE.value, pgettext_lazy("who makes a remark", "the office")
        PRESS = Speaker.PRESS.value, pgettext_lazy("who makes a remark", "press or an organisation")

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="remarks", verbose_name=_("vote"))
    about = models.CharField(
        _("whose choice"), max_length=160, blank=True, help_text=_("As printed; empty: the vote as a whole.")
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="remarks",
        verbose_name=_("person"),
        editable=False,
    )
    said_by = models.CharField(_("who says it"), max_length=10, choices=Said)
    speaker = models.CharField(_("name of who says it"), max_length=160, blank=True)
    said_on = models.DateField(_("said on"), null=True, blank=True)
    mistaken = models.BooleanField(
        _("cast by mistake"), default=False, help_text=_("The remark says that the vote was cast by mistake.")
    )
    text = models.TextField(_("what it says"))

    class Meta:
        ordering = [models.F("said_on").asc(nulls_last=True), "pk"]
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        constraints = [
            models.UniqueConstraint(fields=["vote", "about", "said_by", "speaker"], name="remark_once_a_speaker"),
            models.CheckConstraint(name="remark_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="remark_speaker_known", condition=Q(said_by__in=[each.value for each in Speaker])
            ),
            models.CheckConstraint(name="remark_person_is_named", condition=Q(person__isnull=True) | ~Q(about="")),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{self.vote.get_absolute_url()}#uwaga-{self.pk}"
