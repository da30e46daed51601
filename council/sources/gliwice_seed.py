"""Gliwice's first record: what the project transcribed from the city's pages, the press and residents' sites."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from pydantic import ValidationError

from council.checks import checked
from council.drafts import (
    AgendaItemDraft,
    BallotDraft,
    BodyKind,
    BodyMembershipDraft,
    CommitteeDraft,
    MeetingRef,
    Official,
    PersonDraft,
    RemarkDraft,
    ResolutionDraft,
    RulingDraft,
    SessionDraft,
    VoteDraft,
)
from council.labels import choice_of
from watchdog.cities import profile
from watchdog.core.ids import resolution_number
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Draft, Finding, Reject
from watchdog.ingest.tables import Row, SeedTable, attempt, day, filled, raw, roman, yes

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


class GliwiceVotes(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: facts, free to re-use; public-sector information re-used under the act of 11 August 2021.
    Caveat: totals as the press and residents' pages give them; a total that a page does not give is left empty.
    """

    # Source
    slug = "gliwice_votes"
    title = "Wyniki głosowań w Gliwicach znane tylko z liczb (spis własny)"
    homepage = HOMEPAGE
    rank = 50

    # SeedTable
    file = "gliwice/votes.csv"
    columns = (
        *("term", "number", "day", "year", "committee", "subject", "secret", "za", "przeciw", "wstrzymal_sie"),
        *("nieobecni", "result", "result_label", "resolution", *PROVENANCE),
    )

    def draft(self, place: str, row: Row) -> Draft:
        official = Official.model_validate(filled(row, "za", "przeciw", "wstrzymal_sie", "nieobecni"))
        vote = VoteDraft(place=place, secret=yes(row, "secret"), official=official, **vote_values(row))
        return checked(vote, seats=seats(row["term"]))


class GliwiceRollCalls(SeedTable):
    """
    Publisher: the Gliwice OdNowa project, from the addresses named in each row.
    Cadence: with releases of the project.
    Licence: facts, free to re-use; public-sector information re-used under the act of 11 August 2021.
    Caveat: the one roll call before 2018 that was found as text; the totals are counted by us from the names.
    """

    # Source
    slug = "gliwice_roll_calls"
    title = "Imienne wykazy głosowań w Gliwicach (spis własny)"
    homepage = HOMEPAGE
    rank = 50

    # SeedTable
    file = "gliwice/roll_calls.csv"
    columns = (
        *("term", "number", "day", "subject", "resolution", "result", "result_label"),
        *("name", "label", *PROVENANCE),
    )

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        rows: list[tuple[str, Row]] = []
        for place, row in self.rows(content):
            if isinstance(row, Reject):
                yield row
            else:
                rows.append((place, row))
        for _, group in groupby(rows, key=lambda each: [each[1][column] for column in self.columns[:7]]):
            yield from roll_call(list(group))


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


def roll_call(rows: list[tuple[str, Row]]) -> Iterator[Draft | Reject]:
    """Build one vote from its rows, a ballot each; a row that is no ballot is rejected by itself."""
    ballots, doubts = [], []
    for place, row in rows:
        choice = choice_of(row["label"])
        try:
            ballots.append(
                BallotDraft.model_validate(
                    {"name": row["name"], "choice": choice, "label": row["label"], "place": place}
                )
            )
        except ValidationError as error:
            reason = polish(error)
            if choice is None and row["name"]:
                reason = f"Nieznane słowo „{row['label']}” przy nazwisku „{row['name']}”; głosu nie zapisano."
                doubts.append(Finding(code="unknown_label", text=reason, place=place))
            yield Reject(place=place, reason=reason, raw=raw(row.values()))

    def build(place: str, row: Row) -> Draft:
        vote = VoteDraft(place=place, ballots=tuple(ballots), findings=tuple(doubts), **vote_values(row))
        return checked(vote, seats=seats(row["term"]))

    yield attempt(*rows[0], build)


def vote_values(row: Row) -> dict[str, Any]:
    """Read what every row of a vote holds: meeting, day or year, question, result, provenance."""
    told = filled(row, "subject", "result", "result_label", "resolution", *PROVENANCE)
    when = {"on": day(row["day"])} if row["day"] else {}
    return {"meeting": meeting(row), "year": row["day"][:4] or row.get("year"), **when, **told}


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


def seats(term: str) -> int | None:
    """Return the statutory size of the council in a term, where the city's profile knows it."""
    return next((known.seats for known in COUNCIL.terms if known.slug == term), None)
