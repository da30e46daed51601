"""Drafts of the council's and the companies' forms: the roll call, the correction, the decision, the statement."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from council.drafts import MeetingRef, SessionDraft
from council.importers import store_session, store_vote
from council.importers.corrections import correct_session
from council.models import Ballot, Meeting, Person
from spending.models import Company
from tests.council.admin.conftest import SOURCE, errors, standing
from tests.council.importers.conftest import document, roll_call
from tests.reviewing import publish_all
from watchdog.archive.models import Change
from watchdog.archive.writing import Evidence, correct
from watchdog.backroom.models import Submission, Typing

pytestmark = pytest.mark.django_db

DAY = date(2014, 6, 12)


def hidden(response: HttpResponse) -> dict[str, str]:
    """Give the hidden fields by which a page says which opening of which form it is."""
    found = re.findall('name="(_(?:form|page|title|typist|version))" value="([^"]*)"', response.content.decode())
    return {name: unescape(value) for name, value in found}


def keep(backroom: Client, url: str, **typed: Any) -> str:
    """Open a form, type, let the script keep it, and give the address that restores it."""
    page = backroom.get(url)
    values = {**hidden(page), **typed}
    told = backroom.post(reverse("admin:typings"), values, headers={"accept": "application/json"}).json()
    return str(told["restore"])


@pytest.fixture
def session(db: None) -> Meeting:
    draft = SessionDraft(meeting=MeetingRef(number=44, day=DAY), sittings=(DAY,))
    return store_session(draft, document("e")).record  # type: ignore[return-value]  # the importer's own record


def test_a_roll_call_half_typed_comes_back_row_by_row(backroom, session, people):
    people("Anna Lis", "Jan Kot")
    url = reverse("admin:council_vote_add", query={"meeting": session.pk})
    ballot = f"ballot_{Person.objects.get(family_name='Kot').pk}"

    restored = backroom.get(keep(backroom, url, subject="Budżet", day="31.02.2014", **{ballot: "przeciw"}))

    form = restored.context["adminform"].form
    assert (form["subject"].value(), form["day"].value(), form[ballot].value()) == ("Budżet", "31.02.2014", "przeciw")
    data = {**standing(restored), **hidden(restored), **SOURCE, "day": "12.06.2014"}
    assert errors(backroom.post(url, data)) == {}
    publish_all()
    assert Ballot.objects.get().choice == "przeciw"
    assert not Typing.objects.exists()


def test_a_row_whose_person_left_the_roster_is_named(backroom, session, people):
    people("Anna Lis")
    url = reverse("admin:council_vote_add", query={"meeting": session.pk})

    restored = backroom.get(keep(backroom, url, subject="Budżet", ballot_999999="za"))

    assert "nie ma już miejsca" in restored.content.decode()


def test_a_draft_restored_over_a_record_that_has_changed_overwrites_nothing(backroom, session, volunteer):
    url = reverse("admin:council_session_change", args=[session.pk])
    typed = standing(backroom.get(url)) | {"venue": "Ratusz", "reason": "Protokół"}
    restore = keep(backroom, url, **typed)
    correct_session(
        Meeting.objects.get(), {"recording": "https://nagranie.example/"}, Evidence(user=volunteer, reason="x")
    )

    restored = backroom.get(restore)
    response = backroom.post(url, standing(restored) | hidden(restored))

    assert "Odkąd zaczęto pisać, zapis zmieniono." in restored.content.decode()
    assert errors(response) == {"": ["changed_meanwhile"]}
    assert Meeting.objects.get().venue == ""
    assert Typing.objects.get().data["venue"] == ["Ratusz"]


def test_a_vote_sent_twice_is_one_vote_and_the_page_says_where(backroom, session):
    url = reverse("admin:council_vote_add", query={"meeting": session.pk})
    page = backroom.get(url)
    data = {**standing(page), **hidden(page), **SOURCE, "subject": "Budżet", "day": "12.06.2014"}
    backroom.post(url, data)

    again = backroom.post(url, data)

    assert Submission.objects.get().get_absolute_url() in again.content.decode()


def test_a_decision_half_written_comes_back(backroom, volunteer):
    vote: Any = store_vote(roll_call(), document()).record
    correct(vote, {"subject": "Inny temat"}, Evidence(user=volunteer, reason="s. 3"))
    store_vote(roll_call(), document("b"))
    url = reverse("backroom:decision", args=[Change.objects.waiting().first().pk])

    restored = backroom.get(keep(backroom, url, decision="keep", reason="Nagranie, "))

    assert restored.context["form"]["reason"].value() == "Nagranie, "
    assert Change.objects.waiting().exists()
    assert re.search(r'value="keep"[^>]*checked', restored.content.decode())


def test_a_statement_half_typed_comes_back_and_stores_nothing(backroom, volunteer):
    volunteer.user_permissions.add(Permission.objects.get(codename="add_company"))
    url = reverse("admin:spending_company_add")

    restored = backroom.get(keep(backroom, url, name="Wodociągi Sp. z o.o.", share_percent="sto", address="x"))

    assert restored.context["form"]["share_percent"].value() == "sto"
    assert not Company.objects.exists()
