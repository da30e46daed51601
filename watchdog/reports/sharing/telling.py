"""What a page's head tells those who show its address to others: Open Graph, and the card of X that builds on it."""

from __future__ import annotations

import re
from html import unescape

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from watchdog.cities import profile
from watchdog.core.text import squash
from watchdog.reports.sharing.fitting import cut
from watchdog.reports.sharing.offered import HEIGHT, WIDTH, picture_path

LOCALES = {"pl": "pl_PL", "en": "en_GB"}

LONGEST = 300
"""Letters of a description; those who show it cut it sooner."""
ALT = 420
"""Letters of the text that stands for the picture: readers of X are told no more."""

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')


def told(request: HttpRequest, head: str) -> SafeString:
    """
    Write the tags of a page, of the title and the description that its head has; addresses are whole.

    The picture says what they say, so they are its alternative text too.
    """
    site = _site()
    title = name_in(head)
    description, language = _found(_DESCRIPTION, head), str(get_language())
    tags = [
        ("og:type", "website"),
        ("og:site_name", site),
        ("og:title", cut(title, LONGEST)),
        ("og:description", cut(description, LONGEST)),
        ("og:url", request.build_absolute_uri(request.path)),
        ("og:locale", LOCALES[language]),
        *(("og:locale:alternate", locale) for name, locale in LOCALES.items() if name != language),
        ("og:image", request.build_absolute_uri(picture_path(request.path, request.resolver_match, language))),
        ("og:image:type", "image/png"),
        ("og:image:width", str(WIDTH)),
        ("og:image:height", str(HEIGHT)),
        ("og:image:alt", cut(f"{title}. {description}", ALT)),
    ]
    card = SafeString('<meta name="twitter:card" content="summary_large_image">')
    return format_html_join("\n    ", '<meta property="{}" content="{}">', tags) + card


def name_in(head: str) -> str:
    """Return the title that a head gives its page, without the portal's name."""
    return _found(_TITLE, head).removesuffix(f" – {_site()}")


def _site() -> str:
    return profile(settings.CITY).portal


def _found(what: re.Pattern[str], head: str) -> str:
    found = what.search(head)
    return squash(unescape(found[1])) if found else ""
