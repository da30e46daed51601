"""What search keeps of each kind of record: Polish words, like the documents', with the names people call things by."""

from __future__ import annotations

from collections.abc import Iterator

from council.models import DraftResolution, Meeting, Person, Resolution, Vote
from council.titles import draft_title, resolution_title
from watchdog.core.typography import short_date
from watchdog.records import SearchText


def person_text(person: Person) -> SearchText:
    """Keep every spelling of the name, the terms and the clubs."""
    spellings = " ".join(name.name for name in person.names.all())
    return SearchText(
        title=person.name,
        url=person.get_absolute_url(),
        body=person.clubs_held,
        keywords=f"{spellings} {person.terms_held}",
    )


def session_text(session: Meeting) -> SearchText:
    """Keep the agenda, so that a session is found by what it dealt with."""
    name = f"sesja {session.roman}".strip()
    when = short_date(session.day) if session.day else f"kadencja {session.term}"
    return SearchText(
        title=f"{name[:1].upper()}{name[1:]}, {when}",
        url=session.get_absolute_url(),
        body="\n".join(_points(session)),
        keywords=f"{name} {session.number or ''} kadencja {session.term}",
        day=session.day,
    )


def _points(session: Meeting) -> Iterator[str]:
    for item in session.agenda_items.all():
        sign = f" (druk {item.draft.number})" if item.draft else ""
        yield f"{item.label}. {item.title}{sign}"


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
