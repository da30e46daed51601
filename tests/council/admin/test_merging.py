"""Duplicate people as a reviewer meets them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from council.models import Person, PersonMerge
from tests.council.admin.conftest import staff
from tests.factories.council import MandateFactory, PersonFactory, TermFactory, VoteFactory

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:council_merge")


@pytest.fixture
def pair() -> tuple[Person, Person]:
    """Anna Lis and Anna Zawadzka, each in one vote of her own."""
    kept = PersonFactory(given_name="Anna", family_name="Lis", in_term=TermFactory())
    gone = PersonFactory(given_name="Anna", family_name="Zawadzka")
    MandateFactory(person=gone, term=TermFactory())
    for person in (kept, gone):
        VoteFactory(choices=[(person, "za")])
    return kept, gone


def compared(kept: Person, gone: Person) -> str:
    return reverse("admin:council_merge", query={"zostaje": kept.pk, "drugi": gone.pk})


def confirm(client: Any, url: str, **typed: Any) -> Any:
    """Open a page, give a reason and confirm what it shows."""
    seen = client.get(url).context["form"].initial["seen"]
    return client.post(url, {"seen": seen, "reason": "Zmieniła nazwisko", **typed})


def test_two_records_stand_side_by_side_with_what_moves(backroom, pair):
    response = backroom.get(compared(*pair))

    assert PAGE == "/zaplecze/osoby/polacz/"
    assert [each.ballots for each in response.context["sides"]] == [1, 1]
    assert sorted((moved, folded) for _kind, moved, folded in response.context["form"].moves) == [
        (0, 1),
        (1, 0),
        (1, 0),
    ]


def test_two_records_become_one_with_a_reason_and_the_page_says_so_publicly(backroom, client, pair):
    kept, gone = pair
    confirm(backroom, compared(*pair))

    page = client.get(kept.get_absolute_url()).content.decode()

    assert not Person.objects.filter(pk=gone.pk).exists()
    assert kept.ballots.count() == 2
    assert "Zmieniła nazwisko" in page
    assert "Anna Zawadzka" in page


@pytest.mark.parametrize("typed", [{"reason": " "}, {"seen": "dawno"}])
def test_without_a_reason_or_from_a_stale_page_nothing_is_merged(backroom, pair, typed):
    response = confirm(backroom, compared(*pair), **typed)

    assert response.context["form"].errors
    assert Person.objects.count() == 2


def test_a_replayed_form_says_that_it_is_done(backroom, pair):
    url = compared(*pair)
    seen = backroom.get(url).context["form"].initial["seen"]
    data = {"seen": seen, "reason": "Zmieniła nazwisko"}
    backroom.post(url, data)

    response = backroom.post(url, data, follow=True)

    assert [message.level_tag for message in response.context["messages"]][-1] == "warning"
    assert PersonMerge.objects.count() == 1


def test_two_people_of_one_roll_call_are_not_offered_the_button(backroom, pair):
    vote = VoteFactory(choices=[(pair[0], "za"), (pair[1], "za")])
    url = compared(*pair)

    response = backroom.get(url)
    confirm(backroom, url)

    assert response.context["form"].forbidden
    assert vote.get_absolute_url() in response.content.decode()
    assert Person.objects.count() == 2


def test_one_record_is_not_compared_with_itself(backroom, pair):
    response = backroom.get(compared(pair[0], pair[0]))

    assert response.context["pair"].errors
    assert "sides" not in response.context


def test_a_merge_is_taken_back_from_the_page_and_only_once(backroom, pair):
    confirm(backroom, compared(*pair))
    undo = reverse("admin:council_merge_undo", args=[PersonMerge.objects.get().pk])

    assert undo in backroom.get(PAGE).content.decode()
    backroom.post(undo)
    response = backroom.post(undo, follow=True)

    assert Person.objects.count() == 2
    assert [message.level_tag for message in response.context["messages"]][-1] == "warning"


def test_a_record_is_parted_after_a_look_at_what_it_means(backroom, pair):
    kept, _gone = pair
    confirm(backroom, compared(*pair))
    url = reverse("admin:council_split", args=[kept.pk])
    form = backroom.get(url).context["form"]
    meeting = next(each.key for each in form.bundles if each.meeting)
    typed = {"given": "Anna", "family": "Zawadzka", "chosen": [meeting]}

    looked = confirm(backroom, url, **typed)
    assert looked.context["preview"]
    assert Person.objects.count() == 1
    confirm(backroom, url, **typed, confirmed="1")

    assert kept.ballots.count() == 1
    other = Person.objects.exclude(pk=kept.pk).get()
    assert (other.slug, other.ballots.count()) == ("anna-zawadzka-2", 1)
    backroom.post(reverse("admin:council_merge_undo", args=[PersonMerge.objects.get(kind="split").pk]))
    assert Person.objects.count() == 1


@pytest.mark.parametrize("permissions", [[], ["view_person", "change_person", "tie_name"]])
def test_without_the_right_nothing_of_it_is_there(client, pair, permissions):
    word = PersonMerge.objects.create(
        person=pair[0], other_name="A", other_slug="a", reason="Ta sama", user=staff("recenzentka")
    )
    client.force_login(staff("inna", *permissions))
    pages = [PAGE, compared(*pair), reverse("admin:council_split", args=[pair[0].pk])]
    undo = reverse("admin:council_merge_undo", args=[word.pk])

    answers = [*(client.get(page) for page in pages), *(client.post(page, {"reason": "X"}) for page in [*pages, undo])]

    assert {answer.status_code for answer in answers} == {403}
    assert Person.objects.count() == 2
    assert PAGE not in client.get(reverse("admin:index")).content.decode()


def test_the_first_page_leads_there(backroom):
    assert PAGE in backroom.get(reverse("admin:index")).content.decode()
