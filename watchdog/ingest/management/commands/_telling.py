"""What the corridor's commands print: JSON alone on stdout for machines, a line a document for people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError, OutputWrapper
from django.db import transaction
from django.utils.translation import gettext as _

from watchdog.ingest.documents import Report, counts_as_json
from watchdog.ingest.registry import every_source
from watchdog.ingest.source import Source

USAGE_ERROR = 2


def source_named(slug: str) -> Source:
    """Return the source a person named; end the command with a usage error for an unknown one."""
    try:
        return every_source()[slug]
    except KeyError:
        known = ", ".join(every_source())
        text = _("There is no source %(slug)s. Known sources: %(known)s.") % {"slug": slug, "known": known}
        raise CommandError(text, returncode=USAGE_ERROR) from None


@contextmanager
def rehearsal(wanted: bool) -> Iterator[None]:
    """Roll everything back at the end of a rehearsal; otherwise each document is a transaction of its own."""
    if not wanted:
        yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def tell(reports: Iterable[Report], stdout: OutputWrapper, *, as_json: bool) -> None:
    """Print what became of the documents and end with exit code 1 when one of them failed."""
    told = []
    for report in reports:
        told.append(report)
        if not as_json:
            stdout.write(line(report))
    totals = sum((report.counts for report in told), Counter[str]())
    if as_json:
        print_json({"documents": [report.as_json() for report in told], "totals": counts_as_json(totals)}, stdout)
    elif not told:
        stdout.write(_("No documents."))
    if any(report.failed for report in told):
        raise SystemExit(1)


def print_json(data: Any, stdout: OutputWrapper) -> None:
    stdout.write(json.dumps(data, ensure_ascii=False, indent=2))


def line(report: Report) -> str:
    """Say in one line what became of a document, with a line for each doubt about it."""
    if report.failed:
        return _("%(path)s: not read. %(reason)s") % {"path": report.path, "reason": report.failure.text}
    if report.status == "unchanged":
        return _("%(path)s: unchanged") % {"path": report.path}
    head = _(
        "%(path)s: read %(read)d (new %(stored)d, changed %(changed)d, unchanged %(unchanged)d, "
        "repeated %(duplicate)d, rejected %(rejected)d)"
    ) % {"path": report.path, **counts_as_json(report.counts)}
    doubts = [f"  {each.place} {each.text}".rstrip() for each in report.findings]
    rejects = [f"  {each.place} {each.reason}" for each in report.rejects]
    return "\n".join([head, *rejects, *doubts])
