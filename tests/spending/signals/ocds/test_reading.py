"""Files of OCDS data in every shape in which they come, and what is no such file."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

from spending.signals.ocds.ini import settings_of
from spending.signals.ocds.merging import compiled
from spending.signals.ocds.reading import NotOcds, Reading
from spending.signals.ocds.running import study
from spending.signals.ocds.telling import shape

ONE = {"ocid": "a", "tender": {"numberOfTenderers": 1, "procurementMethod": "open"}}
TWO = {"ocid": "b"}
PACKAGES: dict[str, Any] = {
    "list": [ONE, TWO],
    "release package": {"uri": "x", "releases": [ONE, TWO]},
    "record package": {"records": [{"ocid": "a", "compiledRelease": ONE}, {"ocid": "b", "releases": [TWO]}]},
    "list of packages": [{"releases": [ONE]}, {"records": [{"compiledRelease": TWO}]}],
}


def reading(content: bytes) -> Reading:
    return Reading(io.BufferedReader(io.BytesIO(content)))


def told(content: bytes) -> list[Any]:
    return list(reading(content))


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("package", PACKAGES.values(), ids=PACKAGES)
def test_packages_and_lists_give_their_releases_on_one_line_or_on_many(package, indent):
    text = json.dumps(package, indent=indent).encode()

    assert told(text) == told(b"\xef\xbb\xbf" + text) == told(gzip.compress(text)) == [ONE, TWO]


def test_json_lines_give_a_release_a_line_and_count_those_that_are_none():
    lines = b'\n{"ocid": "a"}\r\n\n{"ocid": \n[1]\n{"ocid": "b", "n": NaN}\n{"ocid": "b"}'

    found = reading(lines)

    assert list(found) == [{"ocid": "a"}, TWO]
    assert (found.refused, found.lines_refused, found.left) == (2, [4, 6], {"not_a_release": 1})


def test_releases_of_one_process_are_compiled_and_addresses_alone_are_counted():
    planned = {"ocid": "a", "date": "2026-01-01", "tender": {"numberOfTenderers": 2, "status": "active"}}
    found = reading(json.dumps({"releases": [ONE | {"date": "2026-02-01"}, planned, {"url": "x"}, 5]}).encode())

    assert [each["tender"] for each in found] == [
        {"numberOfTenderers": 1, "status": "active", "procurementMethod": "open"}
    ]
    assert found.left == {"linked": 1, "not_a_release": 1}


def test_compiling_merges_items_by_their_id_replaces_other_lists_and_takes_nulls_away():
    first = {"awards": [{"id": 1, "status": "pending", "title": "x"}], "tag": ["award"], "gone": 1}
    then = {"date": "2026", "awards": [{"id": "1", "status": "active"}, {"id": 2}], "tag": ["contract"], "gone": None}

    assert compiled([then, first]) == {
        "date": "2026",
        "awards": [{"id": "1", "status": "active", "title": "x"}, {"id": 2}],
        "tag": ["contract"],
    }


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"<html>", "not_json"),
        (b'{"ocid": "a"', "not_json"),
        (b"\xff\xfe{}", "not_json"),
        (b"[" * 100_000, "not_json"),
        (gzip.compress(b'{"ocid": "a"}\n' * 9, mtime=0)[:-9], "broken"),
        (b"\x1f\x8bnonsense", "broken"),
    ],
)
def test_a_file_that_is_no_json_is_refused_with_its_reason(content, code):
    with pytest.raises(NotOcds) as refusal:
        told(content)

    assert refusal.value.code == code


def test_a_file_of_json_without_a_release_gives_none():
    found = reading(b'{"a": 1}')

    assert list(found) == []
    assert (found.found, found.left) == (0, {"not_a_release": 1})


class Endless(io.RawIOBase):
    """A file of lines that is made while it is read, so that only what the reader keeps is in memory."""

    def __init__(self, lines: int) -> None:
        line = json.dumps(ONE | {"ocid": "same", "filling": "x" * 2000}).encode() + b"\n"
        self.lines: Iterator[bytes] = (line for _each in range(lines))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        line = next(self.lines, b"")
        buffer[: len(line)] = line
        return len(line)


def test_json_lines_of_any_number_need_the_same_memory():
    def peak(lines: int) -> int:
        tracemalloc.start()
        study(Reading(io.BufferedReader(Endless(lines))))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(50)

    assert peak(3000) < peak(300) * 1.5


def test_results_have_cardinals_shape_and_say_how_they_came_about():
    found = reading(b'{"ocid": "a", "tender": {"numberOfTenderers": 1, "procurementMethod": "open"}}\n{"ocid": "b"}\n?')

    result = shape(study(found, settings_of("[R018]")), found, maps=True)

    assert result == {
        "OCID": {"a": {"R018": 1.0}},
        "Meta": {},
        "Maps": {},
        "Indicators": {
            "R018": {
                "settings": {"procurement_methods": ["open", "selective"]},
                "computed": 1,
                "flagged": {"OCID": 1},
                "not_computed": {"OCID": {"no_method": 1}},
            }
        },
        "Input": {
            "processes": 2,
            "currency": None,
            "unreadable_lines": 1,
            "first_unreadable_lines": [3],
            "left": {},
        },
        "Definitions": "Open Contracting Partnership, Cardinal 0.0.8",
    }


def test_settings_are_read_as_cardinal_writes_them():
    found = settings_of(
        "; ours\ncurrency = PLN\nno_price_comparison_procurement_methods = Stała cena|Losowanie\n[defaults]\n; none\n"
        "[exclusions]\nprocurement_method_details = X\n[R003]\nthreshold = 10\n"
        "[R003.procurement_method_details]\nPrzetarg = 7\n[R038]\nminimum_submitted_bids = 3\nthreshold = 0.5\n"
    )

    assert (found.codes, found.currency, found.excluded_details) == (("R003", "R038"), "PLN", {"X"})
    assert found.no_price_comparison == {"Stała cena", "Losowanie"}
    assert (found.r003_days, found.r003_days_by_details) == (10, {"Przetarg": 7})
    assert (found.r038_bids, found.r038_threshold, found.r038_processes) == (3, 0.5, 2)


@pytest.mark.parametrize(
    "text", ["[R048]", "[defaults]\ncurrency = PLN", "[R003]\nthreshold = x", "[R003]\nlimit = 1", "[R003", "speed = 1"]
)
def test_settings_that_are_not_known_here_are_refused(text):
    with pytest.raises(ValueError, match=r"R048|defaults|threshold = x|limit|R003|speed"):
        settings_of(text)
