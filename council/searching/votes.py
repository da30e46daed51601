"""What search keeps of votes."""

from __future__ import annotations

from council.models import Vote
from watchdog.records import SearchText


def vote_text(vote: Vote) -> SearchText:
    """Keep the question, the result as worded, and the numbers of print, resolution and session."""
    keywords = [
        f"uchwała {vote.resolution.number}" if vote.resolution else "",
        f"druk {vote.draft.number}" if vote.draft else "",
        f"{vote.meeting.body.name} sesja {vote.meeting.roman}" if vote.meeting else "",
    ]
    return SearchText(
        title=vote.subject,
        url=vote.get_absolute_url(),
        body=f"{vote.result_label} {vote.note}".strip(),
        keywords=" ".join(filter(None, keywords)),
        day=vote.day,
        year=vote.year,
    )
