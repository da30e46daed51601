"""Draft resolutions, resolutions, interpellations and petitions (Paper)."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from council.models import (
    AgendaItem,
    DraftResolution,
    Interpellation,
    InterpellationAuthor,
    Opinion,
    Petition,
    Resolution,
    ResolutionRelation,
    Vote,
)
from council.oparl.addresses import Addresses
from council.oparl.objects.consultations import item, items, opinion, opinions
from council.oparl.objects.files import answer, document_of, question
from council.oparl.pieces import Built, altered, filled, head, is_deleted
from watchdog.archive.models import Sourced


def drafts() -> QuerySet[DraftResolution]:
    parts = ((AgendaItem.objects.all(), "draft"), (Opinion.objects.all(), "draft"), (Vote.objects.all(), "draft"))
    return (
        DraftResolution.objects.select_related("term", "snapshot")
        .annotate(modified_at=altered(*parts))
        .prefetch_related(
            Prefetch("agenda_items", items().order_by("pk")),
            Prefetch("opinions", opinions().order_by("pk")),
            Prefetch("votes", Vote.objects.filter(resolution__isnull=False).order_by("pk")),
            Prefetch("replaced_by", DraftResolution.objects.order_by("pk")),
        )
    )


def draft(draft: DraftResolution, addresses: Addresses) -> Built:
    """Write a draft with where it was taken up, and the resolutions that its votes led to."""
    led_to = [f"resolution-{each.resolution_id}" for each in draft.votes.all()]
    others = [f"draft-{each.pk}" for each in draft.replaced_by.all()]
    if draft.replaces_id:
        others.append(f"draft-{draft.replaces_id}")
    heard = [
        *(item(each, addresses) for each in draft.agenda_items.all() if not is_deleted(each)),
        *(opinion(each, addresses) for each in draft.opinions.all() if not is_deleted(each)),
    ]
    made = {
        "name": draft.title,
        "reference": draft.number,
        "paperType": _("Draft resolution"),
        "relatedPaper": [addresses.one("Paper", each) for each in dict.fromkeys([*led_to, *others])],
        "originatorPerson": [addresses.one("Person", draft.initiator_person_id)] if draft.initiator_person_id else [],
        "originatorOrganization": [addresses.one("Organization", each) for each in _movers(draft)],
        "consultation": heard,
        "odnowa:legislativeTerm": addresses.one("LegislativeTerm", draft.term_id),
        "odnowa:tabledBy": draft.initiator,
    }
    return _paper(f"draft-{draft.pk}", draft, addresses, None, made)


def _movers(draft: DraftResolution) -> list[str]:
    movers = []
    if draft.initiator_club_id:
        movers.append(f"club-{draft.initiator_club_id}")
    if draft.initiator_body_id:
        movers.append(f"body-{draft.initiator_body_id}")
    return movers


def resolutions() -> QuerySet[Resolution]:
    parts = ((Vote.objects.all(), "resolution"), (ResolutionRelation.objects.all(), "resolution"))
    return (
        Resolution.objects.select_related("snapshot")
        .annotate(modified_at=altered(*parts))
        .prefetch_related(
            Prefetch("votes", Vote.objects.filter(draft__isnull=False).order_by("pk")),
            Prefetch("relations", ResolutionRelation.objects.filter(withdrawn_at=None, target__isnull=False)),
        )
    )


def resolution(resolution: Resolution, addresses: Addresses) -> Built:
    """Write an act with the drafts it came from and the acts that it changes."""
    related = [f"draft-{each.draft_id}" for each in resolution.votes.all()]
    related += [f"resolution-{each.target_id}" for each in resolution.relations.all()]
    made = {
        "name": resolution.title,
        "reference": resolution.number,
        "paperType": _("Resolution"),
        "relatedPaper": [addresses.one("Paper", each) for each in dict.fromkeys(related)],
        "odnowa:year": resolution.year,
        "odnowa:eli": resolution.eli,
        "odnowa:inForceOn": resolution.in_force_on.isoformat() if resolution.in_force_on else "",
        "odnowa:validity": resolution.validity,
    }
    return _paper(f"resolution-{resolution.pk}", resolution, addresses, resolution.adopted_on, made)


def interpellations() -> QuerySet[Interpellation]:
    authors = InterpellationAuthor.objects.filter(person__isnull=False).order_by("position")
    rows = Interpellation.objects.select_related("snapshot").annotate(modified_at=altered())
    return rows.prefetch_related(Prefetch("asked_by", authors))


def interpellation(asked: Interpellation, addresses: Addresses) -> Built:
    made = {
        "name": asked.subject,
        "reference": asked.number,
        "paperType": str(asked.get_kind_display()),
        "mainFile": question(asked, addresses) if asked.question_url.startswith("http") else None,
        "auxiliaryFile": [answer(asked, addresses)] if asked.answer_url.startswith("http") else [],
        "originatorPerson": [addresses.one("Person", each.person_id) for each in asked.asked_by.all()],
        "odnowa:answeredOn": asked.answered_on.isoformat() if asked.answered_on else "",
    }
    return _paper(f"interpellation-{asked.pk}", asked, addresses, asked.received_on, made)


def petitions() -> QuerySet[Petition]:
    return Petition.objects.select_related("snapshot").annotate(modified_at=altered())


def petition(petition: Petition, addresses: Addresses) -> Built:
    """Write a petition; a private person who brought it is named nowhere."""
    made = {
        "name": petition.subject,
        "paperType": _("Petition"),
        "relatedPaper": [addresses.one("Paper", f"resolution-{petition.resolution_id}")]
        if petition.resolution_id
        else [],
        "odnowa:outcome": petition.outcome,
    }
    return _paper(f"petition-{petition.pk}", petition, addresses, petition.received_on, made)


Known = DraftResolution | Resolution | Interpellation | Petition


def _paper(key: str, row: Known, addresses: Addresses, day: date | None, made: Built) -> Built:
    assert isinstance(row, Sourced)
    read_from = document_of(row, addresses)
    whole = {
        **head("Paper", key, row, addresses, row.get_absolute_url()),
        "body": addresses.body(),
        "date": day.isoformat() if day else "",
        **made,
        "auxiliaryFile": [*made.get("auxiliaryFile", []), *read_from],
    }
    return filled(whole)
