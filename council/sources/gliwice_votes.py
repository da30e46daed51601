"""Seed tables of Gliwice's votes: totals that the press gave, and the roll call that was found as text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from pydantic import ValidationError

from council.checks import checked
from council.drafts import BallotDraft, Official, VoteDraft
from council.labels import choice_of
from council.sources.gliwice_seed import COUNCIL, HOMEPAGE, PROVENANCE, meeting
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Draft, Finding, Reject
from watchdog.ingest.tables import Row, SeedTable, attempt, day, filled, raw, yes


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


def seats(term: str) -> int | None:
    """Return the statutory size of the council in a term, where the city's profile knows it."""
    return next((known.seats for known in COUNCIL.terms if known.slug == term), None)
