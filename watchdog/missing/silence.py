"""How the sources stand that the portal should read by itself: which were never read, failed, or have fallen silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from watchdog.core.dates import today
from watchdog.ingest.models import Run
from watchdog.ingest.registry import publishes_on_the_web
from watchdog.ingest.source import Source
from watchdog.missing.ages import age

SILENT_AFTER = timedelta(days=3)
"""Sources are read every day; one that was not read for longer than this is silent, not late."""


@dataclass(frozen=True)
class SourceState:
    """One source that is read over the web: how it stands, since when, and whether that needs somebody."""

    slug: str
    title: str
    word: str
    since: date | None
    age: str
    late: bool

    @property
    def url(self) -> str:
        return f"{reverse('sources')}#{self.slug}"


def states_of(sources: Iterable[Source], day: date | None = None) -> list[SourceState]:
    """Give the state of each source that publishes on the web, in two queries; what comes by hand is not awaited."""
    asked = [source for source in sources if publishes_on_the_web(source)]
    runs = Run.objects.filter(source__in=[source.slug for source in asked])
    last = {run.source: run for run in runs.order_by("source", "-queued_at", "-pk").distinct("source")}
    done = runs.filter(state=Run.State.DONE, reparse=False).order_by().values_list("source")
    ends = {slug: timezone.localtime(end).date() for slug, end in done.annotate(end=Max("ended_at"))}
    return [_state(each, last.get(each.slug), ends.get(each.slug), day or today()) for each in asked]


def _state(source: Source, run: Run | None, read_on: date | None, day: date) -> SourceState:
    word, late = _word(source, run, read_on, day)
    passed = age(read_on, day) if late and read_on else ""
    return SourceState(source.slug, source.title, word, read_on, passed, late)


def _word(source: Source, run: Run | None, read_on: date | None, day: date) -> tuple[str, bool]:
    if read_on is None:
        return (_("not read yet") if run is None else _("tried, never read to the end")), True
    if run is not None and run.state == Run.State.FAILED:
        return _("the last reading failed"), True
    if day - read_on > SILENT_AFTER:
        return _("silent"), True
    return (_("read") if source.live else _("read, not compared with the office's server yet")), False
