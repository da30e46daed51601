"""A block of JSON-LD holds what was said and nothing ends it; a way back gives every step its whole address."""

from __future__ import annotations

from datetime import date, time

import pytest
from pytest_django import Settings

from tests.linked import blocks
from watchdog.core.linked import absolute, linked, linked_crumbs, moment, thing

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    'Uchwała „o psach" \\" \\u003c/script>',
    "]]>&lt;/script&gt;",
    "\u202eeid ezrpo\u2028\u0000\n",
]


@pytest.mark.parametrize("subject", HOSTILE)
def test_no_text_ends_the_block_or_is_altered_in_it(subject: str) -> None:
    event, way = linked(thing("Event", name=subject)), linked_crumbs([("Start", "/"), (subject, "")])

    for block in (event, way):
        inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
        assert not set("<>&") & set(inside)
    assert blocks(event)[0]["name"] == subject
    assert blocks(way)[0]["itemListElement"][1]["name"] == subject


def test_what_is_not_known_is_left_out_and_nothing_has_no_block() -> None:
    assert thing("Event", name="Sesja", startDate="", location=None, memberOf=[]) == {"@type": "Event", "name": "Sesja"}
    assert linked(None) == ""


def test_a_way_back_gives_each_step_but_the_last_its_whole_address(settings: Settings) -> None:
    settings.SITE_URL = "https://portal.example/"
    (way,) = blocks(linked_crumbs([("Rada", "/rada/"), ("Sesje", "")]))

    assert way["@type"] == "BreadcrumbList"
    assert way["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Rada", "item": "https://portal.example/rada/"},
        {"@type": "ListItem", "position": 2, "name": "Sesje"},
    ]
    assert linked_crumbs([("Rada", "")]) == ""


def test_an_address_with_a_host_stays() -> None:
    assert absolute("https://dziennik.example/1") == "https://dziennik.example/1"


def test_a_moment_is_told_in_polish_time_and_a_day_without_an_hour_as_a_day() -> None:
    assert moment(date(2014, 6, 12), time(15)) == "2014-06-12T15:00:00+02:00"
    assert moment(date(2014, 6, 12)) == "2014-06-12"
    assert moment(None, time(15)) == ""
