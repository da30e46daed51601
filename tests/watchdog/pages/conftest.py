"""People of the back room at the texts of the organisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from tests.council.admin.conftest import staff

WRITER = ("view_article", "add_article", "change_article", "view_page", "change_page", "view_picture", "add_picture")
REVIEWER = (*WRITER, "publish_article", "publish_page")


@pytest.fixture
def writer(db: None) -> User:
    return staff("redaktorka", *WRITER)


@pytest.fixture
def reviewer(db: None) -> User:
    return staff("recenzentka", *REVIEWER)


@pytest.fixture
def as_(client: Client) -> Callable[[User], Client]:
    """``as_(writer).get(…)``: the same browser, another person."""

    def log_in(user: User) -> Client:
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def fill(as_: Callable[[User], Client]) -> Callable[..., HttpResponse]:
    """Open a text's form, type over it and send it, with one of its buttons (``_save``, ``_review``)."""

    def send(user: User, url: str, button: str = "_save", **typed: Any) -> HttpResponse:
        client = as_(user)
        form = client.get(url).context["adminform"].form
        data = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
        return client.post(url, {**data, **typed, button: "1"})

    return send
