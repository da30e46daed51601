"""The mails that a portal on one machine has written into files instead of sending them (``EMAIL_FILE_PATH``)."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from django.conf import settings

BACKEND = "django.core.mail.backends.filebased.EmailBackend"
NEWEST = 100
_LINE = b"\n" + b"-" * 79 + b"\n"
"""What Django writes after each mail."""


@dataclass(frozen=True)
class Kept:
    """One mail in a file: the file's name and its place in there, counted from 0."""

    name: str
    place: int
    message: EmailMessage

    @property
    def text(self) -> str:
        return _body(self.message, "plain")

    @property
    def html(self) -> str:
        return _body(self.message, "html")

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, str(value)) for name, value in self.message.items()]


def is_kept() -> bool:
    """Tell whether this portal writes its mails into files."""
    return bool(settings.EMAIL_BACKEND == BACKEND)


def newest() -> list[Kept]:
    """Give the newest mails, the last first."""
    files = sorted(_folder().glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    return [kept for file in files[:NEWEST] for kept in reversed(_in(file))][:NEWEST]


def find(name: str, place: int) -> Kept | None:
    """Give one mail, if it is there; a name that is no file of this folder is none."""
    file = next((each for each in _folder().glob("*.log") if each.name == name), None)
    kept = _in(file) if file else []
    return kept[place] if place < len(kept) else None


def _folder() -> Path:
    return Path(getattr(settings, "EMAIL_FILE_PATH", ""))  # named where mails are files, and there alone


def _in(file: Path) -> list[Kept]:
    parts = file.read_bytes().split(_LINE)
    mails = [part for part in parts if part.strip()]
    return [Kept(file.name, place, _read(part)) for place, part in enumerate(mails)]


def _read(content: bytes) -> EmailMessage:
    read: Any = message_from_bytes(content, policy=policy.default)
    assert isinstance(read, EmailMessage)  # as the policy makes it
    return read


def _body(message: EmailMessage, kind: str) -> str:
    part: Any = message.get_body((kind,))
    return str(part.get_content()) if part else ""
