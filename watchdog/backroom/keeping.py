"""Keeping what is typed on the server, and giving it back to the form it was typed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm, InlineAdminFormSet
from django.forms import BaseForm, BaseFormSet, ChoiceField
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.translation import gettext as _

from watchdog.backroom.models import Sent, Typing
from watchdog.backroom.posted import ASKED, TooMuch, Typed, page_of

KEPT = 2
"""Drafts of one page and person: the newest, and the one before, which may be another tab's."""


def keep(user: Any, typed: Typed) -> Typing | None:
    """
    Keep what was typed and return it; ``None`` if this very form was saved meanwhile, so that nothing is left to keep.

    Raises ``TooMuch``.
    """
    typed.refuse_too_much()
    if typed.form and Sent.objects.filter(user=user.pk, form=typed.form).exists():
        return None
    values = {"page": typed.page, "title": typed.title, "data": typed.data, "version": typed.version}
    typing, _new = Typing.objects.update_or_create(user_id=user.pk, form=typed.form or uuid4(), defaults=values)
    newest = Typing.objects.of(user).filter(page=typed.page)[:KEPT]
    Typing.objects.of(user).filter(page=typed.page).exclude(pk__in=[each.pk for each in newest]).delete()
    return typing


def keep_if_possible(user: Any, typed: Typed) -> None:
    """Keep what was typed where a form comes back with errors; the page has it too, so that too much is no loss."""
    if typed.form and typed.data:
        with suppress(TooMuch):
            keep(user, typed)


def asked_for(request: HttpRequest) -> Typing | None:
    """Give the draft that the address of a form asks for, if it is this person's and this form's."""
    key = request.GET.get(ASKED, "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return Typing.objects.of(request.user).filter(pk=key, page=page_of(request.get_full_path())).first()


def restore(request: HttpRequest, response: HttpResponseBase, typing: Typing) -> None:
    """Fill every form of a page that is not drawn yet with what was typed, and say what has no place there any more."""
    if not isinstance(response, TemplateResponse) or response.is_rendered:
        return
    values = typing.values
    placed = set().union(*(fill(form, values) for form in _forms(response.context_data or {})))
    lost = [name for name, value in typing.told if placed and name not in placed]
    if lost:
        text = _('Some of what was typed has no place in the form any more; it stands in <a href="{}">the draft</a>.')
        messages.warning(request, format_html(text, typing.get_absolute_url()))


def fill(form: BaseForm | BaseFormSet[Any], values: MultiValueDict[str, str]) -> set[str]:
    """Put what was typed into a form, unchecked, and return the names of the values that found a place."""
    if isinstance(form, BaseFormSet):
        return _fill_set(form, values)
    placed = set()
    for name, field in form.fields.items():
        full = form.add_prefix(name)
        if field.disabled or not _was_typed(field.widget, values, full):
            continue
        form.initial[name] = field.widget.value_from_datadict(values, MultiValueDict(), full)
        if not isinstance(field, ChoiceField) or _is_offered(field, form.initial[name]):
            placed |= {each for each in values if each == full or each.startswith(f"{full}_")}
    form._bound_fields_cache.clear()  # type: ignore[attr-defined]  # a field that was looked at remembers its old value
    return placed


def _was_typed(widget: Any, values: MultiValueDict[str, str], name: str) -> bool:
    """Tell whether a form that was sent says anything of a field; a box that is not ticked and an empty list do."""
    return not widget.value_omitted_from_data(values, MultiValueDict(), name)


def _is_offered(field: ChoiceField, value: Any) -> bool:
    """Tell whether a list still has what was chosen in it."""
    chosen = value if isinstance(value, list) else [value]
    return all(field.valid_value(each) for each in chosen if each not in (None, ""))


def _fill_set(formset: BaseFormSet[Any], values: MultiValueDict[str, str]) -> set[str]:
    """Fill rows, with as many more as were typed."""
    total = values.get(f"{formset.prefix}-TOTAL_FORMS", "")
    if total.isascii() and total.isdigit():
        formset.extra = max(formset.extra, min(int(total), formset.absolute_max) - formset.initial_form_count())
        formset.__dict__.pop("forms", None)  # made for fewer rows
    for form in formset.forms:
        fill(form, values)
    return {name for name in values if name.startswith(f"{formset.prefix}-")}


def _forms(context: dict[str, Any]) -> Iterator[BaseForm | BaseFormSet[Any]]:
    """Find the forms that a page is about to show, under whichever names."""
    seen: set[int] = set()
    for value in context.values():
        for each in value if isinstance(value, list | tuple) else [value]:
            form = _form_in(each)
            if form is not None and id(form) not in seen:
                seen.add(id(form))
                yield form


def _form_in(value: Any) -> BaseForm | BaseFormSet[Any] | None:
    if isinstance(value, AdminForm):
        value = value.form
    elif isinstance(value, InlineAdminFormSet):
        value = value.formset
    return value if isinstance(value, BaseForm | BaseFormSet) else None
