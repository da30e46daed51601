"""
From drafts to records: each draft in a savepoint of its own, so that a bad one leaves no trace and stops nothing.

Rows of registers go in batches. A batch that the database refuses is stored row by row, so that one bad row costs
itself alone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import DataError, IntegrityError, transaction

from watchdog.archive.models import Certainty, Disclosure, Sighting
from watchdog.archive.writing import Evidence, Outcome, Stored
from watchdog.ingest.blocks import Block
from watchdog.ingest.documents import Report
from watchdog.ingest.models import Rejected
from watchdog.ingest.registry import Batches, batches_for, goes_in_batches, store_for
from watchdog.ingest.seen import Seen
from watchdog.ingest.source import Draft, Finding, Reject, Rejection, Source

logger = logging.getLogger(__name__)

MAX_RAW = 2000
MAX_PLACE = 200
FILE = "file:"
BATCH = 1000
"""Rows in memory at a time."""


@dataclass
class Storing:
    """One document being stored, inside one transaction; ``report`` is filled on the way."""

    source: Source
    sighting: Sighting
    report: Report
    reason: str = ""
    """Why a record may change now, in Polish; kept with each ``Change``."""
    seen: Seen = field(default_factory=Seen)
    _rejects: list[Reject] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)
    _batches: dict[type[Draft], Batches] = field(default_factory=dict)

    def store(self, found: Iterable[Draft | Reject | Finding | Block]) -> None:
        """Store what a source found; raise what it raises when the document as a whole cannot be read."""
        Rejected.objects.filter(snapshot=self.sighting.snapshot, source=self.source.slug).delete()
        for kind, group in groupby(found, key=type):
            self._take_group(kind, group)
        for batches in self._batches.values():
            batches.finish()
        self._keep_rejects()

    def _take_group(self, kind: type[Any], group: Iterable[Any]) -> None:
        """Take what follows one another and is of one kind."""
        if kind is Reject:
            for reject in group:
                self._reject(reject)
        elif kind is Finding:
            self.report.doubt(*group)
        elif issubclass(kind, Block):
            for block in group:
                self._take_block(block)
        elif goes_in_batches(kind):
            for batch in _in_batches(group):
                self._take_many(kind, batch)
        else:
            for draft in group:
                self._take(draft)

    def _take(self, draft: Draft) -> None:
        try:
            with transaction.atomic():
                stored = store_for(draft)(draft, self._evidence(draft))
        except Rejection as rejection:
            self._refuse(draft, str(rejection))
        except (DataError, IntegrityError):
            self._refused_by_database(draft)
        else:
            self._count([draft], [stored])

    def _take_many(self, kind: type[Draft], drafts: Sequence[Draft]) -> None:
        """Store a batch at once; one that the database refuses, row by row, with nothing remembered of the failure."""
        evidence = [self._evidence(draft) for draft in drafts]
        try:
            with transaction.atomic():
                stored = self._batches_of(kind).store(drafts, evidence)
        except (DataError, IntegrityError):
            self._batches.pop(kind).finish()
            if len(drafts) == 1:
                self._refused_by_database(drafts[0])
                return
            for draft in drafts:
                self._take_many(kind, [draft])
        else:
            self._count(drafts, stored)

    def _take_block(self, block: Block) -> None:
        """Copy a block, and store what of it could not be copied; raise what the database raises (ADR 21)."""
        batches = self._batches_of(block.draft)
        evidence = self._evidence_at(block.place, block.address, Certainty.STATED)
        copied = batches.copy(block, evidence, self.seen.noting(batches.model))
        self.seen.add_all(batches.model, copied.unnoted)
        counted = {Outcome.STORED: copied.stored, Outcome.UNCHANGED: copied.unchanged}
        self.report.counts.update({outcome.value: count for outcome, count in counted.items() if count})
        for drafts in _in_batches(copied.drafts):
            self._take_many(block.draft, drafts)

    def _batches_of(self, kind: type[Draft]) -> Batches:
        if kind not in self._batches:
            self._batches[kind] = batches_for(kind)()
        return self._batches[kind]

    def _count(self, drafts: Sequence[Draft], stored: Sequence[Stored]) -> None:
        """Count what became of drafts; a record that the document states again, with nothing new, is a duplicate."""
        first = {}
        for model in {type(each.record) for each in stored}:
            first[model] = self.seen.add(model, [each.record.pk for each in stored if type(each.record) is model])
        for draft, each in zip(drafts, stored, strict=True):
            fresh = first[type(each.record)]
            again = each.record.pk not in fresh
            fresh.discard(each.record.pk)
            unchanged = each.outcome is Outcome.UNCHANGED
            self.report.counts[Outcome.DUPLICATE if again and unchanged else each.outcome] += 1
            self.report.doubt(*([Finding.model_validate(doubt) for doubt in each.findings] or draft.findings))
            self.report.doubt(*map(Finding.model_validate, each.record.outweighed))

    def _evidence(self, draft: Draft) -> Evidence:
        return self._evidence_at(draft.place, draft.address, draft.certainty)

    def _evidence_at(self, place: str, address: str, certainty: str) -> Evidence:
        return Evidence(
            snapshot=self.sighting.snapshot,
            place=place[:MAX_PLACE],
            address=address or self._own_address(),
            certainty=certainty,
            authority=self.source.authority,
            reason=self.reason,
        )

    def _own_address(self) -> str:
        """Give the document's address, unless it is the name of a file that only staff may see."""
        address = self.sighting.address
        private = self.sighting.snapshot.disclosure != Disclosure.PUBLIC and address.startswith(FILE)
        return "" if private else address

    def _refused_by_database(self, draft: Draft) -> None:
        logger.exception("the database refused a draft of %s at %s", self.source.slug, draft.place)
        self._refuse(draft, "Baza danych nie przyjęła tego wpisu: wartość za długa albo sprzeczna z innym wpisem.")

    def _refuse(self, draft: Draft, reason: str) -> None:
        self._reject(Reject(place=draft.place, reason=reason, raw=draft.model_dump_json(exclude_defaults=True)))

    def _reject(self, reject: Reject) -> None:
        self.report.reject(reject)
        self._rejects.append(reject)
        if len(self._rejects) >= BATCH:
            self._keep_rejects()

    def _keep_rejects(self) -> None:
        Rejected.objects.bulk_create(
            Rejected(
                snapshot=self.sighting.snapshot,
                source=self.source.slug,
                place=self._free_place(reject.place),
                reason=reject.reason,
                raw=reject.raw[:MAX_RAW],
            )
            for reject in self._rejects
        )
        self._rejects.clear()

    def _free_place(self, place: str) -> str:
        """Tell apart two rejects of one place (two bad cells of a row)."""
        place = place[: MAX_PLACE - 5]
        self._places[place] = self._places.get(place, 0) + 1
        return place if self._places[place] == 1 else f"{place} #{self._places[place]}"


def _in_batches(drafts: Iterable[Draft]) -> Iterable[list[Draft]]:
    batch: list[Draft] = []
    for draft in drafts:
        batch.append(draft)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
