"""Seed tables of Gliwice's interpellations and petitions: what pages on the web tell of them, one a row."""

from __future__ import annotations

from collections.abc import Iterator

from council.drafts import InterpellationDraft, PetitionDraft
from council.sources.gliwice_seed import COUNCIL, PROVENANCE
from watchdog.ingest.source import Draft, Reject
from watchdog.ingest.tables import Row, SeedTable, day, filled, yes

TOGETHER = ", "
"""What parts the names of those who asked together."""


class GliwiceInterpellations(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: facts, free to re-use; public-sector information re-used under the act of 11 August 2021.
    Caveat: twelve subjects of 2018–2021; no day is known, nor whether or when they were answered.
    """

    # Source
    slug = "gliwice_interpellations"
    title = "Interpelacje radnych Gliwic 2018–2021 (spis własny)"
    homepage = "https://bip.gliwice.eu/radaMiasta/interpelacje"
    rank = 40

    # SeedTable
    file = "gliwice/interpellations.csv"
    columns = ("term", "form", "subject", "authors", *PROVENANCE)

    def draft(self, place: str, row: Row) -> Draft:
        names = tuple(name for name in row["authors"].split(TOGETHER) if name)
        told = filled(row, "term", "form", "subject", *PROVENANCE)
        return InterpellationDraft(place=place, council=COUNCIL.name, authors=names, **told)


class GliwicePetitions(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: facts, free to re-use; public-sector information re-used under the act of 11 August 2021.
    Caveat: eight petitions of 2020 and 2021; of most only the year or the month is known. Private persons are masked.
    """

    # Source
    slug = "gliwice_petitions"
    title = "Petycje do Rady Miasta i Prezydenta Gliwic 2020–2021 (spis własny)"
    homepage = "https://bip.gliwice.eu"
    rank = 60

    # SeedTable
    file = "gliwice/petitions.csv"
    columns = (
        *("received", "petitioner_kind", "petitioner", "to_council", "to_mayor", "subject"),
        *("outcome", "outcome_words", "decided_on", "committee", "committee_opinion", "resolution", *PROVENANCE),
    )

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        """Leave the words of a row out where a private person was named in it: they would be kept with its reason."""
        for found in super().parse(content):
            named = isinstance(found, Reject) and ";person;" in found.raw
            yield found.model_copy(update={"raw": ""}) if named else found

    def draft(self, place: str, row: Row) -> Draft:
        told = filled(row, *self.columns[1:3], *self.columns[5:])
        addressed = {"to_council": yes(row, "to_council"), "to_mayor": yes(row, "to_mayor")}
        return PetitionDraft.model_validate(
            {"place": place, "council": COUNCIL.name, **received(row["received"]), **addressed, **told}
        )


def received(text: str) -> dict[str, object]:
    """Read when a petition came, as exactly as it is known: ``2020-05-11``, ``2020-05``, ``2020``."""
    year, _dash, rest = text.partition("-")
    if len(rest) > 2:
        known = day(text)
        return {"year": known.year, "month": known.month, "received_on": known}
    return {"year": year, "month": rest or None}
