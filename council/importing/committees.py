"""The table of committees: a committee of a term, or one of its members, a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.drafts import BodyMembershipDraft, BodyRole, CommitteeDraft
from council.importing.people import SINCE, UNTIL, WHY_SINCE, WHY_UNTIL
from council.importing.shared import TERM, TRACE, picked
from watchdog.backroom.importing import cells
from watchdog.backroom.importing.columns import Column
from watchdog.backroom.importing.kinds import ImportKind

ROLES = {
    "członek": BodyRole.MEMBER,
    "przewodniczący": BodyRole.CHAIR,
    "wiceprzewodniczący": BodyRole.VICE_CHAIR,
    "radny senior": BodyRole.SENIOR,
}
ALSO = {
    "członkini": BodyRole.MEMBER,
    "przewodnicząca": BodyRole.CHAIR,
    "wiceprzewodnicząca": BodyRole.VICE_CHAIR,
    "zastępca przewodniczącego": BodyRole.VICE_CHAIR,
    "radna senior": BodyRole.SENIOR,
    **{role.value.replace("_", " "): role for role in BodyRole},
}

COLUMNS = (
    TERM,
    Column(
        "komisja",
        "committee",
        "Pełna nazwa komisji; puste: funkcja w samej radzie.",
        example="Komisja Rewizyjna",
        also=("nazwa komisji",),
    ),
    Column(
        "imię i nazwisko",
        "name",
        "Osoba, którą portal zna ze spisu radnych; puste: sama komisja.",
        example="Anna Lis",
        also=("osoba", "członek", "radny"),
    ),
    Column(
        "rola",
        "role",
        "Kim osoba jest w komisji; puste: członek.",
        cells.one_of({**ROLES, **ALSO}, ROLES),
        example="przewodniczący",
        also=("funkcja",),
        choices=tuple(ROLES),
    ),
    SINCE,
    UNTIL,
    WHY_SINCE,
    WHY_UNTIL,
    *TRACE,
)


def _draft(values: Mapping[str, Any]) -> CommitteeDraft | BodyMembershipDraft:
    if "name" in values:
        role = values.get("role", BodyRole.MEMBER)
        return BodyMembershipDraft(
            role=role,
            **picked(values, "term", "committee", "name", "since", "until", "start_reason", "end_reason"),
        )
    if "committee" not in values:
        raise ValueError("podaj komisję albo osobę")
    if {"role", "since", "until"} & set(values):
        raise ValueError("podano funkcję albo dni, a nie podano osoby")
    return CommitteeDraft(**picked(values, "term", "committee"))


def _called(values: Mapping[str, Any]) -> str:
    named = filter(None, [values.get("name", ""), values.get("committee") or "rada", values.get("term", "")])
    return ", ".join(named)


COMMITTEES = ImportKind(
    slug="komisje",
    title=_("committees and their members"),
    about=_("One row is one person in one committee; a row without a person is the committee itself."),
    permission="council.add_bodymembership",
    columns=COLUMNS,
    draft=_draft,
    called=_called,
)
