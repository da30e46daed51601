"""What search keeps of petitions."""

from __future__ import annotations

from council.models import Petition
from watchdog.records import SearchText


def petition_text(petition: Petition) -> SearchText:
    """Keep the subject, who brought it (a private person under the mask), and what became of it."""
    told = (petition.outcome_words, petition.committee_opinion, petition.reasons)
    return SearchText(
        title=petition.subject,
        url=petition.get_absolute_url(),
        body="\n".join(filter(None, told)),
        keywords=" ".join(filter(None, ("petycja", petition.petitioner, petition.committee))),
        day=petition.received_on,
        year=petition.year,
        organ=petition.committee,
    )
