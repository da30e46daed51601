"""What the pages of registers have in common."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from watchdog.records import RecordType

Crumbs = list[tuple[str, str]]


def crumbs(kind: RecordType, here: str = "") -> Crumbs:
    """Give the way back: the city's money, the list, this page."""
    way = [(_("Spending"), reverse("spending:index")), (str(kind.plural), reverse(kind.list_url) if here else "")]
    return [*way, (Truncator(here).words(8), "")] if here else way
