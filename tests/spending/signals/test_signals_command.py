"""``signals --file``: what it prints, and with which exit code it ends."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

RELEASES = (
    '{"ocid": "ocds-1", "tender": {"numberOfTenderers": 1, "procurementMethod": "open"}}\n'
    '{"ocid": "ocds-2", "awards": [{"status": "active", "suppliers": [{"id": "W"}]}], "bids": {"details": ['
    '{"status": "disqualified", "tenderers": [{"id": "D"}]}, {"status": "valid", "tenderers": [{"id": "W"}]}]}}\n'
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ocds.jsonl"
    path.write_text(RELEASES, encoding="utf-8")
    return path


def printed(*arguments: str) -> str:
    out = io.StringIO()
    call_command("signals", *arguments, stdout=out)
    return out.getvalue()


def test_json_and_nothing_else_with_every_indicator_its_settings_and_its_gaps(file):
    told = json.loads(printed("--file", str(file), "--json"))

    assert told["OCID"] == {"ocds-1": {"R018": 1.0}, "ocds-2": {"R035": 1.0}}
    assert told["Tenderer"]["W"]["R035"] == 0.0
    assert len(told["Indicators"]) == 10
    assert told["Indicators"]["R003"]["not_computed"] == {"OCID": {"no_period": 2}}


def test_people_are_told_in_words_what_is_marked_and_what_cannot_be_computed(file):
    text = printed("--file", str(file))

    assert "2 postępowania" in text
    assert "R018 Jedna oferta: policzono 1, zaznaczono 1" in text
    assert "nie do policzenia (postępowania: 2): nie podano początku albo końca terminu składania ofert" in text
    assert "ocds-2 (1)" in text


def test_standard_input_is_read_and_settings_choose_the_indicators(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(RELEASES.encode()))))
    (tmp_path / "settings.ini").write_text("[R035]\nthreshold = 2\n", encoding="utf-8")

    told = json.loads(printed("--file", "-", "--settings-file", str(tmp_path / "settings.ini"), "--json"))

    assert list(told["Indicators"]) == ["R035"]
    assert "OCID" not in told


def test_neither_a_file_nor_a_computation_and_both_at_once_end_with_exit_code_2(file):
    for arguments in ((), ("recompute", "--file", str(file))):
        with pytest.raises(CommandError, match="--file") as refusal:
            printed(*arguments)
        assert refusal.value.returncode == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "jest pusty"),
        ("<html>", "JSON"),
        ('{"a": 1}', "OCDS"),
        ("[]", "OCDS"),
    ],
)
def test_a_wrong_file_ends_with_a_clear_message_and_exit_code_2(tmp_path, content, said):
    path = tmp_path / "file.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(CommandError, match=said) as refusal:
        printed("--file", str(path), "--json")

    assert refusal.value.returncode == 2


def test_a_file_and_settings_that_cannot_be_used_end_with_exit_code_2(tmp_path, file):
    (tmp_path / "settings.ini").write_text("[R048]\n", encoding="utf-8")

    with pytest.raises(CommandError, match="missing") as nowhere:
        printed("--file", str(tmp_path / "missing.json"))
    with pytest.raises(CommandError, match="R048") as unknown:
        printed("--file", str(file), "--settings-file", str(tmp_path / "settings.ini"))

    assert (nowhere.value.returncode, unknown.value.returncode) == (2, 2)
