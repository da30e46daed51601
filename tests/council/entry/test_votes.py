from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from council.drafts import PersonDraft
from council.entry.summary import summary
from council.importers import store_person
from council.models import Vote
from tests.council.admin.conftest import publish_all
from tests.council.entry.conftest import ADDRESS, standing
from tests.council.importers.conftest import document
from watchdog.backroom.models import State, Submission

pytestmark = pytest.mark.django_db


def votes() -> list[Submission]:
    return list(Submission.objects.filter(kind="VoteDraft").order_by("position"))


def test_everybody_starts_as_for_and_one_row_is_changed(type_vote, council):
    response = type_vote(**{f"ballot_{council[3].pk}": "przeciw"})

    [vote] = votes()
    choices = [ballot["choice"] for ballot in vote.draft["ballots"]]
    assert (choices.count("za"), choices.count("przeciw"), len(choices)) == (24, 1, 25)
    assert (vote.state, vote.refusal, vote.address) == (State.DRAFT, "", ADDRESS)
    assert response.url == reverse("entry:vote-new", args=[vote.bundle_id])
    assert not Vote.objects.exists()


def test_the_next_vote_has_the_next_number(type_vote, entry, work):
    type_vote()

    form = entry.get(reverse("entry:vote-new", args=[work.pk])).context["form"]

    assert form["number"].value() == 2


def test_a_vote_with_more_names_than_seats_is_refused_and_stays_as_typed(type_vote, entry, work):
    store_person(PersonDraft(term="2010-2014", name="Jan Ostatni"), document("f"))

    response = type_vote(subject="Dwudziesty szósty głos")

    assert "Jest 26 głosów, a liczba mandatów w radzie to 25." in response.content.decode()
    assert response.context["form"]["subject"].value() == "Dwudziesty szósty głos"
    assert votes() == []


def test_a_vote_that_is_not_complete_can_be_kept_as_it_is(type_vote, entry, work):
    type_vote(button="_keep", subject="Bez dnia", day="jutro")

    [vote] = votes()
    assert (vote.draft, vote.title) == (None, "Bez dnia")
    form = entry.get(reverse("entry:vote", args=[work.pk, vote.pk])).context["form"]
    assert form["day"].value() == "jutro"
    assert "niepełne" in entry.get(work.page).content.decode()


def test_a_vote_typed_on_keeps_what_was_typed_of_it(type_vote, entry, work, council):
    type_vote(**{f"ballot_{council[0].pk}": "wstrzymal_sie"}, result="passed")
    [vote] = votes()

    form = entry.get(reverse("entry:vote", args=[work.pk, vote.pk])).context["form"]

    assert form[f"ballot_{council[0].pk}"].value() == "wstrzymal_sie"
    assert form["result"].value() == "passed"


def test_a_pasted_list_fills_the_grid_and_nothing_is_saved(type_vote, council):
    text = "Przeciw: Adamczyk Jan.\nWstrzymali się: Jan Baran, Piotr Nieznany."

    response = type_vote(button="_fill", pasted=text)

    form, shown = response.context["form"], response.content.decode()
    chosen = [form[f"ballot_{person.pk}"].value() for person in council[:3]]
    assert chosen == ["przeciw", "wstrzymal_sie", "za"]
    assert "Piotr Nieznany" in shown
    assert form["pasted"].value() == text
    assert votes() == []


def test_counting_shows_findings_and_saves_nothing(type_vote):
    response = type_vote(button="_recount", official_for="20")

    assert [finding["code"] for finding in response.context["findings"]] == ["totals_differ"]
    assert votes() == []


def test_findings_are_kept_with_the_draft(type_vote):
    type_vote(official_for="20")

    assert [finding["code"] for finding in votes()[0].findings] == ["totals_differ"]


def test_numbers_only_take_no_name_of_the_list_along(type_vote):
    type_vote(listing="totals", official_for="15", official_against="2", official_abstain="8")

    [vote] = votes()
    assert vote.draft["ballots"] == []
    assert vote.draft["official"]["za"] == 15


def test_a_number_that_another_vote_has_is_refused_with_a_link_to_it(type_vote):
    type_vote(number="3")

    response = type_vote(number="3", subject="Inne pytanie")

    assert response.context["form"].has_error("number", "number_taken")
    assert reverse("entry:vote", args=[votes()[0].bundle_id, votes()[0].pk]) in response.content.decode()


def test_what_another_saved_meanwhile_is_shown_beside_mine_and_nothing_is_lost(type_vote, entry, work, council):
    type_vote()
    url = reverse("entry:vote", args=[work.pk, votes()[0].pk])
    mine = standing(entry.get(url)) | {f"ballot_{council[0].pk}": "przeciw"}
    type_vote(url, **{f"ballot_{council[0].pk}": "wstrzymal_sie"})

    response = entry.post(url, {**mine, "_save": "1"})

    rows = {each.label: (each.theirs, each.yours) for each in response.context["differing"]}
    assert rows[council[0].name] == ("wstrzymanie się", "przeciw")
    assert votes()[0].draft["ballots"][0]["choice"] == "wstrzymal_sie"

    entry.post(url, {**mine, "_over": str(response.context["kept"].version)})
    assert votes()[0].draft["ballots"][0]["choice"] == "przeciw"
    assert votes()[0].history.count() >= 3


