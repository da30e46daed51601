"""What the files of a night are, in the words of Frictionless Data Package, with the sum of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from watchdog.cities import profile
from watchdog.exports.writers import LICENCE, LICENCE_URL
from watchdog.opendata.dumps.places import PACKAGE, SUMS

Json = dict[str, Any]


def resource(path: Path, name: str, title: str, media_type: str) -> Json:
    """Describe a file that is written."""
    return {
        "name": name.lower().replace("_", "-"),
        "path": path.name,
        "title": title,
        "mediatype": media_type,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sum(path)}",
    }


def write_package(directory: Path, base: str, resources: Sequence[Json]) -> None:
    """Write the package's own description, and the sums as ``sha256sum -c`` reads them."""
    portal = profile(settings.CITY).portal
    made = {
        "profile": "data-package",
        "name": f"{settings.CITY}-odnowa",
        "title": portal,
        "description": _("Everything that the portal publishes, as it stood in the night."),
        "homepage": f"{base}/dane/",
        "created": timezone.now().isoformat(timespec="seconds"),
        "licenses": [{"name": "CC-BY-4.0", "title": LICENCE, "path": LICENCE_URL}],
        "contributors": [{"title": portal, "role": "publisher", "path": f"{base}/"}],
        "sources": [{"title": portal, "path": f"{base}/zrodla/"}],
        "resources": list(resources),
    }
    text = json.dumps(made, ensure_ascii=False, indent=1)
    (directory / PACKAGE).write_text(f"{text}\n", encoding="utf-8")
    named = sorted(path for path in directory.iterdir() if path.name != SUMS)
    lines = [f"{_sum(path)}  {path.name}\n" for path in named]
    (directory / SUMS).write_text("".join(lines), encoding="ascii")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
