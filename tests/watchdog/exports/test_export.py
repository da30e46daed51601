from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories.council import ResolutionFactory

pytestmark = pytest.mark.django_db


def export(*args: str) -> str:
    out = io.StringIO()
    call_command("export", *args, stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def resolutions() -> None:
    ResolutionFactory(number="I/1/2014", adopted_on=date(2014, 1, 1))
    ResolutionFactory(number="I/2/2014", adopted_on=date(2014, 2, 1))
    ResolutionFactory(number="I/1/2015", adopted_on=date(2015, 1, 1))


def test_the_shell_gives_what_the_address_gives() -> None:
    rows = csv.DictReader(io.StringIO(export("council.resolution", "rok=2014", "sort=data")))

    assert [row["number"] for row in rows] == ["I/1/2014", "I/2/2014"]


def test_json_is_whole_and_knows_the_address_of_the_list() -> None:
    data = json.loads(export("council.resolution", "rok=2015", "--format", "json", "--base", "https://portal.example"))

    assert (data["count"], data["source"]) == (1, "https://portal.example/rada/uchwaly/?rok=2015")
    assert data["items"][0]["url"].startswith("https://portal.example/rada/uchwaly/2015/")


def test_a_file_gets_bytes_as_they_are(tmp_path: Path) -> None:
    out = tmp_path / "uchwaly.csv"

    said = export("council.resolution", "--format", "csv-pl", "--out", str(out))

    assert said == ""
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert out.read_bytes().count(b"\r\n") == 4


@pytest.mark.parametrize(
    "args",
    [
        ("council.spy",),
        ("council.resolution", "rok=dwa"),
        ("council.resolution", "nieznany=1"),
        ("council.resolution", "rok"),
    ],
)
def test_a_wrong_kind_or_filter_is_a_usage_error_and_writes_nothing(args: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "out.csv"

    with pytest.raises(CommandError) as caught:
        export(*args, "--out", str(out))

    assert caught.value.returncode == 2
    assert not out.exists()
