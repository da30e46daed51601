"""The page of a draft resolution: the outcome first, then its way from agenda to agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from council.drafts import Initiator, Stage
from council.lifecycle import Clock, Event, in_order, residents_draft
from council.models import AgendaItem, DraftResolution, DraftStage, DraftState, Opinion, Vote
from council.models.states import BESIDE
from council.presenters.clocks import ClockWords, clock_words
from council.presenters.rows import Row, Tag, place_of, result_word, row
from council.presenters.stages import committees_unknown, mover, opinion_steps, stage_steps, tabled_unknown
from council.presenters.steps import RANKS, Step, day_words, decided
from council.presenters.votes import link
from council.titles import capitalised, draft_title, print_name
from watchdog.archive.evidence import Correction, Doubt, corrections, doubts, readings_of
from watchdog.archive.models import Reading
from watchdog.cities import profile
from watchdog.core.dates import today
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
    stages = list(draft.stages.for_way())
    opinions = list(Opinion.objects.for_list().filter(draft=draft))
    successors = list(draft.replaced_by.select_related("term"))
    way = [
        *before_the_vote(draft, stages, items, votes, opinions),
        *decided(votes),
        *_replacements(successors),
    ]
    return DraftPage(
        draft=draft,
        heading=draft_title(draft.title) or _("Draft resolution of an unknown title"),
        answer=_answer(draft, successors, votes),
        deck=_deck(draft),
        facts=tuple(_facts(draft, successors)),
        steps=tuple(in_order(way)),
        votes=[row(vote) for vote in votes],
        doubts=tuple(doubts([*draft.findings, *(each for stage in stages for each in stage.findings)])),
        readings=readings_of(draft),
        history=corrections(
            draft,
            draft.stages.all(),
            Opinion.objects.for_list().filter(draft=draft),
            AgendaItem.objects.filter(draft=draft),
        ),
    )


def before_the_vote(
    draft: DraftResolution,
    stages: Sequence[DraftStage],
    items: Sequence[AgendaItem],
    votes: Sequence[Vote],
    opinions: Sequence[Opinion],
) -> list[tuple[Event, Step]]:
    """Tell what happened to a draft until the council voted: from its tabling, through committees, to its agendas."""
    told = stage_steps(stages, items, votes)
    known = {stage.stage for stage in stages}
    gaps = [] if Stage.TABLED in known else [tabled_unknown(draft)]
    if not opinions and known.isdisjoint((Stage.REFERRED, Stage.OPINION)):
        gaps.append(committees_unknown())
    clock = clock_words(_residents_clock(draft, stages, items))
    way = [*gaps, *told, *opinion_steps(opinions), *_on_agendas(items)]
    return [_with_clock(each, clock) if each[0].rank == RANKS[Stage.TABLED] else each for each in way]


def _with_clock(each: tuple[Event, Step], clock: ClockWords | None) -> tuple[Event, Step]:
    return each[0], replace(each[1], clock=clock)


def _residents_clock(draft: DraftResolution, stages: Sequence[DraftStage], items: Sequence[AgendaItem]) -> Clock | None:
    """Give the clock of a residents' draft, from its filing to the first session that had it on its agenda."""
    if draft.initiator != Initiator.RESIDENTS:
        return None
    filed = [stage.day for stage in stages if stage.stage == Stage.TABLED and stage.day and not stage.is_inferred]
    meetings = [item.meeting for item in items if not item.is_inferred and not item.meeting.is_inferred]
    taken_up = [meeting.day for meeting in meetings if meeting.is_session and meeting.day]
    city = profile(settings.CITY)
    return residents_draft(min(filed, default=None), min(taken_up, default=None), city, today())


def _answer(draft: DraftResolution, successors: Sequence[DraftResolution], votes: Sequence[Vote]) -> str:
    """Say the outcome first, where one is known; the same state as in the list and its filter."""
    known = [vote for vote in votes if vote.result and not vote.is_inferred and not _beside(vote)]
    if draft.state in (DraftState.ADOPTED, DraftState.REJECTED) and known:
        last = known[-1]
        return f"{capitalised(result_word(last))}{f', {long_date(last.day)}' if last.day else ''}."
    if draft.state == DraftState.REPLACED:
        return _("Another print took its place: %(number)s.") % {"number": successors[0].number}
    return "" if draft.state == DraftState.UNKNOWN else f"{capitalised(state_word(draft.state))}."


def _beside(vote: Vote) -> bool:
    """Tell whether a vote decided something else than the draft: an amendment, a motion, a committee's opinion."""
    return vote.kind in BESIDE or bool(vote.meeting and not vote.meeting.is_session)


def state_word(state: str) -> str:
    """Say in a few words what became of a draft."""
    return str(DraftState(state).label)


SIGNS = {DraftState.ADOPTED.value: "za", DraftState.REJECTED.value: "przeciw"}
"""An adopted draft borrows the sign of a vote for, a rejected one of a vote against; the word stands beside it."""


def state_tag(draft: DraftResolution) -> Tag:
    """Give the state of a draft as a tag of a list."""
    return Tag(state_word(draft.state), SIGNS.get(draft.state, ""))


def _deck(draft: DraftResolution) -> str:
    if not draft.title:
        return _("We know it only because another print took its place.")
    return _("We do not know how the council voted on it.")


def _facts(draft: DraftResolution, successors: Sequence[DraftResolution]) -> list[SafeString | str]:
    facts: list[SafeString | str] = []
    if draft.initiator:
        facts.append(format_html("{} {}", _("Tabled by:"), mover(draft)))
    if draft.replaces:
        facts.append(format_html("{} {}", _("Stands in for"), _print(draft.replaces)))
    facts += [format_html("{} {}", _("Replaced by"), _print(each)) for each in successors]
    if draft.amended:
        facts.append(_("with the mover's own amendments"))
    return facts


def _print(draft: DraftResolution) -> SafeString:
    return link(draft.get_absolute_url(), print_name(draft.number))


def _on_agendas(items: Sequence[AgendaItem]) -> list[tuple[Event, Step]]:
    return [(Event(item.meeting.day, RANKS[Stage.ON_AGENDA]), _on_agenda(item)) for item in items]


def _on_agenda(item: AgendaItem) -> Step:
    meeting = item.meeting
    return Step(
        when=day_words(meeting.day),
        title=_("On the agenda: %(meeting)s, item %(item)s") % {"meeting": place_of(meeting), "item": item.label},
        url=meeting.get_absolute_url(),
    )


def _replacements(successors: Sequence[DraftResolution]) -> list[tuple[Event, Step]]:
    return [
        (
            Event(each.day, RANKS[Stage.TAKEN_OFF]),
            Step(
                when=day_words(each.day),
                title=_("Replaced by print %(number)s") % {"number": each.number},
                url=each.get_absolute_url(),
                state="turn",
            ),
        )
        for each in successors
    ]
