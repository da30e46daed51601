"""The kinds of the council's records that people correct, with what their names are made of."""

from __future__ import annotations

from django.db.models import Model

from council.importers.decisions import put
from council.models import (
    AgendaItem,
    Attendance,
    BodyMembership,
    ClubMembership,
    CommitteeTerm,
    DraftResolution,
    DraftStage,
    Interpellation,
    Mandate,
    Meeting,
    Opinion,
    Person,
    Petition,
    Remark,
    Resolution,
    ResolutionRelation,
    Ruling,
    TimeCode,
    Vote,
)
from watchdog.backroom.correcting import correctable

RECORDS: dict[type[Model], list[str]] = {
    Person: [],
    Mandate: ["person", "term"],
    ClubMembership: ["person", "club"],
    Meeting: ["body", "term"],
    AgendaItem: [],
    DraftResolution: [],
    Resolution: [],
    Vote: [],
    Interpellation: [],
    Petition: [],
    CommitteeTerm: ["body", "term"],
    BodyMembership: ["person", "body", "term"],
    Opinion: ["committee", "draft"],
    Attendance: [],
    DraftStage: ["draft"],
    Ruling: [],
    ResolutionRelation: ["resolution"],
    Remark: [],
    TimeCode: [],
}

for model, related in RECORDS.items():
    correctable(model, put, *related)
