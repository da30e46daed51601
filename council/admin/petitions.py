"""Petitions in the back room."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

from council.forms.petitions import PetitionForm
from council.models import Petition
from watchdog.backroom.admins import SourcedAdmin

FIELDS = [
    *("year", "month", "received_on", "petitioner_kind", "petitioner", "to_council", "to_mayor", "subject"),
    *("outcome", "outcome_words", "decided_on", "session", "resolution_number"),
    *("committee", "committee_opinion", "reasons"),
]


@admin.register(Petition)
class PetitionAdmin(SourcedAdmin):
    """Petitions and what became of them; a private person is chosen as such and never named."""

    add_title = gettext_lazy("Add a petition")
    form = PetitionForm
    entered = FIELDS
    corrected = FIELDS
    list_display = ["subject", "petitioner", "received", "outcome"]
    list_filter = ["outcome", "petitioner_kind", "year"]
    search_fields = ["subject", "petitioner"]
