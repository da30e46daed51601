"""Interpellations and questions as a kind of record."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from council.filters import InterpellationFilter
from council.models import Interpellation, Person
from council.searching.interpellations import interpellation_text
from watchdog.records import Column, RecordType, register

INTERPELLATIONS = register(
    RecordType(
        kind="council.interpellation",
        model=Interpellation,
        singular=_("interpellation"),
        plural=_("Interpellations and questions"),
        list_url="council:interpellation-list",
        queryset=lambda: Interpellation.objects.for_list(),
        filterset=InterpellationFilter,
        columns=(
            Column("id", _("key"), attrgetter("slug")),
            Column("term", _("term"), attrgetter("term.slug")),
            Column("kind", _("kind"), attrgetter("kind")),
            Column("number", _("case number"), attrgetter("number")),
            Column("subject", _("subject"), attrgetter("subject")),
            Column("authors", _("who asked"), attrgetter("authors")),
            Column("received_on", _("received on"), attrgetter("received_on")),
            Column("answer", _("answer"), attrgetter("answer")),
            Column("answered_on", _("answered on"), attrgetter("answered_on")),
            Column("answer_as_of", _("no answer as of"), attrgetter("answer_as_of")),
            Column("days", _("days to the answer"), attrgetter("days_taken")),
            Column("standing", _("answer against the clock"), attrgetter("standing")),
            Column("question_url", _("text of the question"), attrgetter("question_url")),
            Column("answer_url", _("text of the answer"), attrgetter("answer_url")),
        ),
        search_text=interpellation_text,
        key=attrgetter("slug"),
        order=("-term__starts", "-received_on"),
        sorts={"data": ("term__starts", "received_on")},
        made_of={Person: "asked_by__person"},
    )
)
