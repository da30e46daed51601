"""Making the files of a night."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from watchdog.core.db import one_moment
from watchdog.exports.writers import blocks
from watchdog.ingest.locks import Busy, only_reader_of
from watchdog.opendata.documents import documents
from watchdog.opendata.dumps.database import write_database
from watchdog.opendata.dumps.package import Json, resource, write_package
from watchdog.opendata.dumps.places import Outdated, new_set, package, withdraw
from watchdog.opendata.dumps.tables import compress, write_table
from watchdog.opendata.kinds import kinds

DATABASE = "portal.sqlite"


def write_everything(wait: float = 0) -> int:
    """
    Write a new set of files in the place of the last one; return how many.

    0 while another process, after ``wait`` seconds still, writes them. It begins anew where something is masked
    meanwhile.
    """
    try:
        with only_reader_of("open-data", wait), translation.override(settings.LANGUAGE_CODE):
            while not (written := _written(settings.SITE_URL.rstrip("/"))):
                pass
    except Busy:
        return 0
    _forget_pages()
    return written


def withdraw_everything() -> bool:
    """Take all files away at once: something in them was masked or taken down. Tell whether there were any."""
    were_there = bool(package())
    withdraw()
    _forget_pages()
    return were_there


def _written(base: str) -> int:
    """Write a set; 0 where it was outdated before it was whole."""
    try:
        with new_set() as directory:
            with one_moment():
                resources = list(_resources(directory, base))
            write_package(directory, base, resources)
    except Outdated:
        return 0
    return len(resources)


def _resources(directory: Path, base: str) -> Iterator[Json]:
    found = list(kinds().values())
    for kind in found:
        yield write_table(kind, directory, base)
    path = directory / DATABASE
    write_database(path, found, base)
    yield resource(path, "sqlite", _("Everything as a database of SQLite"), "application/vnd.sqlite3")
    for each in documents():
        path = directory / f"{each.name}.gz"
        compress(path, blocks(each.write(base)))
        yield resource(path, each.name, str(each.title), "application/gzip")


def _forget_pages() -> None:
    """End what is remembered of yesterday's files: answers hold as long as nothing was written to the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")  # a number of a transaction is given, which is a write to it
