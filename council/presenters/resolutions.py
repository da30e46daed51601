"""The page of a resolution: whether it stands, then its way from adoption to journal and ruling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.models import Meeting, Resolution, Vote
from council.presenters.evidence import Correction, Doubt, corrections, doubts, readings_of
from council.presenters.rows import Row, row
from council.presenters.sessions import name_of
from council.presenters.steps import Step, day_words, voted
from council.presenters.votes import link
from council.titles import capitalised, resolution_title
from watchdog.archive.models import Reading
from watchdog.core.ids import resolution_number

TAGS = {
    Resolution.Validity.INVALID.value: gettext_lazy("invalid"),
    Resolution.Validity.PARTLY_INVALID.value: gettext_lazy("invalid in part"),
}
RULINGS = {
    Resolution.Validity.INVALID.value: gettext_lazy("It was declared invalid."),
    Resolution.Validity.PARTLY_INVALID.value: gettext_lazy("It was declared invalid in part."),
}


@dataclass(frozen=True)
class ResolutionPage:
    """Everything the template shows of one resolution."""

    resolution: Resolution
    facts: tuple[SafeString | str, ...]
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
        return str(RULINGS.get(self.resolution.validity, ""))

    @property
    def deck(self) -> str:
        return "" if self.resolution.validity else _("We know of no ruling that it is invalid.")

    @property
    def citation(self) -> str:
        kind = _("Resolution")
        return f"{kind} {self.number}, {day_words(self.resolution.adopted_on)}, „{self.heading}”"


def resolution_page(resolution: Resolution) -> ResolutionPage:
    """Build the page of a resolution fetched by ``Resolution.objects.for_page()``."""
    votes = list(Vote.objects.for_list().filter(resolution=resolution).in_meeting_order())
    session = session_of(resolution, votes)
    return ResolutionPage(
        resolution=resolution,
        facts=tuple(_facts(resolution, session)),
        steps=tuple(_way(resolution, session, votes)),
        votes=[row(vote) for vote in votes],
        doubts=tuple(doubts(resolution.findings)),
        readings=readings_of(resolution),
        history=corrections(resolution),
    )


def tag_of(resolution: Resolution) -> str:
    """Give the state of a resolution in two words; nothing where no ruling is known to us."""
    return str(TAGS.get(resolution.validity, ""))


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
        facts.append(_("Official journal: %(position)s") % {"position": _position(resolution)})
    return facts


def _position(resolution: Resolution) -> str:
    return ", ".join(str(part) for part in (resolution.journal_year, resolution.journal_position) if part)


def _way(resolution: Resolution, session: Meeting | None, votes: Sequence[Vote]) -> list[Step]:
    adopted = Step(
        when=day_words(resolution.adopted_on),
        title=_("Adopted by the council"),
        text=name_of(session) if session else "",
        url=session.get_absolute_url() if session else "",
    )
    steps = [adopted, *map(voted, votes), _published(resolution)]
    return [*steps, _ruled(resolution)] if resolution.validity else steps


def _published(resolution: Resolution) -> Step:
    if resolution.journal_position:
        when = str(resolution.journal_year or _("year not known"))
        return Step(when, _("Published in the official journal"), _position(resolution))
    text = _("We have no position in the journal; not every act is published there.")
    return Step(_("not known"), _("Official journal"), text, state="gap")


def _ruled(resolution: Resolution) -> Step:
    title = capitalised(str(Resolution.Validity(resolution.validity).label))
    return Step(_("supervision or court"), title, resolution.validity_note, state="turn")
