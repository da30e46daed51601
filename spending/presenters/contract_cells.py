"""The cells of a table of contracts, each as it stands in the page; ``{% flat %}`` puts them into their row."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spending.presenters.contracts import ContractRow
from spending.presenters.parties import Named
from watchdog.core.typography import tie

WORDS = 30
"""Of a subject, in a row."""


@dataclass(frozen=True)
class ContractCells:
    """A row; what is no ``str`` but safe HTML is marked so."""

    url: str
    title: str
    tags: str
    supplier: str
    buyer: str
    when: str
    amount: str


def contract_cells(rows: Iterable[ContractRow]) -> list[ContractCells]:
    return [_cells(row) for row in rows]


def _cells(row: ContractRow) -> ContractCells:
    language = get_language()
    return ContractCells(
        url=row.contract.get_absolute_url(),
        title=tie(_cut(row.title)),
        tags=_tags(row) if row.kind or row.tags else "",
        supplier=_party(row.supplier, row.others, language),
        buyer=_party(row.buyer, "", language),
        when=row.when,
        amount=_amount(row.amount, row.lacks),
    )


def _cut(title: str) -> str:
    """Cut a long title; a short one is looked at no further."""
    short = title.count(" ") < WORDS and unicodedata.is_normalized("NFC", title)
    return title if short else Truncator(title).words(WORDS, truncate=" …")


def _tags(row: ContractRow) -> SafeString:
    said = [("tag tag--solid", row.kind)] if row.kind else []
    said += [(f"tag tag--{tag.kind}" if tag.kind else "tag", tag.text) for tag in row.tags]
    return format_html_join("", ' <span class="{}">{}</span>', said)


@lru_cache(maxsize=4_000)
def _party(party: Named | None, others: str, language: str | None) -> SafeString:
    """Draw who it is; the language only tells the words for nobody apart."""
    further = format_html(' <span class="muted">{}</span>', others) if others else ""
    if party is None:
        return format_html('<span class="na">{}</span>{}', _("not given"), further)
    if party.url:
        return format_html('<a href="{}">{}</a>{}', party.url, tie(party.name), further)
    return format_html("<span{}>{}</span>{}", SafeString(' class="na"') if party.masked else "", party.name, further)


def _amount(amount: str, lacks: str) -> SafeString:
    beside = f'<br><span class="xs muted">{escape(lacks)}</span>' if lacks else ""
    kind, text = ("nowrap", amount) if amount else ("na", _("not given"))
    shown = f'<span class="{kind}">{escape(text)}</span>'
    return mark_safe(f"{shown}{beside}")  # escaped in the lines above
