"""The direction of imports is kept by import-linter; here it runs, and here its rules are held against the tree."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(settings.BASE_DIR)
CONTRACTS: dict[str, dict[str, Any]] = {
    contract["type"] + ": " + contract["name"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}
LAYERS = CONTRACTS["layers: Imports run downhill"]
PURE = CONTRACTS["forbidden: Sources and drafts see neither models nor Django"]
DOORS = CONTRACTS["forbidden: No room imports the process doors"]


def rooms() -> set[str]:
    """Name every module and package that lies directly in ``watchdog``."""
    return {f"watchdog.{path.stem}" for path in (ROOT / "watchdog").iterdir() if not path.stem.startswith("__")}


def in_layers() -> set[str]:
    return {name.strip() for layer in LAYERS["layers"] for name in layer.split("|")}


def test_every_import_keeps_the_direction(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)

    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_no_import_is_excused() -> None:
    assert [name for name, contract in CONTRACTS.items() if contract.get("ignore_imports")] == []


def test_every_room_of_the_ground_has_a_layer_or_is_a_process_door() -> None:
    assert rooms() == (in_layers() | set(DOORS["forbidden_modules"])) - {"newsletter", "council", "spending"}


def test_the_doors_are_closed_to_every_room_and_app() -> None:
    assert set(DOORS["source_modules"]) == in_layers()


@pytest.mark.parametrize("kind", ["sources", "drafts"])
def test_every_app_keeps_its_sources_and_drafts_free_of_django(kind: str) -> None:
    apps = {path.parent.name for path in ROOT.glob(f"*/{kind}*") if (path.parent / "apps.py").is_file()}

    assert {f"{app}.{kind}" for app in apps} <= set(PURE["source_modules"])
