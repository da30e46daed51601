"""What search keeps of people."""

from __future__ import annotations

from council.models import Person
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
