"""A volunteer who types a session of the council of 25, from its minutes, in one sitting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from council.models import Person
from tests.factories.rosters import enrol
from watchdog.backroom.models import Bundle

ADDRESS = "https://bip.example/protokol-44.pdf"
DAY = "12.06.2014"
SESSION = {"term_slug": "2010-2014", "number": "44", "days": DAY, "address": ADDRESS}
FAMILIES = [
    *("Adamczyk", "Baran", "Chmiel", "Dudek", "Ewald", "Fijak", "Gajda", "Hajduk", "Ignatowicz", "Jasiński", "Kot"),
    *("Lis", "Łoś", "Mróz", "Nowak", "Olszewska", "Pietras", "Rakoczy", "Szymańska", "Tkacz", "Urban", "Wrona"),
    *("Zając", "Źrebiec", "Żak"),
]
NAMES = [f"{'Anna' if family.endswith('ska') else 'Jan'} {family}" for family in FAMILIES]


def typist(name: str, *codenames: str) -> User:
    """Make somebody of the back room with the right to type sessions, or with these permissions alone."""
    user = User.objects.create_user(name, password="bardzo-dobre-haslo", is_staff=True, first_name=name.capitalize())
    wanted = codenames or ("add_session", "add_vote", "add_agendaitem", "add_attendance")
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    return user


@pytest.fixture
def volunteer(db: None) -> User:
    return typist("anna")


@pytest.fixture
def entry(client: Client, volunteer: User) -> Client:
    client.force_login(volunteer)
    return client


@pytest.fixture
def council(db: None) -> list[Person]:
    """The 25 people of the council, in the order of their names."""
    enrol(*NAMES)
    return list(Person.objects.order_by("sort_key"))


@pytest.fixture
def work(entry: Client) -> Bundle:
    """A session that has just been begun."""
    entry.post(reverse("entry:start"), SESSION)
    return Bundle.objects.get()


def standing(response: HttpResponse) -> dict[str, Any]:
    """Give what a browser would send of a vote's or an attendance page if nobody typed anything."""
    data: dict[str, Any] = {}
    for bound in response.context["form"]:  # type: ignore[attr-defined]  # Django's test client adds it
        value = bound.value()
        if bound.field.widget.input_type == "checkbox" if hasattr(bound.field.widget, "input_type") else False:
            data |= {bound.html_name: "on"} if value else {}
        else:
            shown = bound.field.widget.format_value(value) if value is not None else ""
            data[bound.html_name] = (shown[0] if shown else "") if isinstance(shown, list) else shown or ""
    return data


@pytest.fixture
def type_vote(entry: Client, work: Bundle, council: list[Person]) -> Callable[..., HttpResponse]:
    """Open a vote's page, type over what stands there, press a button."""

    def typed(url: str = "", button: str = "_save", **values: str) -> HttpResponse:
        url = url or reverse("entry:vote-new", args=[work.pk])
        data = standing(entry.get(url)) | {"subject": "Utworzenie Osiedla Baildona"} | values
        return entry.post(url, {**data, button: "1"})

    return typed
