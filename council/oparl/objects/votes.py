"""What became of an agenda item: OParl has no votes, so each is told in short, with its address in Popolo."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from council.models import Vote
from council.oparl.addresses import Addresses
from council.oparl.pieces import Built, filled
from council.popolo.addresses import of_vote


def votes() -> QuerySet[Vote]:
    """Return the votes that a meeting's objects tell of, as they were held."""
    return Vote.objects.filter(withdrawn_at=None).in_meeting_order()


def told(votes: Iterable[Vote], addresses: Addresses) -> Built:
    """Write what an agenda item or a meeting says of its votes; nothing where there are none."""
    held = list(votes)
    if not held:
        return {}
    return filled(
        {
            "result": "; ".join(dict.fromkeys(_words(each) for each in held if _words(each))),
            "odnowa:voteEvent": [_short(each, addresses) for each in held],
        }
    )


def _words(vote: Vote) -> str:
    """Say the result in the document's words, or in ours where it has none."""
    return vote.result_label or str(vote.get_result_display())


def _short(vote: Vote, addresses: Addresses) -> Built:
    made = {
        "id": addresses.page(of_vote(vote)),
        "number": vote.number,
        "subject": vote.subject,
        "classification": vote.kind,
        "result": vote.result,
        "resultAsWorded": vote.result_label,
        "web": addresses.page(vote.get_absolute_url()),
    }
    return {**filled(made), "secret": vote.secret}
