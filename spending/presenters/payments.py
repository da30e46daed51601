"""A payment in a list and on its page: money that left, which is no contract's value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from spending.models import Payment
from spending.presenters.amounts import amount_words, lacks_of, tax_words, which_words
from spending.presenters.classified import classified
from spending.presenters.contract_words import Fact, Tag, register_name
from spending.presenters.parties import Named, buyer_of, supplier_of
from spending.presenters.sums import Total
from spending.stats.payments import Paid
from watchdog.archive.evidence import Correction, Doubt, corrections, doubts
from watchdog.archive.models import Reading
from watchdog.archive.telling import readings_of
from watchdog.core.text import squash
from watchdog.core.typography import long_date, number

LIST = "spending:payment-list"


@dataclass(frozen=True)
class PaymentRow:
    """One row of a list."""

    payment: Payment
    title: str
    recipient: Named | None
    buyer: Named | None
    when: str
    amount: str
    lacks: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True)
class PaymentPage:
    """Everything the template shows of one payment."""

    payment: Payment
    kicker: str
    heading: str
    answer: str
    deck: str
    recipient: Named | None
    buyer: Named | None
    facts: tuple[Fact, ...]
    classification: tuple[Fact, ...]
    doubts: list[Doubt]
    readings: Sequence[Reading]
    history: Sequence[Correction]

    @property
    def citation(self) -> str:
        return f"{self.kicker}, „{self.heading}”, {self.answer}"


def payment_title(payment: Payment) -> str:
    """Call a payment by what it was for, else by its invoice, else by its key."""
    return squash(payment.subject) or payment.document_number or payment.key


def payment_row(payment: Payment) -> PaymentRow:
    """Lay out a payment fetched by ``Payment.objects.for_list()``."""
    return PaymentRow(
        payment=payment,
        title=payment_title(payment),
        recipient=supplier_of(payment, LIST),
        buyer=buyer_of(payment, LIST),
        when=_day(payment),
        amount=amount_words(payment.amount, payment.currency),
        lacks=", ".join(filter(None, (tax_words(payment.tax), *lacks_of(payment.currency, payment.tax)))),
        tags=tuple(_tags(payment)),
    )


def payment_page(payment: Payment) -> PaymentPage:
    """Build the page of a payment fetched by ``Payment.objects.for_page()``."""
    row = payment_row(payment)
    lacks = ", ".join(lacks_of(payment.currency, payment.tax))
    return PaymentPage(
        payment=payment,
        kicker=" ".join(filter(None, (pgettext("of a register", "Payment"), payment.document_number))),
        heading=row.title,
        answer=f"{row.amount} {tax_words(payment.tax)}".strip(),
        deck=f"{lacks[:1].upper()}{lacks[1:]}." if lacks else "",
        recipient=row.recipient,
        buyer=row.buyer,
        facts=tuple(_facts(payment)),
        classification=classified(payment, payment.paid_on or payment.issued_on),
        doubts=doubts(payment.findings),
        readings=readings_of(payment),
        history=corrections(payment),
    )


def payment_totals(figures: Sequence[Paid]) -> list[Total]:
    """Say the sums of a selection, each of amounts that may be added."""
    return [
        Total(
            which=which_words(*paid.which),
            n=number(paid.n),
            total=amount_words(paid.total, paid.which[0]),
            largest=amount_words(paid.largest, paid.which[0]),
        )
        for paid in figures
    ]


def payments_words(n: int) -> str:
    return ngettext("%(n)s payment", "%(n)s payments", n) % {"n": number(n)}


def _day(payment: Payment) -> str:
    return long_date(payment.paid_on) if payment.paid_on else _("day not known")


def _tags(payment: Payment) -> list[Tag]:
    tags = [Tag(_("removed by the office"), "warn")] if payment.withdrawn_at else []
    tags += [Tag(_("with a doubt"), "warn")] if payment.findings else []
    tags += [Tag(_("inference"))] if payment.is_inferred else []
    return tags[:2]


def _facts(payment: Payment) -> list[Fact]:
    said = (
        (pgettext("of a payment", "Paid"), _day(payment)),
        (_("Number of the invoice"), payment.document_number),
        (_("Invoice issued"), long_date(payment.issued_on) if payment.issued_on else ""),
        (_("Number of the contract"), payment.contract_number),
        (_("Register"), register_name(payment.register)),
        (_("Key in the register"), payment.key),
    )
    return [(label, value) for label, value in said if value]
