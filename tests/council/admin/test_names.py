"""The queue of unknown names as a volunteer meets it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from council.importers import store_vote
from council.models import Ballot, NameTie, Person, Vote
from tests.council.admin.conftest import staff
from tests.council.importers.conftest import document, roll_call

pytestmark = pytest.mark.django_db

LIST = reverse("admin:council_names")
NAME = "Nowaka Jana"
URL = reverse("admin:council_name", args=["2010-2014"], query={"nazwisko": "jana nowaka"})


@pytest.fixture
def waits(people: Any) -> None:
    """A roll call that names „Nowaka Jana”; the roster knows Jan Nowak and Anna Lis."""
    people("Jan Nowak", "Anna Lis", "Ewa Sowa")
    store_vote(roll_call((NAME, "za"), ("Lis Anna", "przeciw")), document())


def jan() -> Person:
    return Person.objects.get(family_name="Nowak")


def test_the_queue_lies_at_its_own_address_and_offers_the_likeliest_person(backroom, waits):
    response = backroom.get(LIST)

    [(unknown, url, (person, _why))] = response.context["rows"]
    assert LIST == "/zaplecze/nazwiska/"
    assert (unknown.name, url, person) == (NAME, URL, jan())
    assert url.replace("&", "&amp;") in response.content.decode()


def test_one_name_is_shown_with_its_papers_and_the_reasons(backroom, waits):
    response = backroom.get(URL)

    [(value, label), *_ends] = response.context["form"].fields["means"].choices
    assert value == str(jan().pk)
    assert label.startswith("Jan Nowak – ")
    assert response.context["records"][0]["record"] == Vote.objects.get()


def test_a_name_is_tied_by_one_choice(backroom, waits, volunteer):
    response = backroom.post(URL, {"means": jan().pk, "reason": "Protokół, s. 3"}, follow=True)

    assert response.redirect_chain == [(LIST, 302)]
    assert Ballot.objects.get(name=NAME).person == jan()
    assert NameTie.objects.get().user == volunteer
    assert response.context["rows"] == []


def test_the_vote_says_publicly_whom_its_name_means(backroom, waits, client):
    backroom.post(URL, {"means": jan().pk, "reason": "Protokół, s. 3"})

    page = client.get(Vote.objects.get().get_absolute_url()).content.decode()

    assert f"Kogo oznacza nazwisko „{NAME}”" in page
    assert "Protokół, s. 3" in page


def test_somebody_else_can_be_chosen_and_has_to_be(backroom, waits):
    sowa = Person.objects.get(family_name="Sowa")

    assert "other" in backroom.post(URL, {"means": "other"}).context["form"].errors
    backroom.post(URL, {"means": "other", "other": sowa.pk})

    assert Ballot.objects.get(name=NAME).person == sowa


def test_whom_the_roll_call_names_is_refused_with_the_vote(backroom, waits):
    lis = Person.objects.get(family_name="Lis")

    response = backroom.post(URL, {"means": "other", "other": lis.pk})

    assert Vote.objects.get().subject in str(response.context["form"].non_field_errors())
    assert Ballot.objects.get(name=NAME).person is None


def test_a_name_is_put_aside_with_a_reason_only(backroom, waits):
    assert "reason" in backroom.post(URL, {"means": "nobody"}).context["form"].errors

    backroom.post(URL, {"means": "nobody", "reason": "Gość"})

    assert backroom.get(LIST).context["rows"] == []
    assert NameTie.objects.get().person is None


def test_a_replayed_form_changes_nothing_and_says_so(backroom, waits):
    backroom.post(URL, {"means": jan().pk})

    response = backroom.post(URL, {"means": Person.objects.get(family_name="Sowa").pk}, follow=True)

    assert [message.level_tag for message in response.context["messages"]][-1] == "warning"
    assert Ballot.objects.get(name=NAME).person == jan()


def test_a_decision_is_taken_back_from_the_list_and_only_once(backroom, waits):
    backroom.post(URL, {"means": jan().pk})
    undo = reverse("admin:council_name_undo", args=[NameTie.objects.get().pk])

    assert undo in backroom.get(LIST).content.decode()
    backroom.post(undo)
    response = backroom.post(undo, follow=True)

    assert Ballot.objects.get(name=NAME).person is None
    assert [message.level_tag for message in response.context["messages"]] == ["success", "warning"]


def test_of_namesakes_the_papers_are_chosen(backroom, waits):
    other = Person.objects.create(slug="jan-nowak-2", given_name="Jan", family_name="Nowak")
    for each in (jan_first().names.create, other.names.create):
        each(name=NAME)
    other_term = jan_first().mandates.get().term
    other.mandates.create(term=other_term)

    response = backroom.get(URL)
    [(paper, _label)] = response.context["form"].fields["where"].choices
    assert "where" in backroom.post(URL, {"means": other.pk}).context["form"].errors
    backroom.post(URL, {"means": other.pk, "where": [paper]})

    assert Ballot.objects.get(name=NAME).person == other
    assert NameTie.objects.get().meeting.term == other_term


def jan_first() -> Person:
    return Person.objects.get(slug="jan-nowak")


@pytest.mark.parametrize("permissions", [[], ["view_vote", "view_person", "merge_person"]])
def test_without_the_right_nothing_of_it_is_there(client, waits, permissions):
    client.force_login(staff("inna", *permissions))
    word = NameTie.objects.create(
        name="X", key="x", term=jan().mandates.get().term, person=jan(), user=staff("wolontariusz")
    )

    answers = [client.get(LIST), client.get(URL), client.post(URL, {"means": jan().pk})]
    answers.append(client.post(reverse("admin:council_name_undo", args=[word.pk])))

    assert [answer.status_code for answer in answers] == [403] * 4
    assert Ballot.objects.get(name=NAME).person is None
    assert LIST not in client.get(reverse("admin:index")).content.decode()


def test_a_visitor_is_asked_to_log_in(client, waits):
    assert client.get(LIST).status_code == 302


def test_the_first_page_leads_to_the_queue(backroom):
    assert LIST in backroom.get(reverse("admin:index")).content.decode()
