"""The style sheets keep what the design promises: tokens defined, both dark blocks alike, text that can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin

CSS = Path(settings.BASE_DIR) / "static/css"
ADMIN = Path(admin.__file__).parent / "static" / "admin" / "css"
TEXT_PAIRS = [
    *(("ink", ground) for ground in ("paper", "sheet", "sunk")),
    *(("ink-2", ground) for ground in ("paper", "sheet", "sunk")),
    *(("link", ground) for ground in ("paper", "sheet", "error-bg", "warn-bg", "fix-bg")),
    *(("visited", ground) for ground in ("paper", "sheet")),
    *(("ink", ground) for ground in ("warn-bg", "fix-bg", "error-bg", "gap-bg")),
    *(("warn", "warn-bg"), ("fix", "fix-bg"), ("error", "error-bg"), ("error", "sheet"), ("marker-ink", "marker")),
    *(("za", "paper"), ("przeciw", "paper"), ("wstrzymal-text", "paper"), ("paper", "ink")),
]
SIGN_PAIRS = [
    *(("za", "paper"), ("przeciw", "paper"), ("wstrzymal-edge", "paper"), ("nieobecny", "paper"), ("edge", "paper")),
    *(("on-za", "za"), ("on-przeciw", "przeciw"), ("on-wstrzymal", "wstrzymal"), ("edge", "sheet"), ("bar", "paper")),
]


def blocks() -> dict[str, dict[str, str]]:
    """Read the values of the light theme, of the dark one that is chosen, and of the dark one that the system asks."""
    sheet = (CSS / "tokens.css").read_text(encoding="utf-8")
    light, chosen, system = re.findall(r":root[^{]*\{([^}]*)\}", sheet)
    names = ("light", "chosen dark", "system dark")
    values = {
        name: dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))
        for name, block in zip(names, (light, chosen, system), strict=True)
    }
    values["dark"] = {**values["light"], **values["chosen dark"]}
    return values


def contrast(one: str, other: str) -> float:
    """Return the contrast of two hex colours, WCAG 2.2 („relative luminance”, „contrast ratio”)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_both_dark_blocks_say_the_same() -> None:
    values = blocks()

    assert values["chosen dark"] == values["system dark"]


def test_every_value_that_a_sheet_asks_for_is_defined() -> None:
    sheets = "".join(path.read_text(encoding="utf-8") for path in CSS.glob("*.css"))
    django = "".join(path.read_text(encoding="utf-8") for path in ADMIN.glob("*.css"))  # what backroom.css builds on
    asked = set(re.findall(r"var\((--[\w-]+)\)", sheets))
    defined = set(re.findall(r"(--[\w-]+):", sheets + django))

    assert asked - defined == set()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(theme: str, text: str, ground: str) -> None:
    values = blocks()[theme]

    assert contrast(values[text], values[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("sign", "ground"), SIGN_PAIRS)
def test_signs_and_edges_can_be_seen(theme: str, sign: str, ground: str) -> None:
    values = blocks()[theme]

    assert contrast(values[sign], values[ground]) >= 3


@pytest.mark.parametrize("sheet", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_a_sheet_loads_nothing_from_elsewhere_and_moves_nothing(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")

    assert not re.search(r"https?:|@import|data:", text)
    assert not re.search(r"animation|transition|box-shadow: *\d+px [1-9]", text)


def test_every_font_file_is_there() -> None:
    wanted = re.findall(r"url\(\.\./([^)]+)\)", (CSS / "tokens.css").read_text(encoding="utf-8"))

    assert [each for each in wanted if not (CSS.parent / each).is_file()] == []
