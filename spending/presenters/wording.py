"""How changes of the money's records are called that are of no column: who else stands in a contract."""

from __future__ import annotations

from ast import literal_eval

from django.utils.translation import gettext as _

from spending.models import Contract
from watchdog.archive.wording import Saying, say


def introduce() -> None:
    """Introduce these fields to the archive; called once, when the app is ready."""
    say("parties", Saying(lambda _rest: _("further parties of the contract"), _names, of=Contract, value=False))


def _names(value: str) -> str:
    """Read the list of names that a change keeps, as text."""
    names = literal_eval(value)
    return ", ".join(map(str, names)) or _("nobody")
