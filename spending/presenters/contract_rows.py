"""A contract as a row of a short list on somebody else's page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from spending.models import Contract
from spending.presenters.amounts import amount_words, tax_words
from spending.presenters.companies import span_words
from spending.turnover import Role

COLUMNS = (
    *("slug", "subject", "number", "kind", "signed_first", "signed_last", "value", "value_words", "currency", "tax"),
    *("approximate", "supplier_hidden", "supplier_code", "supplier_as__pk", "supplier_as__name"),
    *("buyer_as__pk", "buyer_as__name"),
)
"""What ``contract_row`` reads of a contract."""


@dataclass(frozen=True)
class ContractRow:
    """What it is, with whom, when, for how much; empty where the register does not say it."""

    title: str
    url: str
    kind: str
    partner: str
    when: str
    value: str
    tax: str


def contract_row(contract: Contract, partner: Role) -> ContractRow:
    """Show a contract fetched by ``for_list``, or with ``COLUMNS``; ``partner`` is the side that is named."""
    known = contract.value is not None
    return ContractRow(
        title=contract.subject or contract.number or _("subject not given"),
        url=contract.get_absolute_url(),
        kind=str(contract.get_kind_display()),
        partner=contract.buyer_shown if partner is Role.BUYER else contract.supplier_shown,
        when=span_words(contract.signed_first, contract.signed_last) if contract.signed_last else "",
        value=_value(contract) if known else contract.value_words,
        tax=tax_words(contract.tax) if known else "",
    )


def _value(contract: Contract) -> str:
    assert contract.value is not None
    return amount_words(contract.value, contract.currency, approximate=contract.approximate)
