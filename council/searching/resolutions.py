"""What search keeps of draft resolutions and of resolutions."""

from __future__ import annotations

from django.conf import settings

from council.models import DraftResolution, Resolution
from council.titles import draft_title, resolution_title
from watchdog.cities import profile
from watchdog.records import SearchText


def draft_text(draft: DraftResolution) -> SearchText:
    """Keep the title and the print number."""
    return SearchText(
        title=draft_title(draft.title) or f"Druk {draft.number}",
        url=draft.get_absolute_url(),
        keywords=f"druk {draft.number} projekt uchwały kadencja {draft.term} {draft.initiator_name}".strip(),
        day=draft.day,
        organ=profile(settings.CITY).council.name,
    )


def resolution_text(resolution: Resolution) -> SearchText:
    """Keep the title, the number, the place in the journal and the rulings with their signatures."""
    rulings = list(resolution.rulings.all())
    journal = f"{resolution.journal_year or ''} {resolution.journal_position}".strip()
    return SearchText(
        title=resolution_title(resolution.title),
        url=resolution.get_absolute_url(),
        body="\n".join(filter(None, (resolution.validity_note, *(ruling.words for ruling in rulings)))),
        keywords=" ".join(filter(None, ("uchwała", resolution.number, journal, *(str(ruling) for ruling in rulings)))),
        day=resolution.adopted_on,
        year=resolution.year,
        organ=profile(settings.CITY).council.name,
    )
