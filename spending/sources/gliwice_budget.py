"""Gliwice's budget: what the project transcribed from a resolution, the city's pages and the press."""

from __future__ import annotations

from spending.drafts import BudgetFigureDraft
from watchdog.ingest.source import Draft
from watchdog.ingest.tables import Row, SeedTable, filled, yes

PROVENANCE = ("address", "certainty", "note")
REGISTER = "gliwice_facts"


class GliwiceBudget(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: facts, free to re-use; public-sector information re-used under the act of 11 August 2021.
    Caveat: mostly rounded figures of the press; exact ones: 2013, the expenditure of 2021, the draft of 2026.
    """

    # Source
    slug = "gliwice_budget"
    title = "Kwoty budżetu Gliwic od 2009 roku (spis własny)"
    homepage = "https://bip.gliwice.eu/"
    rank = 75

    # SeedTable
    file = "gliwice/budget.csv"
    columns = (
        *("key", "year", "side", "stage", "scope", "dzial", "label", "amount", "approximate", "act"),
        *PROVENANCE,
    )

    def draft(self, place: str, row: Row) -> Draft:
        told = filled(row, *(column for column in self.columns if column != "approximate"))
        return BudgetFigureDraft(place=place, register_name=REGISTER, approximate=yes(row, "approximate"), **told)
