"""``signals``: what signals there are, and computing them anew."""

from __future__ import annotations

from argparse import ArgumentParser
from json import dumps
from typing import Any

from django.core.management.base import BaseCommand

from spending.signals.recomputing import Counts, recompute
from spending.signals.touching import keep_up


class Command(BaseCommand):
    help = "Compute the signals anew: recompute (of everything), or keep-up (of what changed since the last time)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["recompute", "keep-up"], help="recompute everything, or what has changed")
        parser.add_argument("--json", action="store_true", help="print JSON and nothing else")

    def handle(self, *, what: str, json: bool, **options: Any) -> None:
        """Compute, and say of each class how many signals are new, changed, and no longer hold."""
        counts = (recompute() if what == "recompute" else keep_up()) or Counts()
        if json:
            self.stdout.write(dumps(counts.by_class))
            return
        for code, each in counts.by_class.items():
            self.stdout.write(f"{code}: +{each['new']} ~{each['changed']} -{each['outdated']}")
