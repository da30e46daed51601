"""
The back room: where volunteers enter and correct the council's record.

What is typed walks the same way as what a machine reads: a form builds the draft, the importer stores it, with the
person and the document he read it from as its source.
"""

from council.admin import (
    attendance,
    clubs,
    committees,
    correctable,
    interpellations,
    life,
    meetings,
    merging,
    names,
    people,
    petitions,
    remarks,
    resolutions,
    sessions,
    texts,
    votes,
)
from watchdog.backroom.site import site

__all__ = [
    "attendance",
    "clubs",
    "committees",
    "correctable",
    "interpellations",
    "life",
    "meetings",
    "people",
    "petitions",
    "remarks",
    "resolutions",
    "sessions",
    "texts",
    "votes",
]

for room in (names, merging):
    site.add_door(room.urls)
