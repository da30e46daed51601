from __future__ import annotations

from pathlib import Path

import pytest

from tests.relevance import table
from tests.relevance.judged import Judged
from tests.relevance.scoring import Given

EMPTY = f"# Search\n\nBefore.\n\n{table.BEGIN}\n{table.END}\n\nAfter.\n"


def answers(*cities: str, found: bool = True) -> dict[str, list[Given]]:
    given = [
        Given(Judged(city, "most", "place", {"/a/": 3}), ("/a/",) if found else (), 2.0, int(found)) for city in cities
    ]
    return {"portal": given, "plain": given}


def rows(path: Path) -> list[list[str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "search.md"
    path.write_text(EMPTY, encoding="utf-8")
    return path


def test_a_run_over_every_city_writes_all_lines_and_leaves_the_rest_of_the_file(report: Path) -> None:
    table.write(report, answers("gliwice", "katowice", "poznan"), "Last run.", "abc, today")

    assert [row[:4] for row in rows(report)] == [
        [texts, kind, "3" if texts == "all" else "1", "1.000"]
        for texts in ("all", "gliwice", "katowice", "poznan")
        for kind in ("all", "place")
    ]
    assert report.read_text(encoding="utf-8").startswith("# Search\n\nBefore.\n")
    assert report.read_text(encoding="utf-8").endswith("\n\nAfter.\n")


def test_a_run_over_one_city_replaces_its_lines_alone(report: Path) -> None:
    table.write(report, answers("gliwice", "katowice", "poznan"), "Last run.", "abc, today")
    table.write(report, answers("katowice", found=False), "Last run.", "def, later")

    stamps = {(row[0], row[-1]) for row in rows(report)}
    assert stamps == {
        ("all", "abc, today"),
        ("gliwice", "abc, today"),
        ("katowice", "def, later"),
        ("poznan", "abc, today"),
    }


def test_a_file_without_the_marks_is_refused(report: Path) -> None:
    report.write_text("# Search\n", encoding="utf-8")

    with pytest.raises(ValueError, match="not marked"):
        table.write(report, answers("gliwice"), "", "")
