"""A kind as a compressed CSV file, the same that its list gives without a filter."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

from django.http import QueryDict
from django.urls import reverse

from watchdog.core.selection import Selection
from watchdog.exports.formats import FORMATS
from watchdog.exports.views import stream_of
from watchdog.opendata.dumps.package import Json, resource
from watchdog.opendata.dumps.rows import types_of
from watchdog.records import RecordType

LEVEL = 6
"""How hard it is compressed: beyond it a file takes twice the time to become a little smaller."""


def write_table(kind: RecordType, directory: Path, base: str) -> Json:
    """Write the file and return what the package says of it."""
    path = directory / f"{kind.kind}.csv.gz"
    selection = Selection(kind, QueryDict())
    compress(path, stream_of(kind, selection, FORMATS["csv"], base, reverse(kind.list_url)))
    fields = [_field(kind, name, kind_of_value) for name, kind_of_value in types_of(kind).items()]
    return {
        **resource(path, kind.kind, str(kind.plural), "text/csv"),
        "profile": "tabular-data-resource",
        "format": "csv",
        "encoding": "utf-8",
        "compression": "gz",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def compress(path: Path, blocks: Iterable[bytes]) -> None:
    """Write a file that is the same for the same contents: the time of writing is not kept in it."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", LEVEL, raw, mtime=0) as file:
        for block in blocks:
            file.write(block)


def _field(kind: RecordType, name: str, type_name: str) -> Json:
    labels = {"url": "page of the record"}
    column = next((each for each in kind.columns if each.name == name), None)
    made: Json = {"name": name, "type": type_name, "title": str(column.label) if column else labels.get(name, name)}
    return {**made, "format": "any"} if type_name == "datetime" else made
