"""``recount [--only-tell] [--json]``: hold the sums beside contracts against the contracts, and repair them."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from spending.rollups import recount

DIFFERENT = 1


class Command(BaseCommand):
    help = "Count contracts anew, name what the sums kept beside them say otherwise, and repair it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only-tell", action="store_true", help="change nothing; fail where something differs")
        parser.add_argument("--json", action="store_true", help="say the counts as JSON and nothing else")

    def handle(self, *, only_tell: bool, json: bool, **options: Any) -> None:
        found = recount(repair=not only_tell)
        if json:
            self.stdout.write(_as_json([asdict(each) for each in found]))
        else:
            for each in found:
                self.stdout.write(f"{each.table}: {each.wrong} wrong")
        if only_tell and any(each.wrong for each in found):
            raise CommandError("sums differ from the contracts; run recount to repair them", returncode=DIFFERENT)


def _as_json(found: list[dict[str, Any]]) -> str:
    return json.dumps({"tables": found})
