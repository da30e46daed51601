"""``sources``: the registry as a page of the documentation."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from watchdog.ingest.cards import card_of
from watchdog.ingest.registry import all_sources, publishes_on_the_web
from watchdog.ingest.source import CitySource, HostedSource, Source

HEAD = """# Sources

Generated from the registry by `./portal manage sources`; edit the docstring of a source instead.
"""


class Command(BaseCommand):
    help = "Write docs/sources.md from the registry."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when the page is stale")

    def handle(self, *, check: bool, **options: Any) -> None:
        """Write the page, or say with exit code 1 that it is stale."""
        path = settings.BASE_DIR / "docs" / "sources.md"
        page = "\n".join([HEAD, *(line for source in all_sources().values() for line in _entry(source))])
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(page, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != page:
            raise CommandError("docs/sources.md is stale; write it with: ./portal manage sources")


def _entry(source: Source) -> Iterator[str]:
    card = card_of(source)
    yield f"## `{source.slug}`"
    yield ""
    yield source.title
    yield ""
    facts = {
        "City": source.city,
        "Publisher": card.publisher,
        "Cadence": card.cadence,
        "Licence": card.licence,
        "Caveat": card.caveat,
        "Page": source.homepage,
        "Comes": _way(source),
        "Seen by": source.disclosure.value,
        "Lists everything": "yes" if source.complete else "no",
    }
    yield from (f"* {name}: {fact}" for name, fact in facts.items() if fact)
    yield ""


def _way(source: Source) -> str:
    if source.seed:
        return "with the project (a seed file)"
    if isinstance(source, HostedSource):
        verified = "" if source.live else ", not verified live"
        return f"from the address that the city's profile names (`[sources]`{verified}), else by hand (`ingest --file`)"
    if isinstance(source, CitySource):
        verified = "" if source.live else " (not verified live)"
        return f"from the publisher's server, asked by what the city's profile tells{verified}, else by hand"
    if not publishes_on_the_web(source):
        return "by hand (`ingest --file`)"
    return "from the publisher's server" if source.live else "from the publisher's server (not verified live)"
