from __future__ import annotations

from datetime import date

import pytest

from council.drafts import ResolutionDraft
from council.importers import store_resolution
from council.models import Resolution
from tests.council.importers.conftest import document
from watchdog.archive.writing import Outcome

pytestmark = pytest.mark.django_db


def draft(**fields: object) -> ResolutionDraft:
    values = {"number": "XLIV/949/2014", "adopted_on": date(2014, 6, 12), "year": 2014, "title": "w sprawie osiedla"}
    return ResolutionDraft(**{**values, **fields})


def test_a_resolution_lives_under_its_year_and_number():
    store_resolution(draft(), document())

    resolution = Resolution.objects.get()
    assert resolution.get_absolute_url() == "/rada/uchwaly/2014/xliv-949-2014/"
    assert resolution.term is not None
    assert resolution.term.slug == "2010-2014"


def test_one_number_in_two_spellings_is_one_resolution():
    store_resolution(draft(), document())

    outcome = store_resolution(draft(number="xliv/949/14"), document("b")).outcome

    assert outcome is Outcome.UNCHANGED
    assert Resolution.objects.get().number == "XLIV/949/2014"


def test_a_resolution_without_a_number_is_found_by_its_title():
    unnumbered = draft(number="", adopted_on=None, year=2020, title="w sprawie informatyzacji")
    store_resolution(unnumbered, document())

    assert store_resolution(unnumbered, document()).outcome is Outcome.UNCHANGED


def test_a_ruling_learnt_later_fills_the_record_and_is_kept_as_a_change():
    store_resolution(draft(), document())

    store_resolution(draft(validity="invalid", validity_note="wyrok WSA"), document("b"))

    resolution = Resolution.objects.get()
    assert resolution.validity == "invalid"
    assert {change.field for change in resolution.changes.all()} == {"validity", "validity_note"}
