"""Giving an address, and what strangers, machines and the impatient get."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from newsletter.following import asking
from newsletter.following.guarding import MOST_TO_ADDRESS, drawn_now, network_of
from newsletter.links import Purpose, make
from newsletter.models import Alert, Consent, Delivery, Notice, Subscriber, Suppression
from tests.factories.letters import IssueFactory, ReaderFactory

pytestmark = pytest.mark.django_db

VOTES = "/obserwuj/?lista=/rada/glosowania/%3Fq%3Dbud%C5%BCet"


def ask(client: Client, email: str = "anna@example.pl", address: str = VOTES, **values: Any) -> Any:
    form = {"email": email, "rate": "day", "zgoda": "on", "strona": "", "czas": drawn_now()}
    headers = values.pop("headers", {})
    return client.post(address, form | values, headers=headers)


@pytest.fixture(autouse=True)
def fresh_counters() -> None:
    from django.core.cache import cache

    cache.clear()


def test_a_known_address_gets_the_same_answer_as_an_unknown_one(client: Client) -> None:
    first = ask(client)
    asking.confirm(Subscriber.objects.get(), Alert.objects.get().key)
    second, refused = ask(client), None
    Suppression.objects.add("jan@example.pl", Suppression.Kind.COMPLAINED)
    refused = ask(client, "jan@example.pl")

    answers = {(each.status_code, each["Location"], each.content) for each in (first, second, refused)}
    assert len(answers) == 1
    assert [each.to for each in mail.outbox] == [["anna@example.pl"], ["anna@example.pl"]]  # never the refused one
    assert "List-Unsubscribe" not in mail.outbox[0].message()
    assert not any(each.cookies for each in (first, second, refused))


def test_the_terms_stand_before_the_form_and_the_list_is_named(client: Client) -> None:
    page = client.get(VOTES).content.decode()

    assert page.index("KRS 0000577540") < page.index('name="email"')
    assert "Słowa w temacie: budżet" in page
    assert not client.get(VOTES).cookies


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"email": "anna@example.pl\r\nBcc: x@example.pl"}, "To nie jest adres e-mail"),
        ({"email": "a" * 300 + "@example.pl"}, "za długi"),
        ({"zgoda": ""}, "Bez Twojej zgody"),
        ({"rate": "hour"}, "Nie ma takiej możliwości"),
        ({"czas": "f:1:x"}, "za stary"),
        ({"headers": {"Origin": "https://zly.example"}}, "z innej strony"),
    ],
)
def test_a_wrong_form_is_told_why_and_writes_to_nobody(client: Client, values: dict[str, Any], said: str) -> None:
    response = ask(client, **values)

    assert response.status_code == 400
    assert said in response.content.decode()
    assert (Subscriber.objects.count(), len(mail.outbox)) == (0, 0)


def test_a_machine_is_told_what_people_are_and_writes_to_nobody(client: Client) -> None:
    assert ask(client, strona="https://spam.example").status_code == 302
    assert (Subscriber.objects.count(), len(mail.outbox)) == (0, 0)


def test_one_address_cannot_be_flooded(client: Client) -> None:
    for number in range(MOST_TO_ADDRESS + 3):
        assert ask(client, address=f"/obserwuj/?lista=/rada/glosowania/%3Frok%3D{2000 + number}").status_code == 302

    assert len(mail.outbox) == MOST_TO_ADDRESS


def test_a_network_is_256_neighbours_or_one_household() -> None:
    assert network_of("192.0.2.77") == network_of("192.0.2.1") != network_of("192.0.3.1")
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff") != network_of("2001:db8:0:1::1")


@pytest.mark.parametrize(
    "address", ["/rada/glosowania/?rok=dwa", "/rada/glosowania/?x=1", "/o-nas/", "https://x.example/", "/szukaj/"]
)
def test_what_is_no_list_or_has_a_wrong_filter_is_not_followed(client: Client, address: str) -> None:
    response = client.get("/obserwuj/", {"lista": address})

    assert response.status_code == 400
    assert 'name="email"' not in response.content.decode()


def test_what_was_agreed_to_is_kept_with_its_version(client: Client) -> None:
    ask(client)
    alert = Alert.objects.get()
    asking.confirm(alert.subscriber, alert.key)
    asking.confirm(alert.subscriber, alert.key)
    asking.leave(alert.subscriber)

    log = Consent.objects.values_list("kind", "text_version")
    assert [kind for kind, _version in log] == ["asked", "confirmed", "withdrawn"]
    assert {version for _kind, version in log} == {asking.TERMS_VERSION}


def test_what_nobody_confirmed_is_deleted_after_a_week(client: Client) -> None:
    ask(client)
    ask(client, "jan@example.pl")
    Subscriber.objects.filter(email="jan@example.pl").update(created_at=timezone.now() - timedelta(days=8))

    asking.forget_unconfirmed()

    assert [each.email for each in Subscriber.objects.all()] == ["anna@example.pl"]


def test_whoever_left_a_month_ago_is_erased(client: Client, follow: Any) -> None:
    left, stays = follow("/rada/glosowania/").subscriber, follow("/rada/glosowania/", "jan@example.pl").subscriber
    asking.leave(left)
    Consent.objects.update(at=timezone.now() - timedelta(days=31))

    assert asking.forget_who_left() == 1
    left.refresh_from_db()
    stays.refresh_from_db()
    assert (left.state, left.email, stays.state) == ("erased", "", "confirmed")


def test_the_owner_changes_takes_out_and_erases(client: Client, follow: Any) -> None:
    alert = follow("/rada/glosowania/?rok=2014")
    subscriber = alert.subscriber
    foreign = follow("/rada/glosowania/", "jan@example.pl")
    settings = f"/obserwuj/ustawienia/{make(Purpose.MANAGE, subscriber)}/"

    page = client.get(settings)
    client.post(settings, {"alert": alert.key, "rate": "week"})
    client.post(settings, {"alert": foreign.key, "stop": "1"})
    alert.refresh_from_db()
    foreign.refresh_from_db()

    assert "2014" in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0")
    assert (alert.rate, foreign.ended_at) == ("week", None)
    told = client.get(f"/obserwuj/moje-dane/{make(Purpose.EXPORT, subscriber)}/").json()
    assert (told["email"], told["alerts"][0]["query"]) == ("anna@example.pl", "rok=2014")
    erase = f"/obserwuj/usun/{make(Purpose.ERASE, subscriber)}/"
    client.get(erase)
    assert Alert.objects.filter(subscriber=subscriber).exists()
    client.post(erase)
    subscriber.refresh_from_db()
    assert (subscriber.state, subscriber.email) == ("erased", "")
    assert not Alert.objects.filter(subscriber=subscriber).exists()
    assert not Notice.objects.filter(subscriber=subscriber).exists()
    assert client.post(erase).status_code == 404  # played again


def test_a_link_to_the_settings_is_sent_to_whoever_lost_it_alone(client: Client, follow: Any) -> None:
    follow("/rada/glosowania/")
    form = {"strona": "", "czas": drawn_now()}

    answers = [client.post("/obserwuj/link/", form | {"email": f"{name}@example.pl"}) for name in ("anna", "obcy")]

    assert {each["Location"] for each in answers} == {"/obserwuj/wyslano/"}
    assert [each.to for each in mail.outbox] == [["anna@example.pl"]]


def test_who_asks_for_everything_gets_the_letters_too() -> None:
    reader = ReaderFactory()
    Delivery.objects.create(issue=IssueFactory(title="Budżet na 2025 rok"), subscriber=reader)

    kept = asking.everything(reader)

    assert kept["email"] == reader.email
    assert kept["letters"] == [{"issue__title": "Budżet na 2025 rok", "state": "waiting", "done_at": None}]
