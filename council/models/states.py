"""
What became of drafts and how resolutions stand, computed by the database, so that page, filter and file agree.

Each state has one definition, here. Facts that we inferred and records that an office removed enter none of them.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Case, Exists, F, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from council.drafts import BodyKind, RulingEffect, Stage, VoteKind
from council.models.relations import has, rows_of
from watchdog.core.dates import today

BESIDE = [
    each.value
    for each in (
        VoteKind.AMENDMENT,
        VoteKind.PROCEDURAL,
        VoteKind.QUORUM,
        VoteKind.MINUTES,
        VoteKind.AGENDA,
        VoteKind.PLANNING_REMARK,
    )
]
"""Kinds of votes that decide something about a draft, or at its item, and not the draft."""
TURNS = [each.value for each in (Stage.TAKEN_OFF, Stage.WITHDRAWN, Stage.SENT_BACK, Stage.ADOPTED, Stage.REJECTED)]


class DraftState(models.TextChoices):
    """What became of a draft, as far as documents tell."""

    IN_PROGRESS = "in_progress", _("in progress")
    ADOPTED = "adopted", _("draft adopted")
    REJECTED = "rejected", _("draft rejected")
    TAKEN_OFF = "taken_off", _("taken off the agenda")
    WITHDRAWN = "withdrawn", _("withdrawn by its mover")
    REPLACED = "replaced", _("replaced by another print")
    UNKNOWN = "unknown", _("not known what became of it")


class LegalStanding(models.TextChoices):
    """How a resolution stands by the rulings that we know; silence is not validity."""

    UNKNOWN = "", _("no ruling known to us")
    OPENED = "opened", _("proceedings opened, their end not known")
    UPHELD = "upheld", _("it stood before supervision or a court")
    PARTLY_INVALID = "partly_invalid", _("declared invalid in part")
    NOT_FINAL = "not_final", _("declared invalid, not finally")
    INVALID = "invalid", _("declared invalid")
    DISPUTED = "disputed", _("rulings of different effect")


def draft_state(model: type[models.Model], day: date | None = None) -> Case:
    """Give ``DraftState`` of the outer query's draft on a day (today)."""
    day = day or today()
    last_vote = Subquery(
        _said(model, "votes")
        .exclude(result="")
        .exclude(kind__in=BESIDE)
        .exclude(meeting__body__kind=BodyKind.COMMITTEE.value)  # a committee gives an opinion, the council decides
        .order_by(F("day").desc(nulls_last=True), F("time").desc(nulls_last=True), "-pk")
        .values("result")[:1]
    )
    last_turn = Subquery(
        _said(model, "stages")
        .filter(stage__in=TURNS)
        .order_by(F("day").desc(nulls_last=True), "-pk")
        .values("stage")[:1]
    )
    return Case(
        When(Exists(_said(model, "votes").filter(resolution__isnull=False)), then=_value(DraftState.ADOPTED)),
        When(_is(last_vote, "passed"), then=_value(DraftState.ADOPTED)),
        When(_is(last_vote, "failed"), then=_value(DraftState.REJECTED)),
        When(_is(last_turn, Stage.ADOPTED), then=_value(DraftState.ADOPTED)),
        When(_is(last_turn, Stage.REJECTED), then=_value(DraftState.REJECTED)),
        When(_is(last_turn, Stage.WITHDRAWN), then=_value(DraftState.WITHDRAWN)),
        When(has(model, "replaced_by"), then=_value(DraftState.REPLACED)),
        When(_is(last_turn, Stage.TAKEN_OFF), then=_value(DraftState.TAKEN_OFF)),
        When(Q(term__ends__gte=day) & _under_way(model, day, last_turn), then=_value(DraftState.IN_PROGRESS)),
        default=_value(DraftState.UNKNOWN),
        output_field=models.CharField(max_length=12),
    )


def legal_standing(model: type[models.Model]) -> Case:
    """Give ``LegalStanding`` of the outer query's resolution: by its rulings, else by what its source says of it."""
    ruled = _said(model, "rulings")
    against = ruled.filter(effect__in=[RulingEffect.INVALID.value, RulingEffect.PARTLY_INVALID.value])
    invalid = ruled.filter(effect=RulingEffect.INVALID.value)
    upheld = Exists(ruled.filter(effect__in=[RulingEffect.UPHELD.value, RulingEffect.REMARKED.value]))
    return Case(
        When(Exists(against) & upheld, then=_value(LegalStanding.DISPUTED)),
        When(Exists(invalid.exclude(final=False)), then=_value(LegalStanding.INVALID)),
        When(Exists(invalid), then=_value(LegalStanding.NOT_FINAL)),
        When(Exists(against), then=_value(LegalStanding.PARTLY_INVALID)),
        When(~Q(validity=""), then=F("validity")),
        When(upheld, then=_value(LegalStanding.UPHELD)),
        When(Exists(ruled.filter(effect=RulingEffect.OPENED.value)), then=_value(LegalStanding.OPENED)),
        default=_value(LegalStanding.UNKNOWN),
        output_field=models.CharField(max_length=15),
    )


def _under_way(model: type[models.Model], day: date, last_turn: Subquery) -> Q:
    """Ask for a sign that the council has still to decide: a coming agenda, a way that has not reached one, a return.

    A draft that stood on a past agenda may have been decided there without our knowing it.
    """
    items = rows_of(model, "agenda_items").filter(withdrawn_at=None)
    coming = Exists(items.filter(meeting__day__gte=day))
    not_yet = (
        Exists(_said(model, "stages")) & ~Exists(items) & ~Exists(_said(model, "stages").filter(stage="on_agenda"))
    )
    return Q(coming) | Q(not_yet) | _is(last_turn, Stage.SENT_BACK)


def _said(model: type[models.Model], relation: str) -> models.QuerySet[models.Model]:
    return rows_of(model, relation).filter(certainty="stated", withdrawn_at=None)


def _is(subquery: Subquery, value: str) -> Q:
    return Q(models.lookups.Exact(subquery, Value(str(value))))


def _value(choice: models.TextChoices) -> Value:
    return Value(choice.value)
