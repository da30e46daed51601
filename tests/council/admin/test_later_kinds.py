"""What holds for every page of the back room, for the kinds whose records are made by factories: see ``test_base``."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from council.admin.texts import ReadTextAdmin
from tests.council.admin import test_base
from tests.council.admin.conftest import errors, staff
from tests.factories import committees, life, remarks, texts
from tests.factories.council import SessionFactory
from watchdog.backroom.admins import SourcedAdmin

pytestmark = pytest.mark.django_db

FACTORIES: dict[str, Any] = {
    "committeeterm": committees.CommitteeTermFactory,
    "bodymembership": committees.BodyMembershipFactory,
    "meeting": committees.CommitteeMeetingFactory,
    "opinion": committees.OpinionFactory,
    "attendance": committees.AttendanceFactory,
    "draftstage": life.DraftStageFactory,
    "ruling": life.RulingFactory,
    "resolutionrelation": life.ResolutionRelationFactory,
    "remark": remarks.RemarkFactory,
    "timecode": texts.TimeCodeFactory,
}


def url(kind: str, page: str, *args: Any) -> str:
    return reverse(f"admin:council_{kind}_{page}", args=args)


def test_no_kind_is_left_out() -> None:
    doors = {model: door for model, door in admin.site._registry.items() if isinstance(door, SourcedAdmin)}
    typed = {model for model, door in doors.items() if not isinstance(door, ReadTextAdmin)}
    named = {str(model._meta.model_name) for model in typed if model._meta.app_label == "council"}

    assert named == FACTORIES.keys() | test_base.KINDS.keys()


@pytest.mark.parametrize("kind", FACTORIES)
def test_who_has_no_permission_for_the_kind_is_refused(client: Client, kind: str) -> None:
    record: Model = FACTORIES[kind]()
    client.force_login(staff("sesje", "change_session", "add_session"))

    pages = [url(kind, "changelist"), url(kind, "add"), url(kind, "change", record.pk), url(kind, "history", record.pk)]

    assert [client.get(page).status_code for page in pages] == [403] * 4


@pytest.mark.parametrize("kind", FACTORIES)
def test_who_may_only_look_sees_the_page_and_changes_nothing(client: Client, kind: str) -> None:
    record: Model = FACTORIES[kind]()
    client.force_login(staff("czytelnik", f"view_{kind}"))
    page = url(kind, "change", record.pk)

    shown = client.get(page)

    assert shown.status_code == 200
    assert "_save" not in shown.content.decode()
    assert client.get(url(kind, "add")).status_code == 403
    assert client.post(page, {"note": "x", "reason": "y"}).status_code == 403
    assert client.get(url(kind, "history", record.pk)).status_code == 200


@pytest.mark.parametrize("kind", FACTORIES)
def test_nothing_is_ever_deleted(admin_client: Client, kind: str) -> None:
    record: Model = FACTORIES[kind]()

    assert admin_client.post(url(kind, "delete", record.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("many", [2, 50])
@pytest.mark.parametrize("kind", FACTORIES)
def test_a_list_asks_a_bounded_number_of_questions_however_long(
    backroom: Client, kind: str, many: int, django_assert_max_num_queries: Any
) -> None:
    parts = [FACTORIES[kind]() for _each in range(many if kind != "meeting" else 2)]

    with django_assert_max_num_queries(14):
        response = backroom.get(url(kind, "changelist"))

    assert response.context["cl"].result_count == len(parts)


@pytest.mark.parametrize("kind", FACTORIES)
def test_an_empty_form_says_what_is_missing_and_stores_nothing(backroom: Client, kind: str) -> None:
    response: Any = backroom.post(f"{url(kind, 'add')}?meeting={SessionFactory().pk}", {})

    assert "address" in errors(response)


@pytest.mark.parametrize("kind", FACTORIES)
def test_the_page_of_a_record_opens_to_be_corrected_and_its_words_are_polish(backroom: Client, kind: str) -> None:
    record: Any = FACTORIES[kind]()

    page = backroom.get(url(kind, "change", record.pk)).content.decode()

    assert record.address in page
    assert "Powód poprawki" in page
