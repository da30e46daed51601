"""What holds for every page of the back room: who comes in, how many questions a list asks, what is never deleted."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from council.drafts import (
    AgendaItemDraft,
    InterpellationDraft,
    MeetingRef,
    PersonDraft,
    PetitionDraft,
    ResolutionDraft,
    SessionDraft,
)
from council.importers import (
    store_agenda_item,
    store_interpellation,
    store_person,
    store_petition,
    store_resolution,
    store_session,
    store_vote,
)
from council.models import (
    AgendaItem,
    ClubMembership,
    DraftResolution,
    Interpellation,
    Mandate,
    Meeting,
    Person,
    Petition,
    Resolution,
    Session,
    Vote,
)
from tests.council.admin.conftest import SOURCE, errors, staff
from tests.council.importers.conftest import document, roll_call
from tests.factories import council as factories
from tests.factories.interpellations import InterpellationFactory
from tests.factories.petitions import PetitionFactory
from watchdog.search.models import Entry
from watchdog.search.tasks import index_record

pytestmark = pytest.mark.django_db

FACTORIES: dict[type[Any], Any] = {
    Person: factories.PersonFactory,
    Mandate: factories.MandateFactory,
    ClubMembership: factories.ClubMembershipFactory,
    Session: factories.SessionFactory,
    AgendaItem: factories.AgendaItemFactory,
    DraftResolution: factories.DraftResolutionFactory,
    Resolution: factories.ResolutionFactory,
    Vote: factories.VoteFactory,
    Interpellation: InterpellationFactory,
    Petition: PetitionFactory,
}
KINDS = {model._meta.model_name: model for model in FACTORIES}
DAY = date(2014, 6, 12)


@pytest.fixture
def record(db: None) -> None:
    """One record of every kind, each as a document states it."""
    ref = MeetingRef(number=44, day=DAY)
    druk = AgendaItemDraft(meeting=ref, label="1", position=1, title="osiedle", print_number="495")
    store_person(PersonDraft(term="2010-2014", name="Jan Kot", club="Klub Testowy"), document("f"))
    store_session(SessionDraft(meeting=ref, sittings=(DAY,)), document("e"))
    store_agenda_item(druk, document("d"))
    store_resolution(ResolutionDraft(number="X/1/2014", adopted_on=DAY, year=2014, title="osiedle"), document("c"))
    store_vote(roll_call(("Kot Jan", "za"), print_number="495"), document("b"))
    asked = InterpellationDraft(term="2010-2014", subject="osiedle", authors=("Jan Kot",))
    store_interpellation(asked, document("1"))
    store_petition(PetitionDraft(year=2020, subject="osiedle"), document("2"))


def url(kind: str, page: str, *args: Any) -> str:
    return reverse(f"admin:council_{kind}_{page}", args=args)


@pytest.mark.parametrize("kind", KINDS)
def test_who_is_not_logged_in_is_asked_to(client, kind):
    response = client.get(url(kind, "changelist"))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("kind", KINDS)
def test_who_has_no_permission_is_refused(client, kind):
    client.force_login(staff("nikt"))

    assert client.get(url(kind, "changelist")).status_code == 403
    assert client.get(url(kind, "add")).status_code == 403


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_only_look_sees_the_page_and_changes_nothing(client, record, kind):
    client.force_login(staff("czytelnik", f"view_{kind}"))
    page = url(kind, "change", KINDS[kind]._default_manager.get().pk)

    assert client.get(page).status_code == 200
    assert client.post(page, {"note": "x", "reason": "y"}).status_code == 403


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_ever_deleted(admin_client, record, kind):
    response = admin_client.post(url(kind, "delete", KINDS[kind]._default_manager.get().pk), {"post": "yes"})

    assert response.status_code == 403
    assert KINDS[kind]._default_manager.exists()
    assert "delete_selected" not in admin.site.get_model_admin(KINDS[kind]).get_actions(response.wsgi_request)


@pytest.mark.parametrize("many", [2, 50])
@pytest.mark.parametrize("kind", KINDS)
def test_a_list_asks_a_bounded_number_of_questions_however_long(backroom, kind, many, django_assert_max_num_queries):
    FACTORIES[KINDS[kind]].create_batch(many)

    with django_assert_max_num_queries(14):
        response = backroom.get(url(kind, "changelist"))

    assert response.context["cl"].result_count == many


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_of_a_record_opens_and_says_where_it_comes_from(backroom, record, kind):
    stored = KINDS[kind]._default_manager.get()

    page = backroom.get(url(kind, "change", stored.pk)).content.decode()

    assert stored.snapshot.sha256[:16] in page
    assert stored.address in page
    assert backroom.get(url(kind, "history", stored.pk)).status_code == 200


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"draftresolution"}))
def test_an_empty_form_says_what_is_missing_and_stores_nothing(backroom, kind):
    meeting = store_session(SessionDraft(meeting=MeetingRef(number=44, day=DAY)), document("e")).record
    stored = KINDS[kind]._default_manager.count()

    response = backroom.post(f"{url(kind, 'add')}?meeting={meeting.pk}", {})

    assert "address" in errors(response)
    assert KINDS[kind]._default_manager.count() == stored


def test_what_is_wrong_is_listed_on_top_with_a_link_to_its_field(send, record):
    page = send(url("vote", "change", Vote.objects.get().pk), subject="7. Inny temat").content.decode()

    assert '<a href="#id_reason">' in page


def test_the_log_names_what_was_corrected_and_not_the_reason(send, record):
    send(url("session", "change", Meeting.objects.get().pk), venue="Ratusz", reason="Protokół")

    assert json.loads(LogEntry.objects.get().change_message) == [{"changed": {"fields": ["Miejsce obrad"]}}]


def test_a_record_that_is_not_there_sends_back_to_the_start(backroom):
    assert backroom.get(url("vote", "change", 12345)).status_code == 302


def test_the_source_of_what_a_machine_read_cannot_be_edited(send, record):
    vote = Vote.objects.get()

    send(url("vote", "change", vote.pk), address="https://zmyslone.example/", note="Uwaga", reason="Próba")

    vote.refresh_from_db()
    assert (vote.address, vote.note) == ("https://bip.example/b", "Uwaga")


def test_the_source_of_what_a_person_typed_can_be_corrected(send):
    send(url("session", "add"), term_slug="2010-2014", number="44", **SOURCE)
    meeting = Meeting.objects.get()

    send(url("session", "change", meeting.pk), address="https://bip.example/inny.pdf", reason="Zły odnośnik")

    meeting.refresh_from_db()
    assert meeting.address == "https://bip.example/inny.pdf"
    assert meeting.changes.get().before == SOURCE["address"]


def test_the_log_of_the_back_room_tells_additions_and_corrections_apart(send):
    send(url("session", "add"), term_slug="2010-2014", number="44", **SOURCE)
    send(url("session", "change", Meeting.objects.get().pk), venue="Ratusz", reason="Protokół")
    send(url("session", "change", Meeting.objects.get().pk))

    assert [entry.action_flag for entry in LogEntry.objects.order_by("pk")] == [1, 2]


def test_the_public_page_of_a_corrected_record_shows_the_correction(send, client, record):
    vote = Vote.objects.get()
    send(url("vote", "change", vote.pk), subject="7. Utworzenie Osiedla Sikornik", reason="Protokół, s. 7")
    client.logout()

    response = client.get(vote.get_absolute_url())

    assert "Osiedla Sikornik" in response.content.decode()
    assert not response.cookies


def test_what_was_typed_is_found_by_search(send, people, django_capture_on_commit_callbacks):
    people("Anna Lis")
    meeting = store_session(SessionDraft(meeting=MeetingRef(number=44, day=DAY)), document("e")).record
    add = reverse("admin:council_vote_add", query={"meeting": meeting.pk})

    with django_capture_on_commit_callbacks(execute=True):
        send(add, subject="7. Osiedle Sikornik", day="12.06.2014", resolution_number="XLIV/949/2014", **SOURCE)

    found = set(Entry.objects.values_list("kind", flat=True))
    assert found == {"council.vote", "council.session", "council.resolution"}


def test_what_was_corrected_is_found_by_its_new_words(send, record, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(url("vote", "change", Vote.objects.get().pk), subject="7. Osiedle Sikornik", reason="Protokół, s. 7")

    assert Entry.objects.get(kind="council.vote").title == "7. Osiedle Sikornik"


def test_a_queue_out_of_reach_spoils_nothing_that_was_typed(
    send, record, monkeypatch, django_capture_on_commit_callbacks
):
    def unreachable(*args: Any) -> None:
        raise OSError

    monkeypatch.setattr(index_record, "delay", unreachable)

    with django_capture_on_commit_callbacks(execute=True):
        response = send(url("session", "change", Meeting.objects.get().pk), venue="Ratusz", reason="Protokół")

    assert response.status_code == 302
    assert Meeting.objects.get().venue == "Ratusz"


def test_the_back_room_speaks_polish(backroom):
    assert '<html lang="pl"' in backroom.get(reverse("admin:index")).content.decode()


def test_the_pages_of_the_back_room_have_no_script_or_style_of_their_own(backroom, record):
    pages = [reverse("admin:index"), reverse("backroom:differences"), url("vote", "change", Vote.objects.get().pk)]

    for page in pages:
        html = backroom.get(page).content.decode()
        assert "<script>" not in html
        assert "<style" not in html
        assert " style=" not in html
        assert " onclick=" not in html
