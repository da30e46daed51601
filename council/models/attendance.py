"""Who was at a meeting, in the layers that documents record by name; the layers are never mixed."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from council.drafts import Layer, Presence
from council.models.people import Mandate, Person
from council.models.sessions import Body, Meeting
from watchdog.archive.models import Certainty, Sourced


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def for_page(self) -> Self:
        """Fetch the rows that a meeting's page names, with their people; what the office has removed is left out."""
        return self.filter(withdrawn_at=None).select_related("person")

    def counted(self) -> Self:
        """Keep the rows that figures may be made of: stated in a document, of somebody who held a mandate that day."""
        mandates = Mandate.objects.filter(
            Q(since__isnull=True) | Q(since__lte=OuterRef("meeting__day")),
            Q(until__isnull=True) | Q(until__gte=OuterRef("meeting__day")),
            person=OuterRef("person"),
            term=OuterRef("meeting__term"),
        )
        stated = self.filter(certainty=Certainty.STATED, withdrawn_at=None, meeting__withdrawn_at=None)
        return stated.filter(meeting__day__isnull=False).filter(Exists(mandates))

    def at_sessions(self) -> Self:
        """Keep the rows of the council's own meetings."""
        return self.filter(meeting__body__kind=Body.Kind.COUNCIL)

    def at_committees(self) -> Self:
        """Keep the rows of meetings of committees."""
        return self.filter(meeting__body__kind=Body.Kind.COMMITTEE)


class Attendance(Sourced):
    """
    Whether one person was at a meeting, as one layer of its documents says: the signed list, or the quorum check.

    ``came_at`` and ``left_at`` stand only where a document says that somebody came late or left early. A name that the
    roster does not know has no ``person`` and enters no figure.
    """

    class Layer(models.TextChoices):
        LIST = Layer.LIST.value, _("signed list")
        QUORUM = Layer.QUORUM.value, _("quorum check")

    class State(models.TextChoices):
        PRESENT = Presence.PRESENT.value, _("was present")
        ABSENT = Presence.ABSENT.value, _("was absent")
        EXCUSED = Presence.EXCUSED.value, _("was absent, excused")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance", verbose_name=_("meeting"))
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="attendance", verbose_name=_("person")
    )
    name = models.CharField(_("name as printed"), max_length=160)
    layer = models.CharField(_("layer"), max_length=10, choices=Layer)
    state = models.CharField(_("presence"), max_length=10, choices=State)
    came_at = models.TimeField(_("came at"), null=True, blank=True)
    left_at = models.TimeField(_("left at"), null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "layer", "pk"]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance of people")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "layer", "person"], name="attendance_once_a_person_and_layer"),
            models.UniqueConstraint(
                fields=["meeting", "layer", "name"],
                condition=Q(person__isnull=True),
                name="attendance_once_a_name_and_layer",
            ),
            models.CheckConstraint(name="attendance_layer_known", condition=Q(layer__in=[e.value for e in Layer])),
            models.CheckConstraint(name="attendance_state_known", condition=Q(state__in=[e.value for e in Presence])),
            models.CheckConstraint(
                name="attendance_hours_of_somebody_present",
                condition=Q(came_at__isnull=True, left_at__isnull=True) | Q(state=Presence.PRESENT.value),
            ),
            models.CheckConstraint(
                name="attendance_came_before_leaving",
                condition=Q(came_at__isnull=True) | Q(left_at__isnull=True) | Q(came_at__lte=F("left_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_state_display()}"
