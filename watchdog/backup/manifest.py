"""
What a backup says of itself: ``manifest.json``, and beside it the manifest's own sum.

A backup is a directory: ``tables/`` (each table's rows as PostgreSQL's COPY writes them, gzipped), ``archive/`` (the
documents, named by their SHA-256), ``media/`` (pictures). Every file in it stands in the manifest with its sum.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

FORMAT = 1
"""Raised when an older portal could no longer read what is written; a restore refuses what it does not know."""

MANIFEST = "manifest.json"
SUM = "manifest.sha256"
NEWER = "{} was written by a newer portal; restore it with that version."


class BadBackup(Exception):
    """What cannot be taken for a backup, or is damaged; the text says what is wrong with it."""


class Part(BaseModel):
    """A file of the backup."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    """Relative to the backup's directory, with ``/``."""
    sha256: str
    size: int
    """In bytes."""


class Table(Part):
    """A table's rows."""

    name: str
    columns: tuple[str, ...]
    """In the order of the file; columns that the database computes are not among them."""
    rows: int
    content: str
    """SHA-256 of the rows before packing, in the order of the primary key: equal for equal tables."""


class Sequence(BaseModel):
    """Where a counter of the database stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    value: int
    is_called: bool
    """Whether ``value`` was given out already."""


class Manifest(BaseModel):
    """A whole backup."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = FORMAT
    city: str
    started_at: datetime
    ended_at: datetime
    server: str
    """Version of PostgreSQL."""
    migrations: tuple[tuple[str, str], ...]
    """Application and name of every migration that the database had had: the shape of the tables."""
    tables: tuple[Table, ...]
    sequences: tuple[Sequence, ...]
    files: tuple[Part, ...]
    """Documents and pictures."""
    damaged: tuple[str, ...] = ()
    """Documents (SHA-256) whose bytes were missing or altered in the archive already."""
    signing_key: str
    """A mark of the key that signed what was sent to people; the key itself is not in the backup."""

    @property
    def parts(self) -> tuple[Part, ...]:
        return (*self.tables, *self.files)

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts)

    def write(self, directory: Path) -> str:
        """Write the manifest and its sum as the last files of a backup; return the sum."""
        content = self.model_dump_json(indent=1).encode()
        sha256 = hashlib.sha256(content).hexdigest()
        (directory / MANIFEST).write_bytes(content)
        (directory / SUM).write_text(f"{sha256}  {MANIFEST}\n", encoding="ascii")
        return sha256

    @classmethod
    def read(cls, directory: Path) -> Self:
        """Read the manifest of a backup; raise ``BadBackup`` for what is none, is cut, altered or of a newer kind."""
        try:
            content = (directory / MANIFEST).read_bytes()
            stated = (directory / SUM).read_text(encoding="ascii").split()[:1]
        except (OSError, UnicodeDecodeError) as error:
            raise BadBackup(f"{directory} is not a complete backup: {MANIFEST} or {SUM} is missing.") from error
        if stated != [hashlib.sha256(content).hexdigest()]:
            raise BadBackup(f"{directory / MANIFEST} was altered: its sum is not the one in {SUM}.")
        try:
            manifest = cls.model_validate_json(content)
        except ValidationError as error:
            raise BadBackup(NEWER.format(directory)) from error
        if manifest.format != FORMAT:
            raise BadBackup(NEWER.format(directory))
        return manifest
