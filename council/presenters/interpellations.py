"""Interpellations and questions: how long the answer took, by which clock, and what we do not know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.models import Interpellation, Person
from council.models.interpellations import ANSWER_DAYS, Standing
from council.presenters.figures import Sum
from council.presenters.rows import Tag
from council.presenters.steps import Step, day_words
from council.presenters.votes import link
from council.stats import MINIMUM
from council.stats.answers import AnswerFigures, answers_of
from council.titles import capitalised
from watchdog.archive.evidence import Correction, Doubt, corrections, doubts, readings_of
from watchdog.archive.models import Reading
from watchdog.core.typography import long_date, number

SHOWN = 5
"""Of a person's interpellations on the person's page."""


@dataclass(frozen=True)
class InterpellationRow:
    """One interpellation in a list: who asked, and how its answer stands."""

    interpellation: Interpellation
    title: str
    kind: str
    authors: str
    answer: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True)
class InterpellationPage:
    """Everything the template shows of one interpellation."""

    interpellation: Interpellation
    kicker: str
    heading: str
    answer: str
    """How the answer stands, where days or a document prove it."""
    deck: str
    facts: tuple[SafeString | str, ...]
    steps: tuple[Step, ...]
    doubts: tuple[Doubt, ...]
    readings: Sequence[Reading]
    history: Sequence[Correction]

    @property
    def citation(self) -> str:
        return f"{self.kicker}, „{self.heading}”"


@dataclass(frozen=True)
class PersonAnswers:
    """A person's interpellations on the person's page: the newest ones, the figures of all, the list they stand in."""

    rows: Sequence[InterpellationRow]
    sums: Sequence[Sum]
    n: str
    url: str


def interpellation_row(interpellation: Interpellation) -> InterpellationRow:
    """Lay out an interpellation fetched by ``Interpellation.objects.for_list()``."""
    return InterpellationRow(
        interpellation=interpellation,
        title=capitalised(interpellation.subject),
        kind=str(Interpellation.Kind(interpellation.kind).label),
        authors=", ".join(author.name for author in interpellation.asked_by.all()) or _("not known who asked"),
        answer=_standing(interpellation),
        tags=tuple(_tags(interpellation)),
    )


def interpellation_sums(interpellations: QuerySet[Interpellation]) -> list[Sum]:
    """Say how a selection was answered, in one query: counts with their n, the median only where there are enough."""
    return _sums(answers_of(interpellations))


def interpellation_page(interpellation: Interpellation) -> InterpellationPage:
    """Build the page of an interpellation fetched by ``Interpellation.objects.for_page()``."""
    kind = capitalised(str(Interpellation.Kind(interpellation.kind).label))
    term = _("term %(term)s") % {"term": interpellation.term}
    case = f" {interpellation.number}" if interpellation.number else ""
    known = interpellation.standing not in (Standing.UNKNOWN, Standing.UNANSWERED)
    words = f"{capitalised(_standing(interpellation))}."
    return InterpellationPage(
        interpellation=interpellation,
        kicker=f"{kind}{case} · {term}",
        heading=capitalised(interpellation.subject),
        answer=words if known else "",
        deck="" if known else _deck(interpellation),
        facts=tuple(_facts(interpellation)),
        steps=tuple(_way(interpellation)),
        doubts=tuple(doubts(interpellation.findings)),
        readings=readings_of(interpellation),
        history=corrections(interpellation),
    )


def answers_to(person: Person) -> PersonAnswers | None:
    """Give what a person asked and how long the answers took, in three queries; nothing where nothing is known."""
    asked = Interpellation.objects.for_list().by(person)
    rows = [interpellation_row(each) for each in asked[:SHOWN]]
    if not rows:
        return None
    figures = answers_of(asked)
    url = f"{reverse('council:interpellation-list')}?radny={person.slug}"
    n = ngettext("%(n)s interpellation", "%(n)s interpellations", figures.n) % {"n": figures.n}
    return PersonAnswers(rows, _sums(figures), n, url)


def _standing(interpellation: Interpellation) -> str:
    """Say how the answer stands; with the days it took, where they are counted."""
    words = str(Standing(interpellation.standing).label)
    taken = interpellation.days_taken
    if interpellation.standing in (Standing.IN_TIME, Standing.LATE) and taken is not None:
        return f"{words} ({_days(taken)})"
    if interpellation.standing == Standing.RUNNING:
        # The list is as old as its document: since that day the time may have passed.
        return _("on %(day)s the time for the answer still ran") % {"day": day_words(interpellation.answer_as_of)}
    return words


def _days(count: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": count}


def _tags(interpellation: Interpellation) -> list[Tag]:
    tags = [Tag(_("removed by the office"), "warn")] if interpellation.withdrawn_at else []
    tags += [Tag(_("with a doubt"), "warn")] if interpellation.findings else []
    tags += [Tag(_("inference"))] if interpellation.is_inferred else []
    return tags[:2]


def _deck(interpellation: Interpellation) -> str:
    if interpellation.standing == Standing.UNANSWERED:
        day = {"day": day_words(interpellation.answer_as_of)}
        return _("The document of %(day)s knows of no answer; when the question came we do not know.") % day
    return _("No document that we have read says whether it was answered.")


def _facts(interpellation: Interpellation) -> list[SafeString | str]:
    people = [_author(each.name, each.person) for each in interpellation.asked_by.all()]
    facts: list[SafeString | str] = [format_html("{} {}", _("Asked by:"), each) for each in people[:1]]
    facts += people[1:]
    for address, words in (
        (interpellation.question_url, _("Text of the question")),
        (interpellation.answer_url, _("Text of the answer")),
    ):
        if address.startswith(("https://", "http://")):
            facts.append(link(address, words))
    return facts or [_("not known who asked")]


def _author(name: str, person: Person | None) -> SafeString | str:
    return link(person.get_absolute_url(), person.name) if person else name


def _way(interpellation: Interpellation) -> list[Step]:
    """Lay out what is known: it came, the last day of the clock, the answer or its lack."""
    received = interpellation.received_on
    steps = [Step(day_words(received), _("Received by the office"), state="known" if received else "gap")]
    last = interpellation.last_day
    if last:
        text = _("The mayor answers in writing within %(days)s days (art. 24 of the act on municipal self-government).")
        steps.append(Step(day_words(last), _("Last day for the answer"), text % {"days": ANSWER_DAYS}))
    return [*steps, _answered(interpellation)]


def _answered(interpellation: Interpellation) -> Step:
    standing = interpellation.standing
    if interpellation.answer == Interpellation.Answer.GIVEN:
        taken = interpellation.days_taken
        text = _("%(days)s after it was received.") % {"days": _days(taken)} if taken is not None else ""
        state = "turn" if standing == Standing.LATE else "known"
        return Step(day_words(interpellation.answered_on), _("Answer"), text, state=state)
    if interpellation.answer == Interpellation.Answer.NONE and interpellation.answer_as_of:
        state = "turn" if standing == Standing.OVERDUE else "gap"
        return Step(long_date(interpellation.answer_as_of), capitalised(_("no answer as of that day")), state=state)
    return Step(_("not known"), _("Answer"), _("No document that we have read speaks of it."), state="gap")


def _sums(figures: AnswerFigures) -> list[Sum]:
    running = _("in time as of the document, not answered: %(n)s") % {"n": figures.running} if figures.running else ""
    return [
        _of_known(_("Answered in time"), figures.in_time, figures),
        _of_known(_("Answered later"), figures.late, figures),
        _of_known(_("Overdue"), figures.overdue, figures, running),
        Sum(_("We do not know"), number(figures.unknown), _of(figures.n)),
        _median(figures),
    ]


def _of_known(label: str, count: int, figures: AnswerFigures, also: str = "") -> Sum:
    """Give a number among those whose days are known; where none are, there is no number either, not a zero."""
    known = figures.n - figures.unknown
    if not known:
        return Sum(label, _("not known"), _("the documents give no days"), missing=True)
    note = _("of %(known)s with known days") % {"known": known}
    return Sum(label, number(count), f"{note}; {also}" if also else note)


def _median(figures: AnswerFigures) -> Sum:
    label = _("Median of days")
    if not figures.enough or figures.median is None:
        few = _("%(n)s of the %(needed)s needed") % {"n": figures.timed, "needed": MINIMUM}
        return Sum(label, _("too few data"), few, missing=True)
    note = ngettext("of %(n)s answer", "of %(n)s answers", figures.timed) % {"n": figures.timed}
    halves = round(figures.median / timedelta(days=1) * 2)
    return Sum(label, number(halves // 2) if halves % 2 == 0 else number(Decimal(halves) / 2, 1), note)


def _of(count: int) -> str:
    return ngettext("of %(n)s interpellation", "of %(n)s interpellations", count) % {"n": count}
