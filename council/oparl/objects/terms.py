"""Terms of the council (LegislativeTerm)."""

from __future__ import annotations

from council.models import Term
from council.oparl.addresses import Addresses
from council.oparl.pieces import Built, head


def term(term: Term, addresses: Addresses) -> Built:
    return {
        **head("LegislativeTerm", term.pk, term, addresses),
        "body": addresses.body(),
        "name": term.name,
        "startDate": term.starts.isoformat(),
        "endDate": term.ends.isoformat(),
    }
