from __future__ import annotations

import pytest
from django.urls import reverse

from council.models import Petition
from tests.council.admin.conftest import SOURCE, errors
from tests.factories.council import ResolutionFactory

pytestmark = pytest.mark.django_db

ADD = reverse("admin:council_petition_add")
TYPED = {
    "year": "2020",
    "petitioner_kind": "organisation",
    "petitioner": "Młodzi Aktywni Gliwice",
    "to_council": "on",
    "subject": "modernizacja kąpieliska leśnego",
    **SOURCE,
}


def page(found: Petition) -> str:
    return reverse("admin:council_petition_change", args=[found.pk])


def test_a_typed_petition_is_stored_with_what_it_leads_to(send, volunteer):
    resolution = ResolutionFactory(number="XIX/379/2020", year=2020)

    assert errors(send(ADD, **TYPED, resolution_number="xix/379/2020", session="19", decided_on="10.09.2020")) == {}

    found = Petition.objects.get()
    assert (found.entered_by, found.resolution, found.meeting.number) == (volunteer, resolution, 19)
    assert (found.term.slug, found.to_council, found.to_mayor) == ("2018-2024", True, False)


def test_the_month_of_a_typed_day_is_filled_in(send):
    send(ADD, **TYPED, received_on="11.05.2020")

    assert Petition.objects.get().received == "2020-05-11"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"year": ""}, "year"),
        ({"year": "2125"}, "year"),
        ({"month": "13"}, "month"),
        ({"received_on": "11.05.2019"}, ""),
        ({"received_on": "30.02.2020"}, "received_on"),
        ({"petitioner_kind": "person", "petitioner": "Jan Kowalski"}, "petitioner"),
        ({"petitioner_kind": ""}, "petitioner_kind"),
        ({"petitioner": ""}, "petitioner"),
        ({"resolution_number": "XIX/379/2020"}, "resolution_number"),
        ({"session": "19"}, ""),
        ({"address": "", "note": ""}, "address"),
    ],
)
def test_a_petition_that_cannot_be_is_refused_at_its_field(send, typed, field):
    response = send(ADD, **{**TYPED, **typed})

    assert field in errors(response)
    assert not Petition.objects.exists()


def test_a_correction_is_kept_with_its_reason(send):
    send(ADD, **TYPED)
    found = Petition.objects.get()

    assert "reason" in errors(send(page(found), outcome="granted"))
    send(page(found), outcome="granted", outcome_words="przyjęta", reason="Uchwała")

    found.refresh_from_db()
    assert (found.outcome, found.outcome_words) == ("granted", "przyjęta")
    assert {change.reason for change in found.changes.all()} == {"Uchwała"}


def test_a_name_taken_for_an_organisation_is_masked_by_choosing_a_person(send):
    send(ADD, **TYPED)
    found = Petition.objects.get()

    assert "petitioner" in errors(send(page(found), petitioner_kind="person", reason="To osoba"))
    assert errors(send(page(found), petitioner_kind="person", petitioner="", reason="To osoba")) == {}

    found.refresh_from_db()
    assert (found.petitioner_kind, found.petitioner) == ("person", "osoba fizyczna")


def test_the_session_and_the_resolution_can_be_corrected(send):
    send(ADD, **TYPED, session="19", decided_on="10.09.2020")
    found = Petition.objects.get()

    assert errors(send(page(found), session="20", decided_on="15.10.2020", reason="Protokół")) == {}

    found.refresh_from_db()
    assert found.meeting.number == 20
