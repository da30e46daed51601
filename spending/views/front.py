"""The front page of the city's money."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spending.presenters.money import money_front
from watchdog.core.kept import kept


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Say what is known of the city's money, where it is listed, and what is not known."""
    return render(request, "spending/index.html", {"page": kept("money", money_front), "crumbs": [(_("Spending"), "")]})
