"""The page behind the link of an invitation: nobody is logged in yet."""

from __future__ import annotations

from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from watchdog.accounts.forms.people import AcceptForm
from watchdog.accounts.inviting import accept, is_good
from watchdog.accounts.models import Invitation
from watchdog.accounts.views.pages import page

BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters()
@csrf_protect
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def invitation(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Let whoever was invited choose a name and a password, once; then the back room opens."""
    # The row is held, so that a form that is sent twice at once makes one person.
    invited = Invitation.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if invited is None or not is_good(invited, token):
        return page(request, "invitation_dead", {"title": _("This invitation is not good any more")}, status=410)
    form = AcceptForm(request.POST or None, invitation=invited)
    if form.is_valid():
        chosen = form.cleaned_data
        login(request, accept(invited, username=chosen["username"], password=chosen["password"]), BACKEND)
        return redirect("admin:index")
    return page(request, "invitation", {"title": _("Welcome to the back room"), "form": form, "invitation": invited})
