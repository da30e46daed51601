"""A vote's own page: what was asked, what became of it, who chose what, and how we know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.models import Vote
from council.models.vote_choices import Kind
from council.presenters.checks import Majority, majority, unknown_majority
from council.presenters.comparing import Said, side_by_side
from council.presenters.remarks import Told, remarks_of
from council.presenters.roll_call import RollCall, roll_call
from council.presenters.rows import place_of, result_word, title_of, totals_of
from council.titles import capitalised, print_name
from watchdog.archive.evidence import Correction, Doubt, corrections, doubts, readings_of
from watchdog.archive.models import Reading
from watchdog.core.charts.votes import Totals, in_words
from watchdog.core.typography import long_date, short_date

LONGEST_HEADING = 160
"""A longer question is cut for the heading, at a word, and stands in full below it."""

SPOKEN = frozenset({"za", "przeciw", "wstrzymal_sie"})
"""What the answer under the heading says; the rest stands in the legend."""


@dataclass(frozen=True)
class Neighbour:
    """The vote held before or after this one."""

    title: str
    url: str


@dataclass(frozen=True)
class VotePage:
    """Everything the template shows of one vote."""

    vote: Vote
    heading: str
    whole: str
    """The question in full, where the heading had to be cut."""
    totals: Totals
    names: RollCall
    majority: Majority | None
    no_majority: str
    """Why the result is not recomputed, where that can be said."""
    remarks: tuple[Told, ...]
    facts: tuple[SafeString | str, ...]
    doubts: tuple[Doubt, ...]
    readings: Sequence[Reading]
    said: tuple[Said, ...]
    history: Sequence[Correction]
    before: Neighbour | None
    after: Neighbour | None

    @property
    def kicker(self) -> str:
        meeting = self.vote.meeting
        term = _("term %(term)s") % {"term": meeting.term} if meeting else ""
        return " · ".join(part for part in (self._kind(), place_of(meeting), term) if part)

    def _kind(self) -> str:
        if self.vote.secret:
            return _("Secret vote")
        if self.names.seats:
            return _("Vote by name")
        if self.totals:
            return _("Vote known by its totals only")
        return _("Vote known by its result only") if self.vote.result else _("Vote of which the result is not known")

    @property
    def answer(self) -> str:
        """Answer the page's question in one sentence: the result of the record, then the numbers."""
        numbers = in_words({choice: count for choice, count in self.totals.items() if choice in SPOKEN})
        if self.vote.kind == Kind.QUORUM and not self.vote.result:
            return _("A check of who was present; nothing was decided.")
        word = capitalised(result_word(self.vote))
        if word and numbers:
            return f"{word}: {numbers}."
        if word or numbers:
            return f"{word or capitalised(numbers)}."
        return _("We do not know the result of this vote.")

    @property
    def deck(self) -> str:
        if self.vote.result and not self.totals:
            return _("The source gives no numbers.")
        if self.totals and not self.vote.result:
            return _("The source does not say whether it passed.")
        return _("The vote was secret, so nobody's choice is known.") if self.vote.secret else ""

    @property
    def below(self) -> str:
        """Give the line under the drawn result: of how many seats, or how many names where the seats are not known."""
        if self.majority is None or (self.vote.meeting and not self.vote.meeting.is_session):
            return self.n
        return _("of %(seats)s seats") % {"seats": self.majority.assessment.seats}

    @property
    def no_names(self) -> str:
        if self.vote.secret:
            return _("The vote was secret: nobody's choice is known, and nobody is drawn.")
        return _("The source names nobody, so we draw no seats.")

    @property
    def need_note(self) -> str:
        """Say what the line across the bar means; nothing where there is no line."""
        people = sum(count or 0 for count in self.totals.values())
        return self.majority.need_note if self.majority and (self.majority.need or 0) <= people else ""

    @property
    def n(self) -> str:
        if self.names.seats:
            return ngettext("%(n)s name", "%(n)s names", len(self.names.seats)) % {"n": len(self.names.seats)}
        if not self.is_whole:
            return _("not known: the source leaves out a part of the numbers")
        people = sum(count or 0 for count in self.totals.values())
        return ngettext("%(n)s person counted", "%(n)s people counted", people) % {"n": people}

    @property
    def is_whole(self) -> bool:
        """Whether the source gives each number of votes cast; else a drawn bar would show a part for all."""
        return all(self.totals.get(choice) is not None for choice in SPOKEN)

    @property
    def period(self) -> str:
        return _("one vote, %(day)s") % {"day": self._when()}

    def _when(self) -> str:
        return long_date(self.vote.day) if self.vote.day else str(self.vote.year)

    @property
    def method(self) -> str:
        if self.vote.tally_counted:
            return _("We counted the totals from the names, because the source prints none.")
        return _("The totals are the ones that the source gives.")

    @property
    def short_name(self) -> str:
        """Give a name for the way back: the resolution's number, or the day."""
        if self.vote.resolution and self.vote.resolution.number:
            return self.vote.resolution.number
        return short_date(self.vote.day) if self.vote.day else str(self.vote.year)

    @property
    def citation(self) -> str:
        parts = (f"„{shortened(title_of(self.vote), 90)}”", self._when(), in_words(self.totals))
        return ", ".join(part for part in parts if part)


