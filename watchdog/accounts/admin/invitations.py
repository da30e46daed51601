"""Invitations: sent, sent again, withdrawn."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from watchdog.accounts.admin.acts import ActingAdmin
from watchdog.accounts.forms.people import InvitationForm
from watchdog.accounts.inviting import deliver, withdraw
from watchdog.accounts.models import Invitation


class StateFilter(admin.SimpleListFilter):
    """Invitations by what has become of them."""

    title = gettext_lazy("state")
    parameter_name = "stan"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", _("open")), ("expired", _("expired or not sent")), ("accepted", _("accepted"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> QuerySet[Invitation]:
        kept = {
            "open": Invitation.objects.open(),
            "expired": Invitation.objects.expired(),
            "accepted": Invitation.objects.exclude(accepted_at=None),
        }.get(self.value() or "")
        return queryset if kept is None else queryset.filter(pk__in=kept.values("pk"))


@admin.register(Invitation)
class InvitationAdmin(ActingAdmin):
    """A new invitation is sent as it is stored; what was sent is not rewritten, but withdrawn and made anew."""

    form = InvitationForm
    acts = {"wyslij": "send_again", "wycofaj": "take_back"}
    change_form_template = "accounts/invitation_record.html"
    list_display = ["__str__", "works_as", "told_state", "sent_at", "good_until", "invited_by"]
    list_filter = [StateFilter]
    list_select_related = ["invited_by"]
    search_fields = ["first_name", "last_name", "email"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Invitation]:
        invitations: QuerySet[Invitation] = super().get_queryset(request)
        return invitations.prefetch_related("groups")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        typed = ("first_name", "last_name", "email")
        if obj is None:
            return (*typed, "groups")
        return (*typed, "works_as", "told_state", "sent_at", "good_until", "invited_by", "person")

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        if isinstance(request.user, User):
            obj.invited_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self._send(request, form.instance)

    def _send(self, request: HttpRequest, invitation: Invitation) -> None:
        """Send the mail and say so; what the mail server refuses keeps the invitation, not sent."""

        def link_of(token: str) -> str:
            return request.build_absolute_uri(reverse("invitation", args=[invitation.pk, token]))

        try:
            deliver(invitation, link_of)
        except (OSError, SMTPException):
            told = _("The mail could not be sent. The invitation is kept: try again from its page.")
            self.message_user(request, told, messages.ERROR)
        else:
            told = _("An invitation went to %(address)s.") % {"address": invitation.email}
            self.message_user(request, told, messages.SUCCESS)

    def _open(self, request: HttpRequest, object_id: str) -> Invitation | None:
        """Give an invitation that still waits, to whoever may decide about it."""
        invitation: Invitation = self.record(request, object_id, "accounts.change_invitation")
        return invitation if Invitation.objects.open().filter(pk=invitation.pk).exists() else None

    def send_again(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send an open invitation again, from now on in the name of whoever does so."""
        invitation = self._open(request, object_id)
        if request.method != "POST" or invitation is None or not isinstance(request.user, User):
            return HttpResponseNotAllowed(["POST"])
        invitation.invited_by = request.user
        invitation.save(update_fields=["invited_by"])
        self._send(request, invitation)
        return self.back_to(invitation)

    def take_back(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Withdraw an open invitation."""
        invitation = self._open(request, object_id)
        if request.method != "POST" or invitation is None or not isinstance(request.user, User):
            return HttpResponseNotAllowed(["POST"])
        withdraw(invitation, request.user)
        self.message_user(request, _("The invitation has been withdrawn; its link is dead."), messages.SUCCESS)
        return self.back_to(invitation)

    @admin.display(description=gettext_lazy("will work as"))
    def works_as(self, invitation: Invitation) -> str:
        return ", ".join(group.name for group in invitation.groups.all())

    @admin.display(description=gettext_lazy("state"))
    def told_state(self, invitation: Invitation) -> str:
        return str(invitation.state.label)

    @admin.display(description=gettext_lazy("good until"))
    def good_until(self, invitation: Invitation) -> str:
        until = invitation.good_until
        return date_format(localtime(until), "j.m.Y, H:i") if until else "–"
