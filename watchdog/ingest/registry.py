"""
Who reads what, found by looking: every ``Source`` in a ``sources`` package of an installed app, every store function
in an app's ``importers``. There is no list to edit.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any, ClassVar, Protocol

from django.conf import settings

from watchdog.archive.models import Sourced
from watchdog.archive.writing import Evidence, Stored
from watchdog.cities import profile
from watchdog.ingest.source import CitySource, Draft, HostedSource, Source

GENERIC = "generic"
"""The city of a source whose layout many offices share."""


def all_sources() -> dict[str, Source]:
    """Return every source by its slug, in their order; raise ``ValueError`` when two share a slug."""
    return dict(sorted(_found().items(), key=_order))


def every_source() -> dict[str, Source]:
    """Return every source, also those that people have made: each app's ``saved_sources`` asks the database."""
    saved = [source for module in _saved() for source in module.saved_sources()]
    return dict(sorted([*all_sources().items(), *((each.slug, each) for each in saved)], key=_order))


def _order(item: tuple[str, Source]) -> tuple[int, str]:
    return (item[1].rank, item[0])


@cache
def _saved() -> tuple[ModuleType, ...]:
    names = [f"{app}.saved_sources" for app in settings.INSTALLED_APPS]
    return tuple(import_module(name) for name in names if find_spec(name))


@cache
def _found() -> dict[str, Source]:
    found: dict[str, Source] = {}
    for module in _modules("sources"):
        for kind in _sources_of(module):
            if kind.slug in found:
                raise ValueError(f"two sources are called {kind.slug}")
            found[kind.slug] = _made(kind)
    return found


def _made(kind: type[Source]) -> Source:
    """Make a source; one that serves many cities is told where it finds this deployment's, or what is known of it."""
    if issubclass(kind, HostedSource):
        return kind(profile(settings.CITY).sources.get(kind.slug, ""))
    if issubclass(kind, CitySource):
        return kind(profile(settings.CITY))
    return kind()


def sources_of(city: str, *, saved: bool = False) -> list[Source]:
    """Return the sources that a city's portal may take in, in the order in which they build on one another."""
    sources = every_source() if saved else all_sources()
    return [source for source in sources.values() if source.city in (GENERIC, city)]


def by_likelihood(city: str, *, saved: bool = False) -> list[Source]:
    """
    Return every source in the order in which to ask whose document this is: the city's own, shared ones, others.

    ``saved`` adds those that people have made, for which the database is asked.
    """
    sources = every_source() if saved else all_sources()
    return sorted(sources.values(), key=lambda source: (source.city != city, source.city != GENERIC))


def publishes_on_the_web(source: Source) -> bool:
    """Tell whether a source knows addresses to fetch; others wait for files brought by hand."""
    if isinstance(source, HostedSource) and not source.start:
        return False
    if isinstance(source, CitySource) and not source.knows_its_city:
        return False
    return not source.seed and type(source).discover is not Source.discover


class Copied(Protocol):
    """
    What became of the rows of a block.

    ``drafts`` are those that are still to be stored, as any others, ``unnoted`` the keys of records that the statement
    by which keys are noted has not noted.
    """

    @property
    def stored(self) -> int: ...

    @property
    def unchanged(self) -> int: ...

    @property
    def drafts(self) -> Sequence[Draft]: ...

    @property
    def unnoted(self) -> range: ...


class Batches(Protocol):
    """Stores rows of a register, many at once; made anew for each document."""

    model: ClassVar[type[Sourced]]

    def store(self, drafts: Sequence[Any], evidence: Sequence[Evidence]) -> list[Stored]:
        """Store drafts, each on its own evidence, and answer in their order."""

    def copy(self, block: Any, evidence: Evidence, noted: str) -> Copied:
        """Store a block of plain rows, where its kind of draft comes in blocks too (``watchdog.ingest.blocks``)."""

    def finish(self) -> None:
        """Do what can be done only when all rows are there: tie an annex to its contract."""


def store_for(draft: Draft) -> Callable[[Any, Evidence], Stored]:
    """Return the function that stores drafts of this kind; raise ``LookupError`` where no app takes them."""
    kind = type(draft)
    return _one(_batches()[kind]) if kind in _batches() else _stores()[kind]


def goes_in_batches(kind: type[Draft]) -> bool:
    """Tell whether drafts of a kind are rows of registers, stored many at once."""
    return kind in _batches()


def batches_for(kind: type[Draft]) -> type[Batches]:
    """Return what stores rows of this kind; raise ``LookupError`` for a kind that goes one by one."""
    return _batches()[kind]


def batch_models() -> set[type[Sourced]]:
    """Return the models whose records are written in batches and keep no readings."""
    return {batches.model for batches in _batches().values()}


def draft_types() -> dict[str, type[Draft]]:
    """Return every kind of draft that some app takes, by the name of its class."""
    return {kind.__name__: kind for kind in (*_stores(), *_batches())}


def _one(batches: type[Batches]) -> Callable[[Any, Evidence], Stored]:
    """Store one row as a batch of its own: what a person typed, not a register."""

    def store(draft: Any, evidence: Evidence) -> Stored:
        batch = batches()
        (stored,) = batch.store([draft], [evidence])
        batch.finish()
        return stored

    return store


@cache
def _stores() -> dict[type, Callable[[Any, Evidence], Stored]]:
    return _gathered("STORE")


@cache
def _batches() -> dict[type, type[Batches]]:
    return _gathered("STORE_MANY")


def _gathered(name: str) -> dict[type, Any]:
    """Return what every app's importers put under a name; an app may have none."""
    found: dict[type, Any] = {}
    for app in settings.INSTALLED_APPS:
        if find_spec(f"{app}.importers"):
            found |= getattr(import_module(f"{app}.importers"), name, {})
    return found


def _modules(name: str) -> Iterator[ModuleType]:
    for app in settings.INSTALLED_APPS:
        if find_spec(f"{app}.{name}"):
            package = import_module(f"{app}.{name}")
            for entry in pkgutil.iter_modules(package.__path__):
                yield import_module(f"{package.__name__}.{entry.name}")


def _sources_of(module: ModuleType) -> Iterator[type[Source]]:
    """Yield the sources defined in a module; a base without a slug of its own is not one."""
    for kind in vars(module).values():
        is_source = inspect.isclass(kind) and issubclass(kind, Source) and kind.__module__ == module.__name__
        if is_source and "slug" in vars(kind):
            yield kind
