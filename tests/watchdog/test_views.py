"""The start page, the health checks, and the pages of errors."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.factories.council import (
    AgendaItemFactory,
    DraftResolutionFactory,
    PersonFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)
from watchdog import views
from watchdog.ingest.models import Run


def start(client: Client) -> str:
    response = client.get("/en/")
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


# Health


def test_live_answers_without_a_database(client: Client) -> None:
    response = client.get("/health/live")

    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_ready_names_each_part(client: Client) -> None:
    response = client.get("/health/ready")

    assert response.status_code == 200
    assert response.json() == {"ready": True, "database": True, "cache": True, "migrations": True}


@pytest.mark.django_db
def test_a_lost_database_is_not_ready_and_tells_no_details(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*args: Any) -> None:
        raise DatabaseError("password=secret")

    monkeypatch.setattr(type(connection), "cursor", lost, raising=False)  # the proxy that every module shares

    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.json()["database"] is False
    assert b"secret" not in response.content


@pytest.mark.django_db
def test_a_lost_cache_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "get", lambda key: None)

    response = client.get("/health/ready")

    assert (response.status_code, response.json()["cache"]) == (503, False)


@pytest.mark.django_db
def test_a_waiting_migration_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views.MigrationExecutor, "migration_plan", lambda self, targets: [("council", "0002")])

    response = client.get("/health/ready")

    assert (response.status_code, response.json()["migrations"]) == (503, False)


def test_health_is_never_kept_by_a_cache(client: Client) -> None:
    assert "no-store" in client.get("/health/live").headers["Cache-Control"]


def test_robots_may_read_everything_but_the_back_office(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /zaplecze/" in text
    assert "Disallow: /\n" not in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


# The start page


@pytest.mark.django_db
def test_an_empty_portal_says_what_it_has_not(client: Client) -> None:
    page = start(client)

    assert "We have no session yet" in page
    assert "We have no divided vote by name yet" in page


@pytest.mark.django_db
def test_the_start_page_counts_what_the_portal_holds(client: Client) -> None:
    for _ in range(3):
        VoteFactory()

    response = client.get("/en/")

    held = {str(holding.name): holding.count for holding in response.context["holdings"]}
    assert held["Votes"] == 3
    assert held["Sessions"] == 3


@pytest.mark.django_db
def test_the_last_session_is_the_newest_that_is_documented(client: Client) -> None:
    documented = SessionFactory(number=7, day=date(2014, 6, 12))
    AgendaItemFactory(meeting=documented, draft=DraftResolutionFactory(title="Osiedle Baildona"))
    SessionFactory(number=8, day=date(2014, 9, 4))

    page = start(client)

    assert "Session VII, 12 June 2014" in page
    assert "Osiedle Baildona" in page


@pytest.mark.django_db
def test_a_session_that_lies_ahead_is_not_the_last_one(client: Client) -> None:
    ahead = SessionFactory(number=9, day=date(2099, 1, 1), term=TermFactory(slug="2094-2099"))
    AgendaItemFactory(meeting=ahead)

    page = start(client)

    assert "We have no session yet" in page


@pytest.mark.django_db
def test_the_start_page_says_when_the_council_meets_next(client: Client) -> None:
    AgendaItemFactory(meeting=SessionFactory(day=date(2014, 6, 12)))
    assert "we know of no date yet" in start(client)

    SessionFactory(number=9, day=date(2099, 1, 1), term=TermFactory(slug="2094-2099"))
    assert "Session IX, 1 January 2099" in start(client)


@pytest.mark.django_db
def test_the_last_session_names_its_source(client: Client) -> None:
    AgendaItemFactory(meeting=SessionFactory(address="https://bip.example/sesje/7"))

    assert "bip.example" in start(client)


@pytest.mark.django_db
def test_every_page_leads_to_the_organisations_own_pages(client: Client) -> None:
    page = start(client)

    for slug in ("o-nas", "zespol", "projekty-obywatelskie", "kontakt", "prywatnosc", "dostepnosc"):
        assert f'href="/en/{slug}/"' in page


@pytest.mark.django_db
def test_the_last_session_stands_in_five_lines(client: Client) -> None:
    session = SessionFactory()
    for number in range(7):
        VoteFactory(meeting=session, subject=f"Pytanie {number}")

    assert start(client).count("Pytanie") == 5


@pytest.mark.django_db
def test_the_closest_vote_of_the_last_session_is_drawn(client: Client) -> None:
    people = [PersonFactory() for _ in range(5)]
    session = SessionFactory()
    for subject, choices in (("Wyraźnie", "za za za za przeciw"), ("O włos", "za za za przeciw przeciw")):
        VoteFactory(meeting=session, subject=subject, choices=list(zip(people, choices.split(), strict=True)))

    page = start(client)

    assert "The closest vote of that session" in page
    assert page.index("O włos", page.index("The closest vote")) < page.index('class="hemi')


@pytest.mark.django_db
def test_where_the_last_session_has_no_names_an_older_vote_is_drawn_with_its_day(client: Client) -> None:
    old = SessionFactory(day=date(2014, 6, 12))
    VoteFactory(meeting=old, subject="Osiedle Baildona", choices=[("Jan Nowak", "za"), ("Ewa Lis", "przeciw")])
    VoteFactory(meeting=SessionFactory(day=date(2014, 9, 4)), totals=(20, 2, 0, 3))

    page = start(client)

    assert "From the archive" in page
    assert "12 June 2014" in page[page.index("From the archive") :]


@pytest.mark.django_db
def test_the_start_page_says_how_old_the_data_are(client: Client) -> None:
    assert "Data as of" not in start(client)

    Run.objects.create(source="a", state=Run.State.DONE, ended_at=datetime(2026, 3, 4, 12, tzinfo=UTC))
    Run.objects.create(source="a", state=Run.State.FAILED, ended_at=datetime(2026, 3, 5, 12, tzinfo=UTC))
    page = start(client)

    assert "Data as of 4 March 2026, 13:00" in page
    assert 'href="/en/braki/"' in page


@pytest.mark.django_db
def test_gaps_are_counted(client: Client) -> None:
    AgendaItemFactory(meeting=SessionFactory())
    VoteFactory(meeting=SessionFactory(), totals=(20, 0, 0, 5))

    page = start(client)

    assert page.count("1 of 2 sessions") == 2
    assert "1 of 1 open vote" in page


@pytest.mark.django_db
@pytest.mark.parametrize("votes", [2, 500])
def test_the_start_page_has_a_budget(client: Client, votes: int) -> None:
    people = [PersonFactory() for _ in range(3)]
    session = SessionFactory()
    for _ in range(votes):
        VoteFactory(meeting=session, choices=[(people[0], "za"), (people[1], "przeciw"), (people[2], "za")])
    client.get("/")

    with CaptureQueriesContext(connection) as asked:
        client.get("/")

    assert len(asked) == 38


# Errors


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nie-ma-takiej-strony/", "/rada/glosowania/nie-ma/", "/en/rada/uchwaly/2014/x/"])
def test_an_unknown_address_has_a_page_of_its_own(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    page = response.content.decode()
    assert '<main id="content"' in page
    assert "aria-current" not in page  # a word that no page bears is not „about us”
    assert 'lang="en" hreflang="en">English' in page or 'lang="pl" hreflang="pl">Polski' in page
    assert 'href="/en/"' in page


@pytest.mark.parametrize(("handler", "status"), [(views.bad_request, 400), (views.forbidden, 403)])
def test_a_refusal_has_a_page_of_its_own(rf: RequestFactory, handler: Any, status: int) -> None:
    response = handler(rf.get("/"), Exception())

    assert response.status_code == status
    assert b"<h1>" in response.content


@pytest.mark.parametrize("exception", [RequestDataTooBig(), TooManyFieldsSent(), TooManyFilesSent()])
def test_a_form_that_is_too_large_is_told_the_limit(rf: RequestFactory, exception: Exception) -> None:
    response = views.bad_request(rf.get("/"), exception)

    assert response.status_code == 413
    assert "20 MB" in response.content.decode()


def test_our_own_failure_needs_neither_request_nor_database() -> None:
    response = views.server_error(HttpRequest())

    assert response.status_code == 500
    assert b"<h1>" in response.content
