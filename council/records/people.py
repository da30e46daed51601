"""Councillors as a kind of record."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from council.filters import PersonFilter
from council.models import ClubMembership, Mandate, Person, PersonName
from council.records import blocks
from council.searching.people import person_text
from watchdog.records import Block, Column, RecordType, register

PEOPLE = register(
    RecordType(
        kind="council.person",
        model=Person,
        singular=_("councillor"),
        plural=_("Councillors"),
        list_url="council:person-list",
        queryset=lambda: Person.objects.for_list().prefetch_related("names"),
        filterset=PersonFilter,
        columns=(
            Column("slug", _("key"), attrgetter("slug")),
            Column("given_name", _("given names"), attrgetter("given_name")),
            Column("family_name", _("family name"), attrgetter("family_name")),
            Column("terms", _("terms"), attrgetter("terms_held")),
            Column("clubs", _("clubs"), attrgetter("clubs_held")),
        ),
        search_text=person_text,
        key=attrgetter("slug"),
        order=("sort_key", "given_name"),
        sorts={"nazwisko": ("sort_key", "given_name")},
        made_of={Mandate: "mandates", ClubMembership: "club_memberships", PersonName: "names"},
        block=Block("radny", "council/_person_block.html", blocks.people, "jan-kowalski"),
    )
)
