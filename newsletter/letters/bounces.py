"""
What comes back, and what it ends: a mailbox that is not there and a complaint end the mails to that address.

It is known by the key in the Message-ID where there is one, else by the address. Told twice, it changes nothing.
"""

from __future__ import annotations

import re
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from newsletter.addresses import fingerprint, normalized
from newsletter.letters.answers import Answer
from newsletter.letters.classes import Kind, kind_of_reply
from newsletter.models import Delivery, Subscriber, Suppression

ENDS: dict[str, Suppression.Kind] = {
    "hard": Suppression.Kind.BOUNCED,
    "complaint": Suppression.Kind.COMPLAINED,
}
"""The classes that end the mails to an address, and as what they are remembered."""

SOFT_IN_A_ROW = 5
"""So many issues in a row that came back: nobody reads that mailbox."""

_KEY = re.compile(r"<?([0-9a-f]{32})@")


def key_in(message_id: str) -> UUID | None:
    """Give the delivery's key out of a Message-ID of ours."""
    found = _KEY.match(message_id.strip())
    return UUID(found[1]) if found else None


@transaction.atomic
def came_back(kind: Kind, address: str = "", key: UUID | None = None) -> bool:
    """Note a bounce or complaint; tell whether it belongs to a mail or an address of ours."""
    delivery = Delivery.objects.select_related("subscriber").filter(key=key).first() if key else None
    reader = delivery.subscriber if delivery else _reader(address) if key is None else None
    if delivery is None and reader is not None:
        delivery = reader.deliveries.filter(state=Delivery.State.SENT).order_by("-done_at").first()
    if delivery is not None and not delivery.bounce:
        delivery.bounce, delivery.bounced_at = kind, timezone.now()
        delivery.save(update_fields=["bounce", "bounced_at"])
    if reader is not None and reader.email and (kind in ENDS or _never_arrives(reader)):
        end(reader.email, ENDS.get(kind, Suppression.Kind.BOUNCED))
    return delivery is not None or reader is not None


def refused_at_the_door(address: str, answer: Answer) -> list[str]:
    """Take a refusal in the conversation for what it says; give the hash that is suppressed by it, if one is."""
    kind = kind_of_reply(answer.code, answer.text)
    if kind not in ENDS:
        return []
    end(address, ENDS[kind])
    return [fingerprint(address)]


def end(address: str, kind: Suppression.Kind) -> None:
    """Let nothing more be sent to a normalized address."""
    Suppression.objects.add(address, kind)


def _reader(address: str) -> Subscriber | None:
    try:
        return Subscriber.objects.filter(email=normalized(address)).first() if address else None
    except ValidationError:
        return None


def _never_arrives(reader: Subscriber) -> bool:
    """Tell whether each of the last mails came back."""
    last = list(
        reader.deliveries.filter(state=Delivery.State.SENT)
        .order_by("-done_at")
        .values_list("bounce", flat=True)[:SOFT_IN_A_ROW]
    )
    return len(last) == SOFT_IN_A_ROW and all(last)
