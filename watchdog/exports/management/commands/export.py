"""``export KIND [--format csv] [NAME=VALUE …]``: any list's selection from the shell, as its address would give it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.urls import reverse

from watchdog.core.selection import Selection
from watchdog.exports.formats import FORMATS
from watchdog.exports.views import stream_of
from watchdog.records import RecordType, record_type, record_types

USAGE_ERROR = 2


class Command(BaseCommand):
    help = "Write the records of a kind as CSV, JSON or XLSX, filtered as its list is: export council.vote rok=2014"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", metavar="KIND", help="a kind of records: council.vote")
        parser.add_argument("filters", metavar="NAME=VALUE", nargs="*", help="filters as in the list's address")
        parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
        parser.add_argument("--out", type=Path, help="a file instead of standard output")
        parser.add_argument("--base", default="", help="what the records' addresses begin with: https://example.pl")

    def handle(self, *, kind: str, filters: list[str], out: Path | None, **options: Any) -> None:
        found = _kind(kind)
        selection = Selection(found, _parameters(filters))
        if not selection.is_valid:
            raise CommandError("\n".join(selection.errors), returncode=USAGE_ERROR)
        if options["format"] == "xlsx" and out is None:
            raise CommandError("a workbook is written to a file: --out FILE.xlsx", returncode=USAGE_ERROR)
        stream = stream_of(found, selection, FORMATS[options["format"]], options["base"], reverse(found.list_url))
        self._write(stream, out)

    def _write(self, stream: Iterator[bytes], out: Path | None) -> None:
        if out:
            with out.open("wb") as file:
                file.writelines(stream)
        else:
            for block in stream:
                self.stdout.write(block.decode(), ending="")


def _kind(name: str) -> RecordType:
    try:
        return record_type(name)
    except KeyError:
        known = ", ".join(each.kind for each in record_types())
        raise CommandError(f"no kind of records {name!r}; known: {known}", returncode=USAGE_ERROR) from None


def _parameters(filters: list[str]) -> QueryDict:
    params = QueryDict(mutable=True)
    for each in filters:
        name, equals, value = each.partition("=")
        if not equals:
            raise CommandError(f"a filter is NAME=VALUE, not {each!r}", returncode=USAGE_ERROR)
        params.appendlist(name, value)
    return params
