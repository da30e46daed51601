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

from watchdog.ingest.source import Draft, Finding, Reject, Source


def samples_of(source: Source) -> list[Path]:
    """Give the sample documents of a source: every file of its folder that does not go with another one."""
    folder = Path(inspect.getfile(type(source))).parent / "samples" / source.slug
    return sorted(path for path in folder.glob("*") if not path.name.endswith((".expected.json", ".address")))


def expected_of(sample: Path) -> Path:
    """Name the file that holds what a sample should read as."""
    return sample.with_name(f"{sample.stem}.expected.json")


def address_of(sample: Path) -> str:
    """Give the address under which a list named the document, where its meaning hangs on it; else nothing."""
    beside = sample.with_name(f"{sample.stem}.address")
    return beside.read_text(encoding="utf-8").strip() if beside.exists() else ""


def drafts_of(source: Source, sample: Path) -> list[Draft | Reject | Finding]:
    """Read a sample as the corridor would."""
    return list(source.read(sample.read_bytes(), address_of(sample)))


def reading(source: Source, sample: Path) -> list[dict[str, Any]]:
    """Read a document into plain data, each draft with its kind, leaving out what it does not say."""
    return [
        {"kind": type(draft).__name__, **draft.model_dump(mode="json", exclude_defaults=True)}
        for draft in drafts_of(source, sample)
    ]


def write_missing() -> None:
    """Write the readings that are missing, and say which."""
    from watchdog.ingest.registry import all_sources

    for source in all_sources().values():
        for sample in samples_of(source):
            expected = expected_of(sample)
            if not expected.exists():
                found = json.dumps(reading(source, sample), ensure_ascii=False, indent=1)
                expected.write_text(f"{found}\n", encoding="utf-8")
                print(f"written, now read it: {expected}")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchdog.settings.test")
    django.setup()
    write_missing()
