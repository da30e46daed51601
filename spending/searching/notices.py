"""What search keeps of procurement notices."""

from __future__ import annotations

from spending.models import Notice
from spending.searching.organizations import nip_spelled
from watchdog.records import SearchText


def notice_text(notice: Notice) -> SearchText:
    """Keep the subject, the numbers of the notice and its procedure, and who orders and delivers as pages show them."""
    numbers = [notice.key, notice.tender, notice.reference, notice.cpv]
    nips = [f"NIP {nip}" for each in (notice.buyer, notice.supplier) if each for nip in nip_spelled(each.nip)]
    return SearchText(
        title=notice.subject or notice.key,
        url=notice.get_absolute_url(),
        body="\n".join(filter(None, (notice.buyer_shown, notice.supplier_shown, notice.procedure, notice.result))),
        keywords=" ".join(["ogłoszenie", *filter(None, numbers), *nips]),
        day=notice.published_on,
        organ=notice.buyer.name if notice.buyer else notice.buyer_shown,
    )
