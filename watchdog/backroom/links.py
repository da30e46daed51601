"""Where a record is edited."""

from __future__ import annotations

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from watchdog.archive.models import Change


def model_edited(record: Model | type[Model]) -> type[Model]:
    """Give the model under which a record is edited; a record edited under a proxy says so (``edited_as``)."""
    if isinstance(record, type):
        return record
    proxy: type[Model] = getattr(record, "edited_as", type(record))
    return proxy


def admin_url(record: Model, page: str = "change") -> str:
    """Give the address of a record's page in the back room: ``change`` or ``history``."""
    meta = model_edited(record)._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[record.pk])


def decision_url(change: Change) -> str:
    """Give the address where a difference between a person and a document is decided."""
    return reverse("backroom:decision", args=[change.pk])


def revert_url(change: Change) -> str:
    """Give the address where a change is taken back."""
    return reverse("backroom:revert", args=[change.pk])


def add_url(model: type[Model], **beginning: object) -> str:
    """Give the address of the form for a new record, some of its values given."""
    meta = model_edited(model)._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_add", query=beginning or None)


def admin_link(record: Model | None, text: str = "") -> SafeString | str:
    """Give a link to a record's page in the back room; a dash where there is no record."""
    return format_html('<a href="{}">{}</a>', admin_url(record), text or str(record)) if record else "–"


def may_change(user: AbstractBaseUser | AnonymousUser, record: Model | type[Model]) -> bool:
    """Tell whether a user may correct records of this kind."""
    meta = model_edited(record)._meta
    named = f"{meta.app_label}.{get_permission_codename('change', meta)}"
    return isinstance(user, PermissionsMixin) and user.is_active and user.has_perm(named)
