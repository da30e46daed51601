from __future__ import annotations

import pytest
from django.urls import reverse

from council.models import DraftResolution, DraftStage, Resolution, ResolutionRelation, Ruling
from tests.council.admin.conftest import SOURCE, errors
from tests.factories.council import ClubFactory, CommitteeFactory, DraftResolutionFactory, ResolutionFactory
from tests.factories.life import ResolutionRelationFactory, RulingFactory

pytestmark = pytest.mark.django_db

STAGE, RULING, RELATION = (
    reverse(f"admin:council_{name}_add") for name in ("draftstage", "ruling", "resolutionrelation")
)
RULED = {
    "resolution_number": "xliv/949/14",
    "authority_name": "Wojewoda Śląski",
    "number": "NPII.4131.1.38.2014",
    "ruled_on": "10.07.2014",
    "year": "2014",
    "effect": "invalid",
    **SOURCE,
}


# Events on a draft's way


def test_an_event_is_entered_at_its_draft(send, volunteer):
    draft, committee = DraftResolutionFactory(), CommitteeFactory()

    send(f"{STAGE}?draft={draft.pk}", stage="referred", day="5.06.2014", body=str(committee.pk), **SOURCE)

    stage = DraftStage.objects.get()
    assert (stage.draft, stage.body, stage.entered_by) == (draft, committee, volunteer)


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"stage": "opinion"}, "body"), ({"day": "5.06.2125"}, "day"), ({"stage": ""}, "stage"), ({"draft": ""}, "draft")],
)
def test_an_event_that_cannot_be_is_refused_at_its_field(send, typed, field):
    draft = DraftResolutionFactory()

    response = send(STAGE, **{"draft": str(draft.pk), "stage": "tabled", "day": "5.06.2014", **SOURCE, **typed})

    assert field in errors(response)
    assert not DraftStage.objects.exists()


def test_the_day_of_an_event_is_corrected_with_a_reason(send):
    send(STAGE, draft=str(DraftResolutionFactory().pk), stage="tabled", day="5.06.2014", **SOURCE)
    page = reverse("admin:council_draftstage_change", args=[DraftStage.objects.get().pk])

    assert "reason" in errors(send(page, day="6.06.2014"))

    send(page, day="6.06.2014", reason="Data wpływu na druku")

    assert f"{DraftStage.objects.get().day}" == "2014-06-06"


# Who tabled it


def test_a_mover_is_a_kind_a_name_and_the_club(send):
    draft, club = DraftResolutionFactory(), ClubFactory()
    page = reverse("admin:council_draftresolution_change", args=[draft.pk])

    send(page, initiator="club", initiator_name=club.name, initiator_club=str(club.pk), reason="Druk")

    assert DraftResolution.objects.get().initiator_club == club


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"initiator": "residents", "initiator_name": "Jan Nowak"}, "initiator_name"),
        ({"initiator": "", "initiator_name": "Klub"}, "initiator_name"),
        ({"initiator": "mayor", "initiator_club": "x"}, "initiator_club"),
    ],
)
def test_a_mover_that_cannot_be_is_refused_at_its_field(send, typed, field):
    draft, club = DraftResolutionFactory(), ClubFactory()
    typed = {name: str(club.pk) if value == "x" else value for name, value in typed.items()}

    response = send(reverse("admin:council_draftresolution_change", args=[draft.pk]), **typed, reason="Druk")

    assert field in errors(response)


# Rulings


def test_a_typed_ruling_stands_at_its_resolution(send, volunteer):
    resolution = ResolutionFactory(number="XLIV/949/2014")

    send(RULING, **RULED)

    ruling = Ruling.objects.get()
    assert (ruling.resolution, ruling.resolution_number, ruling.entered_by) == (resolution, "XLIV/949/2014", volunteer)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"resolution_number": ""}, "resolution_number"),
        ({"resolution_number": "949"}, "resolution_number"),
        ({"year": "2013"}, "year"),
        ({"ruled_on": "10.07.2125", "year": "2125"}, "ruled_on"),
        ({"authority_name": ""}, "authority_name"),
    ],
)
def test_a_ruling_that_cannot_be_is_refused_at_its_field(send, typed, field):
    response = send(RULING, **{**RULED, **typed})

    assert field in errors(response)
    assert not Ruling.objects.exists()


def test_a_corrected_ruling_moves_to_its_resolution(send):
    right = ResolutionFactory(number="XLIV/950/2014")
    ruling = RulingFactory()

    send(
        reverse("admin:council_ruling_change", args=[ruling.pk]),
        resolution_number="XLIV/950/2014",
        reason="Sentencja rozstrzygnięcia",
    )

    assert Ruling.objects.get().resolution == right


# Relations


def test_a_typed_relation_finds_the_other_act(send):
    acting, target = ResolutionFactory(), ResolutionFactory(number="XLIV/949/2014")

    send(RELATION, resolution=str(acting.pk), kind="repeals", target_number="xliv/949/14", **SOURCE)

    assert ResolutionRelation.objects.get().target == target


@pytest.mark.parametrize("number", ["949", "XLIV/1/2014"])
def test_a_relation_that_cannot_be_is_refused_at_its_field(send, number):
    acting = ResolutionFactory(number="XLIV/1/2014")

    response = send(RELATION, resolution=str(acting.pk), kind="repeals", target_number=number, **SOURCE)

    assert "target_number" in errors(response)


def test_what_a_title_says_is_corrected_in_the_title(send):
    relation = ResolutionRelationFactory(from_title=True)
    page = reverse("admin:council_resolutionrelation_change", args=[relation.pk])

    assert "" in errors(send(page, target_number="I/1/2010", reason="Pomyłka"))

    title = reverse("admin:council_resolution_change", args=[relation.resolution.pk])
    send(title, title="w sprawie zmiany uchwały nr I/1/2010", reason="Pomyłka w druku")

    assert ResolutionRelation.objects.get(resolution=relation.resolution).target_number == "I/1/2010"
    assert Resolution.objects.count() == 2
