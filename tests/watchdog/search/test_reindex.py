from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories.council import ResolutionFactory
from tests.factories.search import EntryFactory
from watchdog.search.models import Entry

pytestmark = pytest.mark.django_db


def reindex(*args: str) -> str:
    out = io.StringIO()
    call_command("reindex", *args, stdout=out)
    return out.getvalue()


def test_everything_is_indexed_and_what_is_gone_is_removed() -> None:
    ResolutionFactory()
    EntryFactory(kind="attic.ghost")
    EntryFactory(kind="council.draft", object_id=10**9)

    said = json.loads(reindex("--json"))

    assert said["kinds"]["council.resolution"] == {"written": 1, "unchanged": 0, "removed": 0}
    assert said["totals"] == {"written": 1, "unchanged": 0, "removed": 2}
    assert Entry.objects.get().kind == "council.resolution"


def test_one_kind_leaves_the_others_alone() -> None:
    ResolutionFactory()
    EntryFactory(kind="council.draft", object_id=10**9)

    said = reindex("council.resolution")

    assert said == "council.resolution: 1 written, 0 unchanged, 0 removed\n"
    assert Entry.objects.count() == 2


def test_the_second_time_changes_nothing() -> None:
    ResolutionFactory()
    reindex()

    assert json.loads(reindex("--json"))["totals"] == {"written": 0, "unchanged": 1, "removed": 0}


def test_an_unknown_kind_is_a_usage_error_that_names_the_known_ones() -> None:
    with pytest.raises(CommandError, match=r"council\.resolution") as caught:
        reindex("council.spy")

    assert caught.value.returncode == 2
