"""Names of the budget classification: codes of działy, rozdziały, paragraphs, groups and fourth digits."""

from __future__ import annotations

from spending.drafts import ClassificationCodeDraft
from watchdog.ingest.source import Authority, Draft
from watchdog.ingest.tables import Row, SeedTable, filled


class BudgetClassification(SeedTable):
    """
    Publisher: the OdNowa project, after the regulation on the budget classification (Dz.U. 2022 poz. 513).
    Cadence: with releases of the project, when the regulation changes.
    Licence: a legal act is under no copyright.
    Caveat: the state of 2022; codes made since then have no name here, and of a few long names the end is missing.
    """

    # Source
    slug = "budget_classification"
    title = "Klasyfikacja budżetowa: numery i nazwy (spis własny)"
    city = "generic"
    homepage = "https://eli.gov.pl/eli/DU/2022/513/ogl"
    authority = Authority.STRUCTURED
    rank = 71

    # SeedTable
    file = "classification/codes.csv"
    columns = ("kind", "code", "name", "valid_from", "valid_until", "address", "certainty", "note")

    def draft(self, place: str, row: Row) -> Draft:
        return ClassificationCodeDraft(place=place, **filled(row, *self.columns))
