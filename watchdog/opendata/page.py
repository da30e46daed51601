"""What the page of data shows: the files of the night, the interfaces with an example each, the lists as files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from watchdog.opendata.documents import services
from watchdog.opendata.dumps.places import package
from watchdog.opendata.kinds import kinds

TABULAR = "tabular-data-resource"
FORMATS = {"text/csv": "CSV (gzip)", "application/vnd.sqlite3": "SQLite", "application/gzip": "JSON (gzip)"}


@dataclass(frozen=True)
class File:
    """One file of the night."""

    title: str
    url: str
    form: str
    size: int
    """In bytes."""
    sha256: str


@dataclass(frozen=True)
class Night:
    """The newest set of files."""

    made_at: datetime
    files: tuple[File, ...]


@dataclass(frozen=True)
class Listed:
    """A list of the portal with the addresses of its files."""

    title: str
    page: str
    files: tuple[tuple[str, str], ...]
    api: str


@dataclass(frozen=True)
class Door:
    """An interface for programs."""

    title: str
    url: str
    standard: str
    example: str


def night() -> Night | None:
    """Return the newest set, whole files before tables; ``None`` while none was written."""
    said = package()
    if not said:
        return None
    ordered = sorted(said["resources"], key=lambda each: each.get("profile") == TABULAR)
    return Night(datetime.fromisoformat(said["created"]), tuple(_file(each) for each in ordered))


def lists() -> list[Listed]:
    return [_listed(name, str(kind.plural), reverse(kind.list_url)) for name, kind in kinds().items()]


def doors() -> list[Door]:
    return [Door(str(each.title), reverse(each.url_name), each.standard, each.example) for each in services()]


def _file(said: dict[str, Any]) -> File:
    return File(
        title=said["title"],
        url=reverse("open-data-file", args=[said["path"]]),
        form=FORMATS[said["mediatype"]],
        size=said["bytes"],
        sha256=said["hash"].partition(":")[2],
    )


def _listed(name: str, title: str, page: str) -> Listed:
    path = page.rstrip("/")
    files = (("CSV", f"{path}.csv"), ("XLSX", f"{path}.xlsx"), ("JSON", f"{path}.json"))
    return Listed(title, page, files, reverse("api:list", args=[name]))
