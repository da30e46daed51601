"""Contracts of Gliwice, and the offers, grants and sums told beside them, as the project transcribed them."""

from __future__ import annotations

from spending.drafts import ContractDraft, Party, span
from watchdog.ingest.source import Draft
from watchdog.ingest.tables import Row, SeedTable, filled, yes

PROVENANCE = ("address", "certainty", "note")
REGISTER = "gliwice_facts"
BETWEEN = "|"
"""Parts the members of a consortium, the leader first."""


class GliwiceContracts(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: facts, free to re-use; public-sector information re-used under the act of 11 August 2021.
    Caveat: a few contracts of many, mostly from the press and rounded; nobody states the firms' NIP.
    """

    # Source
    slug = "gliwice_contracts"
    title = "Umowy, oferty i dotacje w Gliwicach (spis własny)"
    homepage = "https://bip.gliwice.eu/informacje_publiczne/rejestr_umow"
    rank = 76

    # SeedTable
    file = "gliwice/contracts.csv"
    columns = (
        *("key", "kind", "buyer", "suppliers", "subject", "value", "currency", "tax", "approximate", "value_words"),
        *("signed", "valid_until", "term", "procedure", "status", "parent", *PROVENANCE),
    )

    def draft(self, place: str, row: Row) -> Draft:
        first, last = span(row["signed"])
        apart = ("buyer", "suppliers", "approximate", "signed")
        told = filled(row, *(column for column in self.columns if column not in apart))
        return ContractDraft(
            place=place,
            register_name=REGISTER,
            buyer=Party(name=row["buyer"]),
            suppliers=tuple(Party(name=name) for name in row["suppliers"].split(BETWEEN) if name.strip()),
            approximate=yes(row, "approximate"),
            signed_first=first,
            signed_last=last,
            **told,
        )
