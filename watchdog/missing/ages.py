"""How long something has been missing, in words that both editions can say."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import npgettext


def age(since: date, day: date) -> str:
    """
    Say how long before a day something has been missing: „od 12 dni”, „od 5 miesięcy”, „od 3 lat i 2 miesięcy”.

    Whole months are counted as the calendar does, from the like-numbered day; what is due today is missing since today.
    """
    months = (day.year - since.year) * 12 + day.month - since.month - (day.day < since.day)
    years, rest = divmod(months, 12)
    if day <= since:
        return _("since today")
    if months < 1:
        return _("for %(age)s") % {"age": _days((day - since).days)}
    if not years:
        return _("for %(age)s") % {"age": _months(rest)}
    if not rest:
        return _("for %(age)s") % {"age": _years(years)}
    return _("for %(years)s and %(months)s") % {"years": _years(years), "months": _months(rest)}


def _years(count: int) -> str:
    return npgettext("missing for", "%(n)s year", "%(n)s years", count) % {"n": count}


def _months(count: int) -> str:
    return npgettext("missing for", "%(n)s month", "%(n)s months", count) % {"n": count}


def _days(count: int) -> str:
    return npgettext("missing for", "%(n)s day", "%(n)s days", count) % {"n": count}
