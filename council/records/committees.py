"""Committees as a kind of record: each in each of its terms."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from council.filters import CommitteeFilter
from council.models import BodyMembership, CommitteeTerm
from council.presenters.committees import member_names
from council.searching.committees import committee_text
from watchdog.records import Column, RecordType, register

COMMITTEES = register(
    RecordType(
        kind="council.committee",
        model=CommitteeTerm,
        singular=_("committee"),
        plural=_("Committees"),
        list_url="council:committee-list",
        queryset=lambda: CommitteeTerm.objects.for_list(),
        filterset=CommitteeFilter,
        columns=(
            Column("term", _("term"), attrgetter("term.slug")),
            Column("slug", _("key"), attrgetter("body.slug")),
            Column("name", _("name"), attrgetter("body.name")),
            Column("members", _("members known, at any time of the term"), lambda each: "; ".join(member_names(each))),
            Column("members_known_since", _("all members known since"), attrgetter("members_known_since")),
            Column("members_known_until", _("all members known until"), attrgetter("members_known_until")),
            Column("meetings", _("meetings known"), attrgetter("meetings_known")),
            Column("votes", _("votes known"), attrgetter("votes_known")),
        ),
        search_text=committee_text,
        key=lambda committee: f"{committee.body.slug}/{committee.term.slug}",
        order=("-term__starts", "body__name"),
        made_of={BodyMembership: "body__memberships"},
    )
)