def vote_page(vote: Vote) -> VotePage:
    """Build the page of a vote fetched by ``Vote.objects.for_page()``."""
    readings, title = readings_of(vote), title_of(vote)
    heading = shortened(title)
    before, after = neighbours(vote)
    return VotePage(
        vote=vote,
        heading=heading,
        whole=title if heading != title else "",
        totals=totals_of(vote),
        names=roll_call(vote),
        majority=majority(vote),
        no_majority=unknown_majority(vote),
        remarks=remarks_of(vote),
        facts=tuple(_facts(vote)),
        doubts=tuple(doubts(vote.findings)),
        readings=readings,
        said=tuple(side_by_side(readings)),
        history=corrections(vote),
        before=before,
        after=after,
    )


def shortened(text: str, length: int = LONGEST_HEADING) -> str:
    if len(text) <= length:
        return text
    head = text[:length]  # of a word without an end, as much as there is room for
    return f"{(head.rpartition(' ')[0] or head).rstrip(',;:–- ')}…"


def neighbours(vote: Vote) -> tuple[Neighbour | None, Neighbour | None]:
    """Give the votes before and after this one in its meeting, in one query."""
    if vote.meeting_id is None:
        return None, None
    votes = list(Vote.objects.in_meeting_order().filter(meeting=vote.meeting_id).only("slug", "subject", "item"))
    here = next(place for place, other in enumerate(votes) if other.pk == vote.pk)
    return _neighbour(votes, here - 1), _neighbour(votes, here + 1)


def _neighbour(votes: Sequence[Vote], place: int) -> Neighbour | None:
    if not 0 <= place < len(votes):
        return None
    return Neighbour(shortened(title_of(votes[place]), 140), votes[place].get_absolute_url())


def _facts(vote: Vote) -> list[SafeString | str]:
    facts: list[SafeString | str] = [_day(vote)]
    if vote.meeting:
        facts.append(link(vote.meeting.get_absolute_url(), capitalised(place_of(vote.meeting))))
    if vote.kind:
        facts.append(_kind(vote))
    if vote.number:
        facts.append(_("vote no. %(number)s") % {"number": vote.number})
    if vote.item:
        facts.append(_("agenda item %(item)s") % {"item": vote.item})
    if vote.draft:
        facts.append(link(vote.draft.get_absolute_url(), print_name(vote.draft.number)))
    if vote.resolution:
        facts.append(link(vote.resolution.get_absolute_url(), _resolution(vote.resolution.number)))
    if vote.result_label:
        facts.append(format_html("{}: <b>{}</b>", _("Result in the source"), vote.result_label))
    return facts


def _kind(vote: Vote) -> SafeString:
    """Name the kind of the question, and whose word that is."""
    label = capitalised(str(vote.get_kind_display()))
    if not vote.kind_is_ours:
        return format_html("{}", label)
    return format_html('{} <span class="na">{}</span>', label, _("by the words of the question"))


def _day(vote: Vote) -> SafeString:
    if vote.day is None:
        return format_html('<b>{}</b> <span class="na">{}</span>', vote.year, _("day not known"))
    return format_html("<b>{}{}</b>", long_date(vote.day), f", {vote.time:%H:%M}" if vote.time else "")


def _resolution(number: str) -> str:
    return _("resolution %(number)s") % {"number": number} if number else _("the resolution adopted")


def link(url: str, text: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, text)
