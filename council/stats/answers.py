"""How interpellations were answered: counted by the database over any selection of them, in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Case, Count, ExpressionWrapper, F, Q, QuerySet, When
from django.db.models.fields import DurationField

from council.models.interpellations import Standing
from council.stats.choices import MINIMUM
from watchdog.archive.models import Certainty
from watchdog.core.db import Median

TIMED = (Standing.IN_TIME.value, Standing.LATE.value)
"""Answers of which both days are known, in their order, and to which the clock applies."""


@dataclass(frozen=True)
class AnswerFigures:
    """Interpellations by how their answers stand to the clock; nothing inferred or removed by the office is counted."""

    n: int
    in_time: int
    late: int
    overdue: int
    running: int
    median: timedelta | None
    """Half of the answers took at most so long; nothing where none is timed."""

    @property
    def timed(self) -> int:
        """Of how many answers we know how long they took."""
        return self.in_time + self.late

    @property
    def unknown(self) -> int:
        """Of how many no day proves anything: neither in time, nor late, nor overdue."""
        return self.n - self.timed - self.overdue - self.running

    @property
    def enough(self) -> bool:
        """Whether there are enough timed answers for a median."""
        return self.timed >= MINIMUM


def answers_of(interpellations: QuerySet[Any]) -> AnswerFigures:
    """Count a selection with ``standing`` (``Interpellation.objects.for_list()``)."""
    took = ExpressionWrapper(F("answered_on") - F("received_on"), output_field=DurationField())
    counted = interpellations.order_by().filter(withdrawn_at=None).exclude(certainty=Certainty.INFERRED)
    found = counted.aggregate(
        n=Count("pk"),
        **{
            each.value: Count("pk", filter=Q(standing=each.value))
            for each in (Standing.IN_TIME, Standing.LATE, Standing.OVERDUE, Standing.RUNNING)
        },
        median=Median(Case(When(standing__in=TIMED, then=took), output_field=DurationField())),
    )
    return AnswerFigures(**found)
