from __future__ import annotations

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.factories.archive import SnapshotFactory
from tests.factories.council import ResolutionFactory
from watchdog.search import tasks
from watchdog.search.models import Entry

pytestmark = pytest.mark.django_db


def test_a_document_is_indexed_once_its_records_are_stored(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    snapshot = SnapshotFactory()

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        tasks.index_snapshot.delay_on_commit(snapshot.pk)
        resolution = ResolutionFactory(snapshot=snapshot)
        assert not Entry.objects.exists()

    assert Entry.objects.get().object_id == resolution.pk


def test_records_are_indexed_by_kind_and_key() -> None:
    resolution = ResolutionFactory()

    done = tasks.index_records("council.resolution", [resolution.pk])

    assert done == {"written": 1, "unchanged": 0, "removed": 0}
