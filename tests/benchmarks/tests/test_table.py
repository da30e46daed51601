import pytest

from tests.benchmarks import table
from tests.benchmarks.__main__ import without_paths
from tests.benchmarks.gates import GATES, Result, Sense

PAGE = f"# Performance\n\nBefore.\n\n{table.BEGIN}\n{table.END}\n\nAfter.\n"


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "performance.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_writing_the_same_twice_changes_nothing(report):
    results = [Result("page.list", 5.2, "p50 4 ms"), Result("proxy", None, "not measured: no nginx")]
    table.write(report, results, "Last run.", "abc, 2026-11-26")
    once = report.read_text(encoding="utf-8")
    table.write(report, results, "Last run.", "abc, 2026-11-26")
    assert report.read_text(encoding="utf-8") == once


def test_what_people_wrote_around_the_section_stays(report):
    table.write(report, [Result("page.list", 5.2, "p50 4 ms")], "Last run.", "abc, 2026-11-26")
    text = report.read_text(encoding="utf-8")
    assert text.startswith("# Performance\n\nBefore.\n\n<!--")
    assert text.endswith("-->\n\nAfter.\n")


def test_a_run_of_one_stage_keeps_the_lines_of_the_others_in_the_order_of_the_gates(report):
    table.write(report, [Result("export", 0.9, "old")], "First.", "one")
    table.write(report, [Result("page.list", 5.2, "new")], "Second.", "two")
    lines = [line for line in report.read_text(encoding="utf-8").splitlines() if line.startswith("|")][2:]
    assert [line.rpartition("| ")[2] for line in lines] == ["two |", "one |"] or (
        "two" in lines[0] and "one" in lines[1] and len(lines) == 2
    )
    assert "First." not in report.read_text(encoding="utf-8")


def test_a_file_without_the_section_is_refused(tmp_path):
    path = tmp_path / "performance.md"
    path.write_text("# Performance\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not marked"):
        table.write(path, [], "", "")


@pytest.mark.parametrize(
    ("key", "ratio", "verdict"),
    [
        ("page.list", 6.0, "met, aim reached"),
        ("page.list", 10.0, "met"),
        ("page.list", 10.01, "**not met**"),
        ("rate.naive", 8.0, "met"),
        ("rate.naive", 7.9, "**not met**"),
        ("import.versions", 0, "met"),
        ("import.versions", 1, "**not met**"),
        ("facet", None, "not measured"),
    ],
)
def test_a_gate_is_met_on_its_own_side_of_its_limit(key, ratio, verdict):
    assert Result(key, ratio, "").verdict == verdict


def test_an_aim_is_never_easier_than_its_gate():
    for gate in GATES.values():
        if gate.aim is not None:
            assert gate.aim < gate.limit if gate.sense is Sense.AT_MOST else gate.aim > gate.limit


def test_questions_tell_gates_apart():
    assert len({gate.question for gate in GATES.values()}) == len(GATES)


def test_the_command_is_told_without_directories_of_the_machine():
    told = without_paths(["--rows", "1000", "--keep", "kept", "--only", "pages", "--report", "table.md"])
    assert told == ["--rows", "1000", "--only", "pages"]


def test_what_could_not_be_measured_takes_no_figure_away_and_gives_way_to_one(report):
    table.write(report, [Result("proxy", None, "no nginx")], "First.", "one")
    table.write(report, [Result("proxy", 0.8, "with nginx")], "Second.", "two")
    table.write(report, [Result("proxy", None, "no nginx")], "Third.", "three")
    text = report.read_text(encoding="utf-8")
    assert "with nginx" in text
    assert "no nginx" not in text
