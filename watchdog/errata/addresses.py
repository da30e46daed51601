"""Whether the addresses of documents still answer: „adres nie działa, nasza kopia”."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q
from django.db.models.functions import Coalesce, Greatest

from watchdog.archive.models import Sighting
from watchdog.ingest.models import Failure


@dataclass(frozen=True)
class Silent:
    """An address that did not give its document the last time we asked."""

    asked_at: datetime
    """When it was asked last, in vain."""
    seen_at: datetime | None
    """When it gave the document last."""


def silent_since(addresses: Collection[str]) -> dict[str, Silent]:
    """
    Say which of these addresses did not answer the last time, by address; one query where all of them did.

    A document that came but could not be read says nothing of its address.
    """
    told = Failure.objects.filter(Q(snapshot=None) | Q(code="gone"), address__in=set(addresses))
    failed = dict(told.order_by().values_list("address").annotate(last=Max("at")))
    if not failed:
        return {}
    last = Max(Greatest("seen_at", Coalesce("confirmed_at", "seen_at")))
    seen = dict(Sighting.objects.filter(address__in=failed).order_by().values_list("address").annotate(last=last))
    found = {address: Silent(at, seen.get(address)) for address, at in failed.items()}
    return {address: each for address, each in found.items() if each.seen_at is None or each.asked_at > each.seen_at}
