"""The whole way of a follower: a search, one mail, one button, a new vote, one mail, and out by one click."""

from __future__ import annotations

import re
from email.message import EmailMessage
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from pytest_django import Settings

from newsletter.following.tasks import tell_followers
from newsletter.models import Alert, Notice, Subscriber
from tests.fakes.smtp import PostOffice
from tests.newsletter.following.conftest import votes

pytestmark = pytest.mark.django_db(transaction=True)


def text_of(message: EmailMessage) -> str:
    part: Any = message.get_body(("plain",))
    return str(part.get_content())


def link_in(message: EmailMessage, word: str) -> str:
    found = re.search(rf"http\S+/obserwuj/{word}/\S+", text_of(message))
    assert found
    return found[0]


def test_follow_confirm_hear_once_and_leave(live_server: Any, settings: Settings, post_office: PostOffice) -> None:
    settings.SITE_URL = f"{live_server.url}/"
    votes("Zmiana statutu miasta")
    with httpx.Client(base_url=live_server.url) as visitor:
        page = visitor.get("/szukaj/", params={"q": "budżet"}).text
        follow = re.search(r'href="(/obserwuj/\?lista=[^"]+)"', page)
        assert follow
        form = visitor.get(follow[1].replace("&amp;", "&"))
        stamp = re.search(r'name="czas" value="([^"]+)"', form.text)
        assert stamp
        answer = visitor.post(
            str(form.url),
            data={"email": "jan+rada@Żółw.pl", "rate": "now", "zgoda": "on", "strona": "", "czas": stamp[1]},
        )
        assert (answer.status_code, answer.headers["location"]) == (302, "/obserwuj/wyslano/")
        assert "Set-Cookie" not in answer.headers
        [asked] = post_office.messages
        confirm = link_in(asked, "potwierdz")
        assert visitor.get(confirm).status_code == 200
        assert Subscriber.objects.confirmed().count() == 0  # looking is not confirming
        assert visitor.post(confirm).status_code == 200
    assert Subscriber.objects.confirmed().get().email == "jan+rada@xn--w-uga1v8h.pl"

    votes("Zmiana statutu miasta", "Uchwalenie budżetu na 2022 rok")
    tell_followers()
    tell_followers()

    [_asked, told] = post_office.messages
    assert "Uchwalenie budżetu na 2022 rok" in text_of(told)
    assert "statutu" not in text_of(told)
    assert "Dlaczego to dostajesz" in text_of(told)
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    out = str(told["List-Unsubscribe"]).strip("<>")
    assert httpx.get(out).status_code == 200
    assert Alert.objects.alive().count() == 1  # neither is opening the link leaving
    assert httpx.post(out, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Alert.objects.alive().count() == 0

    votes("Zmiana statutu miasta", "Uchwalenie budżetu na 2022 rok", "Zmiana budżetu")
    tell_followers()
    assert len(post_office.raw) == 2
    assert Notice.objects.get().state == Notice.State.SENT


def test_the_links_of_a_mail_may_all_be_opened_by_a_machine(
    live_server: Any, settings: Settings, post_office: PostOffice, follow: Any
) -> None:
    settings.SITE_URL = f"{live_server.url}/"
    follow("/szukaj/?" + "q=" + quote("budżet"))
    votes("Uchwalenie budżetu na 2022 rok")
    tell_followers()
    [told] = post_office.messages

    for address in set(re.findall(r"http\S+", text_of(told))):
        assert httpx.get(address).status_code == 200, address

    assert Alert.objects.alive().count() == 1
