"""Gliwice's municipal companies: what the project transcribed from the city's pages, the press and an audit."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from spending.drafts import BoardMemberDraft, CompanyDraft, span
from watchdog.ingest.source import Draft
from watchdog.ingest.tables import Row, SeedTable, filled

PROVENANCE = ("address", "certainty", "note")
HOMEPAGE = "https://bip.gliwice.eu/"


class GliwiceCompanies(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: facts, free to re-use; public-sector information re-used under the act of 11 August 2021.
    Caveat: not every company is listed; an audit of 2014 speaks of 13 in which the city had the majority.
    """

    # Source
    slug = "gliwice_companies"
    title = "Spółki miejskie w Gliwicach (spis własny)"
    homepage = HOMEPAGE
    rank = 70

    # SeedTable
    file = "gliwice/companies.csv"
    columns = ("name", "form", "share_percent", "share_words", "shares", "value", "as_of", *PROVENANCE)

    def draft(self, place: str, row: Row) -> Draft:
        told = filled(row, "name", "form", "share_words", "shares", *PROVENANCE)
        amounts = {name: amount(row[name]) for name in ("share_percent", "value") if row[name]}
        first, last = span(row["as_of"])
        return CompanyDraft(place=place, as_of_first=first, as_of_last=last, **amounts, **told)


class GliwiceCompanyBoards(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: facts, free to re-use; public-sector information re-used under the act of 11 August 2021.
    Caveat: who sat in a body when a document spoke of it; when somebody came or left is mostly not known.
    """

    # Source
    slug = "gliwice_company_boards"
    title = "Władze spółek miejskich w Gliwicach (spis własny)"
    homepage = HOMEPAGE
    rank = 71

    # SeedTable
    file = "gliwice/company_boards.csv"
    columns = ("company", "name", "body", "role", "appointed_by", "since", "until", "as_of", *PROVENANCE)

    def draft(self, place: str, row: Row) -> Draft:
        told = filled(row, "company", "name", "body", "role", "appointed_by", "since", "until", *PROVENANCE)
        first, last = span(row["as_of"])
        return BoardMemberDraft(place=place, as_of_first=first, as_of_last=last, **told)


def amount(text: str) -> Decimal:
    """Read a plain number of our own tables, ``66.68``."""
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"„{text}” nie jest liczbą.") from error
