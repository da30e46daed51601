"""The table of people: a mandate a row, with the club where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.drafts import PersonDraft
from council.importing.shared import TERM, TRACE, picked
from council.importing.terms import refuse_outside
from watchdog.backroom.importing import cells
from watchdog.backroom.importing.columns import Column
from watchdog.backroom.importing.kinds import ImportKind
from watchdog.core.text import split_name

FIELDS = (
    "term",
    "club",
    "committee",
    "district",
    "votes",
    "function",
    "since",
    "until",
    "start_reason",
    "end_reason",
)
SINCE = Column("od", "since", "Pierwszy dzień.", cells.day, example="2010-12-01", also=("od dnia", "początek"))
UNTIL = Column("do", "until", "Ostatni dzień; puste, gdy trwa.", cells.day, also=("do dnia", "koniec"))
WHY_SINCE = Column("powód objęcia", "start_reason", "Np. wybory, wybory uzupełniające.", example="wybory")
WHY_UNTIL = Column("powód zakończenia", "end_reason", "Np. zrzeczenie, koniec kadencji.", also=("powód wygaśnięcia",))

COLUMNS = (
    Column(
        "imię i nazwisko",
        "name",
        "Najpierw imiona: Anna Maria Nowak-Lis. Zamiast tej kolumny mogą być dwie: „imię” i „nazwisko”.",
        example="Anna Lis",
        also=("radny", "osoba", "imię nazwisko", "imiona i nazwisko"),
    ),
    Column("imię", "given_name", "Gdy nazwisko jest w osobnej kolumnie.", also=("imiona",)),
    Column("nazwisko", "family_name", "Gdy imię jest w osobnej kolumnie."),
    TERM,
    Column("klub", "club", "Klub radnych, nie komitet wyborczy.", also=("klub radnych",)),
    Column("komitet wyborczy", "committee", "Lista, z której osobę wybrano.", also=("komitet", "lista")),
    Column("okręg", "district", "Numer okręgu wyborczego.", cells.number, example="3", also=("nr okręgu",)),
    Column("głosy", "votes", "Ile głosów osoba dostała w wyborach.", cells.number, example="812"),
    Column("funkcja", "function", "Funkcja, jak podaje ją spis radnych."),
    SINCE,
    UNTIL,
    WHY_SINCE,
    WHY_UNTIL,
    *TRACE,
)


def name_of(values: Mapping[str, Any]) -> str:
    """Give the whole name, given names first, from one column or from two."""
    parts = (values.get("given_name", ""), values.get("family_name", ""))
    return str(values.get("name", "")) or " ".join(filter(None, parts))


def _draft(values: Mapping[str, Any]) -> PersonDraft:
    name = name_of(values)
    if not split_name(name)[0]:
        raise ValueError("podaj i imię, i nazwisko")
    since, until = values.get("since"), values.get("until")
    if since and until and until < since:
        raise ValueError("koniec mandatu jest wcześniejszy niż początek")
    refuse_outside(values.get("term", ""), since, until)
    return PersonDraft(name=name, **picked(values, *FIELDS))


PEOPLE = ImportKind(
    slug="osoby",
    title=_("people with mandates and clubs"),
    about=_("One row is one person’s mandate in one term, with the club where there is one."),
    permission="council.add_person",
    columns=COLUMNS,
    draft=_draft,
    called=lambda values: f"{name_of(values)}, {values.get('term', '')}",
)
