"""What search keeps of the figures of a budget."""

from __future__ import annotations

from spending.drafts import Side, Stage
from spending.models import BudgetFigure
from watchdog.core.typography import number
from watchdog.records import SearchText

SIDES = {
    Side.REVENUE.value: "dochody",
    Side.EXPENDITURE.value: "wydatki",
    Side.RESULT.value: "wynik",
    Side.DEBT.value: "zadłużenie",
    Side.FINANCING.value: "przychody i rozchody",
}
STAGES = {
    Stage.DRAFT.value: "projekt",
    Stage.ADOPTED.value: "plan uchwalony",
    Stage.AMENDED.value: "plan po zmianach",
    Stage.EXECUTED.value: "wykonanie",
    Stage.COMMITMENTS.value: "zaangażowanie",
    Stage.LIABILITIES.value: "zobowiązania",
}


def budget_figure_text(figure: BudgetFigure) -> SearchText:
    """Keep what a figure is of, its codes with the words before them, its resolution and its amount."""
    codes = [("dział", figure.dzial), ("rozdział", figure.rozdzial), ("paragraf", figure.full_paragraf)]
    named = " ".join(f"{word} {code}" for word, code in codes if code)
    told = (SIDES[figure.side], STAGES.get(figure.stage, ""), figure.label or named)
    act = f"uchwała {figure.act}" if figure.act else ""
    return SearchText(
        title=f"Budżet {figure.year}: {', '.join(filter(None, told))}",
        url=figure.get_absolute_url(),
        body=" ".join(filter(None, (number(figure.amount, 2), figure.unit))),
        keywords=" ".join(filter(None, ("budżet", named, act))),
        year=figure.year,
        organ=figure.unit,
    )
