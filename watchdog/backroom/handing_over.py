"""After a log-in: what was typed before it goes to whoever typed it, and to nobody else."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from watchdog.backroom.keeping import keep
from watchdog.backroom.offering import offer
from watchdog.backroom.posted import Typed


def hand_over(request: HttpRequest, typed: Typed) -> HttpResponse:
    """Give what was typed back to the person who has just logged in, if it is hers."""
    if typed.typist is None:
        reason = _("A form came before you logged in, and it does not say who typed it. Keep it only if it was you.")
        return offer(request, typed, title=_("Was this typed by you?"), reason=reason)
    if typed.typist != request.user.pk:
        return _keep_for_another(request, typed, typed.typist)
    return give_back(request, typed)


def give_back(request: HttpRequest, typed: Typed) -> HttpResponse:
    """Keep what was typed as a draft of this person, and open its form with it."""
    typing = keep(request.user, typed)
    if typed.files:
        text = ngettext("Choose this file again: %(names)s.", "Choose these files again: %(names)s.", len(typed.files))
        messages.warning(request, text % {"names": ", ".join(typed.files)})
    if typing is None:
        messages.info(request, _("This was saved already."))
    return HttpResponseRedirect(typing.restore_url if typing else typed.page)


def _keep_for_another(request: HttpRequest, typed: Typed, typist: int) -> HttpResponse:
    """Keep it for whoever typed it, and say so: nothing is lost, and nothing changes hands."""
    owner = get_user_model()._default_manager.filter(pk=typist).first()
    if owner is not None:
        keep(owner, typed)
    text = _(
        "What stood in the form before you logged in was typed by somebody else. It waits among that person's drafts; "
        "nothing of it came to yours."
    )
    messages.warning(request, text)
    return HttpResponseRedirect(reverse("admin:typings"))
