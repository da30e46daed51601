"""Somebody at the back room of the city's money, and what a browser would send."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client


@pytest.fixture
def reviewer(db: None) -> User:
    """Somebody who may enter, correct and decide everything of the money, and delete nothing."""
    user = User.objects.create_user("decydentka", is_staff=True)
    permissions = Permission.objects.filter(content_type__app_label="spending")
    user.user_permissions.set(permissions.exclude(codename__startswith="delete"))
    return user


@pytest.fixture
def backroom(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


def standing(response: HttpResponse) -> dict[str, Any]:
    """Give what a browser would send if nobody typed anything: the values that stand in the form."""
    data: dict[str, Any] = {}
    for bound in response.context["adminform"].form:  # type: ignore[attr-defined]  # Django's test client adds it
        value = bound.field.widget.format_value(bound.value())
        if isinstance(bound.field.widget, forms.CheckboxInput):
            data |= {bound.html_name: "on"} if bound.value() else {}
        else:
            data[bound.html_name] = (value[0] if value else "") if isinstance(value, list) else value or ""
    return data
