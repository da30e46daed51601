"""Where a paper was taken up (Consultation): on an agenda, or in what a committee said of it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from council.models import AgendaItem, Opinion, Vote
from council.oparl.addresses import Addresses
from council.oparl.pieces import Built, altered, filled, head


def items() -> QuerySet[AgendaItem]:
    """Return the agenda items that take up a draft; ``adopted``: a vote on it led to a resolution there."""
    led = Vote.objects.filter(
        meeting=OuterRef("meeting"), draft=OuterRef("draft"), resolution__isnull=False, withdrawn_at=None
    )
    rows = AgendaItem.objects.filter(draft__isnull=False).select_related("meeting")
    return rows.annotate(modified_at=altered((led, "")), adopted=Exists(led))


def item(item: AgendaItem, addresses: Addresses) -> Built:
    """Write that a draft stood on an agenda; ``authoritative`` only where a vote on it led to a resolution."""
    made: Built = {
        "paper": addresses.one("Paper", f"draft-{item.draft_id}"),
        "agendaItem": addresses.one("AgendaItem", item.pk),
        "meeting": addresses.one("Meeting", item.meeting_id),
        "organization": [addresses.one("Organization", f"body-{item.meeting.body_id}")],
    }
    adopted: bool = item.adopted  # type: ignore[attr-defined]  # annotated by ``items``
    if adopted:
        made["authoritative"] = True
    return {**head("Consultation", f"item-{item.pk}", item, addresses), **made}


def opinions() -> QuerySet[Opinion]:
    return Opinion.objects.annotate(modified_at=altered())


def opinion(opinion: Opinion, addresses: Addresses) -> Built:
    """Write what a committee said of a draft, in the document's words."""
    made = {
        "paper": addresses.one("Paper", f"draft-{opinion.draft_id}"),
        "meeting": addresses.one("Meeting", opinion.meeting_id) if opinion.meeting_id else "",
        "organization": [addresses.one("Organization", f"body-{opinion.committee_id}")],
        "role": str(opinion.get_verdict_display()),
        "odnowa:day": opinion.day.isoformat() if opinion.day else "",
        "odnowa:words": opinion.label,
    }
    return filled({**head("Consultation", f"opinion-{opinion.pk}", opinion, addresses), **made})
