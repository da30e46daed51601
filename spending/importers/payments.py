"""Storing payments, tied to the one contract of the unit whose number the register names."""

from __future__ import annotations

from spending.drafts import PaymentDraft
from spending.importers.rows import RowBatches
from spending.models import Contract, Payment
from spending.numbers import number_key


class PaymentBatches(RowBatches[PaymentDraft]):
    """Rows of registers of payments."""

    model = Payment
    fields = ("document_number", "issued_on", "paid_on", "amount", "contract_number")

    def year(self, draft: PaymentDraft) -> int | None:
        day = draft.paid_on or draft.issued_on
        return day.year if day else None

    def finish(self) -> None:
        super().finish()
        for register in self.registers:
            tie_payments(register)


def tie_payments(register: str) -> int:
    """Tie payments to contracts by number and unit; one that fits two contracts stays loose. Return how many."""
    loose = Payment.objects.filter(register=register, contract=None, buyer__isnull=False).exclude(contract_number="")
    tied = 0
    for payment in loose.only("pk", "buyer_id", "contract_number").iterator(chunk_size=1000):
        named = Contract.objects.filter(
            kind=Contract.Kind.CONTRACT, buyer=payment.buyer_id, number_key=number_key(payment.contract_number)
        )
        found = list(named.values_list("pk", flat=True)[:2])
        if len(found) == 1:
            tied += Payment.objects.filter(pk=payment.pk).update(contract=found[0])
    return tied
