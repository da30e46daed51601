"""The page of a resolution: whether it stands, then its way from adoption to journal and ruling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from council.models import Meeting, Resolution, Vote
from council.presenters.clocks import ClockRule, clock_rule
from council.presenters.relations import Related, incoming, outgoing
from council.presenters.rows import Row, row
from council.presenters.rulings import ANSWERS, DECKS, TAGS
from council.presenters.sessions import name_of
from council.presenters.steps import Step, day_words
from council.presenters.votes import link
from council.presenters.way import position_of, way_of
from council.titles import resolution_title
from watchdog.archive.evidence import Correction, Doubt, corrections, doubts, readings_of
from watchdog.archive.models import Reading
from watchdog.cities import profile
from watchdog.core.ids import resolution_number
from watchdog.core.typography import long_date


@dataclass(frozen=True)
class ResolutionPage:
    """Everything the template shows of one resolution."""

    resolution: Resolution
    facts: tuple[SafeString | str, ...]
    acts_on: Sequence[Related]
    """What it does to other resolutions."""
    acted_on_by: Sequence[Related]
    """What later ones did to it."""
    rules: Sequence[ClockRule]
    steps: tuple[Step, ...]
    votes: Sequence[Row]
    doubts: tuple[Doubt, ...]
    readings: Sequence[Reading]
    history: Sequence[Correction]

    @property
    def heading(self) -> str:
        return resolution_title(self.resolution.title)

    @property
    def number(self) -> str:
        return self.resolution.number or _("number not known")

    @property
    def kicker(self) -> SafeString:
        word = tag_of(self.resolution)
        tag = format_html(' <span class="tag tag--przeciw">{}</span>', word) if word else ""
        return format_html("{} <b>{}</b>{}", _("Resolution"), self.number, tag)

    @property
    def answer(self) -> str:
        """Say the outcome first, where a ruling turned it."""
        return str(ANSWERS.get(self.resolution.standing, ""))

    @property
    def deck(self) -> str:
        return str(DECKS.get(self.resolution.standing, ""))

    @property
    def citation(self) -> str:
        kind = _("Resolution")
        return f"{kind} {self.number}, {day_words(self.resolution.adopted_on)}, „{self.heading}”"


def resolution_page(resolution: Resolution) -> ResolutionPage:
    """Build the page of a resolution fetched by ``Resolution.objects.for_page()``."""
    votes = list(Vote.objects.for_list().filter(resolution=resolution).in_meeting_order())
    session = session_of(resolution, votes)
    rulings = list(resolution.rulings.in_order())
    later = list(resolution.acted_on_by.for_way().by_day())
    earlier = list(resolution.relations.for_way())
    records = (resolution, *rulings, *later, *earlier)
    return ResolutionPage(
        resolution=resolution,
        facts=tuple(_facts(resolution, session)),
        acts_on=outgoing(earlier),
        acted_on_by=incoming(later),
        rules=[clock_rule(setting) for setting in profile(settings.CITY).clocks],
        steps=tuple(way_of(resolution, session, votes, rulings, later)),
        votes=[row(vote) for vote in votes],
        doubts=tuple(doubts([finding for record in records for finding in record.findings])),
        readings=readings_of(resolution),
        history=corrections(resolution, resolution.rulings.all(), resolution.relations.for_way()),
    )


def tag_of(resolution: Resolution) -> str:
    """Give the standing of a resolution in two words; nothing where no ruling turned it."""
    return str(TAGS.get(resolution.standing, ""))


def session_of(resolution: Resolution, votes: Sequence[Vote]) -> Meeting | None:
    """Find the session that adopted it: the vote's own, else the one its number names, else the one of its day."""
    for vote in votes:
        if vote.meeting:
            return vote.meeting
    if resolution.term_id is None:
        return None
    sessions = Meeting.objects.sessions().select_related("body", "term").filter(term=resolution.term_id)
    number = resolution_number(resolution.number)
    found = sessions.filter(number=number.session).first() if number else None
    if found is None and resolution.adopted_on:
        found = sessions.filter(sittings__day=resolution.adopted_on).first()
    return found


def _facts(resolution: Resolution, session: Meeting | None) -> list[SafeString | str]:
    facts: list[SafeString | str] = [format_html("{} <b>{}</b>", _("Adopted on"), day_words(resolution.adopted_on))]
    if session:
        facts.append(link(session.get_absolute_url(), name_of(session)))
    if resolution.journal_position:
        facts.append(_("Official journal: %(position)s") % {"position": position_of(resolution)})
    if resolution.in_force_on:
        facts.append(format_html("{} <b>{}</b>", _("In force on"), long_date(resolution.in_force_on)))
    if resolution.eli.startswith("https://"):
        facts.append(link(resolution.eli, _("The act in the journal (ELI)")))
    return facts
