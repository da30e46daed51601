"""What a volunteer types about a private person is masked like what a machine reads."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from council.models import Petition
from tests.council.admin.conftest import SOURCE, errors
from tests.factories.council import ResolutionFactory
from watchdog.archive.models import Change

pytestmark = pytest.mark.django_db

TITLE = "rozpatrzenie petycji Pana Jana Kowalskiego o remont"
MASKED = "rozpatrzenie petycji osoby fizycznej o remont"


def test_what_a_volunteer_types_is_masked_too(send: Any) -> None:
    resolution = ResolutionFactory(title="w sprawie petycji")
    page = reverse("admin:council_resolution_change", args=[resolution.pk])

    assert errors(send(page, title=TITLE, reason="Skarga Pani Anny Nowak")) == {}

    resolution.refresh_from_db()
    change = Change.objects.get()
    assert (resolution.title, change.after, change.reason) == (MASKED, MASKED, "Skarga osoby fizycznej")


def test_a_new_record_that_a_volunteer_types_is_masked(send: Any) -> None:
    typed = {"year": "2020", "subject": TITLE, "petitioner_kind": "person", **SOURCE}

    assert errors(send(reverse("admin:council_petition_add"), **typed)) == {}

    found = Petition.objects.get()
    assert (found.subject, found.petitioner) == (MASKED, "osoba fizyczna")
    assert found.slug == "2020-rozpatrzenie-petycji-osoby-fizycznej-o-remont"
