"""Gliwice's first record: what the project transcribed from the city's pages, the press and residents' sites."""

from __future__ import annotations

from council.drafts import (
    AgendaItemDraft,
    BodyKind,
    BodyMembershipDraft,
    CommitteeDraft,
    MeetingRef,
    PersonDraft,
    RemarkDraft,
    ResolutionDraft,
    RulingDraft,
    SessionDraft,
)
from watchdog.cities import profile
from watchdog.core.ids import resolution_number
from watchdog.ingest.source import Draft
from watchdog.ingest.tables import Row, SeedTable, day, filled, roman, yes

COUNCIL = profile("gliwice").council
PROVENANCE = ("address", "certainty", "note")
HOMEPAGE = "https://bip.gliwice.eu/rada-miasta"


class GliwicePeople(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: facts, free to re-use; public-sector information re-used under the act of 11 August 2021.
    Caveat: of the 2014–2018 term only seven people are known; mandates that ended within a term are partly inferred.
    """

    # Source
    slug = "gliwice_people"
    title = "Radni Gliwic czterech kadencji (spis własny)"
    homepage = HOMEPAGE
    rank = 10

    # SeedTable
    file = "gliwice/people.csv"
    columns = (
        *("term", "name", "club", "committee", "district", "votes", "function"),
        *("since", "until", "start_reason", "end_reason", *PROVENANCE),
    )

    def draft(self, place: str, row: Row) -> Draft:
        return PersonDraft(place=place, council=COUNCIL.name, **filled(row, *self.columns))


class GliwiceCommittees(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: facts, free to re-use; public-sector information re-used under the act of 11 August 2021.
    Caveat: most committees are known by name only; days of functions are mostly not in the sources.
    """

    # Source
    slug = "gliwice_committees"
    title = "Komisje Rady Miasta Gliwice i funkcje w radzie (spis własny)"
    homepage = HOMEPAGE
    rank = 15

    # SeedTable
    file = "gliwice/committees.csv"
    columns = (
        *("term", "committee", "name", "role", "since", "until", "start_reason", "end_reason"),
        *("members_known_since", "members_known_until", *PROVENANCE),
    )

    def draft(self, place: str, row: Row) -> Draft:
        told = {"place": place, "council": COUNCIL.name, **filled(row, *self.columns)}
        return BodyMembershipDraft(**told) if row["name"] else CommitteeDraft(**told)


class GliwiceSessions(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: facts, free to re-use; public-sector information re-used under the act of 11 August 2021.
    Caveat: not every session is listed; more than half of the dates and numbers are inferred from resolutions' numbers.
    """

    # Source
    slug = "gliwice_sessions"
    title = "Sesje Rady Miasta Gliwice od 2003 roku (spis własny)"
    homepage = HOMEPAGE
    rank = 20

    # SeedTable
    file = "gliwice/sessions.csv"
    columns = (
        *("term", "number", "day", "sittings", "starts_at"),
        *("venue", "recording", "present", "absent", *PROVENANCE),
    )

    def draft(self, place: str, row: Row) -> Draft:
        days = tuple(day(each) for each in (row["sittings"] or row["day"]).split())
        told = filled(row, "starts_at", "venue", "recording", "present", "absent", *PROVENANCE)
        return SessionDraft(place=place, meeting=meeting(row), sittings=days, **told)


class GliwiceAgendas(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: official titles, no copyright; public-sector information re-used under the act of 11 August 2021.
    Caveat: the pages cut every agenda after some ten to seventeen items; no agenda is complete.
    """

    # Source
    slug = "gliwice_agendas"
    title = "Porządki obrad Rady Miasta Gliwice (spis własny)"
    homepage = HOMEPAGE
    rank = 30

    # SeedTable
    file = "gliwice/agendas.csv"
    columns = (
        *("term", "number", "day", "label", "position", "title"),
        *("print_number", "replaces", "amended", *PROVENANCE),
    )

    def draft(self, place: str, row: Row) -> Draft:
        told = filled(row, "label", "position", "title", "print_number", "replaces", *PROVENANCE)
        return AgendaItemDraft(place=place, meeting=meeting(row), amended=yes(row, "amended"), **told)


class GliwiceResolutions(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: official titles, no copyright; public-sector information re-used under the act of 11 August 2021.
    Caveat: a small part of what the council adopted; whether an act is still in force is known only where it says so.
    """

    # Source
    slug = "gliwice_resolutions"
    title = "Uchwały Rady Miasta Gliwice (spis własny)"
    homepage = "https://bip.gliwice.eu/radaMiasta/uchwaly"
    rank = 40

    # SeedTable
    file = "gliwice/resolutions.csv"
    columns = (
        *("number", "adopted_on", "year", "title", "journal_year", "journal_position"),
        *("validity", "validity_note", *PROVENANCE),
    )

    def draft(self, place: str, row: Row) -> Draft:
        if row["number"] and resolution_number(row["number"]) is None:
            raise ValueError(f"„{row['number']}” nie jest numerem uchwały.")
        return ResolutionDraft(place=place, council=COUNCIL.name, **filled(row, *self.columns))


class GliwiceRulings(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: facts, free to re-use; public-sector information re-used under the act of 11 August 2021.
    Caveat: not every ruling is listed; rows of the chamber of audit say that proceedings were opened, not how they end.
    """

    # Source
    slug = "gliwice_rulings"
    title = "Rozstrzygnięcia nadzorcze i wyroki o uchwałach Gliwic (spis własny)"
    homepage = HOMEPAGE
    rank = 45

    # SeedTable
    file = "gliwice/rulings.csv"
    columns = (
        *("resolution", "subject", "authority_name", "number", "ruled_on", "year", "effect", "final", "words"),
        *("journal_year", "journal_position", *PROVENANCE),
    )

    def draft(self, place: str, row: Row) -> Draft:
        told = filled(row, *(column for column in self.columns if column != "final"))
        return RulingDraft(place=place, council=COUNCIL.name, final=yes(row, "final") or None, **told)


class GliwiceRemarks(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: facts, free to re-use; short quotations with their source.
    Caveat: what somebody says of a recorded vote; the record itself stays as it is.
    """

    # Source
    slug = "gliwice_remarks"
    title = "Uwagi do głosowań w Gliwicach (spis własny)"
    homepage = "https://gliwiceodnowa.pl/blog/"
    rank = 60

    # SeedTable
    file = "gliwice/remarks.csv"
    columns = (
        *("term", "number", "day", "subject", "about", "said_by", "speaker", "said_on", "mistaken", "text"),
        *PROVENANCE,
    )

    def draft(self, place: str, row: Row) -> Draft:
        told = filled(row, "subject", "about", "said_by", "speaker", "said_on", "text", *PROVENANCE)
        return RemarkDraft(place=place, meeting=meeting(row), on=day(row["day"]), mistaken=yes(row, "mistaken"), **told)


def meeting(row: Row) -> MeetingRef:
    """Read which meeting a row belongs to: term, Roman number and day, as far as they are known."""
    committee = row.get("committee", "")
    return MeetingRef.model_validate(
        {
            "kind": BodyKind.COMMITTEE if committee else BodyKind.COUNCIL,
            "committee": committee,
            "council": COUNCIL.name,
            "term": row["term"],
            "number": roman(row["number"]) if row["number"] else None,
            "day": day(row["day"]) if row["day"] else None,
        }
    )
