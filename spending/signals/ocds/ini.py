"""
Settings in a file, as Cardinal reads them (its ``settings.ini``).

With such a file only the rules are asked that have a section in it. What belongs to Cardinal's ``prepare`` step, and
R048, are not done here: such settings are refused rather than overlooked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from configparser import ConfigParser, Error
from dataclasses import replace
from typing import Any

from spending.signals.ocds.settings import CODES, Settings

GLOBAL = "global"
DAYS_BY_DETAILS = "R003.procurement_method_details"
OF_PREPARE = {
    "defaults",
    "redactions",
    "corrections",
    "modifications",
    "codelists.bid_status",
    "codelists.award_status",
}
LOGGING = {"output"}


def _names(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split("|")))


FIELDS: dict[tuple[str, str], tuple[str, Callable[[str], Any]]] = {
    (GLOBAL, "currency"): ("currency", str),
    (GLOBAL, "price_comparison_procurement_methods"): ("price_comparison", _names),
    (GLOBAL, "no_price_comparison_procurement_methods"): ("no_price_comparison", _names),
    ("exclusions", "procurement_method_details"): ("excluded_details", _names),
    ("R003", "threshold"): ("r003_days", int),
    ("R003", "procurement_methods"): ("r003_methods", _names),
    ("R018", "procurement_methods"): ("r018_methods", _names),
    ("R024", "threshold"): ("r024_threshold", float),
    ("R025", "percentile"): ("r025_percentile", int),
    ("R025", "threshold"): ("r025_threshold", float),
    ("R035", "threshold"): ("r035_threshold", int),
    ("R038", "threshold"): ("r038_threshold", float),
    ("R038", "minimum_submitted_bids"): ("r038_bids", int),
    ("R038", "minimum_contracting_processes"): ("r038_processes", int),
    ("R058", "threshold"): ("r058_threshold", float),
}
"""Which field of ours a property fills, and how it is read."""


def settings_of(text: str) -> Settings:
    """Read settings; raises ``ValueError`` with what is wrong: the section and the property."""
    parser = ConfigParser(interpolation=None, default_section="", comment_prefixes=(";", "#"), delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their case, as the docs show it
    try:
        parser.read_string(f"[{GLOBAL}]\n{text}")
    except Error as error:
        raise ValueError(str(error).replace("\n", " ")) from error
    given: dict[str, Any] = {}
    for section in parser.sections():
        given |= _section(section, dict(parser[section]))
    codes = tuple(code for code in CODES if parser.has_section(code) or (code == "R003" and DAYS_BY_DETAILS in parser))
    return replace(Settings(), codes=codes, **given)


def _section(section: str, properties: Mapping[str, str]) -> dict[str, Any]:
    if section == DAYS_BY_DETAILS:
        return {"r003_days_by_details": {name: _read(section, name, value, int) for name, value in properties.items()}}
    if section in LOGGING or (section in OF_PREPARE and not properties):
        return {}
    if section not in {*CODES, GLOBAL, *(known for known, _name in FIELDS)}:
        raise ValueError(f"[{section}]")
    given = {}
    for name, value in properties.items():
        if (section, name) not in FIELDS:
            raise ValueError(f"[{section}] {name}")
        field, kind = FIELDS[section, name]
        given[field] = _read(section, name, value, kind)
    return given


def _read(section: str, name: str, value: str, kind: Callable[[str], Any]) -> Any:
    try:
        return kind(value)
    except ValueError as error:
        raise ValueError(f"[{section}] {name} = {value}") from error
