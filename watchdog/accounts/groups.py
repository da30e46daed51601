"""Bring the groups in the database to the table of roles, after every migration; doing it again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission

from watchdog.accounts.roles import ROLES


def named(patterns: Iterable[str], permissions: Iterable[Permission]) -> list[Permission]:
    """Keep the permissions that a list of names like ``council.view_*`` means."""
    wanted = tuple(patterns)
    return [each for each in permissions if any(fnmatchcase(_name(each), pattern) for pattern in wanted)]


def _name(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"


def bring_groups(**_signal: Any) -> None:
    """Make each group of the table and give it exactly its permissions; groups of other names are left alone."""
    permissions = list(Permission.objects.select_related("content_type"))
    for name, role in ROLES.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set(named(role.permissions, permissions))


def after_the_last_app(sender: AppConfig, **signal: Any) -> None:
    """Receive ``post_migrate``, which comes once an app: only after the last are all permissions there."""
    if sender == [app for app in apps.get_app_configs() if app.models_module][-1]:
        bring_groups(**signal)
