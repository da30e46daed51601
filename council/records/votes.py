"""Votes as a kind of record."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from council.filters import VoteFilter
from council.models import DraftResolution, Meeting, Remark, Resolution, Vote
from council.presenters.remarks import in_a_line
from council.records import blocks
from council.searching.votes import vote_text
from watchdog.records import Block, Column, RecordType, register

VOTES = register(
    RecordType(
        kind="council.vote",
        model=Vote,
        singular=_("vote"),
        plural=_("Votes"),
        list_url="council:vote-list",
        queryset=lambda: Vote.objects.for_list().prefetch_related("remarks"),
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
            Column("kind", _("kind"), attrgetter("kind")),
            Column("kind_by_words", _("kind found by us from the words"), attrgetter("kind_is_ours")),
            Column("secret", _("secret"), attrgetter("secret")),
            Column("result", _("recorded result"), attrgetter("result")),
            Column("result_label", _("result as worded"), attrgetter("result_label")),
            Column("majority", _("majority needed, as stated"), attrgetter("required_majority")),
            Column("computed_result", _("result computed by us"), attrgetter("computed_result")),
            Column("for", _("votes for"), attrgetter("tally_for")),
            Column("against", _("votes against"), attrgetter("tally_against")),
            Column("abstained", _("abstentions"), attrgetter("tally_abstain")),
            Column("absent", _("absent people"), attrgetter("tally_absent")),
            Column("not_voting", _("present, not voting"), attrgetter("tally_not_voting")),
            Column("counted", _("numbers counted by us from names"), attrgetter("tally_counted")),
            Column("by_name", _("names known"), attrgetter("named")),
            Column("remarks", _("remarks"), in_a_line),
            Column("findings", _("findings"), lambda vote: " ".join(each["text"] for each in vote.findings)),
        ),
        search_text=vote_text,
        key=attrgetter("slug"),
        order=("-year", "-day", "-time", "-number"),
        sorts={"data": ("year", "day", "time", "number")},
        made_of={Remark: "remarks", Meeting: "meeting", Resolution: "resolution", DraftResolution: "draft"},
        block=Block("glosowanie", "council/_vote_block.html", blocks.votes, "2014-06-12-uchwala-xliv-949-2014"),
    )
)
