from __future__ import annotations

import pytest
from django.urls import reverse

from council.drafts import PersonDraft
from council.importers import store_person
from council.models import Interpellation
from tests.council.admin.conftest import SOURCE, errors
from tests.council.importers.conftest import document

pytestmark = pytest.mark.django_db

ADD = reverse("admin:council_interpellation_add")
TYPED = {
    "term_slug": "2018-2024",
    "kind": "interpelacja",
    "subject": "Remont ulicy Chorzowskiej",
    "authors": "Zbigniew Wygoda; Tomasz Tylutko",
    "received_on": "2.03.2020",
    "answer": "given",
    "answered_on": "13.03.2020",
    **SOURCE,
}


def page(found: Interpellation) -> str:
    return reverse("admin:council_interpellation_change", args=[found.pk])


def test_a_typed_interpellation_finds_its_people(send, volunteer):
    store_person(PersonDraft(term="2018-2024", name="Zbigniew Wygoda"), document("f"))

    assert errors(send(ADD, **TYPED)) == {}

    found = Interpellation.objects.get()
    assert (found.entered_by, found.days_taken) == (volunteer, 11)
    assert [(each.name, bool(each.person)) for each in found.asked_by.all()] == [
        ("Zbigniew Wygoda", True),
        ("Tomasz Tylutko", False),
    ]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"subject": "!!!"}, "subject"),
        ({"authors": ""}, "authors"),
        ({"authors": "Jan Kot; Kot Jan"}, ""),
        ({"received_on": "30.02.2020"}, "received_on"),
        ({"received_on": "2.03.2010"}, "received_on"),
        ({"answered_on": "2.03.2125"}, "answered_on"),
        ({"answer": ""}, "answer"),
        ({"answer": "none", "answered_on": ""}, "answer_as_of"),
        ({"question_url": "javascript:alert(1)"}, "question_url"),
        ({"address": "", "note": ""}, "address"),
    ],
)
def test_an_interpellation_that_cannot_be_is_refused_at_its_field(send, typed, field):
    response = send(ADD, **{**TYPED, **typed})

    assert field in errors(response)
    assert not Interpellation.objects.exists()


def test_a_correction_needs_a_reason_and_is_kept_with_it(send):
    send(ADD, **TYPED)
    found = Interpellation.objects.get()

    assert "reason" in errors(send(page(found), answered_on="20.03.2020"))
    send(page(found), answered_on="20.03.2020", reason="Data pisma, s. 1")

    found.refresh_from_db()
    change = found.changes.get()
    assert (found.days_taken, change.field, change.reason) == (18, "answered_on", "Data pisma, s. 1")


def test_a_correction_that_contradicts_the_rest_is_refused(send):
    send(ADD, **TYPED)
    found = Interpellation.objects.get()

    assert errors(send(page(found), answer="", reason="Pomyłka"))
    found.refresh_from_db()
    assert found.answer == "given"


def test_who_asked_is_found_anew_after_a_correction(send):
    store_person(PersonDraft(term="2018-2024", name="Zbigniew Wygoda"), document("f"))
    send(ADD, **{**TYPED, "authors": "Jan Kot"})
    found = Interpellation.objects.get()

    send(page(found), authors="Zbigniew Wygoda", reason="Podpis")

    assert str(found.asked_by.get().person) == "Zbigniew Wygoda"
