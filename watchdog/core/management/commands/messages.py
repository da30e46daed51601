"""The catalogue of the portal's words, kept with Babel alone."""

from __future__ import annotations

from typing import Any

from babel.messages.catalog import Catalog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from watchdog.core import messages


class Command(BaseCommand):
    help = (
        "Keep the Polish catalogue: extract (print what the code says), update (bring the catalogue to it), compile "
        "(make what gettext reads), check (fail unless it is complete). Needs no database."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("step", choices=["extract", "update", "compile", "check"])

    def handle(self, *, step: str, verbosity: int, **options: Any) -> None:
        steps = {"extract": self.extract, "update": self.update, "compile": self.compile, "check": self.verify}
        done = steps[step]()
        if verbosity:
            self.stdout.write(done)

    def extract(self) -> str:
        return messages.write(messages.merge(Catalog(), messages.extract(settings.BASE_DIR)))

    def update(self) -> str:
        path = messages.catalogue_path(settings.BASE_DIR)
        merged = messages.merge(messages.read(path), messages.extract(settings.BASE_DIR))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(messages.write(merged), encoding="utf-8")
        return f"{len(merged)} messages, {sum(not messages.is_translated(each) for each in merged)} not translated"

    def compile(self) -> str:
        path = messages.catalogue_path(settings.BASE_DIR)
        target = path.with_suffix(".mo")
        part = target.with_name(f"{target.name}.part")  # a server that starts meanwhile never reads half a catalogue
        part.write_bytes(messages.compiled(path))
        part.replace(target)
        return f"{target.relative_to(settings.BASE_DIR)} is compiled"

    def verify(self) -> str:
        if found := list(messages.problems(settings.BASE_DIR)):
            raise CommandError("The catalogue is not complete.\n" + "\n".join(found))
        return "The catalogue is complete."
