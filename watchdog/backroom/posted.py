"""
What stands in a form while it is typed, taken from a request or carried through a log-in.

Whatever is carried through the browser is signed, with its time and its page: nobody can slip values of his own between
a form and the person who typed in it.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

FORM, PAGE, TYPIST, VERSION, TITLE = "_form", "_page", "_typist", "_version", "_title"
"""Hidden fields that say which opening of which form this is, who opened it, and on which version of a record."""

CARRIED = "carried"
"""The field in which the pages of log-in carry what was typed."""

ASKED = "szkic"
"""The parameter of a form's address that asks for a draft, by its key."""

LARGEST = 1_000_000
"""Bytes of one draft; the longest form, a text for the page with pictures' descriptions, is a tenth of it."""

LONGEST_PAGE = 2000
"""Characters of a form's address."""

CARRIES = 24 * 3600
"""Seconds for which a page of log-in carries what was typed."""

PASSING = frozenset({ASKED, "_changelist_filters"})
"""Parameters that say how somebody came to a form, and not which form it is."""

NEVER = re.compile(r"password|csrf|(^|[_-])(otp|token)", re.IGNORECASE)
"""Fields that are kept nowhere; those whose names begin with “_” are buttons and our own."""


class TooMuch(Exception):
    """What was typed is larger than a draft may be."""


@dataclass(frozen=True)
class Typed:
    """What one opening of a form held."""

    page: str
    data: dict[str, list[str]]
    form: str = ""
    """The opening, a UUID as text; empty where the form did not say."""
    version: str = ""
    title: str = ""
    typist: int | None = None
    """The key of who opened the form, if it says so and we have signed it."""
    files: list[str] = field(default_factory=list)
    """Names of files that were chosen; they cannot be kept, and must be chosen again."""

    @property
    def digest(self) -> str:
        """The SHA-256 of the values: the same values are the same work."""
        return hashlib.sha256(json.dumps(self.data, sort_keys=True).encode()).hexdigest()

    def refuse_too_much(self) -> None:
        """Raise ``TooMuch`` for what is larger than a draft may be."""
        if len(self.page) > LONGEST_PAGE or len(json.dumps(self.data).encode()) > LARGEST:
            raise TooMuch

    def packed(self) -> str:
        """Give this as a signed text."""
        self.refuse_too_much()
        return signing.dumps(asdict(self), salt=CARRIED, compress=True)


def unpacked(text: str) -> Typed | None:
    """Read what ``packed`` made; nothing of a text that is not ours or is too old."""
    try:
        return Typed(**signing.loads(text, salt=CARRIED, max_age=CARRIES))
    except signing.BadSignature:
        return None


def typed_in(request: HttpRequest) -> Typed:
    """Take what was typed from a form that was sent, to whichever address."""
    sent = request.POST
    return Typed(
        page=page_of(sent.get(PAGE, "")) or page_of(request.get_full_path()),
        data={name: [_clean(value) for value in sent.getlist(name)] for name in sent if _is_kept(name)},
        form=_opening(sent.get(FORM, "")),
        version=sent.get(VERSION, "")[:40],
        title=_clean(sent.get(TITLE, ""))[:300],
        typist=_typist(sent.get(TYPIST, "")),
        files=[upload.name or "" for _name, uploads in request.FILES.lists() for upload in uploads],
    )


def typed_or_carried(request: HttpRequest) -> Typed | None:
    """Take what a form holds, or what it carries: one that only carries has nothing of its own."""
    return unpacked(request.POST[CARRIED]) if CARRIED in request.POST else typed_in(request)


def page_of(address: str) -> str:
    """Name a form by its path and query, without what only says how somebody came there; empty if it is not ours."""
    parts = urlsplit(address)
    if not parts.path.startswith(reverse("admin:index")):
        return ""
    asked = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in PASSING]
    return parts.path + (f"?{urlencode(asked)}" if asked else "")


def restoring(page: str, pk: int) -> str:
    """Give the address at which a form is filled with a draft."""
    return f"{page}{'&' if '?' in page else '?'}{ASKED}={pk}"


def signed_typist(user: Any) -> str:
    """Give who opens a form, as a text that only we can make."""
    return signing.dumps(user.pk, salt=TYPIST)


def _typist(text: str) -> int | None:
    try:
        return int(signing.loads(text, salt=TYPIST))
    except signing.BadSignature:
        return None


def _is_kept(name: str) -> bool:
    return not name.startswith("_") and name != CARRIED and not NEVER.search(name)


def _clean(value: str) -> str:
    return value.replace("\0", "")  # PostgreSQL's JSON takes no NUL


def _opening(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
