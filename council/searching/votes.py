"""What search keeps of votes."""

from __future__ import annotations

from council.models import Vote
from watchdog.records import SearchText


def vote_text(vote: Vote) -> SearchText:
    """Keep the question, its result, what people say of it, and the numbers of print, resolution and session."""
    keywords = [
        f"uchwała {vote.resolution.number}" if vote.resolution else "",
        f"druk {vote.draft.number}" if vote.draft else "",
        f"{vote.meeting.body.name} sesja {vote.meeting.roman}" if vote.meeting else "",
    ]
    return SearchText(
        title=vote.subject,
        url=vote.get_absolute_url(),
        body=" ".join(filter(None, [vote.result_label, vote.note, *(each.text for each in vote.remarks.all())])),
        keywords=" ".join(filter(None, keywords)),
        day=vote.day,
        year=vote.year,
        organ=vote.meeting.body.name if vote.meeting else "",
    )
