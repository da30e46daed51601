"""What is missing, in the back room: who sees which kind, and where it leads."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client

from tests.council.admin.conftest import staff
from tests.factories.council import ResolutionFactory, SessionFactory, VoteFactory
from watchdog.backroom.missing import mendable
from watchdog.missing.registry import lacks

pytestmark = pytest.mark.django_db

BOARD = "/zaplecze/braki/"


def codes(user: User | AnonymousUser) -> set[str]:
    return {line.lack.code for line in mendable(user).lines}


def test_each_person_sees_the_kinds_that_they_may_mend() -> None:
    VoteFactory(totals=(15, 0, 0, 0))
    ResolutionFactory(number="", title="w sprawie parku")

    assert codes(staff("glosy", "change_vote")) == {"glosowania-bez-nazwisk"}
    assert "uchwaly-bez-numeru" in codes(staff("uchwaly", "change_resolution"))
    assert codes(staff("nikt")) == set()
    assert codes(AnonymousUser()) == set()


def test_somebody_whose_account_was_closed_may_mend_nothing() -> None:
    VoteFactory(totals=(15, 0, 0, 0))
    user = staff("byla", "change_vote")
    user.is_active = False

    assert codes(user) == set()
    assert mendable(user).total == 0


def test_the_total_counts_each_record_under_each_kind() -> None:
    for _vote in range(3):
        VoteFactory(totals=(15, 0, 0, 0), certainty="inferred")

    assert mendable(staff("glosy", "change_vote")).total == 6


def test_silent_sources_are_for_those_who_may_start_a_run() -> None:
    assert mendable(staff("glosy", "change_vote")).sources == ()
    seen = mendable(staff("operator", "add_run"))
    assert seen.sources
    assert seen.total == len(seen.sources)


def test_whoever_may_mend_nothing_is_refused(client: Client) -> None:
    client.force_login(staff("nikt", "view_vote"))
    assert client.get(BOARD).status_code == 403
    assert client.get(f"{BOARD}glosowania-bez-nazwisk/").status_code == 403


@pytest.mark.parametrize("lack", lacks(), ids=lambda lack: lack.code)
def test_a_kind_is_refused_without_its_own_permission(client: Client, lack: object) -> None:
    address = f"{BOARD}{lack.code}/"  # type: ignore[attr-defined]  # parametrised
    codename = lack.permission.partition(".")[2]  # type: ignore[attr-defined]  # likewise
    other = "change_petition"
    client.force_login(staff("inny", other))
    assert client.get(address).status_code == 403
    client.force_login(staff("wlasciwy", codename))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [BOARD, f"{BOARD}sesje-bez-porzadku/"])
def test_a_stranger_is_sent_to_log_in(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/zaplecze/login/")


def test_an_unknown_kind_is_not_found(client: Client) -> None:
    client.force_login(staff("glosy", "change_vote"))
    assert client.get(f"{BOARD}nie-ma/").status_code == 404


def test_a_row_leads_to_the_page_that_mends_it(client: Client) -> None:
    session = SessionFactory()
    client.force_login(staff("sesje", "add_agendaitem", "view_session", "view_agendaitem"))
    html = client.get(f"{BOARD}sesje-bez-porzadku/?sort=data").content.decode()
    mend = f"/zaplecze/council/agendaitem/add/?meeting={session.pk}"
    assert f'href="{mend}"' in html
    assert client.get(mend).status_code == 200


def test_the_first_page_of_the_back_room_tells_how_many(client: Client) -> None:
    VoteFactory(totals=(15, 0, 0, 0))
    client.force_login(staff("glosy", "change_vote"))
    html = client.get("/zaplecze/").content.decode()
    assert re.search(r'href="/zaplecze/braki/">Braki, które można uzupełnić</a></th>\s*<td>1</td>', html)


def test_it_does_not_speak_of_what_one_may_not_mend(client: Client) -> None:
    VoteFactory(totals=(15, 0, 0, 0))
    client.force_login(staff("nikt", "view_vote"))
    assert "/zaplecze/braki/" not in client.get("/zaplecze/").content.decode()


def test_the_board_leads_to_the_oldest_first(client: Client) -> None:
    VoteFactory(totals=(15, 0, 0, 0))
    client.force_login(staff("glosy", "change_vote"))
    html = client.get(BOARD).content.decode()
    assert f'href="{BOARD}glosowania-bez-nazwisk/?sort=data"' in html


def test_a_wrong_filter_is_refused_in_words(client: Client) -> None:
    client.force_login(staff("glosy", "change_vote"))
    response = client.get(f"{BOARD}glosowania-bez-nazwisk/?rok=abc")
    assert response.status_code == 400
    assert "od 1990 do 2100" in response.content.decode()
