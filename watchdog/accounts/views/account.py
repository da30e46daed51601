"""My account: name, password, second factor, sessions. And what waits for me."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from watchdog.accounts import second_factor
from watchdog.accounts.forms.people import OwnNameForm
from watchdog.accounts.roles import ROLES, requires_second_factor
from watchdog.accounts.sessions import end_sessions, sessions_of
from watchdog.accounts.views.pages import page, person
from watchdog.accounts.waiting import rows_for


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show what the portal keeps of oneself, and take another name."""
    # The page greets by the stored name until the new one is stored: the form works on a copy of its own.
    user = User.objects.get(pk=person(request).pk)
    form = OwnNameForm(request.POST or None, instance=user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your name has been changed."))
        return redirect("account")
    context = {
        "title": _("My account"),
        "form": form,
        "roles": [ROLES[group.name].label for group in user.groups.all() if group.name in ROLES],
        "has_device": second_factor.has_device(user),
        "must_have": requires_second_factor(user),
        "left": second_factor.recovery_codes_left(user),
        "sessions": len(sessions_of(user)),
    }
    return page(request, "account", context)


@require_POST
def end_everywhere(request: HttpRequest) -> HttpResponse:
    """Log out on every machine, this one too."""
    end_sessions(person(request))
    logout(request)
    messages.success(request, _("You have been logged out everywhere."))
    return redirect("admin:login")


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """List what waits for this person."""
    return page(request, "waiting", {"title": _("What waits for me"), "rows": rows_for(person(request))})
