"""
What every page of the back room shares.

A new record is entered with the document it was read from, a stored one is corrected with a reason; where a record
comes from is shown and never edited. The form (``watchdog.backroom.forms``) has the importer take what was typed; the
page only tells what became of it. Nothing is ever deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.forms import Field, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from watchdog.archive.models import Sourced
from watchdog.archive.writing import Outcome
from watchdog.backroom import submitting
from watchdog.backroom.fields import OVERRIDES
from watchdog.backroom.forms import SourcedForm
from watchdog.backroom.history import HistoryMixin
from watchdog.backroom.indexing import index_on_commit
from watchdog.backroom.links import admin_url
from watchdog.backroom.models import Submission
from watchdog.backroom.provenance import ProvenanceMixin
from watchdog.backroom.sections import Section, section
from watchdog.backroom.typed import address_of, filled, page_of, submission_asked
from watchdog.core.admins import TitledAdmin


def links(rows: Iterable[SafeString | str], url: str, words: str) -> SafeString:
    """Give the records that hang on one, each a line, and the link by which one more is entered."""
    listed = format_html_join("", "<p>{}</p>", ((row,) for row in rows))
    return format_html('{}<p><a class="addlink" href="{}">{}</a></p>', listed, url, words)


def kept_as_draft(submission: Submission) -> SafeString:
    """Say that typed work is kept, with a link to it."""
    return format_html(_('Kept as a draft: <a href="{}">{}</a>.'), submission.get_absolute_url(), submission)


def sent_to_review(submission: Submission) -> SafeString:
    """Say that typed work has been sent to a second person, with a link to it."""
    message = _('Sent to review: <a href="{}">{}</a>. Somebody else will publish it.')
    return format_html(message, submission.get_absolute_url(), submission)


class KeptAdmin(TitledAdmin):
    """Records that are never deleted, typed into fields that take what people paste."""

    formfield_overrides = OVERRIDES

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Field | None:
        """Offer no way past the forms: a record is added or changed at its own page, never beside another's field."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class SourcedAdmin(HistoryMixin, ProvenanceMixin, KeptAdmin):
    """Records that say where they come from."""

    form: type[SourcedForm] = SourcedForm
    add_form: ClassVar[type[SourcedForm] | None] = None
    """The form of a new record, where it differs."""
    entered: ClassVar[Sequence[str]] = ()
    """What is typed of a new record, besides its source."""
    corrected: ClassVar[Sequence[str]] = ()
    """What may be corrected of a stored one, besides the note."""

    shown_on: ClassVar[str] = ""
    """The record on whose public page this kind is shown, where it has none of its own."""

    def sections(self, request: HttpRequest, obj: Any) -> list[Section]:
        """Give the sections that this kind of record has between its own fields and its source."""
        return []

    def form_attributes(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """Give what the form of this kind of record must know of the request."""
        return {}

    def beginning(self, obj: Any) -> dict[str, Any]:
        """Give what one more record of the same kind has in common with this one: its session, its person."""
        return {}

    def entailed(self, obj: Any) -> list[models.Model | None]:
        """Give the other records that come about or change with one of this kind, for search."""
        return []

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Section]:
        if obj is None:
            return [section(None, self.entered), *self.sections(request, obj), self.source_typed()]
        if not self.has_change_permission(request, obj):
            return [section(None, self.readable()), self.source_shown(obj)]
        return [
            section(None, self.corrected),
            *self.sections(request, obj),
            section(gettext_lazy("Correction"), ["note", *self.source_corrected(obj), "reason", "seen"]),
            self.source_shown(obj),
        ]

    def readable(self) -> list[str]:
        """Give the fields that can be shown to somebody who may look and not touch."""
        own = self._own_fields()
        return [name for name in [*self.corrected, "note"] if name in own or hasattr(self, name)]

    def _own_fields(self) -> set[str]:
        return {field.name for field in self.opts.concrete_fields}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        shown = flatten_fieldsets([self.source_shown(obj)]) if obj else []
        return [*super().get_readonly_fields(request, obj), *shown]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[Any]]:
        own = self._own_fields()
        names = [name for name in flatten_fieldsets(self.get_fieldsets(request, obj)) if name in own]
        form = (self.add_form or self.form) if obj is None else self.form
        typed_on = submission_asked(request) if obj is None else None
        attributes = {"user": request.user, "typed_on": typed_on, **self.form_attributes(request, obj)}
        kwargs |= {"fields": names, "form": type(form.__name__, (form,), attributes)}
        return super().get_form(request, obj, change=change, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Open a draft with what was typed of it."""
        typed_on = submission_asked(request)
        return {**super().get_changeform_initial_data(request), **(typed_on.fields() if typed_on else {})}

    # The form has stored a correction, or rehearsed a new record; what follows sends that to review, and tells

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        return form.instance

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if form.stored.outcome is Outcome.UNCHANGED:
            self.message_user(request, _("Nothing has changed."), messages.INFO)
        elif change:
            self._tell_correction(request, obj, form)
        else:
            obj.submission = self._submit(request, form)

    def _tell_correction(self, request: HttpRequest, obj: Any, form: Any) -> None:
        obj.refresh_from_db()
        index_on_commit([obj, *self.entailed(obj)])
        labels = [str(form.fields[name].label) for name in form.corrections]
        super().log_change(request, obj, [{"changed": {"fields": labels}}])
        self.message_user(request, self._saved(obj), messages.SUCCESS)
        for finding in obj.findings:
            self.message_user(request, finding["text"], messages.WARNING)

    def _submit(self, request: HttpRequest, form: Any) -> Submission:
        """Keep what was typed; send it to review, unless it is only to be kept or goes with a whole bundle."""
        submission = submitting.save(filled(form.submission, request), form.user)
        request.submission = submission  # type: ignore[attr-defined]  # for whoever remembers which form was saved
        told = kept_as_draft(submission)
        if "_continue" not in request.POST and submission.bundle is None:
            submitting.send([submission], form.user)
            told = sent_to_review(submission)
        self.message_user(request, told, messages.SUCCESS)
        for finding in submission.findings:
            self.message_user(request, finding["text"], messages.WARNING)
        return submission

    def _saved(self, obj: Sourced) -> SafeString:
        shown: Any = getattr(obj, self.shown_on) if self.shown_on else obj
        public = shown.get_absolute_url() if hasattr(shown, "get_absolute_url") else ""
        if not public:
            return format_html(_('Saved: <a href="{}">{}</a>.'), admin_url(obj), obj)
        message = _('Saved: <a href="{}">{}</a> (<a href="{}">see it on the site</a>).')
        return format_html(message, admin_url(obj), obj, public)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store nothing more: the importer has written what hangs on the record."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Log nothing: ``save_model`` has done it, if there was something to log."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Log nothing: ``save_model`` has done it, if there was something to log."""

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._answer(request, obj) or self.response_post_save_add(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._answer(request, obj) or self.response_post_save_change(request, obj)

    def _answer(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        if "_continue" in request.POST:
            submission = getattr(obj, "submission", None)
            return HttpResponseRedirect(address_of(submission) if submission else admin_url(obj))
        if "_addanother" in request.POST:
            return HttpResponseRedirect(page_of(request, **self.beginning(obj)))
        return None
