"""A real SMTP server, and somebody who may send."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Permission, User
from pytest_django import Settings

from tests.fakes.post_office import PostOffice, open_post_office


@pytest.fixture
def post(settings: Settings) -> Iterator[PostOffice]:
    """Give a post office that the portal's mail goes to."""
    with open_post_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", office.port, 2
        settings.EMAIL_CONNECTIONS = 1
        yield office


@pytest.fixture
def sender(db: None) -> User:
    """Give an editor who may send the newsletter."""
    user = User.objects.create(username="nadawca", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="send_issue"))
    return user
