"""
Putting a backup back: the shape that the database had, its rows, the documents, the pictures.

The database is restored in one transaction: where it does not stand at the very migrations that the backup names, the
old tables go and those migrations make them again; the rows come in and are compared with the manifest. Whatever fails,
the database is as it was. Documents are put into the archive before, under their own sums, where they can replace
nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from watchdog.archive.vault import vault
from watchdog.backup.manifest import BadBackup, Manifest, Part, Table
from watchdog.backup.tables import READ_ALIKE, Shape, empty, fingerprint, load, set_counter, shapes, sum_and_size
from watchdog.backup.taking import Refused, bring, pictures
from watchdog.core.valkey import away

LEAVING = 3.0
"""Seconds in which a program that has just ended leaves the database: its connection ends a moment after it."""

MADE_BY_A_START = frozenset(
    {
        "accounts_act",
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "django_content_type",
        "django_migrations",
        "django_session",
        "pages_historicalpage",
        "pages_page",
        "search_vocabulary",
    }
)
"""Tables that a start fills by itself: rows in them alone are nobody's work (whose work a page is has an account)."""


def faults(directory: Path, manifest: Manifest) -> Iterator[str]:
    """Read a whole backup and name each file that is missing, cut or altered; nothing where it is sound."""
    for part in manifest.parts:
        path = directory / part.path
        try:
            if sum_and_size(path) != {"sha256": part.sha256, "size": part.size}:
                yield f"{part.path} was altered"
            elif isinstance(part, Table) and not _holds(path, part):
                yield f"{part.path} does not hold the rows that the manifest names"
        except FileNotFoundError:
            yield f"{part.path} is missing"
        except (OSError, EOFError) as error:
            yield f"{part.path} cannot be read: {error}"


def restore(directory: Path, *, replace: bool = False) -> Manifest:
    """
    Put a backup into this portal's database, archive and pictures, and bring it to this portal's own version.

    Raises ``BadBackup`` for one that is damaged, ``Refused`` for a place that is not empty or not the backup's.
    """
    manifest = Manifest.read(directory)
    _refuse_strangers(manifest)
    if found := list(faults(directory, manifest)):
        raise BadBackup("The backup is damaged: " + "; ".join(found[:20]))
    if not replace:
        _refuse_the_full(manifest)
    _refuse_company()
    _bring_files(directory, manifest)
    _restore_database(directory, manifest)
    _bring_up_to_date()
    return manifest


def _refuse_strangers(manifest: Manifest) -> None:
    if manifest.city != settings.CITY:
        raise Refused(f"The backup is of {manifest.city}; this portal is of {settings.CITY}.")
    known = MigrationExecutor(connection).loader.disk_migrations
    if unknown := [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]:
        text = f"The backup was taken by a newer portal, or one with other parts: {', '.join(unknown[:10])}."
        raise Refused(f"{text} Restore it with that version.")


def _refuse_the_full(manifest: Manifest) -> None:
    """Refuse a database in which somebody may have worked, and an archive with documents that the backup lacks."""
    for shape in shapes():
        if shape.name not in MADE_BY_A_START and _has_rows(shape):
            text = f"The database has records already ({shape.name}). To replace everything in it, say so:"
            raise Refused(f"{text} --replace {settings.CITY}")
    expected = {part.sha256 for part in manifest.files}
    if any(path.name not in expected for path in vault().root.glob("*/*")):
        text = f"The archive {vault().root} has documents that the backup lacks. To leave them there, say so:"
        raise Refused(f"{text} --replace {settings.CITY}")


def _refuse_company() -> None:
    """Refuse while others are connected: they would wait, then work on tables that are not there any more."""
    until = monotonic() + LEAVING
    while others := _others():
        if monotonic() > until:
            raise Refused(f"The database is in use by {others} other connections. Stop the portal first.")
        sleep(0.1)


def _others() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def _has_rows(shape: Shape) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {connection.ops.quote_name(shape.name)})")
        return bool(cursor.fetchone()[0])


def _bring_files(directory: Path, manifest: Manifest) -> None:
    for part in manifest.files:
        room, _slash, rest = part.path.partition("/")
        if room == "archive":
            _bring_document(directory / part.path, part)
        elif room == "media":
            _bring_picture(directory / part.path, pictures() / rest)


def _bring_document(source: Path, part: Part) -> None:
    target = vault().path(part.sha256)
    if target.exists() and sum_and_size(target)["sha256"] == part.sha256:
        return
    target.unlink(missing_ok=True)  # altered, so it was lost; here it comes back
    bring(source, target)


def _bring_picture(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as part:
        shutil.copyfile(source, part.name)
    Path(part.name).replace(target)


@transaction.atomic(durable=True)
def _restore_database(directory: Path, manifest: Manifest) -> None:
    if set(MigrationExecutor(connection).loader.applied_migrations) != set(manifest.migrations):
        _make_shape(manifest)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(READ_ALIKE)
    empty()
    for table in manifest.tables:
        load(table, directory)
    for counter in manifest.sequences:
        set_counter(counter)
    _compare(manifest)


def _make_shape(manifest: Manifest) -> None:
    """Make the tables as the backup's migrations left them: those that nothing else of them builds on, and so all."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
        # A migration may alter a table into which an earlier one put rows: no check of theirs may still be waiting.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    executor = MigrationExecutor(connection)
    had = set(manifest.migrations)
    nodes = executor.loader.graph.node_map
    executor.migrate([name for name in sorted(had) if not had & {child.key for child in nodes[name].children}])


def _compare(manifest: Manifest) -> None:
    """Refuse what is not, to the last byte, what was taken."""
    restored = {shape.name: shape for shape in shapes()}
    for table in manifest.tables:
        if fingerprint(restored[table.name]) != table.content:
            raise BadBackup(f"The table {table.name} does not come out as it went in. Nothing was changed.")


def _bring_up_to_date() -> None:
    """Apply the migrations that came after the backup, and forget pages drawn from what was there before."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
    try:
        cache.clear()
    except away():
        return  # pages are kept by the place in the journal and for minutes only


def _holds(path: Path, table: Table) -> bool:
    rows, content = 0, hashlib.sha256()
    with gzip.open(path) as packed:
        while block := packed.read(1 << 20):
            rows += block.count(b"\n")
            content.update(block)
    return (rows, content.hexdigest()) == (table.rows, table.content)
