"""
Tying notices of procurement to the contract that they led to: by numbers alone, never by a name.

A contract that names the notice, or another notice of the same procedure; else a contract of the same unit that bears
the unit's own number of the procedure. A notice that fits several contracts (an order in parts) is tied to none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import QuerySet

from spending.models import Contract, Notice
from spending.numbers import number_key

VERSION = "01"
"""What stands behind the last stroke of a bulletin's number and is left out where people quote it."""


def tie_notices(notices: QuerySet[Notice]) -> set[int]:
    """Tie those of these notices that fit one contract and are not tied yet; return the keys of those that fit more."""
    loose = list(notices.filter(contract__isnull=True).only("pk", "key", "tender", "reference", "buyer_id"))
    candidates = _Candidates(loose) if loose else None
    several = set()
    for notice in loose:
        assert candidates is not None
        found = candidates.of(notice)
        if len(found) == 1:
            Notice.objects.filter(pk=notice.pk).update(contract=found.pop())
        elif found:
            several.add(notice.pk)
    return several


class _Candidates:
    """The contracts that any of these notices may have led to, by the numbers that tell it."""

    def __init__(self, notices: list[Notice]) -> None:
        standing = Contract.objects.filter(kind=Contract.Kind.CONTRACT, withdrawn_at__isnull=True)
        self._naming: dict[str, set[int]] = defaultdict(set)
        for pk, number in standing.exclude(notice_number="").values_list("pk", "notice_number"):
            self._naming[number_key(number)].add(pk)
        self._by_tender: dict[str, set[int]] = defaultdict(set)
        tenders = {notice.tender for notice in notices if notice.tender} if self._naming else set()
        for tender, key in Notice.objects.filter(tender__in=tenders).values_list("tender", "key"):
            self._by_tender[tender] |= self._named(key)
        self._numbered: dict[tuple[int | None, str], set[int]] = defaultdict(set)
        wanted = {number_key(notice.reference) for notice in notices if notice.buyer_id} - {""}
        of_units = standing.filter(number_key__in=wanted, buyer__in={notice.buyer_id for notice in notices})
        for pk, buyer, key in of_units.values_list("pk", "buyer_id", "number_key"):
            self._numbered[buyer, key].add(pk)

    def of(self, notice: Notice) -> set[int]:
        """Give the contracts of a notice: by its own number, else by the procedure, else by the unit's number."""
        by_number = self._named(notice.key) or self._by_tender.get(notice.tender, set())
        by_unit = self._numbered.get((notice.buyer_id, number_key(notice.reference)), set())
        return set(by_number or by_unit)

    def _named(self, key: str) -> set[int]:
        return set().union(*(self._naming.get(form, set()) for form in _forms(key)))


def _forms(key: str) -> Iterator[str]:
    """Yield the forms in which people quote a notice's number: whole, and without its version."""
    yield number_key(key)
    head, stroke, version = key.rpartition("/")
    if stroke and version == VERSION:
        yield number_key(head)
