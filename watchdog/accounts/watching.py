"""Acts that happen in Django's own rooms, written into the log as Django's signals tell of them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.utils.translation import gettext as _
from django.utils.translation import override

from watchdog.accounts.acts import acting_user, record_act
from watchdog.accounts.models.acts import Code
from watchdog.archive.models import Disclosure, Snapshot

WATCHED = ("is_active", "is_staff", "is_superuser", "password")
MANY = {"post_add": "+", "post_remove": "−", "post_clear": "−"}


def watch() -> None:
    """Listen, once for the process."""
    user_logged_in.connect(_logged_in, dispatch_uid="acts.logged_in")
    user_logged_out.connect(_logged_out, dispatch_uid="acts.logged_out")
    user_login_failed.connect(_login_failed, dispatch_uid="acts.login_failed")
    pre_save.connect(_remember_account, User, dispatch_uid="acts.remember_account")
    post_save.connect(_account_saved, User, dispatch_uid="acts.account_saved")
    post_delete.connect(_account_deleted, User, dispatch_uid="acts.account_deleted")
    for through in (User.groups.through, User.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(_rights_changed, through, dispatch_uid=f"acts.{through.__name__}")
    pre_save.connect(_remember_disclosure, Snapshot, dispatch_uid="acts.remember_disclosure")
    post_save.connect(_disclosure_saved, Snapshot, dispatch_uid="acts.disclosure_saved")


def _logged_in(user: User, **_signal: Any) -> None:
    record_act(user, Code.LOGIN)


def _logged_out(user: User | None, **_signal: Any) -> None:
    if user:
        record_act(user, Code.LOGOUT)


def _login_failed(credentials: dict[str, Any], **_signal: Any) -> None:
    """Name the account that exists; what else was typed may be a password in the wrong field, and is not kept."""
    known = User.objects.filter(username=str(credentials.get("username", ""))).first()
    with override("pl"):
        record_act(None, Code.LOGIN_FAILED, known, "" if known else _("no such account"))


def _remember_account(instance: User, **_signal: Any) -> None:
    stored = User.objects.filter(pk=instance.pk).values(*WATCHED).first() if instance.pk else None
    instance._stood = stored  # type: ignore[attr-defined]  # carried to the signal after the save


def _account_saved(instance: User, created: bool, raw: bool, **_signal: Any) -> None:
    stood = getattr(instance, "_stood", None)
    if raw:
        return
    with override("pl"):
        if created or stood is None:
            record_act(acting_user(), Code.ACCOUNT, instance, _("account made"))
            return
        if stood["is_active"] != instance.is_active:
            words = _("account opened") if instance.is_active else _("account closed")
            record_act(acting_user(), Code.ACCOUNT, instance, words)
        if stood["password"] != instance.password:
            record_act(acting_user(), Code.PASSWORD, instance)
        for field, name in (("is_staff", _("entry to the back room")), ("is_superuser", _("all rights"))):
            if stood[field] != getattr(instance, field):
                sign = "+" if getattr(instance, field) else "−"
                record_act(acting_user(), Code.RIGHTS, instance, f"{sign} {name}")


def _account_deleted(instance: User, **_signal: Any) -> None:
    with override("pl"):
        record_act(acting_user(), Code.ACCOUNT, instance, _("account deleted"))


def _rights_changed(
    instance: Model, action: str, reverse: bool, model: type[Model], pk_set: set[int] | None, **_signal: Any
) -> None:
    """Say which groups or rights an account got or lost, from whichever end the two were tied."""
    sign = MANY.get(action)
    if sign is None or pk_set == set():
        return
    others = list(model._default_manager.filter(pk__in=pk_set or ()))
    if reverse:
        for other in others:
            record_act(acting_user(), Code.RIGHTS, other, f"{sign} {_name(instance)}")
        return
    with override("pl"):
        words = ", ".join(f"{sign} {_name(other)}" for other in others) or _("− everything")
        record_act(acting_user(), Code.RIGHTS, instance, words)


def _name(right: Model) -> str:
    if isinstance(right, Permission):
        return f"{right.content_type.app_label}.{right.codename}"
    return str(right)


def _remember_disclosure(instance: Snapshot, **_signal: Any) -> None:
    """Ask what stood only where a person acts: the corridor's own rule is written in the source's card."""
    ask = instance.pk and acting_user()
    stood = Snapshot.objects.filter(pk=instance.pk).values_list("disclosure", flat=True).first() if ask else None
    instance._stood = stood  # type: ignore[attr-defined]  # carried to the signal after the save


def _disclosure_saved(instance: Snapshot, **_signal: Any) -> None:
    stood = getattr(instance, "_stood", None)
    if stood and stood != instance.disclosure:
        with override("pl"):
            words = f"{Disclosure(stood).label} → {Disclosure(instance.disclosure).label}"
        record_act(acting_user(), Code.DISCLOSURE, instance, words)
