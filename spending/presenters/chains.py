"""
A contract and its annexes: what each says of the value, and how the value moved where that can be known.

Annexes are never added to one another as spending. After an annex of which the register gives no amount, or does not
say what its amount means, the value is not known until one names the new total. The order matters for that: where a
day is not known, nothing after the first amount is known either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from spending.drafts import ValueEffect
from spending.models import Contract


@dataclass(frozen=True)
class Link:
    """One contract or annex of a chain, and the value from then on, where it can be known."""

    contract: Contract
    value: Decimal | None
    rounded: bool
    """Whether a rounded amount went into ``value``."""


def chain_of(root: Contract, annexes: Sequence[Contract]) -> list[Link]:
    """Walk from a contract through its annexes, in their order; what the register no longer lists changes nothing."""
    links = [Link(root, root.value, root.approximate)]
    ordered = _in_known_order(annexes)
    for annex in annexes:
        if annex.withdrawn_at:
            links.append(Link(annex, links[-1].value, links[-1].rounded))
        else:
            links.append(_after(annex, links[-1], root) if ordered else Link(annex, None, rounded=False))
    return links


def moved_by(links: Sequence[Link]) -> Decimal | None:
    """Give by how much the value changed from first to last; nothing where either is not known."""
    first, last = links[0].value, links[-1].value
    return None if first is None or last is None else last - first


def effect_words(annex: Contract) -> str:
    """Say what the amount of an annex means, as far as the register says it."""
    if annex.value is None:
        return _("says nothing of the value")
    if annex.value_effect:
        return str(annex.get_value_effect_display())
    return _("the source does not say whether this is the change or the new value")


def _after(annex: Contract, before: Link, root: Contract) -> Link:
    same = (annex.currency, annex.tax) == (root.currency, root.tax)
    if not same or annex.value is None or not annex.value_effect:
        return Link(annex, None, rounded=False)
    if annex.value_effect == ValueEffect.NEW_TOTAL:
        return Link(annex, annex.value, annex.approximate)
    if before.value is None:
        return Link(annex, None, rounded=False)
    return Link(annex, before.value + annex.value, before.rounded or annex.approximate)


def _in_known_order(annexes: Sequence[Contract]) -> bool:
    """Say whether the order of the annexes is known: each has its day, no two the same, or there is only one."""
    listed = [annex for annex in annexes if not annex.withdrawn_at]
    days = {annex.signed_last for annex in listed if annex.signed_first == annex.signed_last is not None}
    return len(listed) < 2 or len(days) == len(listed)
