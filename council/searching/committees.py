"""What search keeps of committees."""

from __future__ import annotations

from council.models import CommitteeTerm
from watchdog.records import SearchText


def committee_text(committee: CommitteeTerm) -> SearchText:
    """Keep the name, the term and the people known to have sat in it."""
    people = dict.fromkeys(each.person.name for each in committee.members)
    return SearchText(
        title=f"{committee.body.name}, kadencja {committee.term}",
        url=committee.get_absolute_url(),
        body=", ".join(people),
        keywords=f"komisja rady kadencja {committee.term}",
        organ=committee.body.name,
    )
