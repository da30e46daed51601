"""The page of a draft resolution: the outcome first, then its way from agenda to agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from council.models import AgendaItem, DraftResolution, Vote
from council.presenters.evidence import Correction, Doubt, corrections, doubts, readings_of
from council.presenters.rows import Row, place_of, result_word, row
from council.presenters.steps import Step, day_words, decided
from council.presenters.votes import link
from council.titles import capitalised, draft_title, print_name
from watchdog.archive.models import Reading
from watchdog.core.typography import long_date


@dataclass(frozen=True)
class DraftPage:
    """Everything the template shows of one draft."""

    draft: DraftResolution
    heading: str
    answer: str
    """What became of it, where a vote or a successor tells."""
    deck: str
    """What to know where nothing does."""
    facts: tuple[SafeString | str, ...]
    steps: tuple[Step, ...]
    votes: Sequence[Row]
    doubts: tuple[Doubt, ...]
    readings: Sequence[Reading]
    history: Sequence[Correction]

    @property
    def name(self) -> str:
        """Name the draft by its print."""
        return capitalised(print_name(self.draft.number))

    @property
    def kicker(self) -> str:
        return f"{self.name} · {self._term}"

    @property
    def citation(self) -> str:
        return f"{self.name}, {self._term}, „{self.heading}”"

    @property
    def _term(self) -> str:
        return _("term %(term)s") % {"term": self.draft.term}


def draft_page(draft: DraftResolution) -> DraftPage:
    """Build the page of a draft fetched by ``DraftResolution.objects.for_page()``."""
    items = list(AgendaItem.objects.filter(draft=draft).select_related("meeting__body", "meeting__term"))
    votes = list(Vote.objects.for_list().filter(draft=draft).in_meeting_order())
    successors = list(draft.replaced_by.select_related("term"))
    return DraftPage(
        draft=draft,
        heading=draft_title(draft.title) or _("Draft resolution of an unknown title"),
        answer=_answer(successors, votes),
        deck=_deck(draft),
        facts=tuple(_facts(draft, successors)),
        steps=(*_on_agendas(items), *decided(votes), *_replacements(successors)),
        votes=[row(vote) for vote in votes],
        doubts=tuple(doubts(draft.findings)),
        readings=readings_of(draft),
        history=corrections(draft),
    )


def _answer(successors: Sequence[DraftResolution], votes: Sequence[Vote]) -> str:
    """Say the outcome first: adopted, rejected, replaced; nothing where we do not know."""
    known = [vote for vote in votes if vote.result]
    if known:
        last = known[-1]
        return f"{capitalised(result_word(last))}{f', {long_date(last.day)}' if last.day else ''}."
    if successors:
        return _("Another print took its place: %(number)s.") % {"number": successors[0].number}
    return ""


def _deck(draft: DraftResolution) -> str:
    if not draft.title:
        return _("We know it only because another print took its place.")
    return _("We do not know how the council voted on it.")


def _facts(draft: DraftResolution, successors: Sequence[DraftResolution]) -> list[SafeString | str]:
    facts: list[SafeString | str] = []
    if draft.replaces:
        facts.append(format_html("{} {}", _("Stands in for"), _print(draft.replaces)))
    facts += [format_html("{} {}", _("Replaced by"), _print(each)) for each in successors]
    if draft.amended:
        facts.append(_("with the mover's own amendments"))
    return facts


def _print(draft: DraftResolution) -> SafeString:
    return link(draft.get_absolute_url(), print_name(draft.number))


def _on_agendas(items: Sequence[AgendaItem]) -> list[Step]:
    ordered = sorted(items, key=lambda item: (item.meeting.day or date.max, item.meeting.number or 0))
    return [_on_agenda(item) for item in ordered]


def _on_agenda(item: AgendaItem) -> Step:
    meeting = item.meeting
    return Step(
        when=day_words(meeting.day),
        title=_("On the agenda: %(meeting)s, item %(item)s") % {"meeting": place_of(meeting), "item": item.label},
        url=meeting.get_absolute_url(),
    )


def _replacements(successors: Sequence[DraftResolution]) -> list[Step]:
    return [
        Step(
            when=day_words(each.day),
            title=_("Replaced by print %(number)s") % {"number": each.number},
            url=each.get_absolute_url(),
            state="turn",
        )
        for each in successors
    ]
