"""The version of data: another one when others can see a write, and not a moment earlier."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
import time_machine
from django.db import connection
from pytest_django import Settings

from watchdog.core.version import data_version

# Alone: a write into any database of the server moves the version.
pytestmark = [pytest.mark.django_db, pytest.mark.alone]


def test_it_moves_when_a_commit_can_be_seen_and_not_when_it_is_written() -> None:
    """The journal's place moves before others see a write; a page drawn between the two would have stayed (ADR 23)."""
    before = data_version()
    with psycopg.connect(**other_session()) as other:
        other.execute("SELECT pg_current_xact_id()")
        assert data_version() == before
        other.commit()

        assert data_version() != before


def other_session() -> dict[str, Any]:
    given = connection.get_connection_params()
    return {name: given[name] for name in ("dbname", "user", "password", "host", "port") if given.get(name)}


def test_a_day_and_a_program_have_versions_of_their_own(settings: Settings) -> None:
    now = data_version()
    with time_machine.travel("2031-01-01"):
        assert data_version() != now
    settings.PROGRAM = "another"

    assert data_version() != now
