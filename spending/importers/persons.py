"""Private people in registers: told apart by a keyed hash, named nowhere."""

from __future__ import annotations

import hmac
from base64 import b32encode

from django.conf import settings

from watchdog.core.text import name_key

LENGTH = 8


def pseudonym(name: str, unit: str, year: int | None) -> str:
    """
    Return a code for a private person within one unit and one year; empty where the name is not known.

    The same person has another code elsewhere and in another year, so that nobody can be followed through the city's
    papers; without ``settings.PSEUDONYM_KEY`` nobody can tell whose code it is by trying names.
    """
    if not name:
        return ""
    said = "\x1f".join([unit, str(year or ""), name_key(name)])
    digest = hmac.digest(settings.PSEUDONYM_KEY.encode(), said.encode(), "sha256")
    return b32encode(digest).decode().lower()[:LENGTH]


def hidden_code(name: str, *numbers: str) -> str:
    """Return what is kept of a name of which a person has said that it is a private person's; nobody reads it back."""
    said = "\x1f".join(["hidden", name_key(name), *numbers])
    return hmac.digest(settings.PSEUDONYM_KEY.encode(), said.encode(), "sha256").hex()
