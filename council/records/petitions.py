"""Petitions as a kind of record."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from council.filters import PetitionFilter
from council.models import Petition
from council.searching.petitions import petition_text
from watchdog.records import Column, RecordType, register

PETITIONS = register(
    RecordType(
        kind="council.petition",
        model=Petition,
        singular=_("petition"),
        plural=_("Petitions"),
        list_url="council:petition-list",
        queryset=lambda: Petition.objects.for_list(),
        filterset=PetitionFilter,
        columns=(
            Column("id", _("key"), attrgetter("slug")),
            Column("term", _("term"), lambda petition: petition.term.slug if petition.term else ""),
            Column("received", _("received"), attrgetter("received")),
            Column("petitioner_kind", _("kind of petitioner"), attrgetter("petitioner_kind")),
            Column("petitioner", _("petitioner"), attrgetter("petitioner")),
            Column("to_council", _("to the council"), attrgetter("to_council")),
            Column("to_mayor", _("to the mayor"), attrgetter("to_mayor")),
            Column("subject", _("subject"), attrgetter("subject")),
            Column("outcome", _("outcome"), attrgetter("outcome")),
            Column("outcome_words", _("outcome as worded"), attrgetter("outcome_words")),
            Column("decided_on", _("decided on"), attrgetter("decided_on")),
            Column("committee", _("committee"), attrgetter("committee")),
            Column("committee_opinion", _("what the committee said"), attrgetter("committee_opinion")),
            Column("resolution", _("resolution"), lambda petition: str(petition.resolution or "")),
            Column("reasons", _("reasons"), attrgetter("reasons")),
        ),
        search_text=petition_text,
        key=attrgetter("slug"),
        order=("-year", "-month", "-received_on"),
        sorts={"data": ("year", "month", "received_on")},
    )
)
