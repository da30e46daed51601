"""A volunteer at a form of the back room, as her browser sends it: with the hidden fields that the page gave it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

PASSWORD = "bardzo-dobre-haslo"
FORM = '<input type="hidden" name="(_[a-z]+)" value="([^"]*)">'
OURS = ("_form", "_page", "_title", "_typist", "_version")


def staff(name: str, *permissions: str) -> User:
    """Make somebody who may log in to the back room, with these permissions (``change_page``)."""
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def hidden(response: HttpResponse) -> dict[str, str]:
    """Give the hidden fields by which a page says which opening of which form it is."""
    found = dict(re.findall(FORM, response.content.decode()))
    return {name: unescape(value) for name, value in found.items() if name in OURS}


@pytest.fixture
def editor(db: None) -> User:
    return staff("redaktorka", "add_page", "change_page", "view_page")


@pytest.fixture
def backroom(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def add(db: None) -> str:
    return reverse("admin:pages_page_add")


@pytest.fixture
def typed(backroom: Client, add: str) -> dict[str, str]:
    """What the browser of the editor would send: a new page of the portal, opened and typed."""
    return {**hidden(backroom.get(add)), "slug": "nowa", "title_pl": "Nowa strona", "body_pl": "<p>Tekst</p>"}


@pytest.fixture
def keep(backroom: Client) -> Callable[..., dict[str, Any]]:
    """Send what the script sends, and give what it is told."""

    def send(values: dict[str, Any], by: Client = backroom) -> dict[str, Any]:
        response = by.post(reverse("admin:typings"), values, headers={"accept": "application/json"})
        assert response.status_code == 200
        told: dict[str, Any] = response.json()
        return told

    return send
