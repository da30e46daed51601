"""A volunteer at the back room's pages: opens a form, types over what stands there, sends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client

from council.drafts import PersonDraft
from council.importers import store_person
from tests.council.importers.conftest import document
from tests.factories.rosters import enrol
from tests.reviewing import publish_all

SOURCE = {"address": "https://bip.example/protokol.pdf", "place": "s. 3"}


def staff(name: str, *permissions: str) -> User:
    """Make somebody who may log in to the back room, with these permissions (``change_vote``)."""
    user = User.objects.create_user(name, password="bardzo-dobre-haslo", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def standing(response: HttpResponse) -> dict[str, Any]:
    """Give what a browser would send if nobody typed anything: the values that stand in the form."""
    form = response.context["adminform"].form  # type: ignore[attr-defined]  # Django's test client adds it
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.field.widget.format_value(bound.value())
        if isinstance(bound.field.widget, forms.CheckboxInput):
            data |= {bound.html_name: "on"} if bound.value() else {}
        else:
            data[bound.html_name] = (value[0] if value else "") if isinstance(value, list) else value or ""
    return data


@pytest.fixture
def volunteer(db: None) -> User:
    """Somebody who may enter and correct every kind of the council's records, and delete none."""
    user = User.objects.create_user("wolontariuszka", is_staff=True)
    permissions = Permission.objects.filter(content_type__app_label="council")
    user.user_permissions.set(permissions.exclude(codename__startswith="delete"))
    return user


@pytest.fixture
def people(db: None) -> Callable[..., None]:
    """Put people on the roster of 2010–2014."""

    def put(*names: str, **fields: Any) -> None:
        if not fields:
            enrol(*names)
        for name in names if fields else ():
            store_person(PersonDraft(term="2010-2014", name=name, **fields), document("f"))

    return put


@pytest.fixture
def backroom(client: Client, volunteer: User) -> Client:
    client.force_login(volunteer)
    return client


@pytest.fixture
def send(backroom: Client) -> Callable[..., HttpResponse]:
    """Open a form, type over it, send it, and have somebody publish it; a value of ``None`` leaves the field out."""

    def fill_in(url: str, **typed: Any) -> HttpResponse:
        data = standing(backroom.get(url)) | typed
        response = backroom.post(url, {name: value for name, value in data.items() if value is not None})
        publish_all()
        return response

    return fill_in


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """Give what is wrong by field, as code or else as text; what is wrong with the whole form under an empty name."""
    if response.status_code != 200:
        return {}
    found = response.context["adminform"].form.errors.as_data()  # type: ignore[attr-defined]  # Django's test client adds it
    return {
        ("" if name == "__all__" else name): [error.code or str(error.message) for error in each]
        for name, each in found.items()
    }
