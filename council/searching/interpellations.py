"""What search keeps of interpellations and questions."""

from __future__ import annotations

from council.drafts import InterpellationKind
from council.models import Interpellation
from council.searching.people import COUNCILLOR
from watchdog.records import SearchText


def interpellation_text(interpellation: Interpellation) -> SearchText:
    """Keep the subject, the case number and those who asked, as printed and as the portal calls them."""
    known = (author.person.name for author in interpellation.asked_by.all() if author.person)
    form = InterpellationKind(interpellation.kind).value
    return SearchText(
        title=interpellation.subject,
        url=interpellation.get_absolute_url(),
        body=interpellation.note,
        keywords=" ".join(
            [form, interpellation.number, COUNCILLOR, interpellation.authors, *known, f"kadencja {interpellation.term}"]
        ),
        day=interpellation.received_on,
    )
