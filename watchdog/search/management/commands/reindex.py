"""``reindex [KIND …] [--json]``: make the table of search anew from the records."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from watchdog.records import RecordType, record_type, record_types
from watchdog.search.indexing import Tally, reindex, remove_unknown_kinds

USAGE_ERROR = 2


class Command(BaseCommand):
    help = "Bring search up to date with the records of one kind (council.vote), or with all of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", metavar="KIND", nargs="*", help="a kind of records; all of them if none is named")
        parser.add_argument("--json", action="store_true", help="say the counts as JSON and nothing else")

    def handle(self, *, kind: list[str], json: bool, **options: Any) -> None:
        kinds = _kinds(kind)
        tallies = {each.kind: reindex(each) for each in kinds}
        if not kind:
            tallies["(unknown kinds)"] = remove_unknown_kinds()
        for name, tally in tallies.items():
            if not json:
                counts = f"{tally.written} written, {tally.unchanged} unchanged, {tally.removed} removed"
                self.stdout.write(f"{name}: {counts}")
        if json:
            self.stdout.write(_as_json(tallies))


def _kinds(names: list[str]) -> list[RecordType]:
    try:
        return [record_type(name) for name in names] or [*record_types()]
    except KeyError as error:
        known = ", ".join(each.kind for each in record_types())
        raise CommandError(f"no kind of records {error}; known: {known}", returncode=USAGE_ERROR) from None


def _as_json(tallies: dict[str, Tally]) -> str:
    total = asdict(sum(tallies.values(), Tally()))
    return json.dumps({"kinds": {name: asdict(tally) for name, tally in tallies.items()}, "totals": total})
