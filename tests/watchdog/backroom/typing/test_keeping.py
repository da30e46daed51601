"""What is typed is kept on the server, for the one who types it, and given back as it was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.timezone import now

from tests.watchdog.backroom.typing.conftest import hidden, staff
from watchdog.backroom.keeping import fill
from watchdog.backroom.models import Sent, Typing
from watchdog.backroom.tasks import forget_typing
from watchdog.pages.models import Page

pytestmark = pytest.mark.django_db


def value(response: Any, name: str) -> Any:
    return response.context["adminform"].form[name].value()


def test_a_draft_is_kept_and_fills_the_form_again(backroom, add, typed, keep):
    told = keep(typed)

    assert told["state"] == "kept"
    restored = backroom.get(told["restore"])
    assert value(restored, "slug") == "nowa"
    assert value(restored, "body_pl") == "<p>Tekst</p>"
    assert "Masz niezapisany szkic" in backroom.get(add).content.decode()


def test_a_value_that_is_not_valid_comes_back_too(backroom, typed, keep):
    restored = backroom.get(keep({**typed, "slug": "zła spacja!", "position": "minus"})["restore"])

    assert value(restored, "slug") == "zła spacja!"
    assert value(restored, "position") == "minus"
    assert not Page.objects.filter(title_pl="Nowa strona").exists()


def test_the_same_opening_is_one_draft_and_the_last_word_counts(typed, keep):
    keep(typed)
    keep({**typed, "title_pl": "Inny tytuł"})

    assert [each.data["title_pl"] for each in Typing.objects.all()] == [["Inny tytuł"]]


def test_of_several_tabs_the_newest_two_are_kept_apart(backroom, add, typed, keep):
    for title in ("pierwsza", "druga", "trzecia"):
        keep({**typed, **hidden(backroom.get(add)), "title_pl": title})

    assert [each.data["title_pl"] for each in Typing.objects.order_by("pk")] == [["druga"], ["trzecia"]]


def test_no_password_token_or_button_is_kept(typed, keep):
    keep({**typed, "password1": "x", "otp_token": "1", "csrfmiddlewaretoken": "x", "_save": "1", "secret": "on"})

    assert set(Typing.objects.get().data) == {"slug", "title_pl", "body_pl", "secret"}


def test_what_postgresql_cannot_store_spoils_nothing(typed, keep):
    assert keep({**typed, "title_pl": "a\0b"})["state"] == "kept"
    assert Typing.objects.get().data["title_pl"] == ["ab"]


def test_too_much_is_said_and_not_kept(backroom, typed, keep):
    typed["body_pl"] = "x" * 1_000_001

    assert keep(typed)["state"] == "too_much"
    assert "za dużo" in backroom.post(reverse("admin:typings"), typed).content.decode()
    assert not Typing.objects.exists()


def test_the_button_keeps_without_a_script_and_comes_back_to_the_form(backroom, typed):
    response = backroom.post(reverse("admin:typings"), {**typed, "slug": ""}, follow=True)

    assert response.redirect_chain == [(Typing.objects.get().restore_url, 302)]
    assert value(response, "title_pl") == "Nowa strona"
    assert "Szkic zachowano" in response.content.decode()


def test_a_saved_form_leaves_no_draft_and_takes_none_that_comes_late(backroom, add, typed, keep):
    keep(typed)

    assert backroom.post(add, {**typed, "position": "1"}).status_code == 302
    assert not Typing.objects.exists()
    assert keep(typed) == {"state": "sent"}
    assert not Typing.objects.exists()


def test_saving_in_one_tab_leaves_the_draft_of_another(backroom, add, typed, keep):
    keep({**typed, **hidden(backroom.get(add)), "title_pl": "w drugiej karcie"})

    backroom.post(add, {**typed, "position": "1"})

    assert Typing.objects.get().data["title_pl"] == ["w drugiej karcie"]


def test_a_restored_form_goes_on_as_the_same_draft(backroom, add, typed, keep):
    restored = backroom.get(keep(typed)["restore"])

    assert hidden(restored)["_form"] == typed["_form"]
    backroom.post(add, {**typed, **hidden(restored), "position": "1"})
    assert not Typing.objects.exists()


def test_a_form_with_errors_is_kept_without_a_script(backroom, add, typed):
    response = backroom.post(add, {**typed, "slug": ""})

    assert response.status_code == 200
    assert hidden(response)["_form"] == typed["_form"]
    assert Typing.objects.get().data["body_pl"] == ["<p>Tekst</p>"]


def test_what_a_refused_form_held_is_kept(backroom, add, typed, editor):
    editor.user_permissions.clear()

    assert backroom.post(add, {**typed, "position": "1"}).status_code == 403
    assert Typing.objects.get().data["title_pl"] == ["Nowa strona"]


def test_a_form_asked_for_with_other_parameters_is_another_page(backroom, add, typed, keep):
    keep({**typed, "_page": f"{add}?meeting=1"})

    assert "Masz niezapisany szkic" not in backroom.get(add).content.decode()
    assert "Masz niezapisany szkic" in backroom.get(f"{add}?meeting=1&_changelist_filters=x").content.decode()


def test_a_page_of_somewhere_else_is_never_led_to(typed, keep):
    keep({**typed, "_page": "https://example.com/zaplecze/"})
    assert Typing.objects.get().page == "/zaplecze/"

    keep({**typed, "_page": "/rada/"})
    assert Typing.objects.get().page == reverse("admin:typings")


def test_a_record_that_has_changed_since_is_said(backroom):
    page = Page.objects.create(slug="p", title_pl="Strona")
    url = reverse("admin:pages_page_change", args=[page.pk])
    values = {**hidden(backroom.get(url)), "title_pl": "Moja"}
    told = backroom.post(reverse("admin:typings"), values, headers={"accept": "application/json"}).json()
    assert "zmieniono" not in backroom.get(told["restore"]).content.decode()

    Page.objects.filter(pk=page.pk).update(version=7)

    restored = backroom.get(told["restore"])
    assert "Odkąd zaczęto pisać, zapis zmieniono." in restored.content.decode()
    assert value(restored, "title_pl") == "Moja"


def test_what_has_no_place_in_the_form_any_more_is_said_and_shown(backroom, typed, keep):
    told = keep({**typed, "ballot_7": "za"})

    assert "nie ma już miejsca" in backroom.get(told["restore"]).content.decode()
    assert "ballot_7" in backroom.get(Typing.objects.get().get_absolute_url()).content.decode()


def test_a_draft_is_discarded_from_its_form_or_from_the_list(backroom, add, typed, keep):
    keep(typed)
    draft = Typing.objects.get()

    response = backroom.post(reverse("admin:typing_discard", args=[draft.pk]), {"_stay": "1"})

    assert response.url == add
    assert not Typing.objects.exists()


def test_the_list_names_each_draft_and_says_when_there_is_none(backroom, typed, keep):
    assert "Nie czeka żaden szkic" in backroom.get(reverse("admin:typings")).content.decode()

    keep(typed)

    assert "Dodaj stronę" in backroom.get(reverse("admin:typings")).content.decode()


def test_nobody_else_sees_touches_or_restores_a_draft_not_even_an_administrator(
    backroom, add, typed, keep, django_user_model
):
    restore = keep(typed)["restore"]
    draft, other = Typing.objects.get(), Client()
    other.force_login(django_user_model.objects.create_superuser("administrator"))

    assert other.get(draft.get_absolute_url()).status_code == 404
    assert other.post(reverse("admin:typing_discard", args=[draft.pk])).status_code == 404
    assert value(other.get(restore), "title_pl") in ("", None)
    assert not other.get(reverse("admin:typings")).context["typings"]
    assert "Masz niezapisany szkic" not in other.get(add).content.decode()
    assert keep({**typed, "title_pl": "cudze"}, by=other) == {"state": "other"}
    assert Typing.objects.get().data["title_pl"] == ["Nowa strona"]


def test_whoever_is_not_logged_in_or_no_volunteer_keeps_nothing(typed, keep, client, django_user_model):
    stranger = Client()
    assert keep(typed, by=stranger) == {"state": "logged_out"}
    assert stranger.get(reverse("admin:typing_token")).json() == {"state": "logged_out"}
    assert stranger.get(reverse("admin:typings")).status_code == 302

    stranger.force_login(django_user_model.objects.create_user("mieszkaniec"))
    assert keep(typed, by=stranger) == {"state": "logged_out"}
    assert not Typing.objects.exists()


@pytest.mark.parametrize("asked", ["", "0", "-1", "x", "9" * 40, "٣"])
def test_a_draft_that_is_not_there_is_not_asked_of_the_database(backroom, add, asked):
    assert backroom.get(add, {"szkic": asked}).status_code == 200


def test_old_drafts_and_old_savings_are_forgotten(backroom, editor, typed, keep):
    keep(typed)
    Sent.objects.create(user=editor, form=typed["_form"], digest="")
    forget_typing()
    assert (Typing.objects.count(), Sent.objects.count()) == (1, 1)

    Typing.objects.update(updated_at=now() - timedelta(days=31))
    Sent.objects.update(sent_at=now() - timedelta(days=8))
    forget_typing()

    assert (Typing.objects.count(), Sent.objects.count()) == (0, 0)


class Everything(forms.Form):
    """One field of each kind of widget."""

    text = forms.CharField()
    long = forms.CharField(widget=forms.Textarea)
    day = forms.DateField()
    number = forms.IntegerField()
    one = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    radio = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B"), ("c", "C")])
    ticked = forms.BooleanField()
    unticked = forms.BooleanField(initial=True)
    moment = forms.SplitDateTimeField()
    untouched = forms.CharField(initial="stoi")


def test_every_kind_of_field_is_filled_as_it_was_typed():
    form = Everything()
    values = {"text": ["a"], "long": ["b\nc"], "day": ["31.02.2014"], "number": ["dużo"], "one": ["b"], "radio": ["a"]}
    values |= {"many": ["a", "c"], "ticked": ["on"], "moment_0": ["2014-06-12"], "moment_1": ["25:00"]}

    placed = fill(form, MultiValueDict(values))

    assert placed == set(values)
    assert not form.is_bound
    html = str(form)
    assert {name: form[name].value() for name in ("text", "day", "number", "many", "unticked", "untouched")} == {
        "text": "a",
        "day": "31.02.2014",
        "number": "dużo",
        "many": ["a", "c"],
        "unticked": False,
        "untouched": "stoi",
    }
    assert html.count("checked") == 2
    assert html.count("selected") == 3
    assert 'value="25:00"' in html


def test_a_choice_that_is_gone_has_no_place():
    assert fill(Everything(), MultiValueDict({"one": ["zniknęło"], "text": ["a"]})) == {"text"}


def test_rows_that_were_added_come_back():
    rows = forms.formset_factory(Everything, extra=1)()
    assert len(rows.forms) == 1  # drawn once already, as the admin does for its media
    values = {"form-TOTAL_FORMS": ["3"], "form-INITIAL_FORMS": ["0"], "form-2-text": ["trzeci"]}

    fill(rows, MultiValueDict(values))

    assert [row["text"].value() for row in rows.forms] == [None, None, "trzeci"]


def test_staff_without_any_right_has_drafts_of_nothing(client):
    client.force_login(staff("nowa"))

    assert client.get(reverse("admin:typings")).status_code == 200
