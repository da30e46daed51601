"""From drafts to records: each draft in a savepoint of its own, so that a bad one leaves no trace and stops nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError, transaction

from watchdog.archive.models import Disclosure, Sighting
from watchdog.archive.writing import Evidence, Outcome, Stored
from watchdog.ingest.documents import REJECTED, Report
from watchdog.ingest.models import Rejected
from watchdog.ingest.registry import store_for
from watchdog.ingest.source import Draft, Finding, Reject, Rejection, Source

logger = logging.getLogger(__name__)

MAX_RAW = 2000
MAX_PLACE = 200
FILE = "file:"


@dataclass
class Storing:
    """One document being stored; ``report`` is filled on the way."""

    source: Source
    sighting: Sighting
    report: Report
    reason: str = ""
    """Why a record may change now, in Polish; kept with each ``Change``."""
    _seen: set[tuple[type, int]] = field(default_factory=set)
    _places: dict[str, int] = field(default_factory=dict)

    def store(self, found: Iterable[Draft | Reject]) -> None:
        """Store what a source found; raise what it raises when the document as a whole cannot be read."""
        Rejected.objects.filter(snapshot=self.sighting.snapshot, source=self.source.slug).delete()
        for each in found:
            if isinstance(each, Reject):
                self._reject(each)
            else:
                self._take(each)
        Rejected.objects.bulk_create(
            Rejected(
                snapshot=self.sighting.snapshot,
                source=self.source.slug,
                place=self._free_place(reject.place),
                reason=reject.reason,
                raw=reject.raw[:MAX_RAW],
            )
            for reject in self.report.rejects
        )

    def _take(self, draft: Draft) -> None:
        store = store_for(draft)
        try:
            with transaction.atomic():
                stored = store(draft, self._evidence(draft))
        except Rejection as rejection:
            self._refuse(draft, str(rejection))
        except (DataError, IntegrityError):
            logger.exception("the database refused a draft of %s at %s", self.source.slug, draft.place)
            self._refuse(draft, "Baza danych nie przyjęła tego wpisu: wartość za długa albo sprzeczna z innym wpisem.")
        else:
            self.report.counts[self._outcome(stored)] += 1
            doubts = [Finding.model_validate(doubt) for doubt in stored.findings] or draft.findings
            self.report.doubt(*doubts)

    def _outcome(self, stored: Stored) -> Outcome:
        """Call a record that the same document states again, with nothing new, a duplicate."""
        key = (type(stored.record), stored.record.pk)
        again = key in self._seen
        self._seen.add(key)
        return Outcome.DUPLICATE if again and stored.outcome is Outcome.UNCHANGED else stored.outcome

    def _evidence(self, draft: Draft) -> Evidence:
        return Evidence(
            snapshot=self.sighting.snapshot,
            place=draft.place[:MAX_PLACE],
            address=draft.address or self._own_address(),
            certainty=draft.certainty,
            authority=self.source.authority,
            reason=self.reason,
        )

    def _own_address(self) -> str:
        """Give the document's address, unless it is the name of a file that only staff may see."""
        address = self.sighting.address
        private = self.sighting.snapshot.disclosure != Disclosure.PUBLIC and address.startswith(FILE)
        return "" if private else address

    def _refuse(self, draft: Draft, reason: str) -> None:
        self._reject(Reject(place=draft.place, reason=reason, raw=draft.model_dump_json(exclude_defaults=True)))

    def _reject(self, reject: Reject) -> None:
        self.report.counts[REJECTED] += 1
        self.report.rejects.append(reject)

    def _free_place(self, place: str) -> str:
        """Tell apart two rejects of one place (two bad cells of a row)."""
        place = place[: MAX_PLACE - 5]
        self._places[place] = self._places.get(place, 0) + 1
        return place if self._places[place] == 1 else f"{place} #{self._places[place]}"
