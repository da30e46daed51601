"""Articles as readers see them: lists, filters, the start page, the records that they show."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.council import (
    ClubFactory,
    MandateFactory,
    PersonFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)
from tests.factories.texts_of_ours import ArticleFactory, MentionFactory, PictureFactory

pytestmark = pytest.mark.django_db


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode().replace("\xa0", " ")


def test_an_article_says_who_wrote_it_when_and_in_what_category(client: Client) -> None:
    page = read(client, ArticleFactory(category="finanse").get_absolute_url())

    assert "Anna Nowak" in page
    assert "3 maja 2026" in page
    assert "Finanse" in page
    assert "<h2>Co dalej</h2>" in page


def test_a_change_since_publication_is_shown(client: Client) -> None:
    page = read(client, ArticleFactory(updates=[{"day": "2026-05-04", "note": "Poprawiono kwotę."}]).get_absolute_url())

    assert "Zaktualizowano 4 maja 2026:" in page
    assert "Poprawiono kwotę." in page


def test_the_english_edition_says_that_articles_are_polish(client: Client) -> None:
    page = read(client, f"/en{ArticleFactory().get_absolute_url()}")

    assert "Articles are in Polish only." in page
    assert '<div class="prose sec" lang="pl">' in page


def test_a_cover_stands_above_the_text(client: Client) -> None:
    picture = PictureFactory()

    assert picture.src in read(client, ArticleFactory(cover=picture).get_absolute_url())


def test_the_list_is_filtered_by_category_and_year(client: Client) -> None:
    ArticleFactory(title="O budżecie", category="finanse")
    ArticleFactory(title="O sesji", published_at=datetime(2025, 1, 1, tzinfo=UTC))

    assert "O sesji" not in read(client, "/aktualnosci/?kategoria=finanse")
    assert "O budżecie" in read(client, "/aktualnosci/?kategoria=finanse")
    assert "O budżecie" not in read(client, "/aktualnosci/?rok=2025")
    assert client.get("/aktualnosci/?kategoria=plotki").status_code == 400


def test_the_day_of_publication_is_that_of_warsaw(client: Client) -> None:
    ArticleFactory(title="Sylwester", published_at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))

    assert "Sylwester" in read(client, "/aktualnosci/?rok=2026")


def test_an_empty_list_says_so(client: Client) -> None:
    assert "Nie opublikowaliśmy jeszcze żadnego artykułu" in read(client, "/aktualnosci/")
    ArticleFactory()
    assert "Żaden artykuł nie pasuje" in read(client, "/aktualnosci/?rok=1999")


def test_the_feed_goes_by_publication(client: Client) -> None:
    ArticleFactory(title="Nowszy", created_at=datetime(2026, 1, 1, tzinfo=UTC))
    ArticleFactory(title="Starszy", published_at=datetime(2026, 4, 1, tzinfo=UTC))

    feed = read(client, "/aktualnosci.rss")

    assert feed.index("Nowszy") < feed.index("Starszy")
    assert "Sun, 03 May 2026" in feed


def test_the_start_page_shows_the_three_latest(client: Client) -> None:
    for day in range(1, 5):
        ArticleFactory(title=f"Artykuł nr {day}", published_at=datetime(2026, 5, day, tzinfo=UTC))

    page = read(client, "/")

    assert [f"Artykuł nr {day}" in page for day in (1, 2, 3, 4)] == [False, True, True, True]


def test_a_vote_a_session_and_a_person_stand_in_the_text(client: Client) -> None:
    term = TermFactory()
    person = PersonFactory(in_term=term, club=ClubFactory(name="Klub Miasto", term=term))
    session = SessionFactory(number=44, sat=[date(2014, 6, 12), date(2014, 6, 13)])
    vote = VoteFactory(subject="Utworzenie osiedla", meeting=session, totals=(15, 2, 7, 0), result="passed")
    body = f"[[glosowanie:{vote.slug}]]\n[[sesja:2010-2014/44]]\n[[radny:{person.slug}]]"

    page = read(client, ArticleFactory(body=body).get_absolute_url())

    for record in (vote, session, person):
        assert f'href="{record.get_absolute_url()}"' in page
    assert "za 15" in page
    assert "Przyjęto" in page
    assert "12 czerwca 2014, 13 czerwca 2014" in page
    assert "znamy 1 głosowanie" in page
    assert "Klub Miasto" in page
    assert "VI kadencja" in page or "2010–2014" in page or "2010-2014" in page


def test_a_record_that_its_office_withdrew_says_so(client: Client) -> None:
    vote = VoteFactory(withdrawn_at=datetime(2026, 1, 1, tzinfo=UTC))

    assert "Urząd usunął to głosowanie" in read(
        client, ArticleFactory(body=f"[[glosowanie:{vote.slug}]]").get_absolute_url()
    )


def test_a_record_that_is_gone_leaves_a_sentence(client: Client) -> None:
    page = read(client, ArticleFactory(body="Przed\n\n[[glosowanie:zniknelo]]\n\nPo").get_absolute_url())

    assert "Tego, co tu stało, nie ma już w portalu." in page


def body_of(count: int) -> str:
    people = [PersonFactory() for _ in range(count)]
    for person in people:
        MandateFactory(person=person)
    sessions = [SessionFactory() for _ in range(count)]
    votes = [VoteFactory() for _ in range(count)]
    pictures = [PictureFactory() for _ in range(count)]
    lines = [
        *(f"[[radny:{person.slug}]]" for person in people),
        *(f"[[sesja:{session.term.slug}/{session.number}]]" for session in sessions),
        *(f"[[glosowanie:{vote.slug}]]" for vote in votes),
        *(picture.code for picture in pictures),
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("each", [1, 10])
def test_a_text_costs_the_same_whatever_the_number_of_its_blocks(client: Client, each: int) -> None:
    address = ArticleFactory(body=body_of(each)).get_absolute_url()

    with CaptureQueriesContext(connection) as captured:
        page = client.get(address)

    assert page.status_code == 200
    assert len(captured) == 8  # the article; people, mandates, clubs; sessions, their days; votes; pictures


@pytest.mark.parametrize("kind", ["council.vote", "council.session", "council.person"])
def test_the_page_of_a_record_leads_back_in_its_own_edition(client: Client, kind: str) -> None:
    record = {"council.vote": VoteFactory, "council.session": SessionFactory, "council.person": PersonFactory}[kind]()
    key = f"{record.term.slug}/{record.number}" if kind == "council.session" else record.slug
    MentionFactory(kind=kind, key=key)
    MentionFactory(kind="council.petition", key=key, title="O czymś innym")

    polish, english = (read(client, f"{edition}{record.get_absolute_url()}") for edition in ("", "/en"))

    assert "Piszemy o tym" in polish
    assert 'href="/aktualnosci/sesja-w-czerwcu/"' in polish
    assert 'href="/en/aktualnosci/sesja-w-czerwcu/"' in english
    assert "O czymś innym" not in polish
