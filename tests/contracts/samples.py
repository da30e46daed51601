"""
The sample documents of sources and the readings expected of them.

Who adds a source puts a document into ``sources/samples/<slug>/`` and runs ``python -m tests.contracts.samples``: for
each sample without an expected reading it writes the one that the source gives now. That file is then read by a person,
line by line against the document, before it is committed; an existing one is never overwritten.
"""

from __future__ import annotations

import inspect
import json
import os
from pathlib import Path
from typing import Any

from watchdog.ingest.source import Source


def samples_of(source: Source) -> list[Path]:
    """Give the sample documents of a source: every file of its folder that is not an expected reading."""
    folder = Path(inspect.getfile(type(source))).parent / "samples" / source.slug
    return sorted(path for path in folder.glob("*") if not path.name.endswith(".expected.json"))


def expected_of(sample: Path) -> Path:
    """Name the file that holds what a sample should read as."""
    return sample.with_name(f"{sample.stem}.expected.json")


def reading(source: Source, content: bytes) -> list[dict[str, Any]]:
    """Read a document into plain data, each draft with its kind, leaving out what it does not say."""
    return [
        {"kind": type(draft).__name__, **draft.model_dump(mode="json", exclude_defaults=True)}
        for draft in source.parse(content)
    ]


def write_missing() -> None:
    """Write the readings that are missing, and say which."""
    from watchdog.ingest.registry import all_sources

    for source in all_sources().values():
        for sample in samples_of(source):
            expected = expected_of(sample)
            if not expected.exists():
                found = json.dumps(reading(source, sample.read_bytes()), ensure_ascii=False, indent=1)
                expected.write_text(f"{found}\n", encoding="utf-8")
                print(f"written, now read it: {expected}")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchdog.settings.test")
    django.setup()
    write_missing()
