"""Petitions: who asked whom for what, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from council.models import Petition
from council.presenters.figures import Sum
from council.presenters.rows import Tag
from council.presenters.sessions import name_of
from council.presenters.steps import Step, day_words
from council.presenters.votes import link
from council.titles import capitalised
from watchdog.archive.evidence import Correction, Doubt, corrections, doubts, readings_of
from watchdog.archive.models import Certainty, Reading
from watchdog.core.typography import long_date, number

GRANTED, REFUSED = Petition.Outcome.GRANTED.value, Petition.Outcome.REFUSED.value
NOT_TAKEN_UP = (Petition.Outcome.LEFT.value, Petition.Outcome.WITHDRAWN.value, Petition.Outcome.TAKEN_OFF.value)
SIGNS = {GRANTED: "za", REFUSED: "przeciw"}
"""The same signs as of a vote that passed or failed; the word stands beside them."""


@dataclass(frozen=True)
class PetitionRow:
    """One petition in a list."""

    petition: Petition
    title: str
    when: str
    petitioner: str
    addressee: str
    outcome: Tag
    tags: tuple[Tag, ...]


@dataclass(frozen=True)
class PetitionPage:
    """Everything the template shows of one petition."""

    petition: Petition
    kicker: str
    heading: str
    answer: str
    """What came of it, where a document tells."""
    deck: str
    facts: tuple[SafeString | str, ...]
    steps: tuple[Step, ...]
    doubts: tuple[Doubt, ...]
    readings: Sequence[Reading]
    history: Sequence[Correction]

    @property
    def citation(self) -> str:
        return f"{self.kicker}, „{self.heading}”"


def petition_row(petition: Petition) -> PetitionRow:
    """Lay out a petition fetched by ``Petition.objects.for_list()``."""
    return PetitionRow(
        petition=petition,
        title=capitalised(petition.subject),
        when=received_words(petition),
        petitioner=petitioner_words(petition),
        addressee=addressee_words(petition),
        outcome=Tag(str(Petition.Outcome(petition.outcome).label), SIGNS.get(petition.outcome, "")),
        tags=tuple(_tags(petition)),
    )


def petition_sums(petitions: QuerySet[Petition]) -> list[Sum]:
    """Count a selection of petitions by what came of them, in one query; nothing inferred or removed is counted."""
    countable = petitions.order_by().filter(withdrawn_at=None).exclude(certainty=Certainty.INFERRED)
    counted = countable.aggregate(
        n=Count("pk"),
        granted=Count("pk", filter=Q(outcome=GRANTED)),
        refused=Count("pk", filter=Q(outcome=REFUSED)),
        others=Count("pk", filter=Q(outcome__in=NOT_TAKEN_UP)),
        unknown=Count("pk", filter=Q(outcome="")),
    )
    note = ngettext("of %(n)s petition", "of %(n)s petitions", counted["n"]) % {"n": counted["n"]}
    return [
        Sum(capitalised(str(Petition.Outcome.GRANTED.label)), number(counted["granted"]), note),
        Sum(capitalised(str(Petition.Outcome.REFUSED.label)), number(counted["refused"]), note),
        Sum(_("Not decided on the merits"), number(counted["others"]), note),
        Sum(_("We do not know"), number(counted["unknown"]), note),
    ]


def petition_page(petition: Petition) -> PetitionPage:
    """Build the page of a petition fetched by ``Petition.objects.for_page()``."""
    return PetitionPage(
        petition=petition,
        kicker=_("Petition, %(when)s") % {"when": received_words(petition)},
        heading=capitalised(petition.subject),
        answer=f"{capitalised(str(Petition.Outcome(petition.outcome).label))}." if petition.outcome else "",
        deck="" if petition.outcome else _("No document that we have read says what came of it."),
        facts=tuple(_facts(petition)),
        steps=tuple(_way(petition)),
        doubts=tuple(doubts(petition.findings)),
        readings=readings_of(petition),
        history=corrections(petition),
    )


def received_words(petition: Petition) -> str:
    """Say when it came, as exactly as it is known: „11 maja 2020”, „maj 2020”, „2020”."""
    if petition.received_on:
        return long_date(petition.received_on)
    if petition.month:
        words = date_format(date(petition.year, petition.month, 1), "F Y")
        return words if get_language() == "en" else words.lower()
    return str(petition.year)


def petitioner_words(petition: Petition) -> str:
    """Name the firm or the organisation; a private person only as such."""
    if petition.petitioner_kind == Petition.Petitioner.PERSON:
        return _("private person")
    return petition.petitioner or _("not known who brought it")


def addressee_words(petition: Petition) -> str:
    """Say to whom it went."""
    told = [(_("the council"), petition.to_council), (_("the mayor"), petition.to_mayor)]
    return ", ".join(words for words, named in told if named) or _("not known")


def _tags(petition: Petition) -> list[Tag]:
    tags = [Tag(_("removed by the office"), "warn")] if petition.withdrawn_at else []
    tags += [Tag(_("with a doubt"), "warn")] if petition.findings else []
    tags += [Tag(_("inference"))] if petition.is_inferred else []
    return tags[:2]


def _facts(petition: Petition) -> list[SafeString | str]:
    facts: list[SafeString | str] = [
        format_html("{} <b>{}</b>", _("Brought by:"), petitioner_words(petition)),
        format_html("{} {}", _("Addressed to:"), addressee_words(petition)),
    ]
    if petition.resolution:
        facts.append(link(petition.resolution.get_absolute_url(), _resolution(petition)))
    return facts


def _resolution(petition: Petition) -> str:
    return _("resolution %(number)s") % {"number": petition.resolution}


def _way(petition: Petition) -> list[Step]:
    steps = [Step(received_words(petition), _("Received by the office"))]
    if petition.committee or petition.committee_opinion:
        title = petition.committee or _("Committee")
        steps.append(Step(_("what the committee said"), title, capitalised(petition.committee_opinion)))
    return [*steps, _decided(petition)]


def _decided(petition: Petition) -> Step:
    if not petition.outcome and not petition.outcome_words:
        return Step(_("not known"), _("Outcome"), _("No document that we have read speaks of it."), state="gap")
    session, title = petition.meeting, _("Outcome")
    return Step(
        when=day_words(petition.decided_on),
        title=f"{title}: {name_of(session)}" if session else title,
        text=capitalised(petition.outcome_words or str(Petition.Outcome(petition.outcome).label)),
        url=session.get_absolute_url() if session and session.is_session else "",
        state="known" if petition.outcome == GRANTED else "turn",
    )
