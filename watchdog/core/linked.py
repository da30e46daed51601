"""
What a page tells programs of itself in the words of schema.org: a block of JSON-LD in the page.

The block is data, which no browser runs, so the policy of scripts has no say in it. Its addresses are whole and begin
with ``SITE_URL``, whoever asks, so that a part of a page that is kept may hold them. What is not known is left out; no
word stands for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from watchdog.cities import profile
from watchdog.core.dates import WARSAW

Thing = dict[str, Any]

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
"""As ``json_script`` has it: without these three no text can end the block, or begin a comment in it."""


def thing(kind: str, **said: Any) -> Thing:
    """Make an object of a type of schema.org of what is known; an empty value says nothing and is left out."""
    return {"@type": kind, **{name: value for name, value in said.items() if value not in (None, "", [], ())}}


def linked(told: Thing | None) -> SafeString:
    """``{% linked thing %}``: the block of an object; nothing where there is none."""
    if not told:
        return SafeString()
    text = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False, default=str)
    block = f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>'
    return mark_safe(block)  # no sign in the text can end the block: see _ESCAPES


def linked_crumbs(crumbs: Iterable[tuple[str, str]]) -> SafeString:
    """``{% linked_crumbs crumbs %}``: the block of a way back; a way of one step leads nowhere and has none."""
    steps = [
        thing("ListItem", position=place, name=str(text), item=absolute(url) if url else "")
        for place, (text, url) in enumerate(crumbs, start=1)
    ]
    return linked(thing("BreadcrumbList", itemListElement=steps) if len(steps) > 1 else None)


def absolute(path: str) -> str:
    """Give the whole address of a path of the portal; an address with a host stays as it is."""
    return f"{settings.SITE_URL.rstrip('/')}{path}" if path.startswith("/") else path


def moment(day: date | None, hour: time | None = None) -> str:
    """Write a day, or a moment of it in Polish time, as ISO 8601; nothing where the day is not known."""
    if day is None:
        return ""
    return datetime.combine(day, hour, tzinfo=WARSAW).isoformat() if hour else day.isoformat()


def publisher() -> Thing:
    """Say who runs the portal."""
    return thing("Organization", name=profile(settings.CITY).portal, url=absolute("/"))


def council() -> Thing:
    """Name the council of the city."""
    known = profile(settings.CITY).council
    return thing("GovernmentOrganization", name=known.name, url=known.homepage)


def city() -> Thing:
    """Name the city."""
    return thing("City", name=profile(settings.CITY).name.nominative)
