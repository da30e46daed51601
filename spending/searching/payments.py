"""What search keeps of payments; of a private person the mask alone, without the pseudonym."""

from __future__ import annotations

from spending.models import Payment
from spending.searching.contracts import party_words, unit_name
from watchdog.records import SearchText


def payment_text(payment: Payment) -> SearchText:
    """Keep what was paid for, the numbers of the invoice and the contract, and both sides with their numbers."""
    number = f"faktura {payment.document_number}" if payment.document_number else ""
    contract = f"umowa {payment.contract_number}" if payment.contract_number else ""
    supplier = party_words(payment.supplier_as, payment.supplier, payment.supplier_hidden)
    buyer = party_words(payment.buyer_as, payment.buyer, "")
    return SearchText(
        title=payment.subject or number or f"płatność {payment.key}",
        url=payment.get_absolute_url(),
        keywords=" ".join(filter(None, ("płatność", number, contract, supplier, buyer))),
        day=payment.paid_on or payment.issued_on,
        organ=unit_name(payment.buyer_as, payment.buyer),
    )
