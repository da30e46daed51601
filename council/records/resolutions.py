"""Draft resolutions and resolutions as kinds of records."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from council.filters import DraftFilter, ResolutionFilter
from council.models import DraftResolution, Resolution, Ruling
from council.searching.resolutions import draft_text, resolution_text
from watchdog.records import Column, RecordType, register

DRAFTS = register(
    RecordType(
        kind="council.draft",
        model=DraftResolution,
        singular=_("draft resolution"),
        plural=_("Draft resolutions"),
        list_url="council:draft-list",
        queryset=lambda: DraftResolution.objects.for_list(),
        filterset=DraftFilter,
        columns=(
            Column("term", _("term"), attrgetter("term.slug")),
            Column("number", _("print number"), attrgetter("number")),
            Column("title", _("title"), attrgetter("title")),
            Column("day", _("first on an agenda"), attrgetter("day")),
            Column("replaces", _("stands in for print"), lambda draft: draft.replaces.number if draft.replaces else ""),
            Column("amended", _("with the mover's own amendments"), attrgetter("amended")),
            Column("tabled_by", _("tabled by"), attrgetter("initiator")),
            Column("mover", _("mover as printed"), attrgetter("initiator_name")),
            Column("state", _("state"), attrgetter("state")),
        ),
        search_text=draft_text,
        key=lambda draft: f"{draft.term.slug}/{draft.slug}",
        order=("-term__starts", "-day"),
        sorts={"data": ("term__starts", "day")},
    )
)

RESOLUTIONS = register(
    RecordType(
        kind="council.resolution",
        model=Resolution,
        singular=_("resolution"),
        plural=_("Resolutions"),
        list_url="council:resolution-list",
        queryset=lambda: Resolution.objects.for_list().prefetch_related("rulings"),
        filterset=ResolutionFilter,
        columns=(
            Column("number", _("number"), attrgetter("number")),
            Column("year", _("year"), attrgetter("year")),
            Column("adopted_on", _("adopted on"), attrgetter("adopted_on")),
            Column("title", _("title"), attrgetter("title")),
            Column("journal_year", _("year of the journal"), attrgetter("journal_year")),
            Column("journal_position", _("position in the journal"), attrgetter("journal_position")),
            Column("journal_on", _("day of the journal"), attrgetter("journal_on")),
            Column("in_force_on", _("in force on"), attrgetter("in_force_on")),
            Column("eli", "ELI", attrgetter("eli")),
            Column("standing", _("standing by rulings"), attrgetter("standing")),
            Column("changed", _("changed or repealed by a later one"), attrgetter("changed")),
            Column("validity", _("validity"), attrgetter("validity")),
            Column("validity_note", _("ruling"), attrgetter("validity_note")),
        ),
        search_text=resolution_text,
        key=lambda resolution: f"{resolution.year}/{resolution.slug}",
        order=("-year", "-adopted_on"),
        sorts={"data": ("year", "adopted_on")},
        made_of={Ruling: "rulings"},
    )
)