def test_a_later_version_than_the_one_seen_is_not_overwritten_even_on_purpose(type_vote, entry, work):
    type_vote()
    url = reverse("entry:vote", args=[work.pk, votes()[0].pk])
    mine = standing(entry.get(url)) | {"subject": "Moje"}
    type_vote(url, subject="Pierwsze cudze")
    seen = votes()[0].version
    type_vote(url, subject="Drugie cudze")

    response = entry.post(url, {**mine, "_over": str(seen)})

    assert response.context["differing"]
    assert votes()[0].title == "Drugie cudze"


def test_a_whole_session_is_sent_published_by_another_and_shown(type_vote, entry, work, client):
    type_vote(result="passed")
    type_vote(subject="Zmiana budżetu")
    entry.post(work.page, {"_send": "1"})
    assert {piece.state for piece in Submission.objects.all()} == {State.REVIEW}

    publish_all()

    assert Vote.objects.count() == 2
    page = Client().get("/rada/sesje/2010-2014/44/")
    assert "Zmiana budżetu" in page.content.decode()
    shown = entry.get(work.page).content.decode()
    assert shown.count("na stronie") >= 2


def test_more_votes_are_added_to_a_published_session(type_vote, entry, work):
    type_vote()
    entry.post(work.page, {"_send": "1"})
    publish_all()

    type_vote(subject="Zmiana budżetu")

    later = votes()[-1]
    assert (later.state, later.refusal, later.typed["number"]) == (State.DRAFT, "", ["2"])


def test_a_piece_that_cannot_be_sent_is_named_with_a_link(type_vote, entry, work):
    type_vote()
    type_vote(button="_keep", subject="Bez dnia", day="jutro")

    shown = entry.post(work.page, {"_send": "1"}, follow=True).content.decode()

    bad = votes()[-1]
    assert f'<a href="{reverse("entry:vote", args=[work.pk, bad.pk])}">Popraw: Bez dnia</a>' in shown
    assert {piece.state for piece in Submission.objects.all()} == {State.DRAFT}


def test_work_sent_on_is_shown_and_no_longer_typed(type_vote, entry, work):
    type_vote()
    entry.post(work.page, {"_send": "1"})

    response = entry.get(reverse("entry:vote", args=[work.pk, votes()[0].pk]))

    assert response.url == votes()[0].get_absolute_url()


def test_the_summary_gives_a_reviewer_numbers_names_and_findings(type_vote, work, council):
    type_vote(**{f"ballot_{council[0].pk}": "przeciw"}, official_for="20")

    [line] = summary(work).votes

    assert line.numbers["za"] == 20
    assert line.names["przeciw"] == [council[0].name]
    assert line.submission.findings


def test_a_page_of_the_twentieth_vote_asks_no_more_than_of_the_second(
    type_vote, entry, work, django_assert_max_num_queries
):
    for number in range(1, 5):
        type_vote(number=str(number), subject=f"Pytanie {number}")

    with django_assert_max_num_queries(110):
        entry.get(reverse("entry:vote-new", args=[work.pk]))


def test_the_twentieth_vote_is_saved_with_bounded_questions(type_vote, entry, work, django_assert_max_num_queries):
    for number in range(1, 5):
        type_vote(number=str(number), subject=f"Pytanie {number}")
    url = reverse("entry:vote-new", args=[work.pk])
    data = standing(entry.get(url)) | {"subject": "Ostatnie", "_save": "1"}

    with django_assert_max_num_queries(170):
        entry.post(url, data)


def test_the_workspace_asks_the_same_for_many_votes(type_vote, entry, work, django_assert_max_num_queries):
    for number in range(1, 5):
        type_vote(number=str(number), subject=f"Pytanie {number}")

    with django_assert_max_num_queries(25):
        entry.get(work.page)


def test_a_pasted_list_that_was_not_laid_over_the_rows_is_not_forgotten(type_vote, council):
    response = type_vote(pasted="Przeciw: Jan Adamczyk.")

    assert response.context["form"].has_error("pasted", "unsettled")
    assert "Jan Adamczyk" in str(response.context["form"].errors["pasted"])
    assert votes() == []


def test_a_name_that_is_nobodys_is_not_lost_with_the_rest_of_the_list(type_vote, council):
    row = {f"ballot_{council[0].pk}": "przeciw"}

    refused = type_vote(pasted="Przeciw: Jan Adamczyk, Piotr Nieznany.", **row)
    type_vote(pasted="Przeciw: Jan Adamczyk.", **row)

    assert "Piotr Nieznany" in str(refused.context["form"].errors["pasted"])
    assert len(votes()) == 1
