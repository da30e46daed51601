"""What a row of a register of contracts is called: its title, its amount, what to know before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spending.models import Contract, ContractParty
from spending.presenters.amounts import amount_words, lacks_of, tax_words
from spending.presenters.parties import others_of
from spending.registers_shown import register_shown
from watchdog.core.text import squash

LIST = "spending:contract-list"
Fact = tuple[str, str]


@dataclass(frozen=True)
class Tag:
    """A remark of one or two words beside a row."""

    text: str
    kind: str = ""


def title_of(contract: Contract) -> str:
    """Call a row by its subject, else by its number, else by what it is."""
    return squash(contract.subject) or f"{kind_of(contract)} {contract.number or contract.key}"


def kind_of(contract: Contract) -> str:
    return capfirst(str(contract.get_kind_display()))


def register_name(register: str) -> str:
    """Call a register by its title, as a sentence would begin with it."""
    return capfirst(register_shown(register).title)


def kind_beside(contract: Contract) -> str:
    """Say beside a title what a row is, where it is no contract."""
    return "" if contract.kind == Contract.Kind.CONTRACT else str(contract.get_kind_display())


def value_words(contract: Contract) -> str:
    """Write the amount of a row; empty where there is none, also where only words are given."""
    if contract.value is None:
        return ""
    return amount_words(contract.value, contract.currency, approximate=contract.approximate)


def beside_amount(contract: Contract, language: str | None) -> str:
    """Say beside an amount of a list what it is, in this language: gross, net, or what is not given."""
    if contract.value is None:
        return contract.value_words
    return _kind_of_amount(contract.currency, contract.tax, language)


@lru_cache(maxsize=256)
def _kind_of_amount(currency: str, tax: str, language: str | None) -> str:
    return ", ".join(filter(None, (tax_words(tax), *lacks_of(currency, tax))))


def others_beside(contract: Contract) -> int:
    """Count who delivers besides the first one: a list asks for the number alone."""
    counted: int | None = getattr(contract, "others", None)
    return len(others_of(contract, ContractParty.Role.SUPPLIER, LIST)) if counted is None else counted


def tags_of(contract: Contract) -> list[Tag]:
    """Remark what a reader of a row has to know before its amount."""
    tags = [Tag(_("removed by the office"), "warn")] if contract.withdrawn_at else []
    tags += [Tag(_("with a doubt"), "warn")] if contract.findings else []
    tags += [Tag(_("inference"))] if contract.is_inferred else []
    return tags[:2]
