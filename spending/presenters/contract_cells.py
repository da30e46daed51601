"""The cells of a table of contracts, each as it stands in the page; ``{% flat %}`` puts them into their row."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spending.models import Contract
from spending.presenters.contract_words import beside_amount, kind_beside, others_beside, tags_of, title_of, value_words
from spending.presenters.days import signed_between
from spending.presenters.parties import PAGES, and_others
from watchdog.core.addresses import address_in, address_of
from watchdog.core.light import Seen, seen
from watchdog.core.typography import tie

WORDS = 30
"""Of a subject, in a row."""


class ContractCells(NamedTuple):
    """A row; what is no ``str`` but safe HTML is marked so."""

    url: str
    title: str
    tags: str
    supplier: str
    buyer: str
    when: str
    amount: str


def contract_cells(contracts: Iterable[Contract]) -> list[ContractCells]:
    """Lay out rows fetched by ``Contract.objects.for_list()``, or with the ``COLUMNS`` of a list."""
    language = get_language()
    return [_laid_out(each, language) for each in contracts]


def _laid_out(contract: Contract, language: str | None) -> ContractCells:
    """Take what was laid out for the same values: after most writes the rows of a page are the ones it had."""
    as_read = seen(contract)
    return _cells_of(as_read, language) if as_read else _cells(contract, language)


@lru_cache(maxsize=4_000)
def _cells_of(as_read: Seen[Contract], language: str | None) -> ContractCells:
    return ContractCells._make(SafeString(conditional_escape(cell)) for cell in _cells(as_read.record, language))


def _cells(contract: Contract, language: str | None) -> ContractCells:
    days = contract.signed_first, contract.signed_last
    return ContractCells(
        url=address_in("spending:contract", contract.slug, language),
        title=tie(_cut(title_of(contract))),
        tags=_tags(contract),
        supplier=_supplier(contract, language),
        buyer=_party("jednostka", contract.buyer_shown, contract.buyer and contract.buyer.slug, 0, language),
        when=_when(*days, contract.kind == Contract.Kind.TOTAL, language),
        amount=_amount(value_words(contract), beside_amount(contract, language)),
    )


def _cut(title: str) -> str:
    """Cut a long title; a short one is looked at no further."""
    short = title.count(" ") < WORDS and unicodedata.is_normalized("NFC", title)
    return title if short else Truncator(title).words(WORDS, truncate=" …")


def _tags(contract: Contract) -> str:
    kind, tags = kind_beside(contract), tags_of(contract)
    if not kind and not tags:
        return ""
    said = [("tag tag--solid", kind)] if kind else []
    said += [(f"tag tag--{tag.kind}" if tag.kind else "tag", tag.text) for tag in tags]
    return format_html_join("", ' <span class="{}">{}</span>', said)


def _supplier(contract: Contract, language: str | None) -> SafeString:
    others = others_beside(contract)
    if contract.supplier_hidden:
        return _party("wykonawca", contract.supplier_shown, None, others, language, masked=True)
    return _party("wykonawca", contract.supplier_shown, contract.supplier and contract.supplier.slug, others, language)


@lru_cache(maxsize=4_000)
def _party(
    side: str, name: str, slug: str | None, others: int, language: str | None, *, masked: bool = False
) -> SafeString:
    """Draw who it is; the language only tells the words for nobody apart."""
    further = format_html(' <span class="muted">{}</span>', and_others(others)) if others else ""
    if not name:
        return format_html('<span class="na">{}</span>{}', _("not given"), further)
    if slug:
        return format_html('<a href="{}">{}</a>{}', address_of(PAGES[side], slug), tie(name), further)
    return format_html("<span{}>{}</span>{}", SafeString(' class="na"') if masked else "", name, further)


@lru_cache(maxsize=20_000)
def _when(first: date | None, last: date | None, total: bool, language: str | None) -> str:
    """Write the days of a row; lists say the same few thousand days again and again."""
    return signed_between(first, last, total=total)


def _amount(amount: str, beside: str) -> SafeString:
    if not amount:
        return format_html('<span class="na">{}</span>{}', _("not given"), _below(beside))
    return mark_safe(f'<span class="nowrap">{html.escape(amount)}</span>{_below(beside)}')  # both are escaped


@lru_cache(maxsize=4_000)
def _below(words: str) -> SafeString:
    return format_html('<br><span class="xs muted">{}</span>', words) if words else SafeString()
