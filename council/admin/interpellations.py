"""Interpellations and questions in the back room."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

from council.forms.interpellations import InterpellationForm
from council.models import Interpellation
from watchdog.backroom.admins import SourcedAdmin

FIELDS = [
    *("kind", "number", "subject", "authors", "received_on"),
    *("answer", "answered_on", "answer_as_of", "question_url", "answer_url"),
]


@admin.register(Interpellation)
class InterpellationAdmin(SourcedAdmin):
    """What councillors asked, who they are as printed, and the days; the people are found by the importer."""

    add_title = gettext_lazy("Add an interpellation or a question")
    form = InterpellationForm
    entered = ["term_slug", *FIELDS]
    corrected = FIELDS
    list_display = ["subject", "authors", "term", "received_on", "answered_on"]
    list_filter = ["kind", "answer", "term"]
    list_select_related = ["term"]
    date_hierarchy = "received_on"
    search_fields = ["subject", "authors", "number"]
