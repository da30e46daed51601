"""What search keeps of people."""

from __future__ import annotations

from council.models import Person
from watchdog.records import SearchText

COUNCILLOR = "radny radna"
"""What people put before the name of who holds a mandate."""


def person_text(person: Person) -> SearchText:
    """Keep every spelling of the name, what people call who has a mandate, the terms and the clubs."""
    spellings = " ".join(name.name for name in person.names.all())
    return SearchText(
        title=person.name,
        url=person.get_absolute_url(),
        body=person.clubs_held,
        keywords=f"{spellings} {COUNCILLOR} {person.terms_held}",
    )
