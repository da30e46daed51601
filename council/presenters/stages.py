"""Stored events on a draft's way, and who tabled it, in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from council.drafts import Stage
from council.lifecycle import Event
from council.models import AgendaItem, DraftResolution, DraftStage, Opinion, Vote
from council.presenters.opinions import counts_of
from council.presenters.steps import RANKS, Step, day_words
from council.presenters.votes import link
from council.titles import capitalised

TURNS = (Stage.TAKEN_OFF, Stage.WITHDRAWN, Stage.SENT_BACK, Stage.REJECTED)


def stage_steps(
    stages: Sequence[DraftStage], items: Sequence[AgendaItem], votes: Sequence[Vote]
) -> list[tuple[Event, Step]]:
    """Tell of each stored event that no agenda and no vote proves already."""
    agendas = {item.meeting.day for item in items}
    decided = {vote.day for vote in votes if vote.result}
    proved = {Stage.ON_AGENDA.value: agendas, Stage.ADOPTED.value: decided, Stage.REJECTED.value: decided}
    told = [stage for stage in stages if stage.day not in proved.get(stage.stage, set())]
    return [(Event(stage.day, RANKS[Stage(stage.stage)]), _step(stage)) for stage in told]


def opinion_steps(opinions: Sequence[Opinion]) -> list[tuple[Event, Step]]:
    """Tell what each committee said of the draft, with the numbers that its document prints."""
    return [(Event(opinion.day, RANKS[Stage.OPINION]), _opinion(opinion)) for opinion in opinions]


def _opinion(opinion: Opinion) -> Step:
    numbers = capitalised(", ".join(counts_of(opinion)))
    words = f"„{opinion.label}”" if opinion.label else ""
    doubt = _("Our inference, so no clock is counted from it.") if opinion.is_inferred else ""
    return Step(
        when=day_words(opinion.day),
        title=f"{opinion.committee.name}: {opinion.get_verdict_display()}",
        text=" ".join(filter(None, (f"{numbers}." if numbers else "", words, doubt))),
        url=(opinion.meeting or opinion.committee).get_absolute_url(),
    )


def tabled_unknown(draft: DraftResolution) -> tuple[Event, Step]:
    """Say that no document tells when the draft was tabled, and who tabled it as far as one does."""
    text = "" if draft.initiator else _("Who tabled it stands in none of the documents that we have read.")
    who = _("Tabled by: %(mover)s") % {"mover": _named(draft)} if draft.initiator else _("Tabled to the council")
    return Event(None, RANKS[Stage.TABLED]), Step(_("day not known"), who, text, state="gap")


def committees_unknown() -> tuple[Event, Step]:
    text = _("We have found no document that says what the committees said of it.")
    return Event(None, RANKS[Stage.REFERRED]), Step(_("not known"), _("Committees"), text, state="gap")


def mover(draft: DraftResolution) -> SafeString | str:
    """Name who tabled a draft, with a link where the club or the person has a page."""
    if draft.initiator_club:
        return link(reverse("council:club", args=[draft.initiator_club.slug]), _named(draft))
    if draft.initiator_body:
        return link(draft.initiator_body.get_absolute_url(), _named(draft))
    if draft.initiator_person:
        return link(draft.initiator_person.get_absolute_url(), _named(draft))
    return _named(draft)


def _named(draft: DraftResolution) -> str:
    kind = str(draft.InitiatorKind(draft.initiator).label)
    return f"{kind}, {draft.initiator_name}" if draft.initiator_name else kind


def _step(stage: DraftStage) -> Step:
    body = f": {stage.body.name}" if stage.body else ""
    doubt = _("Our inference, so no clock is counted from it.") if stage.is_inferred else ""
    meeting = stage.meeting
    return Step(
        when=day_words(stage.day),
        title=f"{capitalised(str(stage.Kind(stage.stage).label))}{body}",
        text=" ".join(filter(None, (f"„{stage.words}”" if stage.words else "", doubt))),
        url=meeting.get_absolute_url() if meeting and meeting.is_session else "",
        state="turn" if stage.stage in TURNS else "known",
    )
