"""
Organizations that may be one: of one name, one of them without a number; of one NIP; of names a slip of the hand apart.

Two whose numbers differ are two, and so are two of which a person has said it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import combinations, pairwise, takewhile
from typing import NamedTuple

from spending.models import Organization, OrganizationDecision

MOST = 6
"""Organizations of one name that are paired with one another; of more only the first are."""
SLIP = 2
"""Letters in which two names may differ, in one place."""
SHORTEST = 8
"""Letters of a name in which a slip is looked for: short names are alike by chance."""


class Why(StrEnum):
    """Why two may be one."""

    NAME = "name"
    NIP = "nip"
    SLIP = "slip"


class Known(NamedTuple):
    """What is known of an organization."""

    pk: int
    key: str
    nip: str
    regon: str
    krs: str
    buys: bool

    @property
    def numbers(self) -> tuple[str, str, str]:
        return self.nip, self.regon, self.krs

    def contradicts(self, other: Known) -> bool:
        """Tell whether two have a number of one kind, and not the same."""
        return any(ours and theirs and ours != theirs for ours, theirs in zip(self.numbers, other.numbers, strict=True))


class Pair(NamedTuple):
    """Two organizations that may be one."""

    one: int
    another: int
    why: Why


def pairs() -> list[Pair]:
    """Give the pairs that wait for a person, those of one name first."""
    known = [Known(*row) for row in Organization.objects.standing().order_by("key", "pk").values_list(*Known._fields)]
    said = OrganizationDecision.objects.in_force().filter(kind=OrganizationDecision.Kind.DIFFERENT)
    seen = {frozenset(each) for each in said.values_list("organization", "other")}
    found = []
    for one, another, why in (*_of_one_name(known), *_of_one_nip(known), *_slips(known)):
        pair = frozenset({one.pk, another.pk})
        if pair not in seen:
            seen.add(pair)
            found.append(Pair(one.pk, another.pk, why))
    return found


def how_many() -> int:
    """Count the pairs that wait."""
    return len(pairs())


def _of_one_name(known: Iterable[Known]) -> Iterator[tuple[Known, Known, Why]]:
    """Yield those of one name of which one at least has no number."""
    for one, another in _together(known, "key"):
        if not (any(one.numbers) and any(another.numbers)):
            yield one, another, Why.NAME


def _of_one_nip(known: Iterable[Known]) -> Iterator[tuple[Known, Known, Why]]:
    """Yield firms of one NIP; the units of a municipality share one and are many."""
    for one, another in _together((each for each in known if not each.buys), "nip"):
        yield one, another, Why.NIP


def _together(known: Iterable[Known], name: str) -> Iterator[tuple[Known, Known]]:
    groups: dict[str, list[Known]] = defaultdict(list)
    for each in known:
        if getattr(each, name):
            groups[getattr(each, name)].append(each)
    for group in groups.values():
        yield from combinations(group[:MOST], 2)


def _slips(known: list[Known]) -> Iterator[tuple[Known, Known, Why]]:
    """Yield neighbours in the alphabet, read from either end, whose names differ by a slip."""
    backwards = sorted(known, key=lambda each: each.key[::-1])
    for one, another in (*pairwise(known), *pairwise(backwards)):
        if is_slip(one.key, another.key) and not one.contradicts(another):
            yield one, another, Why.SLIP


def is_slip(one: str, another: str) -> bool:
    """Tell whether two keys differ in one place by a letter or two; figures are never a slip („nr 12”, „nr 13”)."""
    if one == another or min(len(one), len(another)) < SHORTEST or abs(len(one) - len(another)) > SLIP:
        return False
    start = _shared(one, another)
    tails = one[start:], another[start:]
    end = _shared(tails[0][::-1], tails[1][::-1])
    middles = [tail[: len(tail) - end] for tail in tails]
    return max(map(len, middles)) <= SLIP and not any(map(str.isdigit, "".join(middles)))


def _shared(one: str, another: str) -> int:
    """Count the letters with which both begin."""
    return sum(1 for _same in takewhile(lambda pair: pair[0] == pair[1], zip(one, another, strict=False)))
