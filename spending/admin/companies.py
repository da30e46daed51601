"""
Municipal companies in the back room.

A volunteer types what one document says of one day; the form builds the draft, and somebody else publishes it. A
reviewer who types the same document and day again corrects it, with a reason. Nothing is edited in place or deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spending.forms.companies import BoardMemberForm, CompanyForm, StatementForm
from spending.models import BoardMember, Company, Holding
from watchdog.archive.writing import Outcome, Stored
from watchdog.backroom import submitting
from watchdog.backroom.admins import sent_to_review
from watchdog.backroom.correcting import correctable, put_plainly
from watchdog.backroom.history import HistoryMixin
from watchdog.backroom.indexing import index_on_commit
from watchdog.backroom.models import Submission
from watchdog.backroom.typed import filled

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin = admin.ModelAdmin
    TabularInline = admin.TabularInline


class StatementAdmin(HistoryMixin, ModelAdmin):
    """Records made of what documents say: added with a form of their own, shown, never edited in place."""

    statement: ClassVar[type[StatementForm]]
    add_title: ClassVar[str | Promise] = ""
    readonly_fields: ClassVar[Any] = ["snapshot", "entered_by", "withdrawn_at"]

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = type(self.statement.__name__, (self.statement,), {"user": request.user})
        with transaction.atomic():
            typed = form(request.POST or None)
            if typed.is_valid():
                return (
                    self._sent(request, typed.submission) if typed.submission else self._stored(request, typed.stored)
                )
        context = {**self.admin_site.each_context(request), "title": self.add_title, "form": typed, "opts": self.opts}
        return TemplateResponse(request, "admin/spending/statement.html", context)

    def _sent(self, request: HttpRequest, made: Submission) -> HttpResponseRedirect:
        """Send what is new to review, as every typed record."""
        submission = submitting.save(filled(made, request), made.author)
        submitting.send([submission], made.author)
        request.submission = submission  # type: ignore[attr-defined]  # for whoever remembers which form was saved
        self.message_user(request, sent_to_review(submission), messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:spending_{self.opts.model_name}_changelist"))

    def _stored(self, request: HttpRequest, stored: Stored) -> HttpResponseRedirect:
        record: Any = stored.record
        company = record if isinstance(record, Company) else record.company
        if stored.outcome is Outcome.UNCHANGED:
            self.message_user(request, _("Nothing has changed."), messages.INFO)
        else:
            index_on_commit([company])
            self.log_change(request, record, [{"changed": {"name": str(record)}}])
            self.message_user(request, _("Saved: %(name)s.") % {"name": company}, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:spending_company_change", args=[company.pk]))


class Statements(TabularInline):
    """Statements of a company on its page, to be looked at."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class Holdings(Statements):
    model = Holding
    fields = ["share_percent", "share_words", "shares", "value", "as_of_first", "as_of_last", "address", "note"]


class Board(Statements):
    model = BoardMember
    fields = ["name", "body", "role", "appointed_by", "since", "until", "as_of_first", "as_of_last", "address", "note"]


@admin.register(Company)
class CompanyAdmin(StatementAdmin):
    """Companies; what is typed is the city's share in one, on a day."""

    statement = CompanyForm
    add_title = gettext_lazy("Add a share of the city in a company")
    list_display = ["name", "form", "krs", "nip", "regon"]
    list_filter = ["form"]
    search_fields = ["name", "krs", "nip", "regon"]
    fields = ["name", "form", "krs", "nip", "regon", "address", "note", "snapshot", "entered_by", "withdrawn_at"]
    inlines = [Holdings, Board]


@admin.register(BoardMember)
class BoardMemberAdmin(StatementAdmin):
    """Who sits in which body of which company, as one document names them."""

    statement = BoardMemberForm
    add_title = gettext_lazy("Add somebody in a body of a company")
    list_display = ["name", "company", "body", "role", "since", "until"]
    list_filter = ["body", "company"]
    list_select_related = ["company"]
    search_fields = ["name", "company__name"]


for model in (Company, Holding, BoardMember):
    correctable(model, put_plainly)
