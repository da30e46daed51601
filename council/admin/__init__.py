"""
The back room: where volunteers enter and correct the council's record.

What is typed walks the same way as what a machine reads: a form builds the draft, the importer stores it, with the
person and the document he read it from as its source.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from council.admin import (
    attendance,
    clubs,
    committees,
    correctable,
    interpellations,
    life,
    meetings,
    people,
    petitions,
    remarks,
    resolutions,
    sessions,
    texts,
    votes,
)

admin.site.site_header = _("Gliwice OdNowa: back room")
admin.site.site_title = _("Gliwice OdNowa: back room")
admin.site.index_title = _("What would you like to enter or correct?")

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
