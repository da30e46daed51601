"""A contract as a row of the list of contracts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from spending.models import Contract
from spending.presenters.contract_words import (
    Tag,
    beside_amount,
    kind_beside,
    others_beside,
    tags_of,
    title_of,
    value_words,
)
from spending.presenters.days import signed_words
from spending.presenters.parties import Named, and_others, buyer_of, supplier_of

COLUMNS = (
    *(
        "slug",
        "key",
        "kind",
        "number",
        "subject",
        "signed_first",
        "signed_last",
        "withdrawn_at",
        "findings",
        "certainty",
    ),
    *("value", "value_words", "currency", "tax", "approximate", "supplier_hidden", "supplier_code", "supplier_name"),
    *("others", "supplier__pk", "supplier__slug", "supplier_as__pk", "supplier_as__name"),
    *("buyer__pk", "buyer__slug", "buyer_as__pk", "buyer_as__name"),
)
"""What ``contract_row`` reads of a contract and of those it names."""


@dataclass(frozen=True)
class ContractRow:
    """One row of a list."""

    contract: Contract
    title: str
    kind: str
    """What it is, where it is no contract."""
    supplier: Named | None
    others: str
    buyer: Named | None
    when: str
    amount: str
    lacks: str
    """Gross, net, or what of it is not given."""
    tags: tuple[Tag, ...]


def contract_row(contract: Contract) -> ContractRow:
    """Lay out a row fetched by ``Contract.objects.for_list()``, or with the ``COLUMNS`` of a list."""
    return ContractRow(
        contract=contract,
        title=title_of(contract),
        kind=kind_beside(contract),
        supplier=supplier_of(contract),
        others=and_others(others_beside(contract)),
        buyer=buyer_of(contract),
        when=signed_words(contract),
        amount=value_words(contract),
        lacks=beside_amount(contract, get_language()),
        tags=tuple(tags_of(contract)),
    )
