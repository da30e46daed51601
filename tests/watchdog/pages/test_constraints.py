"""The rules that the database keeps of our own texts and pictures."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories.texts_of_ours import ArticleFactory, MentionFactory, PageFactory, PictureFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "factory", "fields"),
    [
        ("pages_page_published_has_a_moment", PageFactory, {"published_at": None}),
        ("pages_page_withdrawn_says_why", PageFactory, {"withdrawn_at": timezone.now()}),
        ("newsletter_article_published_has_a_moment", ArticleFactory, {"published_at": None}),
        ("newsletter_article_withdrawn_says_why", ArticleFactory, {"withdrawn_at": timezone.now()}),
        ("pages_picture_says_what_it_shows_or_decorates", PictureFactory, {"alt": ""}),
        ("pages_picture_is_of_a_known_kind", PictureFactory, {"extension": "gif"}),
    ],
)
def test_the_database_refuses(name: str, factory: Any, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        factory(**fields)


def test_a_text_mentions_a_record_once() -> None:
    MentionFactory(key="a")

    with pytest.raises(IntegrityError, match="pages_mention_once_a_record_and_text"), transaction.atomic():
        MentionFactory(key="a")
