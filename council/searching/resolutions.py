"""What search keeps of draft resolutions and of resolutions."""

from __future__ import annotations

from council.models import DraftResolution, Resolution
from council.titles import draft_title, resolution_title
from watchdog.records import SearchText


def draft_text(draft: DraftResolution) -> SearchText:
    """Keep the title and the print number."""
    return SearchText(
        title=draft_title(draft.title) or f"Druk {draft.number}",
        url=draft.get_absolute_url(),
        keywords=f"druk {draft.number} projekt uchwały kadencja {draft.term}",
        day=draft.day,
    )


def resolution_text(resolution: Resolution) -> SearchText:
    """Keep the title, the number, the place in the journal and the ruling."""
    journal = f"{resolution.journal_year or ''} {resolution.journal_position}".strip()
    return SearchText(
        title=resolution_title(resolution.title),
        url=resolution.get_absolute_url(),
        body=resolution.validity_note,
        keywords=f"uchwała {resolution.number} {journal}".strip(),
        day=resolution.adopted_on,
        year=resolution.year,
    )
