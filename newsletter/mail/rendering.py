"""The words of a mail: a subject, a plain text and the same as HTML with its style beside each element."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from newsletter.mail.places import absolute
from watchdog.cities import profile

STYLE = Path(__file__).with_name("mail.css")
LONGEST_SUBJECT = 150
"""Characters."""


@dataclass(frozen=True)
class Words:
    """What a mail says, twice."""

    subject: str
    text: str
    html: str


def render(name: str, context: Mapping[str, Any], language: str = "") -> Words:
    """
    Make a mail of ``email/<name>/subject.txt``, ``body.txt`` and ``body.html``.

    Every template has ``city`` and ``site`` (the portal's address). A subject is one line whatever its records say.
    """
    with override(language or settings.LANGUAGE_CODE):
        known = {"city": profile(settings.CITY), "site": absolute("/"), **context}
        subject = " ".join(render_to_string(f"email/{name}/subject.txt", known).split())
        text = tidy(render_to_string(f"email/{name}/body.txt", known))
        html = styled(render_to_string(f"email/{name}/body.html", known))
    return Words(_short(subject), text, html)


def styled(html: str) -> str:
    """Put the style of ``mail.css`` beside each element; what depends on the reader's screen stays in the head."""
    return _inliner().inline(html)


def tidy(text: str) -> str:
    """Leave no space at the end of a line and no more than one empty line, as a template's tags do."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"


def _short(subject: str) -> str:
    return subject if len(subject) <= LONGEST_SUBJECT else f"{subject[: LONGEST_SUBJECT - 1]}…"


@cache
def _inliner() -> css_inline.CSSInliner:
    style = STYLE.read_text(encoding="utf-8")
    return css_inline.CSSInliner(extra_css=style, keep_at_rules=True, load_remote_stylesheets=False)
