"""What waits: each sees what they may do, with a number and since when."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.factories.accounts import log_in, member
from watchdog.accounts import waiting
from watchdog.accounts.models import Invitation
from watchdog.accounts.waiting import Waiting, register
from watchdog.ingest.models import Run

pytestmark = pytest.mark.django_db

PAGE = "/zaplecze/czeka/"


def rows(client) -> dict[str, int]:
    return {str(row.title): row.number for row in client.get(PAGE).context["rows"]}


def test_an_administrator_sees_people_and_runs(client):
    boss = member("szefowa", "administrator")
    member("rita", "recenzent")
    Invitation.objects.create(first_name="Ala", last_name="Kot", email="a@odnowa.example", invited_by=boss)
    for state in (Run.State.DONE, Run.State.FAILED):
        Run.objects.create(source="sesje", state=state, ended_at=timezone.now())

    waiting = rows(log_in(client, boss))
    del waiting["Braki, które można uzupełnić"]
    assert waiting == {
        "Zaproszenia, których nikt nie przyjął na czas": 1,
        "Osoby, którym brakuje wymaganego drugiego składnika": 1,
        "Źródła, których ostatni odczyt się nie powiódł": 1,
    }
    assert timezone.localdate().strftime("%-d.%m.%Y") in client.get(PAGE).content.decode()


def test_a_source_that_was_read_since_waits_no_more(client):
    for state in (Run.State.FAILED, Run.State.DONE):
        Run.objects.create(source="sesje", state=state, ended_at=timezone.now())

    assert (
        rows(log_in(client, member("szefowa", "administrator")))["Źródła, których ostatni odczyt się nie powiódł"] == 0
    )


DECIDED = {"Różnice między dokumentami a tym, co wpisali ludzie", "Wpisy do recenzji"}
TYPED = {"Twoje szkice, których nie widzi nikt inny", "Wpisy odesłane do Ciebie z uwagą", "Nieznane nazwiska"}


def test_a_reviewer_decides_and_a_volunteer_types(client):
    reviewer = set(rows(log_in(client, member("rita", "recenzent"))))
    volunteer = set(rows(log_in(client, member("wanda", "wolontariusz"))))

    assert reviewer >= DECIDED | TYPED
    assert volunteer >= TYPED
    assert not volunteer & DECIDED
    client.logout()
    newcomer = log_in(client, member("ola"), verified=False)
    assert rows(newcomer) == {}
    assert "Nie ma tu niczego" in newcomer.get(PAGE).content.decode()


def test_the_first_page_begins_with_it(client):
    page = log_in(client, member("szefowa", "administrator")).get("/zaplecze/").content.decode()

    assert page.index('id="waiting"') < page.index('id="content-main"')


def test_a_page_where_work_is_done_opens(client):
    log_in(client, member("szefowa", "administrator", "recenzent"))

    for row in client.get(PAGE).context["rows"]:
        assert client.get(row.url).status_code == 200, row.url


def test_two_rooms_cannot_take_one_key(monkeypatch):
    monkeypatch.setattr(waiting, "_REGISTERED", {})
    work = Waiting("x", lambda _user: 0, lambda: "/", "council.view_vote")
    register("council.x", work)

    with pytest.raises(ValueError, match=r"council\.x"):
        register("council.x", work)
