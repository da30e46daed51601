"""People of the back room: what they may do, and the end of their work."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_totp.models import TOTPDevice

from watchdog.accounts.admin.acts import ActingAdmin
from watchdog.accounts.forms.login import PasswordForm
from watchdog.accounts.forms.people import OwnPersonForm, PersonForm
from watchdog.accounts.leaving import is_last_administrator, leave
from watchdog.accounts.roles import ROLES
from watchdog.accounts.second_factor import remove_devices
from watchdog.accounts.sessions import end_sessions
from watchdog.accounts.waits import without_second_factor
from watchdog.archive.admin import ReadOnlyAdmin
from watchdog.core.admins import TitledAdmin


class LacksSecondFactor(admin.SimpleListFilter):
    """Those who need a second factor and have none."""

    title = gettext_lazy("second factor")
    parameter_name = "skladnik"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("brak", _("needed and missing"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        return queryset.filter(pk__in=without_second_factor().values("pk")) if self.value() else queryset


@admin.register(User)
class PersonAdmin(ActingAdmin):
    """
    Somebody who works in the back room.

    New people come by invitation. Nobody changes the own rights, and only superusers touch those of a superuser.
    """

    form = PersonForm
    list_title = gettext_lazy("People of the back room")
    acts = {"zakoncz": "end_work", "bez-skladnika": "reset_second_factor"}
    change_form_template = "accounts/person.html"
    change_list_template = "accounts/people.html"
    list_display = ["username", "name", "email", "works_as", "is_active", "second_factor", "last_login"]
    list_filter = ["is_active", "groups", LacksSecondFactor]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["username"]
    readonly_fields = ["username", "second_factor", "date_joined", "last_login"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        device = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        people: QuerySet[User] = super().get_queryset(request)
        return people.prefetch_related("groups").annotate(has_totp=Exists(device))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        above = isinstance(obj, User) and obj.is_superuser and not getattr(request.user, "is_superuser", False)
        return not above and super().has_change_permission(request, obj)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        rights = ["groups", "is_active"]
        if getattr(request.user, "is_superuser", False):
            rights.append("is_superuser")
        own = obj is not None and obj.pk == request.user.pk
        shown = ["second_factor", "date_joined", "last_login"]
        return ("username", "first_name", "last_name", "email", *([] if own else rights), *shown)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[User]]:
        if obj is not None and obj.pk == request.user.pk:
            kwargs["form"] = OwnPersonForm
        return super().get_form(request, obj, change=change, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.is_staff = True
        super().save_model(request, obj, form, change)
        if {"is_active", "is_superuser"} & set(form.changed_data):
            end_sessions(obj)  # of changed groups the database tells (``watchdog.accounts.sessions``)

    @admin.display(description=gettext_lazy("first and last name"), ordering="last_name")
    def name(self, person: User) -> str:
        return person.get_full_name() or "–"

    @admin.display(description=gettext_lazy("works as"))
    def works_as(self, person: User) -> str:
        names = ["superuser"] if person.is_superuser else []
        return ", ".join([*names, *(group.name for group in person.groups.all())]) or "–"

    @admin.display(description=gettext_lazy("second factor"), boolean=True)
    def second_factor(self, person: Any) -> bool:
        return bool(person.has_totp)

    # Acts

    def _other(self, request: HttpRequest, object_id: str) -> User:
        person: User = self.record(request, object_id, "auth.change_user")
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        return person

    def end_work(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """End somebody's work, unless nobody would be left to look after the others."""
        person = self._other(request, object_id)
        if is_last_administrator(person) or person.pk == request.user.pk:
            self.message_user(
                request, _("Another administrator must do this: the last one cannot leave."), messages.ERROR
            )
            return self.back_to(person)
        if request.method == "POST" and isinstance(request.user, User):
            leave(person, by=request.user)
            self.message_user(request, _("The work of %(name)s has ended.") % {"name": person}, messages.SUCCESS)
            return self.back_to(person)
        lines = [
            _("The person is logged out everywhere. Groups, password, second factor and links end at once."),
            _("What the person entered stays, with the name beside it: records must say who they come from."),
        ]
        title = _("End the work of %(name)s") % {"name": person.get_full_name() or person}
        return self.asked(request, person, {"title": title, "lines": lines, "button": _("End the work")})

    def reset_second_factor(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take a lost device from somebody, who then sets up a new one; one's own only with the password."""
        person = self._other(request, object_id)
        form = PasswordForm(request.POST or None, user=person) if person.pk == request.user.pk else None
        if request.method == "POST" and (form is None or form.is_valid()):
            remove_devices(person)
            end_sessions(person)
            told = _("Took the second factor away.")
            LogEntry.objects.log_actions(int(request.user.pk or 0), [person], CHANGE, told, single_object=True)
            self.message_user(request, told, messages.SUCCESS)
            return self.back_to(person)
        lines = [
            _("Make sure that it is really this person who asks: call them. At the next log-in they set it up anew.")
        ]
        title = _("Take the second factor of %(name)s away") % {"name": person.get_full_name() or person}
        return self.asked(request, person, {"title": title, "lines": lines, "button": _("Take it away"), "form": form})


@admin.register(Group)
class GroupAdmin(TitledAdmin, ReadOnlyAdmin):
    """The groups, with what each may do: a table in the code (``watchdog.accounts.roles``), not a form."""

    list_display = ["name", "may"]
    fields = ["name", "may", "listed"]
    search_fields = ["name"]

    @admin.display(description=gettext_lazy("what it is for"))
    def may(self, group: Group) -> str:
        return str(ROLES[group.name].label) if group.name in ROLES else "–"

    @admin.display(description=gettext_lazy("permissions"))
    def listed(self, group: Group) -> str:
        names = group.permissions.values_list("content_type__app_label", "codename")
        return ", ".join(f"{app}.{codename}" for app, codename in names)
