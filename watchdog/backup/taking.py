"""
Taking a backup while the portal is in use.

The database is read in one transaction that sees one moment of it. A document's bytes are kept before its card is, and
are never changed or removed, so those of every card in that moment are there. Everything is written under a temporary
name: a directory with the name that was asked for is a whole backup.
"""

from __future__ import annotations

import hmac
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from watchdog.archive.models import Snapshot
from watchdog.archive.vault import vault
from watchdog.backup.manifest import BadBackup, Manifest, Part
from watchdog.backup.tables import LEFT_OUT, READ_ALIKE, counters, dump, shapes, sum_and_size

PLACE_OF_LOCK = 0x0D_0A_20_16
"""Our own key among the database's advisory locks: one backup at a time."""


class Refused(Exception):
    """What was asked cannot be done; the text says why, and nothing was changed."""


def take(directory: Path) -> tuple[Manifest, str]:
    """
    Write a whole backup into a directory that does not exist yet or is empty; return its manifest and the sum of it.

    Raises ``Refused``, and ``OSError`` (no space, no right to write); nothing is left behind then.
    """
    directory = directory.absolute()
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise Refused(f"{directory} is not empty; a backup goes into a directory of its own.")
    with _alone(), _draft_of(directory) as draft:
        manifest = _written(draft)
        return manifest, manifest.write(draft)


def mark_of_key() -> str:
    """Return a mark by which a signing key is known again and cannot be found out."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"the portal's backups", "sha256").hex()[:16]


def pictures() -> Path:
    """Return the directory of uploaded pictures; it may not exist."""
    return Path(settings.PORTAL_STATE) / "media"


def _written(draft: Path) -> Manifest:
    started_at = timezone.now()
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute(READ_ALIKE)
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        migrations = tuple(cursor.fetchall())
        (draft / "tables").mkdir()
        tables = [dump(shape, draft) for shape in shapes() if shape.name not in LEFT_OUT]
        sequences = counters()
        wanted = list(Snapshot.objects.order_by("sha256").values_list("sha256", flat=True))
        cursor.execute("SHOW server_version")
        [server] = cursor.fetchone()
    documents, damaged = _documents(wanted, draft)
    return Manifest(
        city=settings.CITY,
        started_at=started_at,
        ended_at=timezone.now(),
        server=server,
        migrations=migrations,
        tables=tuple(tables),
        sequences=tuple(sequences),
        files=(*documents, *_pictures(draft)),
        damaged=tuple(damaged),
        signing_key=mark_of_key(),
    )


def _documents(wanted: list[str], draft: Path) -> tuple[list[Part], list[str]]:
    """Bring the documents over, each checked against its name; return them, and those that the archive has lost."""
    found, damaged = [], []
    for sha256 in wanted:
        path = f"archive/{sha256[:2]}/{sha256}"
        source = vault().path(sha256)
        try:
            bring(source, draft / path)
        except FileNotFoundError:
            damaged.append(sha256)
            continue
        part = Part(path=path, **sum_and_size(draft / path))
        if part.sha256 == sha256:
            found.append(part)
        else:
            (draft / path).unlink()
            damaged.append(sha256)
    return found, damaged


def _pictures(draft: Path) -> Iterator[Part]:
    for source in sorted(path for path in pictures().rglob("*") if path.is_file()):
        path = f"media/{source.relative_to(pictures()).as_posix()}"
        target = draft / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        yield Part(path=path, **sum_and_size(target))


def bring(source: Path, target: Path) -> None:
    """
    Give a document's bytes a second name, or a copy where the other name is on another disk.

    A document is never changed in place, so the two names stay equal.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, target)
        target.chmod(0o600)


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [PLACE_OF_LOCK])
        if not cursor.fetchone()[0]:
            raise Refused("Another backup is being taken.")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PLACE_OF_LOCK])


@contextmanager
def _draft_of(directory: Path) -> Iterator[Path]:
    """Give a directory, closed to others, that gets its name when it is whole, and goes when it is not."""
    draft = directory.with_name(f".{directory.name}.unfinished")
    shutil.rmtree(draft, ignore_errors=True)  # of a backup that was killed; we are alone, so nobody writes it
    old = os.umask(0o077)
    try:
        draft.mkdir(parents=True)
        yield draft
        os.sync()
        draft.rename(directory)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    finally:
        os.umask(old)


def older_than_the_newest(directory: Path, keep: int) -> list[Path]:
    """Return the backups of this city beside a backup that come after the ``keep`` newest of them."""
    found = []
    for sibling in directory.absolute().parent.iterdir():
        manifest = _known(sibling)
        if manifest and manifest.city == settings.CITY:
            found.append((manifest.started_at, sibling))
    return [sibling for _started, sibling in sorted(found, reverse=True)[keep:]]


def _known(directory: Path) -> Manifest | None:
    try:
        return Manifest.read(directory)
    except BadBackup:
        return None
