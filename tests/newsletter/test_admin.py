"""An article from the first word to its readers: written by one person, published by another, changed in the open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from newsletter.models import Article
from newsletter.waits import texts_in_review
from tests.council.admin.conftest import staff
from tests.factories.council import VoteFactory
from tests.factories.texts_of_ours import ArticleFactory, PageFactory, PictureFactory
from watchdog.pages.models import Mention, State
from watchdog.search.models import Entry

pytestmark = pytest.mark.django_db
Fill = Callable[..., HttpResponse]
As = Callable[[User], Client]

ADD = "/zaplecze/newsletter/article/add/"
TYPED = {
    "title": "Sesja w czerwcu",
    "category": "sesja-rm",
    "authors": "Anna Nowak",
    "lead": "Rada uchwaliła zmianę budżetu.",
    "body": "Pierwszy *akapit*.",
}


def change(article: Article) -> str:
    return f"/zaplecze/newsletter/article/{article.pk}/change/"


def review(article: Article) -> str:
    return f"/zaplecze/newsletter/article/{article.pk}/recenzja/"


def act(client: Client, article: Article, name: str, note: str = "") -> HttpResponse:
    seen = client.get(review(article)).context["text"].version
    return client.post(review(article), {"act": name, "note": note, "seen": seen}, follow=True)


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_an_article_walks_from_one_person_to_another_to_the_readers(
    fill: Fill, as_: As, writer: User, reviewer: User, django_capture_on_commit_callbacks: Any
) -> None:
    vote = VoteFactory()
    fill(writer, ADD, "_review", **{**TYPED, "body": f"Akapit.\n\n[[glosowanie:{vote.slug}]]"})
    article = Article.objects.get()
    assert (article.state, article.slug) == (State.REVIEW, "sesja-w-czerwcu")
    assert as_(writer).get(article.get_absolute_url()).status_code == 404

    with django_capture_on_commit_callbacks(execute=True):
        act(as_(reviewer), article, "publish")

    article.refresh_from_db()
    assert article.is_public
    assert "Sesja w czerwcu" in Client().get("/aktualnosci/sesja-w-czerwcu/").content.decode().replace("\xa0", " ")
    assert Mention.objects.get().key == vote.slug
    assert Entry.objects.get(kind="newsletter.article").title == "Sesja w czerwcu"
    assert article.get_absolute_url() in Client().get(vote.get_absolute_url()).content.decode()


@pytest.mark.parametrize("state", ["draft", "review"])
def test_what_is_not_published_is_not_there(client: Client, state: str) -> None:
    article = ArticleFactory(**{state: True})

    assert client.get(article.get_absolute_url()).status_code == 404
    assert article.title not in client.get("/aktualnosci/").content.decode().replace("\xa0", " ")
    assert article.slug not in client.get("/sitemap-newsletter.article.xml").content.decode()


def test_who_wrote_it_cannot_publish_it(fill: Fill, as_: As, reviewer: User) -> None:
    fill(reviewer, ADD, "_review", **TYPED)
    article = Article.objects.get()

    page = as_(reviewer).get(review(article))
    response = act(as_(reviewer), article, "publish")

    assert "publish" not in dict(page.context["acts"])
    article.refresh_from_db()
    assert article.state == State.REVIEW
    assert not article.is_public
    assert said(response)


def test_who_edited_it_cannot_publish_it_either(fill: Fill, as_: As, writer: User, reviewer: User) -> None:
    fill(writer, ADD, "_review", **TYPED)
    article = Article.objects.get()
    fill(reviewer, change(article), "_review", lead="Inaczej.")

    act(as_(reviewer), article, "publish")

    article.refresh_from_db()
    assert not article.is_public


@pytest.mark.parametrize("name", ["publish", "send_back", "withdraw"])
def test_who_may_only_write_can_do_none_of_a_reviewers_acts(as_: As, writer: User, name: str) -> None:
    article = ArticleFactory() if name == "withdraw" else ArticleFactory(review=True)
    state = article.state

    act(as_(writer), article, name, "Uwaga")

    article.refresh_from_db()
    assert article.state == state


@pytest.mark.parametrize("tail", ["change/", "recenzja/", "podglad/", "history/"])
def test_who_has_no_right_to_articles_sees_none(as_: As, tail: str) -> None:
    article = ArticleFactory(draft=True)

    assert as_(staff("obca")).get(f"/zaplecze/newsletter/article/{article.pk}/{tail}").status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_only_look_changes_nothing(as_: As, method: str) -> None:
    article = ArticleFactory(draft=True)
    version = article.history.first().pk
    client = as_(staff("gosc", "view_article"))

    assert client.post(change(article), {**TYPED, "_save": "1"}).status_code == 403
    assert client.post(f"/zaplecze/newsletter/article/{article.pk}/podglad/", TYPED).status_code == 403
    assert client.post(f"/zaplecze/newsletter/article/{article.pk}/przywroc/{version}/").status_code == 403
    assert getattr(client, method)(ADD).status_code == 403
    assert client.get(f"/zaplecze/newsletter/article/{article.pk}/podglad/").status_code == 200


def test_a_visitor_is_asked_to_log_in(client: Client) -> None:
    article = ArticleFactory(draft=True)

    assert client.get(review(article)).status_code == 302


def test_nothing_is_deleted(as_: As, reviewer: User) -> None:
    article = ArticleFactory()
    admin = User.objects.create_superuser("admin")

    assert as_(admin).post(f"/zaplecze/newsletter/article/{article.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_change_of_a_published_article_waits_and_is_told_when_it_is_shown(
    fill: Fill, as_: As, writer: User, reviewer: User
) -> None:
    article = ArticleFactory(body="Było.")
    fill(writer, change(article), "_review", body="Jest.", change_note="Poprawiono jedno słowo.")
    before = Client().get(article.get_absolute_url()).content.decode()

    act(as_(reviewer), article, "publish")

    after = Client().get(article.get_absolute_url()).content.decode()
    assert ("Było." in before, "Jest." in before) == (True, False)
    assert ("Było." in after, "Jest." in after) == (False, True)
    assert "Poprawiono jedno słowo." in after.replace("\xa0", " ")
    article.refresh_from_db()
    assert (article.pending, article.state, article.change_note) == ({}, State.PUBLISHED, "")


def test_a_change_without_its_sentence_does_not_go_to_review(fill: Fill, writer: User) -> None:
    article = ArticleFactory()

    fill(writer, change(article), "_review", body="Jest.")

    article.refresh_from_db()
    assert (article.state, article.pending["body"]) == (State.DRAFT, "Jest.")


def test_a_picture_is_chosen_from_the_list_and_taken_away_again(fill: Fill, as_: As, writer: User) -> None:
    article = ArticleFactory(draft=True, cover=PictureFactory())
    other = PictureFactory(alt="Rynek")
    page = as_(writer).get(change(article)).content.decode()
    assert page.count('type="radio"') == 3
    assert "Rynek" in page

    fill(writer, change(article), cover=other.pk)
    article.refresh_from_db()
    assert article.cover == other

    fill(writer, change(article), cover="")
    article.refresh_from_db()
    assert article.cover is None


def test_saving_without_a_change_leaves_a_published_article_published(fill: Fill, writer: User) -> None:
    article = ArticleFactory()

    fill(writer, change(article))

    article.refresh_from_db()
    assert (article.state, article.pending) == (State.PUBLISHED, {})


def test_the_address_stays_once_it_was_public(fill: Fill, writer: User) -> None:
    article = ArticleFactory(slug="stary")

    fill(writer, change(article), slug="nowy", title="Inny")

    article.refresh_from_db()
    assert article.slug == "stary"


def test_two_people_cannot_overwrite_each_other(fill: Fill, as_: As, writer: User, reviewer: User) -> None:
    article = ArticleFactory(draft=True, body="Wspólny początek.")
    opened = as_(writer).get(change(article)).context["adminform"].form
    data = {name: opened[name].value() or "" for name in opened.fields}
    fill(reviewer, change(article), body="Wersja recenzentki.")

    response = as_(writer).post(change(article), {**data, "body": "Wersja redaktorki.", "_save": "1"})

    page = response.content.decode()
    assert response.status_code == 200
    assert "Wersja redaktorki." in page
    assert "recenzentki." in page
    article.refresh_from_db()
    assert article.body == "Wersja recenzentki."
    again = response.context["adminform"].form
    as_(writer).post(change(article), {**{n: again[n].value() or "" for n in again.fields}, "_save": "1"})
    article.refresh_from_db()
    assert article.body == "Wersja redaktorki."


def test_what_was_looked_at_is_what_is_published(fill: Fill, as_: As, writer: User, reviewer: User) -> None:
    fill(writer, ADD, "_review", **TYPED)
    article = Article.objects.get()
    seen = as_(reviewer).get(review(article)).context["text"].version
    fill(writer, change(article), "_review", body="Coś innego.")

    as_(reviewer).post(review(article), {"act": "publish", "note": "", "seen": seen})

    article.refresh_from_db()
    assert not article.is_public


def test_an_unknown_block_stays_a_draft(fill: Fill, writer: User) -> None:
    fill(writer, ADD, "_review", **{**TYPED, "body": "[[glosowanie:nie-ma-takiego]]"})

    assert Article.objects.get().state == State.DRAFT


def test_a_text_is_sent_back_with_a_note(fill: Fill, as_: As, writer: User, reviewer: User) -> None:
    fill(writer, ADD, "_review", **TYPED)
    article = Article.objects.get()

    act(as_(reviewer), article, "send_back")
    article.refresh_from_db()
    assert article.state == State.REVIEW

    act(as_(reviewer), article, "send_back", "Podaj źródło.")
    article.refresh_from_db()
    assert (article.state, article.review_note) == (State.DRAFT, "Podaj źródło.")
    assert "Podaj źródło." in as_(writer).get(change(article)).content.decode()


def test_a_withdrawn_article_leaves_its_reason(as_: As, reviewer: User, client: Client) -> None:
    article = ArticleFactory()

    act(as_(reviewer), article, "withdraw", "Opieraliśmy się na błędnym protokole.")

    response = Client().get(article.get_absolute_url())
    page = response.content.decode().replace("\xa0", " ")
    assert response.status_code == 410
    assert "Opieraliśmy się na błędnym protokole." in page
    assert "Pierwszy akapit" not in page
    assert article.get_absolute_url() not in Client().get("/aktualnosci/").content.decode()


def test_the_preview_shows_what_is_typed_and_stores_nothing(as_: As, writer: User) -> None:
    response = as_(writer).post(
        "/zaplecze/newsletter/article/podglad/", {**TYPED, "body": "[[radny:nie-ma]] **Treść**"}
    )

    page = response.content.decode()
    assert "<strong>Treść</strong>" in page
    assert response.context["preview"]
    assert response.context["problems"]
    assert not Article.objects.exists()


def test_an_incomplete_form_can_be_previewed(as_: As, writer: User) -> None:
    assert as_(writer).post("/zaplecze/newsletter/article/podglad/", {"body": "Treść"}).status_code == 200


def test_the_preview_of_a_public_article_leaves_it_as_it_is(as_: As, writer: User) -> None:
    article = ArticleFactory(body="Było.")

    page = as_(writer).post(f"/zaplecze/newsletter/article/{article.pk}/podglad/", {**TYPED, "body": "Jest."})

    assert "Jest." in page.content.decode()
    article.refresh_from_db()
    assert (article.body, article.pending) == ("Było.", {})


def test_an_earlier_version_comes_back_as_a_draft(fill: Fill, as_: As, writer: User) -> None:
    article = ArticleFactory(body="Pierwsza.")
    first = article.history.first().pk
    fill(writer, change(article), body="Druga.", change_note="Zmiana.")
    page = as_(writer).get(f"/zaplecze/newsletter/article/{article.pk}/history/")
    assert "Druga." in page.content.decode()

    as_(writer).post(reverse("admin:newsletter_article_revert", args=[article.pk, first]))

    article.refresh_from_db()
    assert article.working().body == "Pierwsza."


def test_what_waits_is_counted_for_those_who_may_publish_it(fill: Fill, writer: User, reviewer: User) -> None:
    ArticleFactory(review=True)
    PageFactory(review=True)
    fill(reviewer, ADD, "_review", **TYPED)

    assert texts_in_review(reviewer) == 2
    assert texts_in_review(writer) == 0


@pytest.mark.parametrize("path", ["", "add/", "{pk}/change/", "{pk}/recenzja/", "{pk}/history/"])
def test_the_screens_carry_no_inline_style_or_script(as_: As, reviewer: User, path: str) -> None:
    article = ArticleFactory(review=True)

    page = as_(reviewer).get(f"/zaplecze/newsletter/article/{path.format(pk=article.pk)}").content.decode()

    assert " style=" not in page
    assert "<script>" not in page


@pytest.mark.django_db(transaction=True)
def test_the_preview_of_a_kept_article_works_outside_of_a_transaction(as_: As, writer: User) -> None:
    article = ArticleFactory(draft=True)
    typed = {**TYPED, "began": article.version}

    response = as_(writer).post(f"/zaplecze/newsletter/article/{article.pk}/podglad/", typed)

    assert response.status_code == 200


def test_who_was_refused_for_an_old_version_sees_the_new_one_and_keeps_the_note(
    fill: Fill, as_: As, writer: User, reviewer: User
) -> None:
    fill(writer, ADD, "_review", **TYPED)
    article = Article.objects.get()

    page = as_(reviewer).post(review(article), {"act": "send_back", "note": "Podaj źródło.", "seen": 1})

    form = page.context["form"]
    assert form["seen"].value() == article.version
    assert form["note"].value() == "Podaj źródło."
