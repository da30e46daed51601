"""The mails of one machine, readable by whoever may do everything; mails in doubt, decided by an editor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from newsletter.backroom import doubts
from newsletter.following.telling import end
from newsletter.mail.composing import compose
from newsletter.mail.lines import send
from newsletter.mail.rendering import Words
from newsletter.models import Notice, Subscriber

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    html = '<p>Żółć <script src="https://zly.example/"></script></p>'
    for number in (1, 2):
        send(compose("anna@example.pl", Words(f"List {number}", "Żółć\nhttp://127.0.0.1/x/\n", html)))
    return tmp_path


def logged_in(client: Client, group: str = "", **values: Any) -> Client:
    user = User.objects.create_user("ewa", is_staff=True, **values)
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


def test_mails_that_were_not_sent_can_be_read(kept: Path, client: Client) -> None:
    page = logged_in(client, is_superuser=True).get("/zaplecze/poczta/").content.decode()
    name = sorted(each.name for each in kept.iterdir())[0]
    one = client.get(f"/zaplecze/poczta/{name}/0/")
    html = client.get(f"/zaplecze/poczta/{name}/0/html/")

    assert "List 1" in page
    assert "List 2" in page
    assert "Żółć" in one.content.decode()
    assert 'href="http://127.0.0.1/x/"' in one.content.decode()
    assert "Żółć" in html.content.decode()
    assert "default-src 'none'" in html["Content-Security-Policy"]
    assert "sandbox" in html["Content-Security-Policy"]
    assert client.get(f"/zaplecze/poczta/..%2f{name}/0/").status_code == 404
    assert client.get(f"/zaplecze/poczta/{name}/7/").status_code == 404


@pytest.mark.parametrize("group", ["redaktor", "administrator"])
def test_nobody_else_reads_them(kept: Path, client: Client, group: str) -> None:
    assert logged_in(client, group).get("/zaplecze/poczta/").status_code == 403


def test_where_mails_are_sent_there_are_none_to_read(client: Client) -> None:
    assert logged_in(client, is_superuser=True).get("/zaplecze/poczta/").status_code == 404


def test_an_editor_decides_on_a_mail_in_doubt(client: Client) -> None:
    anna = Subscriber.objects.create(email="anna@example.pl")
    notice = Notice.objects.create(subscriber=anna, message_id="<1@example.pl>")
    end(notice, Notice.State.DOUBT)
    page = logged_in(client, "redaktor").get(reverse("admin:newsletter_doubts")).content.decode()

    assert "&lt;1@example.pl&gt;" in page
    assert "a…@example.pl" in page
    assert "anna@" not in page
    client.post(reverse("admin:newsletter_doubt", args=[notice.pk]), {"sent": "1"})
    notice.refresh_from_db()
    assert notice.state == "sent"
    assert client.post(reverse("admin:newsletter_doubt", args=[notice.pk]), {"sent": "0"}).status_code == 404


def test_doubts_that_are_not_shown_are_counted(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubts, "SHOWN", 1)
    for name in ("anna", "jan"):
        reader = Subscriber.objects.create(email=f"{name}@example.pl")
        end(Notice.objects.create(subscriber=reader, message_id=f"<{name}@example.pl>"), Notice.State.DOUBT)

    page = logged_in(client, "redaktor").get(reverse("admin:newsletter_doubts")).content.decode()

    assert "Widać 1 z 2." in page
