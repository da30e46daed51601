from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from council.drafts import MeetingRef, SessionDraft
from council.importers import store_session
from council.models import Meeting
from tests.council.entry.conftest import ADDRESS, SESSION, typist
from tests.council.importers.conftest import document
from watchdog.backroom.models import Bundle, Presence, Submission

pytestmark = pytest.mark.django_db

START = "/zaplecze/sesje/"


def test_a_session_begins_as_a_draft_and_is_no_record_yet(work, volunteer):
    [session] = Submission.objects.all()
    assert (work.key, work.started_by) == ("sesja/2010-2014/44", volunteer)
    assert (session.kind, session.refusal, session.address) == ("SessionDraft", "", ADDRESS)
    assert session.draft["sittings"] == ["2014-06-12"]
    assert not Meeting.objects.exists()


def test_two_volunteers_who_come_for_one_session_come_to_the_same_work(work, client):
    client.force_login(typist("jan"))

    response = client.post(START, SESSION, follow=True)

    assert Bundle.objects.count() == 1
    assert Submission.objects.count() == 1
    assert "Tę sesję wpisuje już" in response.content.decode()
    assert "Anna" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"days": "12.06.2020"}, "days"), ({"days": "31.02.2014"}, "days"), ({"number": "", "days": ""}, "number")],
)
def test_a_session_that_cannot_be_is_refused_in_words(entry, typed, field):
    response = entry.post(START, {**SESSION, **typed})

    assert response.context["form"].has_error(field)
    assert response.context["form"]["address"].value() == ADDRESS
    assert not Bundle.objects.exists()


def test_a_session_that_the_portal_knows_needs_no_draft_of_it(entry):
    draft = SessionDraft(meeting=MeetingRef(number=44, day=date(2014, 6, 12)), sittings=(date(2014, 6, 12),))
    meeting = store_session(draft, document("e")).record

    offered = entry.get(START).content.decode()
    entry.post(START, {"sesja": meeting.pk})

    assert f'<option value="{meeting.pk}">' in offered
    assert Bundle.objects.get().key == "sesja/2010-2014/44"
    assert not Submission.objects.exists()


def test_a_meeting_of_a_committee_is_begun_by_its_day(entry):
    from council.models import Body

    committee = Body.objects.create(kind="committee", slug="komisja-rewizyjna", name="Komisja Rewizyjna")

    entry.post(f"{START}?komisja=1", {**SESSION, "number": "", "committee": committee.pk})

    assert Bundle.objects.get().key == "komisja/komisja-rewizyjna/2014-06-12"
    assert Submission.objects.get().refusal == ""


def test_a_corrected_number_goes_with_every_piece(work, entry, type_vote):
    type_vote()
    url = reverse("entry:session", args=[work.pk])
    seen = entry.get(url).context["form"]["seen"].value()

    entry.post(url, {**SESSION, "number": "45", "seen": seen})

    work.refresh_from_db()
    assert work.key == "sesja/2010-2014/45"
    assert {piece.draft["meeting"]["number"] for piece in Submission.objects.all()} == {45}


def test_data_saved_by_somebody_meanwhile_are_not_overwritten(work, entry):
    url = reverse("entry:session", args=[work.pk])
    seen = entry.get(url).context["form"]["seen"].value()
    entry.post(url, {**SESSION, "venue": "Ratusz", "seen": seen})

    response = entry.post(url, {**SESSION, "venue": "Stadion", "seen": seen})

    assert response.context["form"]["venue"].value() == "Stadion"
    assert Submission.objects.get().typed["venue"] == ["Ratusz"]


PAGES = ["start", "workspace", "session", "agenda", "attendance", "quorum", "vote-new", "upload"]


@pytest.mark.parametrize("page", PAGES)
def test_nobody_without_the_right_to_add_opens_a_page(work, page):
    client = Client()
    client.force_login(typist("gość", "view_session"))

    response = client.get(reverse(f"entry:{page}", args=[] if page == "start" else [work.pk]))

    assert response.status_code == 403


@pytest.mark.parametrize(
    ("right", "open_to"),
    [("add_session", {"start", "workspace", "session"}), ("add_vote", {"vote-new", "upload"})],
)
def test_each_right_opens_its_own_pages(work, right, open_to, council):
    client = Client()
    client.force_login(typist("jedna", right))

    answers = {
        page: client.get(reverse(f"entry:{page}", args=[] if page == "start" else [work.pk])).status_code
        for page in PAGES
    }

    assert {page for page, status in answers.items() if status == 200} == open_to


def test_nobody_from_outside_sees_a_page(work):
    response = Client().get(work.page)

    assert response.status_code == 302
    assert "login" in response.url


def test_those_at_work_on_one_session_see_each_other(work, entry, client):
    entry.get(reverse("entry:agenda", args=[work.pk]))
    other = Client()
    other.force_login(typist("jan"))

    shown = other.get(work.page).content.decode()
    told = other.post(reverse("entry:there", args=[work.pk]), {"part": "Głosowanie 7"}).content.decode()

    assert "Anna też tu pisze: Porządek obrad" in shown
    assert "Anna" in told
    assert Presence.objects.get(user__username="jan").part == "Głosowanie 7"


def test_who_left_a_while_ago_is_not_shown(work, entry, time_machine):
    entry.get(work.page)
    other = Client()
    other.force_login(typist("jan"))
    Presence.objects.update(seen_at="2014-06-12T10:00:00+00:00")

    assert "też tu pisze" not in other.get(work.page).content.decode()
