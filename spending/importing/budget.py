"""The table of the budget's figures: one amount a row."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from spending.drafts import BudgetFigureDraft, Scope, Side, Stage
from spending.figures import figure
from watchdog.backroom.importing import cells
from watchdog.backroom.importing.columns import Column
from watchdog.backroom.importing.kinds import ImportKind
from watchdog.core.money import parse_amount
from watchdog.core.typography import number

SIDES = {
    "dochody": Side.REVENUE,
    "wydatki": Side.EXPENDITURE,
    "wynik": Side.RESULT,
    "dług": Side.DEBT,
    "finansowanie": Side.FINANCING,
}
STAGES = {
    "projekt": Stage.DRAFT,
    "uchwalony": Stage.ADOPTED,
    "po zmianach": Stage.AMENDED,
    "wykonanie": Stage.EXECUTED,
    "zaangażowanie": Stage.COMMITMENTS,
    "zobowiązania": Stage.LIABILITIES,
}
SCOPES = {"ogółem": Scope.TOTAL, "część": Scope.PART, "klasyfikacja": Scope.LINE, "zadanie": Scope.TASK}
ROUNDED = ("tak", "nie")


def _amount(cell: str) -> Decimal:
    found = parse_amount(cell)
    if found is None:
        raise ValueError(f"to nie jest kwota ({cells.quoted(cell)})")
    return found


def _word(name: str, field: str, about: str, words: Mapping[str, Any], *, required: bool = True) -> Column:
    """Make a column in which one of several words stands."""
    read = cells.one_of({**words, **{each.value: each for each in words.values()}}, words)
    return Column(name, field, about, read, required, next(iter(words)), choices=tuple(words))


COLUMNS = (
    Column("rok", "year", "Rok budżetu.", cells.number, True, "2024"),
    Column("kwartał", "quarter", "Na koniec którego kwartału, 1–4; puste: cały rok.", cells.number),
    _word("strona", "side", "Czego dotyczy kwota.", SIDES),
    _word("etap", "stage", "Na jakim etapie; puste, gdy dokument nie mówi.", STAGES, required=False),
    _word("zakres", "scope", "Jak dużą część budżetu obejmuje.", SCOPES),
    Column("kwota", "amount", "W złotych, ze znakiem; jak w dokumencie.", _amount, True, "1807043248,00"),
    Column("zaokrąglona", "approximate", "„tak”, gdy dokument zaokrągla.", cells.yes, choices=ROUNDED),
    Column("nazwa", "label", "Nazwa w dokumencie; potrzebna przy części i zadaniu."),
    Column("uchwała", "act", "Numer uchwały albo zarządzenia.", example="XXX/558/2013", also=("zarządzenie", "akt")),
    Column("jednostka", "unit", "Jednostka, której jest sprawozdanie."),
    Column("dział", "dzial", "Trzy cyfry, z zerami."),
    Column("rozdział", "rozdzial", "Pięć cyfr, z zerami."),
    Column("paragraf", "paragraf", "Trzy cyfry.", also=("par", "§")),
    Column("czwarta cyfra", "financing", "Cyfra finansowania za paragrafem."),
    Column("grupa", "group", "Grupa paragrafów, cztery cyfry."),
    Column(
        "źródło",
        "address",
        "Adres strony, na której to ogłoszono (https://…).",
        cells.address,
        example="https://bip.gliwice.eu/budzet",
        also=("adres źródła", "adres publikacji", "link"),
    ),
    Column("nasze uwagi", "note", "O tym, co wątpliwe; będą publiczne, obok zapisu.", also=("nasza uwaga",)),
)


def _draft(values: Mapping[str, Any]) -> BudgetFigureDraft:
    return figure(values)


def _called(values: Mapping[str, Any]) -> str:
    side, amount = values.get("side"), values.get("amount")
    words = next((words for words, each in SIDES.items() if each == side), "")
    said = (values.get("year"), words, values.get("label"), values.get("dzial"))
    return " ".join([*(str(each) for each in said if each), *([] if amount is None else [number(amount, 2)])])


BUDGET = ImportKind(
    slug="budzet",
    title=_("figures of the budget"),
    about=_("One row is one amount, with its year, side and stage; stages and quarters are never added."),
    permission="spending.add_budgetfigure",
    columns=COLUMNS,
    draft=_draft,
    called=_called,
)
