"""Whether an address holds nothing but what a form reads: no parameter it does not know, none said twice, no NUL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.forms import BaseForm, MultiWidget
from django.http import QueryDict
from django.utils.translation import gettext as _

CAMPAIGN = "utm_"
"""How the parameters begin that senders of links add; they mean nothing here."""
NUL = "\x00"


def check_parameters(form: BaseForm, params: QueryDict, allowed: Iterable[str] = ()) -> list[str]:
    """Name the parameters that neither the form nor ``allowed`` knows; refuse the form for those that contradict."""
    if any(NUL in text for name, values in params.lists() for text in (name, *values)):
        refuse(form, _("The address holds a character that no text has."))
    known = set(allowed)
    for name, several in _read_by(form):
        known.add(name)
        if not several and len(set(params.getlist(name))) > 1:
            refuse(form, _("“%(name)s” stands in the address twice; only one value can hold.") % {"name": name})
    return sorted(name for name in params if not (name in known or name.startswith(CAMPAIGN) or NUL in name))


def refuse(form: BaseForm, message: str, field: str | None = None) -> None:
    """Let the form not be valid, because of this."""
    if form.errors is not None:  # asking lets the form look at its data first, which would forget what is said here
        form.add_error(field, message)


def printable(text: str) -> str:
    """Return the text without NUL, which a database refuses to be asked about."""
    return text.replace(NUL, "")


def _read_by(form: BaseForm) -> Iterator[tuple[str, bool]]:
    """Name each parameter that the form reads, and say whether it may stand several times."""
    for bound in form:
        widget = bound.field.widget
        if isinstance(widget, MultiWidget):
            suffixes: list[str] = widget.widgets_names  # type: ignore[attr-defined]  # set by its __init__
            yield from ((f"{bound.html_name}{suffix}", False) for suffix in suffixes)
        else:
            yield bound.html_name, bool(getattr(widget, "allow_multiple_selected", False))
