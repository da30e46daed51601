from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from watchdog.backroom.models import State, Submission

pytestmark = pytest.mark.django_db

TEXT = """Porządek obrad:
1. Otwarcie sesji.
2. Utworzenie Osiedla Baildona (druk nr 495).
3. Zmiana Statutu Miasta Gliwice (druk nr 496).
"""


@pytest.fixture
def url(work: Any) -> str:
    return reverse("entry:agenda", args=[work.pk])


def sent(response: Any, **typed: str) -> dict[str, Any]:
    """Give what a browser would send of the page."""
    rows, form = response.context["rows"], response.context["form"]
    data = {f"item-{name}": value for name, value in (("TOTAL_FORMS", str(len(rows.forms))), ("INITIAL_FORMS", "0"))}
    for row in rows.forms:
        for bound in row:
            if bound.value():
                data[bound.html_name] = "on" if bound.value() is True else bound.value()
    return {**data, "seen": form["seen"].value() or "", **typed}


def items() -> list[Submission]:
    return list(Submission.objects.filter(kind="AgendaItemDraft").exclude(state=State.DROPPED).order_by("position"))


def save_pasted(entry: Any, url: str) -> None:
    read = entry.post(url, {**sent(entry.get(url)), "pasted": TEXT, "_read": "1"})
    entry.post(url, sent(read, _save="1"))


def test_a_pasted_agenda_becomes_rows_and_nothing_is_saved_yet(entry, url):
    response = entry.post(url, {"pasted": TEXT, "_read": "1"})

    rows = [row["print_number"].value() for row in response.context["rows"].forms]
    assert rows[:3] == ["", "495", "496"]
    assert "Wiersz 1 nie należy do żadnego punktu: Porządek obrad:" in response.content.decode()
    assert items() == []


def test_each_confirmed_row_is_a_piece_of_work(entry, url):
    save_pasted(entry, url)

    assert [(item.draft["label"], item.draft["print_number"], item.refusal) for item in items()] == [
        ("1", "", ""),
        ("2", "495", ""),
        ("3", "496", ""),
    ]


def test_a_print_of_the_agenda_may_be_voted_on_before_anything_is_published(entry, url, type_vote):
    save_pasted(entry, url)

    type_vote(print_number="496")

    assert Submission.objects.get(kind="VoteDraft").refusal == ""


def test_a_vote_is_offered_the_next_item_with_a_print(entry, url, work, type_vote):
    save_pasted(entry, url)
    fresh = reverse("entry:vote-new", args=[work.pk])

    first = entry.get(fresh).context["form"]
    type_vote(subject="2. Utworzenie Osiedla Baildona")
    second = entry.get(fresh).context["form"]

    assert (first["item"].value(), first["print_number"].value()) == ("2", "495")
    assert (second["item"].value(), second["subject"].value()) == ("3", "3. Zmiana Statutu Miasta Gliwice")


def test_only_what_was_changed_is_saved_again(entry, url):
    save_pasted(entry, url)

    entry.post(url, {**sent(entry.get(url)), "item-2-title": "Zmiana Statutu", "item-0-DELETE": "on", "_save": "1"})

    assert [(item.draft["label"], item.version) for item in items()] == [("2", 2), ("3", 2)]
    assert items()[1].title == "3. Zmiana Statutu"


def test_two_items_of_one_label_are_refused_and_stay(entry, url):
    response = entry.post(
        url,
        {**sent(entry.get(url)), "item-0-label": "1", "item-0-title": "A", "item-1-label": "1", "item-1-title": "B"},
    )

    assert response.context["rows"].forms[1].has_error("label")
    assert items() == []


def test_more_rows_lose_nothing_that_is_half_typed(entry, url):
    response = entry.post(url, {**sent(entry.get(url)), "item-1-title": "Bez numeru", "_more": "1"})

    assert response.context["rows"].forms[0]["title"].value() == "Bez numeru"
    assert len(response.context["rows"].forms) == 11


def test_an_agenda_saved_by_another_is_shown_beside_mine_and_overwritten_only_on_purpose(entry, url):
    mine = sent(entry.get(url), **{"item-0-label": "1", "item-0-title": "Moje"})
    entry.post(url, {**mine, "item-0-title": "Cudze", "_save": "1"})

    response = entry.post(url, {**mine, "_save": "1"})
    shown = response.content.decode()
    assert "1. Cudze" in shown
    assert response.context["rows"].forms[0]["title"].value() == "Moje"
    assert items()[0].draft["title"] == "Cudze"

    entry.post(url, {**mine, "_over": response.context["now"]})
    assert items()[0].draft["title"] == "Moje"
