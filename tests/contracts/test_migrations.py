"""The database follows the models, by migrations that say what they do and can be undone."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration

OURS = ("council", "newsletter", "spending", "watchdog")
LABELS = {app.label for app in apps.get_app_configs() if app.name.split(".")[0] in OURS}
LOADER = MigrationLoader(None)
# In order: the loader's own differs from process to process, and workers have to agree on the list of tests.
MIGRATIONS = [migration for (label, _name), migration in sorted(LOADER.disk_migrations.items()) if label in LABELS]
MADE_BY_A_MACHINE = re.compile(r"_auto_|_alter_\w+_and_more|_and_more$|^\d{4}_(delete|rename)_\w+_and_")


def named(migration: Migration) -> str:
    return f"{migration.app_label}.{migration.name}"


@pytest.mark.django_db
def test_no_model_waits_for_a_migration() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_no_app_has_two_last_migrations() -> None:
    assert LOADER.detect_conflicts() == {}


@pytest.mark.parametrize("migration", MIGRATIONS, ids=named)
def test_a_migration_is_named_for_what_it_does(migration: Migration) -> None:
    assert migration.name == "0001_initial" or re.fullmatch(r"\d{4}_[a-z]\w+", migration.name)
    assert not MADE_BY_A_MACHINE.search(migration.name)


@pytest.mark.parametrize("migration", MIGRATIONS, ids=named)
def test_a_migration_can_be_undone(migration: Migration) -> None:
    one_way = [step for step in migration.operations if isinstance(step, (RunPython, RunSQL)) and not step.reversible]

    assert one_way == []
