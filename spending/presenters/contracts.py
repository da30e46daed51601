"""A contract on its page: what it is, who with whom, for how much, and what we do not know of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from spending.models import Contract, ContractParty, Notice, Payment
from spending.presenters.amounts import amount_words, lacks_of, tax_words
from spending.presenters.chains import Link, chain_of, effect_words, moved_by
from spending.presenters.classified import classified
from spending.presenters.contract_words import LIST, Fact, kind_of, register_name, title_of, value_words
from spending.presenters.days import delay_words, signed_words, term_words
from spending.presenters.parties import Named, buyer_of, others_of, supplier_of
from watchdog.archive.evidence import Correction, Doubt, corrections, doubts
from watchdog.archive.models import Reading
from watchdog.archive.telling import readings_of
from watchdog.core.text import squash
from watchdog.core.typography import long_date

SHOWN = 50
"""Payments, parts and notices of a contract on its page."""


@dataclass(frozen=True)
class Paid:
    """One payment under a contract."""

    payment: Payment
    title: str
    when: str
    amount: str
    lacks: str


@dataclass(frozen=True)
class Step:
    """One contract or annex of a chain in words."""

    contract: Contract
    title: str
    when: str
    says: str
    effect: str
    value: str
    """The value from then on; empty where it cannot be known."""
    here: bool


@dataclass(frozen=True)
class ContractPage:
    """Everything the template shows of one row of a register of contracts."""

    contract: Contract
    kicker: str
    heading: str
    answer: str
    deck: str
    suppliers: tuple[Named, ...]
    buyers: tuple[Named, ...]
    facts: tuple[Fact, ...]
    classification: tuple[Fact, ...]
    steps: tuple[Step, ...]
    moved: str
    parts: tuple[Contract, ...]
    notices: tuple[Notice, ...]
    payments: tuple[Paid, ...]
    root: Contract | None
    """The contract that this row belongs to."""
    masked: bool
    doubts: list[Doubt]
    readings: Sequence[Reading]
    history: Sequence[Correction]

    @property
    def citation(self) -> str:
        return f"{self.kicker}, „{self.heading}”"


def contract_page(contract: Contract) -> ContractPage:
    """Build the page of a row fetched by ``Contract.objects.for_page()``."""
    links = _chain(contract)
    parts = contract.children.for_list().exclude(kind=Contract.Kind.AMENDMENT)[:SHOWN]
    suppliers = _parties(supplier_of(contract, LIST), others_of(contract, ContractParty.Role.SUPPLIER, LIST))
    return ContractPage(
        contract=contract,
        kicker=_kicker(contract),
        heading=title_of(contract),
        answer=_answer(contract),
        deck=_deck(contract),
        suppliers=suppliers,
        buyers=_parties(buyer_of(contract, LIST), others_of(contract, ContractParty.Role.BUYER, LIST)),
        facts=tuple(_facts(contract)),
        classification=classified(contract, contract.signed_last),
        steps=tuple(_step(link, contract) for link in links),
        moved=_moved(links),
        parts=tuple(parts),
        notices=tuple(contract.notices.all()[:SHOWN]),
        payments=tuple(_paid(each) for each in contract.payments.all()[:SHOWN]),
        root=contract.parent,
        masked=any(each.masked for each in suppliers),
        doubts=doubts(contract.findings),
        readings=readings_of(contract),
        history=corrections(contract),
    )


def not_a_contract(contract: Contract) -> str:
    """Say of a row that is no contract what it is not; nothing of a contract."""
    kind = Contract.Kind
    said = {
        kind.AMENDMENT: _("This is an annex: it changes a contract and is no new spending."),
        kind.TENDER: _("This is a tender, not a contract: nothing that we have read says how it ended."),
        kind.OFFER: _("This is an offer, not a contract: nothing that we have read says that it was accepted."),
        kind.CHOSEN_OFFER: _("This offer was chosen; that a contract was signed we do not know."),
        kind.GRANT: _("This is a grant, given or received, and not an order."),
        kind.LEASE: _("This is a lease: something is let or hired."),
        kind.LOAN: _("This is a loan, bonds or a surety: money that is to come back, and not an order."),
        kind.TOTAL: _("These are several orders told in one sum, not one contract."),
        kind.COST: _("This is what an investment cost; the document names no contract."),
    }
    return said.get(kind(contract.kind), "")


def _chain(contract: Contract) -> list[Link]:
    """Give the contract of a row with its annexes; nothing where there are none, and of a part nothing either."""
    if contract.parent and contract.kind != Contract.Kind.AMENDMENT:
        return []
    root = contract.parent or contract
    annexes = list(root.children.filter(kind=Contract.Kind.AMENDMENT).chain())
    return chain_of(root, annexes) if annexes else []


def _parties(first: Named | None, others: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(each for each in (first, *others) if each)


def _kicker(contract: Contract) -> str:
    number = f" {contract.number}" if contract.number else ""
    return f"{kind_of(contract)}{number} · {register_name(contract.register)}"


def _answer(contract: Contract) -> str:
    words = value_words(contract)
    if words:
        tax = tax_words(contract.tax)
        return f"{words} {tax}".strip()
    if contract.value_words:
        return _("As printed: %(words)s") % {"words": contract.value_words}
    return ""


def _deck(contract: Contract) -> str:
    """Say what an amount is not, or that there is none."""
    if not _answer(contract):
        return " ".join(filter(None, (not_a_contract(contract), _("The source gives no amount."))))
    lacks = lacks_of(contract.currency, contract.tax) if contract.value is not None else []
    said = capfirst(", ".join(lacks)) + "." if lacks else ""
    return " ".join(filter(None, (said, not_a_contract(contract))))


def _day_label(contract: Contract) -> str:
    """Name the day of a row: a contract and its annexes are signed, an offer or a grant is not."""
    signed = (Contract.Kind.CONTRACT, Contract.Kind.AMENDMENT, Contract.Kind.LEASE)
    return _("Signed") if contract.kind in signed else pgettext("of a row of a register", "Day")


def _facts(contract: Contract) -> list[Fact]:
    """Say everything else that the register says, each with its label; what it does not say is left out."""
    funded = {True: pgettext("answer", "yes"), False: pgettext("answer", "no")}
    published = long_date(contract.published_on) if contract.published_on else ""
    delay = delay_words(contract)
    said = (
        (pgettext("of a contract", "Number"), contract.number),
        (_day_label(contract), signed_words(contract)),
        (pgettext("of a contract", "Term"), term_words(contract) or _("not given")),
        (_("Amount as printed"), contract.value_words),
        (pgettext("of a contract", "Procedure"), contract.procedure),
        (_("Kind as the register names it"), contract.category),
        (_("State as the register names it"), contract.status),
        (_("Number of the notice"), contract.notice_number),
        (_("Money of the European Union"), funded[contract.eu_funded] if contract.eu_funded is not None else ""),
        (_("Published in the register"), f"{published}; {delay}" if published and delay else published),
        (_("Changed in the register"), long_date(contract.modified_on) if contract.modified_on else ""),
        (_("Register"), register_name(contract.register)),
        (_("Key in the register"), contract.key),
    )
    return [(str(label), str(value)) for label, value in said if value]


def _paid(payment: Payment) -> Paid:
    lacks = (tax_words(payment.tax), *lacks_of(payment.currency, payment.tax))
    return Paid(
        payment=payment,
        title=squash(payment.subject) or payment.document_number or payment.key,
        when=long_date(payment.paid_on) if payment.paid_on else _("day not known"),
        amount=amount_words(payment.amount, payment.currency),
        lacks=", ".join(filter(None, lacks)),
    )


def _step(link: Link, here: Contract) -> Step:
    contract = link.contract
    annex = contract.kind == Contract.Kind.AMENDMENT
    return Step(
        contract=contract,
        title=f"{kind_of(contract)} {contract.number}".strip(),
        when=signed_words(contract),
        says=value_words(contract) or contract.value_words,
        effect=effect_words(contract) if annex else _("value of the contract"),
        value="" if link.value is None else amount_words(link.value, contract.currency, approximate=link.rounded),
        here=contract.pk == here.pk,
    )


def _moved(links: Sequence[Link]) -> str:
    """Say how the value moved from the contract to the last annex, where both are known."""
    if not links:
        return ""
    change = moved_by(links)
    if change is None or links[-1].value is None:
        return _("How the value of the contract moved cannot be known from the sources.")
    last, currency = links[-1], links[0].contract.currency
    rounded = links[0].rounded or last.rounded
    words = {
        "last": amount_words(links[-1].value, currency, approximate=last.rounded),
        "change": amount_words(abs(change), currency, approximate=rounded),
    }
    if change > 0:
        return _("After the annexes: %(last)s, which is %(change)s more than in the contract.") % words
    if change < 0:
        return _("After the annexes: %(last)s, which is %(change)s less than in the contract.") % words
    return _("After the annexes: %(last)s, the same as in the contract.") % words
