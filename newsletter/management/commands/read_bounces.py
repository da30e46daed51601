"""Read what came back to the sender's mailbox: a directory in Maildir's form, or files of single mails."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsletter.letters.bounces import came_back
from newsletter.letters.returned import NoReport, Returned, reports

LEFT = "left to a person"
"""What is counted where a mail is no report, or does not say of which of our mails."""


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", help="a Maildir, a directory of mails, one mail, or - for standard input")
        parser.add_argument("--keep", action="store_true", help="leave what was read where it lies")

    def handle(self, *args: Any, **options: Any) -> None:
        counts: Counter[str] = Counter()
        if options["path"] == "-":
            counts.update(self._read(sys.stdin.buffer.read()))
        else:
            for path in _mails(Path(options["path"])):
                said = self._read(path.read_bytes())
                counts.update(said)
                if LEFT not in said and not options["keep"]:
                    _put_aside(path)
        self.stdout.write(", ".join(f"{what}: {number}" for what, number in sorted(counts.items())) or "nothing new")

    def _read(self, content: bytes) -> list[str]:
        """Take one mail in; say what it was, a word for each reader that it speaks of."""
        try:
            found = reports(content)
        except NoReport:
            return [LEFT]
        return [self._took(each) for each in found] or ["delivered"]

    def _took(self, report: Returned) -> str:
        """Act on a report that names a mail of ours by its number, which nobody can guess; anybody can write others."""
        if report.key is None:
            return LEFT
        return report.kind if came_back(report.kind, report.address, report.key) else "of no mail we know"


def _mails(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise CommandError(f"There is nothing at {place}.")
    folder = place / "new" if (place / "new").is_dir() else place
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def _put_aside(path: Path) -> None:
    """Mark a mail as read, as Maildir does; elsewhere it moves to ``read/`` beside it. Nothing is deleted."""
    if path.parent.name == "new":
        aside, name = path.parent.parent / "cur", f"{path.name}:2,S"
    else:
        aside, name = path.parent / "read", path.name
    aside.mkdir(exist_ok=True)
    path.rename(aside / name)
