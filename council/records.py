"""
The council's kinds of records, introduced to search, exports, feeds and sitemaps.

What search keeps is Polish, like the documents. Where a record was read stands in every export by itself.
"""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from council.filters import DraftFilter, PersonFilter, ResolutionFilter, SessionFilter, VoteFilter
from council.models import (
    AgendaItem,
    ClubMembership,
    DraftResolution,
    Mandate,
    Meeting,
    Person,
    PersonName,
    Resolution,
    Vote,
)
from council.searching import draft_text, person_text, resolution_text, session_text, vote_text
from watchdog.records import Column, RecordType, register

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
    )
)

SESSIONS = register(
    RecordType(
        kind="council.session",
        model=Meeting,
        singular=_("session"),
        plural=_("Sessions"),
        list_url="council:session-list",
        queryset=lambda: Meeting.objects.sessions().for_list().prefetch_related("agenda_items__draft"),
        filterset=SessionFilter,
        columns=(
            Column("term", _("term"), attrgetter("term.slug")),
            Column("number", _("number"), attrgetter("number")),
            Column("day", _("first day"), attrgetter("day")),
            Column("starts_at", _("starts at"), attrgetter("starts_at")),
            Column("venue", _("venue"), attrgetter("venue")),
            Column("recording", _("recording"), attrgetter("recording")),
            Column("present", _("present"), attrgetter("present")),
            Column("absent", _("absent"), attrgetter("absent")),
            Column("items", _("agenda items known"), attrgetter("items_known")),
            Column("votes", _("votes known"), attrgetter("votes_held")),
        ),
        search_text=session_text,
        key=lambda session: f"{session.term.slug}/{session.key}",
        order=("-term__starts", "-day", "-number"),
        sorts={"data": ("day", "number")},
        made_of={AgendaItem: "agenda_items", DraftResolution: "agenda_items__draft"},
    )
)

VOTES = register(
    RecordType(
        kind="council.vote",
        model=Vote,
        singular=_("vote"),
        plural=_("Votes"),
        list_url="council:vote-list",
        queryset=lambda: Vote.objects.for_list(),
        filterset=VoteFilter,
        columns=(
            Column("id", _("key"), attrgetter("slug")),
            Column("body", _("body"), lambda vote: vote.meeting.body.name if vote.meeting else ""),
            Column("term", _("term"), lambda vote: vote.meeting.term.slug if vote.meeting else ""),
            Column("session", _("session"), lambda vote: vote.meeting.number if vote.meeting else None),
            Column("year", _("year"), attrgetter("year")),
            Column("day", _("day"), attrgetter("day")),
            Column("time", _("time"), attrgetter("time")),
            Column("number", _("number"), attrgetter("number")),
            Column("item", _("agenda item"), attrgetter("item")),
            Column("subject", _("subject"), attrgetter("subject")),
            Column("print", _("print number"), lambda vote: vote.draft.number if vote.draft else ""),
            Column(
                "resolution", _("resolution adopted"), lambda vote: vote.resolution.number if vote.resolution else ""
            ),
            Column("secret", _("secret"), attrgetter("secret")),
            Column("result", _("recorded result"), attrgetter("result")),
            Column("result_label", _("result as worded"), attrgetter("result_label")),
            Column("for", _("votes for"), attrgetter("tally_for")),
            Column("against", _("votes against"), attrgetter("tally_against")),
            Column("abstained", _("abstentions"), attrgetter("tally_abstain")),
            Column("absent", _("absent people"), attrgetter("tally_absent")),
            Column("not_voting", _("present, not voting"), attrgetter("tally_not_voting")),
            Column("counted", _("numbers counted by us from names"), attrgetter("tally_counted")),
            Column("by_name", _("names known"), attrgetter("named")),
        ),
        search_text=vote_text,
        key=attrgetter("slug"),
        order=("-year", "-day", "-time", "-number"),
        sorts={"data": ("year", "day", "time", "number")},
        made_of={Meeting: "meeting", Resolution: "resolution", DraftResolution: "draft"},
    )
)

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
        queryset=lambda: Resolution.objects.for_list(),
        filterset=ResolutionFilter,
        columns=(
            Column("number", _("number"), attrgetter("number")),
            Column("year", _("year"), attrgetter("year")),
            Column("adopted_on", _("adopted on"), attrgetter("adopted_on")),
            Column("title", _("title"), attrgetter("title")),
            Column("journal_year", _("year of the journal"), attrgetter("journal_year")),
            Column("journal_position", _("position in the journal"), attrgetter("journal_position")),
            Column("validity", _("validity"), attrgetter("validity")),
            Column("validity_note", _("ruling"), attrgetter("validity_note")),
        ),
        search_text=resolution_text,
        key=lambda resolution: f"{resolution.year}/{resolution.slug}",
        order=("-year", "-adopted_on"),
        sorts={"data": ("year", "adopted_on")},
    )
)
