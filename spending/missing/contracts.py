"""What is missing of contracts: the value, the supplier, the contract that an annex changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from spending.models import Contract
from watchdog.backroom.links import admin_url
from watchdog.missing.registry import Held, Lack, Whole, Words, register, register_held

REGISTERS = gettext_lazy("the register that lists the contract")
SIGNED = gettext_lazy("from the day on which it was signed; where the register gives none, no day is known")


def listed(kind: Contract.Kind) -> QuerySet[Contract]:
    """Keep rows of a kind that their register still lists, with the day from which something is missing."""
    rows = Contract.objects.filter(kind=kind.value, withdrawn_at=None)
    return rows.annotate(lacking_since=F("signed_last"))


CONTRACTS = Whole(
    "contracts",
    lambda: listed(Contract.Kind.CONTRACT).count(),
    lambda n: ngettext("of %(n)s contract", "of %(n)s contracts", n) % {"n": n},
)
ANNEXES = Whole(
    "annexes",
    lambda: listed(Contract.Kind.AMENDMENT).count(),
    lambda n: ngettext("of %(n)s annex", "of %(n)s annexes", n) % {"n": n},
)


def without_value() -> QuerySet[Contract]:
    return listed(Contract.Kind.CONTRACT).filter(value=None)


def without_supplier() -> QuerySet[Contract]:
    """Keep contracts in which nobody is named; a masked person and a secret name are somebody."""
    return listed(Contract.Kind.CONTRACT).filter(supplier=None, supplier_hidden="")


def loose_annexes() -> QuerySet[Contract]:
    return listed(Contract.Kind.AMENDMENT).filter(parent=None)


def known_of(contract: Any) -> str:
    """Say who ordered, and the value in words where there is no number."""
    return " · ".join(filter(None, (contract.buyer_shown, contract.value_words)))


def named_in(annex: Any) -> str:
    """Say which contract an annex names, where it names one that we do not find."""
    return _("names contract %(number)s") % {"number": annex.parent_number} if annex.parent_number else ""


def contract_lack(
    code: str,
    title: Words,
    why: Words,
    whole: Whole,
    lacking: Callable[[], QuerySet[Contract]],
    known: Callable[[Any], str] = known_of,
) -> Lack:
    """Introduce one lack of contracts, which all look alike in lists."""
    return register(
        Lack(
            code=code,
            title=title,
            why=why,
            where=REGISTERS,
            clock=SIGNED,
            whole=whole,
            records=lambda: lacking().select_related("buyer_as"),
            label=lambda contract: contract.subject or str(contract),
            url=lambda contract: contract.get_absolute_url(),
            known=known,
            mend=admin_url,
            permission="spending.change_contract",
        )
    )


NO_VALUE = contract_lack(
    "umowy-bez-kwoty",
    gettext_lazy("Contracts without a value"),
    gettext_lazy("A contract without a value enters no sum, so every sum is smaller than what was agreed."),
    CONTRACTS,
    without_value,
)
NO_SUPPLIER = contract_lack(
    "umowy-bez-wykonawcy",
    gettext_lazy("Contracts of which nobody says with whom"),
    gettext_lazy("Without the supplier nobody can see who gets the city's money."),
    CONTRACTS,
    without_supplier,
)
LOOSE = contract_lack(
    "aneksy-bez-umowy",
    gettext_lazy("Annexes whose contract we do not know"),
    gettext_lazy("An annex changes a contract; without it nobody can see what it changed."),
    ANNEXES,
    loose_annexes,
    named_in,
)
VALUED = register_held(
    Held(
        gettext_lazy("Contracts whose value we know"),
        lambda: listed(Contract.Kind.CONTRACT).exclude(value=None).count(),
        CONTRACTS,
    )
)
