from __future__ import annotations

import pytest
from django.urls import reverse

from council.models import DraftResolution, Resolution
from tests.council.admin.conftest import SOURCE, errors
from tests.factories.council import DraftResolutionFactory

pytestmark = pytest.mark.django_db

ADD = reverse("admin:council_resolution_add")
TYPED = {
    "number": "xliv/949/14",
    "adopted_on": "12.06.2014",
    "year": "2014",
    "title": "w sprawie utworzenia Osiedla Baildona",
    **SOURCE,
}


def test_a_typed_resolution_has_its_number_in_one_form(send, volunteer):
    send(ADD, **TYPED)

    resolution = Resolution.objects.get()
    assert (resolution.number, resolution.entered_by) == ("XLIV/949/2014", volunteer)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "!!!"}, "title"),
        ({"title": "Ala ma kota. " * 800}, "title"),
        ({"number": "!!!"}, "number"),
        ({"year": "2013"}, "year"),
        ({"adopted_on": "", "number": "", "year": "2125"}, "year"),
        ({"adopted_on": "12.06.2125", "number": "", "year": "2125"}, "adopted_on"),
        ({"journal_year": "2013"}, "journal_year"),
        ({"journal_year": "2125"}, "journal_year"),
        ({"journal_year": "99999999"}, "journal_year"),
        ({"validity_note": "Rozstrzygnięcie nadzorcze"}, "validity"),
        ({"address": "ftp://bip.example/"}, "address"),
    ],
)
def test_a_resolution_that_cannot_be_is_refused_at_its_field(send, typed, field):
    response = send(ADD, **{**TYPED, **typed})

    assert field in errors(response)
    assert not Resolution.objects.exists()


def test_a_resolution_known_already_is_corrected_at_its_own_page(send):
    send(ADD, **TYPED)

    response = send(ADD, **{**TYPED, "title": "w sprawie Osiedla Sikornik"})

    assert errors(response)[""] == ["already_known"]
    assert Resolution.objects.get().title == TYPED["title"]


@pytest.mark.parametrize("day", ["12.06.2125", "1.01.2000"])
def test_a_print_is_not_first_on_an_agenda_outside_its_term(send, day):
    draft = DraftResolutionFactory()

    response = send(reverse("admin:council_draftresolution_change", args=[draft.pk]), day=day, reason="Porządek obrad")

    assert "day" in errors(response)


def test_a_print_stands_in_for_another_one_of_its_term(send):
    draft = DraftResolutionFactory()
    page = reverse("admin:council_draftresolution_change", args=[draft.pk])

    assert "replaces" in errors(send(page, replaces=str(draft.pk), reason="Autopoprawka"))

    older = DraftResolutionFactory()
    send(page, replaces=str(older.pk), reason="Autopoprawka")

    assert DraftResolution.objects.get(pk=draft.pk).replaces == older


# A draft that was tabled and is on no agenda yet

TABLED = {"term_slug": "2010-2014", "number": "495", "title": "w sprawie osiedla", "day": "5.06.2014", **SOURCE}
ADD_DRAFT = reverse("admin:council_draftresolution_add")


def test_a_draft_that_was_only_tabled_is_entered_with_its_mover(send, volunteer):
    send(ADD_DRAFT, initiator="mayor", initiator_name="Prezydent Miasta", **TABLED)

    draft = DraftResolution.objects.get()
    assert (draft.number, draft.title, draft.initiator) == ("495", "w sprawie osiedla", "mayor")
    assert [(stage.stage, stage.entered_by) for stage in draft.stages.all()] == [("tabled", volunteer)]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"day": "5.06.2125"}, "day"),
        ({"number": ""}, "number"),
        ({"initiator": "residents", "initiator_name": "Jan Nowak"}, "initiator_name"),
        ({"initiator": "", "initiator_name": "Klub"}, "initiator_name"),
    ],
)
def test_a_draft_that_cannot_be_is_refused_at_its_field(send, typed, field):
    assert field in errors(send(ADD_DRAFT, **{**TABLED, **typed}))
    assert not DraftResolution.objects.exists()


def test_a_print_that_is_known_is_corrected_and_not_entered_again(send):
    send(ADD_DRAFT, **TABLED)

    response = send(ADD_DRAFT, **{**TABLED, "title": "w sprawie parku"})

    assert errors(response) == {"number": ["already_known"]}
    assert DraftResolution.objects.get().title == "w sprawie osiedla"
