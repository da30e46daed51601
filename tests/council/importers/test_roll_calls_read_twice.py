"""Whole documents through the corridor: a list that meets the seed's vote, and a print that contradicts itself."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from council.models import Vote
from council.sources import roll_call_numbered_list
from tests.council.sources.test_roll_call_esesja_text import HEAD, SUMMARY, printed
from tests.council.sources.test_roll_call_esesja_text import vote as print_of
from watchdog.archive.models import Change
from watchdog.core.text import squash

pytestmark = pytest.mark.django_db

SEED = Path(roll_call_numbered_list.__file__).parents[1] / "seeds" / "gliwice"
NUMBERED = [
    "Uchwała XLIV/949/2014",
    "Rady Miasta Gliwice",
    "z 12 czerwca 2014 roku.",
    "w sprawie : utworzenia Osiedla Baildona oraz nadania mu statutu",
    "Głosowanie imienne:",
]


def ingest(path: Path) -> dict[str, Any]:
    out = StringIO()
    call_command("ingest", "--file", str(path), "--json", stdout=out, stderr=StringIO())
    document: dict[str, Any] = json.loads(out.getvalue())["documents"][0]
    return document


def reparse(slug: str) -> None:
    call_command("reparse", slug, stdout=StringIO(), stderr=StringIO())


def kept(vote: Vote) -> tuple[Any, ...]:
    names = list(vote.ballots.order_by("position").values_list("name", "choice", "label"))
    fields = (vote.subject, vote.tally_for, vote.official_for, vote.updated_at, json.dumps(vote.findings))
    return (*fields, names, vote.readings.count(), Change.objects.count())


class TestNumberedListBesideTheSeed:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        """The list of 2014 with the seed's own names, as the page prints it."""
        rows = [line.split(";") for line in (SEED / "roll_calls.csv").read_text(encoding="utf-8").splitlines()[1:]]
        lines = [f"{number} {row[7]} {row[8]}" for number, row in enumerate(rows, start=1)]
        path = tmp_path / "glosowanie"
        path.write_text("\n".join([*NUMBERED, *lines]), encoding="utf-8")
        return path

    def test_one_vote_has_two_readings_that_agree(self, path: Path) -> None:
        ingest(SEED / "people.csv")
        ingest(SEED / "roll_calls.csv")
        address = Vote.objects.get().slug

        document = ingest(path)

        vote = Vote.objects.get()
        assert document["source"] == "roll_call_numbered_list"
        assert vote.slug == address == "2014-06-12-uchwala-xliv-949-2014"
        assert vote.readings.count() == 2
        assert (vote.tally_for, vote.tally_against, vote.tally_abstain, vote.tally_absent) == (22, 0, 2, 1)
        assert "readings_differ" not in [finding["code"] for finding in vote.findings]

    def test_reading_the_seed_again_or_the_same_list_changes_nothing(self, path: Path) -> None:
        ingest(SEED / "people.csv")
        ingest(SEED / "roll_calls.csv")
        ingest(path)
        before = kept(Vote.objects.get())

        reparse("gliwice_roll_calls")
        again = ingest(path)

        assert again["status"] == "unchanged"
        assert kept(Vote.objects.get()) == before


class TestContradictoryPrint:
    @pytest.fixture
    def vote(self, tmp_path: Path) -> Vote:
        """A print that counts three for and names two, one of them twice."""
        lists = ["Wyniki imienne:", "ZA (3)", "Anna Lis, Jan Maria Kot", "PRZECIW (1)", "Anna Lis"]
        path = tmp_path / "druk"
        path.write_bytes(printed([*HEAD, *print_of("zmiany statutu.", SUMMARY.replace("ZA: 2", "ZA: 3"), lists)]))
        document = ingest(path)
        assert (document["source"], document["status"]) == ("roll_call_esesja_text", "ok")
        return Vote.objects.get()

    def test_both_counters_and_names_are_stored_with_findings(self, vote: Vote) -> None:
        codes = [finding["code"] for finding in vote.findings]

        assert (vote.official_for, vote.tally_for) == (3, 3)
        assert list(vote.ballots.values_list("name", "choice")) == [("Anna Lis", "za"), ("Jan Maria Kot", "za")]
        assert [ballot["name"] for ballot in vote.readings.get().data["ballots"]].count("Anna Lis") == 2
        assert {"totals_differ", "person_twice"} <= set(codes)

    def test_page_and_export_show_both(self, vote: Vote, client: Client) -> None:
        page = squash(client.get(vote.get_absolute_url()).content.decode())
        export = client.get("/rada/glosowania.json").getvalue().decode()

        assert "a nazwisk jest 2" in page
        assert "Jan Maria Kot" in page
        assert '"for": 3' in export
        assert '"counted": false' in export
        assert '"by_name": true' in export
        assert "a nazwisk jest 2" in export

    def test_reading_it_again_changes_nothing(self, vote: Vote) -> None:
        before = kept(vote)

        reparse("roll_call_esesja_text")

        assert kept(Vote.objects.get()) == before


def test_a_print_of_another_council_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "gdansk.pdf"
    path.write_bytes(printed(["Rada Miasta Gdańsk", *HEAD[1:], *print_of()]))

    with pytest.raises(SystemExit):
        ingest(path)

    assert not Vote.objects.exists()
