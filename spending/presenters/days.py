"""When something of a register was: no more exactly than it is known."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spending.models import Contract
from spending.presenters.companies import span_words
from watchdog.core.typography import long_date


def signed_words(contract: Contract) -> str:
    """Say when a row was signed."""
    total = contract.kind == Contract.Kind.TOTAL
    return signed_between(contract.signed_first, contract.signed_last, total=total)


def signed_between(first: date | None, last: date | None, *, total: bool = False) -> str:
    """Say when; several orders told in one sum (``total``) lie between two years, anything else in one of them."""
    if total and first and last and first.year != last.year:
        return f"{first.year}–{last.year}"
    if first and last and last.year - first.year > 1:
        return _("between %(first)s and %(last)s") % {"first": first.year, "last": last.year}
    return span_words(first, last)


def term_words(contract: Contract) -> str:
    """Say how long a contract is in force: by its days, and by the register's words; empty where nothing is said."""
    start = _("from %(day)s") % {"day": long_date(contract.valid_from)} if contract.valid_from else ""
    end = _("until %(day)s") % {"day": long_date(contract.valid_until)} if contract.valid_until else ""
    end = _("for an indefinite time") if contract.open_ended else end
    days = " ".join(filter(None, (start, end)))
    return "; ".join(filter(None, (days, contract.term)))


def delay_words(contract: Contract) -> str:
    """Say how many days after the signing the register published a row; empty where a day is not known."""
    signed, published = contract.signed_last, contract.published_on
    if signed is None or published is None or contract.signed_first != signed:
        return ""
    return days_after(signed, published)


def days_after(signed: date, published: date) -> str:
    """Count the days between signing and publication; a publication that comes first is said, not hidden."""
    days = (published - signed).days
    if days < 0:
        return _("The day of publication is earlier than the day of signing; one of them is wrong in the register.")
    if days == 0:
        return _("on the day of signing")
    return ngettext("%(n)s day after signing", "%(n)s days after signing", days) % {"n": days}
