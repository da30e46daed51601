"""The way of a resolution: from the draft's tabling through adoption, supervision and journal to force and change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from council.drafts import Stage
from council.lifecycle import Event, Life, entering_into_force, handing_over, in_order, ruling, supervision
from council.models import AgendaItem, DraftStage, Meeting, Opinion, Resolution, ResolutionRelation, Ruling, Vote
from council.presenters.clocks import clock_words, supervisor_words
from council.presenters.drafts import before_the_vote
from council.presenters.relations import turns
from council.presenters.rulings import ruling_step
from council.presenters.sessions import name_of
from council.presenters.steps import ACTED_ON, IN_FORCE, PUBLISHED, RANKS, RULED, Step, day_words, voted
from council.titles import capitalised
from watchdog.cities import profile
from watchdog.core.dates import today
from watchdog.core.text import fold
from watchdog.core.typography import long_date

Placed = tuple[Event, Step]
COURTS = ("wsa", "nsa", "sad")


def way_of(
    resolution: Resolution,
    session: Meeting | None,
    votes: Sequence[Vote],
    rulings: Sequence[Ruling],
    later: Sequence[ResolutionRelation],
) -> list[Step]:
    """Tell everything that is known of a resolution in the order of days, with the clocks that the law sets on it."""
    drafts = list({vote.draft.pk: vote.draft for vote in votes if vote.draft}.values())
    stages = list(DraftStage.objects.for_way().filter(draft__in=drafts))
    items = list(AgendaItem.objects.filter(draft__in=drafts).select_related("meeting__body", "meeting__term"))
    opinions = list(Opinion.objects.for_list().filter(draft__in=drafts))
    life = life_of(resolution, stages, rulings)
    before = [
        each
        for draft in drafts
        for each in before_the_vote(
            draft,
            [stage for stage in stages if stage.draft_id == draft.pk],
            [item for item in items if item.draft_id == draft.pk],
            votes,
            [opinion for opinion in opinions if opinion.draft_id == draft.pk],
        )
    ]
    return in_order(
        [
            *before,
            _adopted(resolution, session, life),
            *((Event(vote.day, RANKS[Stage.ADOPTED]), voted(vote)) for vote in votes),
            _supervised(resolution, rulings, life),
            _published(resolution, life),
            *_in_force(resolution),
            *((Event(each.ruled_on or _end_of(each.year), RULED), ruling_step(each)) for each in rulings),
            *([_stated(resolution)] if resolution.validity else []),
            *((Event(each.resolution.adopted_on, ACTED_ON), step) for each, step in turns(later)),
        ]
    )


def position_of(resolution: Resolution) -> str:
    return ", ".join(str(part) for part in (resolution.journal_year, resolution.journal_position) if part)


def life_of(resolution: Resolution, stages: Sequence[DraftStage], rulings: Sequence[Ruling]) -> Life:
    """Gather the days from which clocks are counted; what we inferred is left out."""
    stated = not resolution.is_inferred
    delivered = [each.day for each in stages if each.stage == Stage.DELIVERED and each.day and not each.is_inferred]
    ruled = [each.ruled_on for each in rulings if each.ruled_on and not each.is_inferred and not _by_court(each)]
    return Life(
        title=resolution.title,
        adopted_on=resolution.adopted_on if stated else None,
        delivered_on=min(delivered, default=None),
        ruled_on=min(ruled, default=None),
        published_on=resolution.journal_on if stated else None,
        in_force_on=resolution.in_force_on,
    )


def _by_court(ruling: Ruling) -> bool:
    return not set(COURTS).isdisjoint(fold(ruling.authority_name).split())


def _adopted(resolution: Resolution, session: Meeting | None, life: Life) -> Placed:
    return Event(resolution.adopted_on, RANKS[Stage.REJECTED]), Step(  # right after the vote
        when=day_words(resolution.adopted_on),
        title=_("Adopted by the council"),
        text=name_of(session) if session else "",
        url=session.get_absolute_url() if session else "",
        clock=clock_words(handing_over(life, profile(settings.CITY), today())),
    )


def _supervised(resolution: Resolution, rulings: Sequence[Ruling], life: Life) -> Placed:
    """Say under whose supervision the act is, with the clock for a ruling."""
    city = profile(settings.CITY)
    found = supervision(resolution.title, [each.authority_name for each in rulings])
    text = "" if any(not _by_court(each) for each in rulings) else _("No ruling of supervision is known to us.")
    return Event(life.delivered_on, RANKS[Stage.DELIVERED] + 1 if life.delivered_on else RANKS[Stage.DELIVERED]), Step(
        when=long_date(life.delivered_on) if life.delivered_on else _("day of delivery not known"),
        title=_("Supervision: %(name)s") % {"name": supervisor_words(found, city.council.supervisor)},
        text=text,
        state="known" if life.delivered_on else "gap",
        clock=clock_words(ruling(life, city, today())),
    )


def _published(resolution: Resolution, life: Life) -> Placed:
    event = Event(resolution.journal_on, PUBLISHED)
    if resolution.journal_position or resolution.journal_on:
        when = resolution.journal_year or _("year not known")
        return event, Step(
            when=long_date(resolution.journal_on) if resolution.journal_on else str(when),
            title=_("Published in the official journal"),
            text=position_of(resolution),
            url=resolution.eli if resolution.eli.startswith("https://") else "",
            clock=clock_words(entering_into_force(life, profile(settings.CITY), today())),
        )
    text = _("We have no position in the journal; not every act is published there.")
    return event, Step(_("not known"), _("Official journal"), text, state="gap")


def _in_force(resolution: Resolution) -> list[Placed]:
    day = resolution.in_force_on
    if day is None:
        return []
    state = "todo" if day > today() else "known"
    step = Step(long_date(day), _("Enters into force"), _("As the act or its publisher says."), state=state)
    return [(Event(day, IN_FORCE), step)]


def _stated(resolution: Resolution) -> Placed:
    """Tell what the resolution's own source says of its validity, whoever ruled."""
    title = capitalised(str(Resolution.Validity(resolution.validity).label))
    return Event(None, RULED), Step(_("supervision or court"), title, resolution.validity_note, state="turn")


def _end_of(year: int) -> date:
    return date(year, 12, 31)
