"""The state of every source at a glance, in a fixed number of queries however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db.models import Count
from django.utils.translation import gettext

from watchdog.archive.models import Disclosure, Reading, Sighting
from watchdog.ingest.cards import Card, card_of
from watchdog.ingest.models import Failure, Run
from watchdog.ingest.registry import publishes_on_the_web
from watchdog.ingest.source import Source

SHOWN = 100
"""How many unread documents the page names."""


@dataclass(frozen=True)
class State:
    """One source: its card, how it was last read, and what came of it."""

    source: Source
    card: Card
    run: Run | None
    documents: int
    readings: int

    @property
    def by_hand(self) -> bool:
        """Whether its documents are brought by people."""
        return not self.source.seed and not publishes_on_the_web(self.source)

    @property
    def unverified(self) -> bool:
        """Whether nobody has tried it against the publisher's own server."""
        return publishes_on_the_web(self.source) and not self.source.live


@dataclass(frozen=True)
class Unread:
    """A document that the portal could not read; ``address`` is empty where a file's name is not for everyone."""

    address: str
    sha256: str
    failure: Failure

    @property
    def linked(self) -> bool:
        return self.address.startswith(("http://", "https://"))


def states(sources: Iterable[Source]) -> list[State]:
    """Return the state of each source, in their order."""
    listed = list(sources)
    slugs = [source.slug for source in listed]
    last = Run.objects.filter(source__in=slugs).order_by("source", "-queued_at", "-pk").distinct("source")
    runs = {run.source: run for run in last}
    seen = Sighting.objects.filter(source__in=slugs).order_by().values_list("source")
    documents = dict(seen.annotate(n=Count("snapshot", distinct=True)))
    read = Reading.objects.filter(snapshot__sightings__source__in=slugs).order_by()
    readings = dict(read.values_list("snapshot__sightings__source").annotate(n=Count("pk", distinct=True)))
    return [
        State(source, _translated(card_of(source)), runs.get(slug), documents.get(slug, 0), readings.get(slug, 0))
        for source, slug in zip(listed, slugs, strict=True)
    ]


def _translated(card: Card) -> Card:
    """Give a card in the reader's language; its sentences are messages of the catalogue like any other."""
    return Card(**{name: gettext(text) for name, text in asdict(card).items()})


def unread() -> list[Unread]:
    """Return the documents that wait to be read, the newest first."""
    failures = Failure.objects.unread().select_related("snapshot", "run")
    return [_shown(failure) for failure in sorted(failures, key=lambda failure: failure.at, reverse=True)[:SHOWN]]


def _shown(failure: Failure) -> Unread:
    document = failure.snapshot
    private = failure.address.startswith("file:") and (document is None or document.disclosure != Disclosure.PUBLIC)
    return Unread("" if private else failure.address, document.sha256 if document else "", failure)
