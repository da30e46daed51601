"""The smallest valid texts and pictures of our own."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import factory
from factory.django import DjangoModelFactory
from PIL import Image

from newsletter.models import Article, Category
from watchdog.pages.models import Mention, Page, Picture, State

PUBLISHED = datetime(2026, 5, 3, 10, 0, tzinfo=UTC)


class TextFactory(DjangoModelFactory[Any]):
    """A published text; ``draft=True`` makes one that nobody outside has seen."""

    class Meta:
        abstract = True

    class Params:
        draft = factory.Trait(state=State.DRAFT, published_at=None)
        review = factory.Trait(state=State.REVIEW, published_at=None)

    state = State.PUBLISHED
    published_at = PUBLISHED
    updated_at = factory.LazyAttribute(lambda o: o.published_at or PUBLISHED)


class PageFactory(TextFactory):
    class Meta:
        model = Page

    slug = factory.Sequence(lambda n: f"strona-{n}")
    title_pl = "Nowa"
    body_pl = "Tekst"


class ArticleFactory(TextFactory):
    class Meta:
        model = Article

    slug = factory.Sequence(lambda n: f"artykul-{n}")
    title = factory.Sequence(lambda n: f"Sesja w czerwcu {n}")
    lead = "Rada uchwaliła zmianę budżetu."
    body = "Pierwszy akapit.\n\n## Co dalej\n\nDrugi akapit."
    category = Category.SESSIONS
    authors = "Anna Nowak"


class PictureFactory(DjangoModelFactory[Picture]):
    class Meta:
        model = Picture

    slug = factory.Sequence(lambda n: f"ratusz-{n}")
    alt = "Ratusz od strony rynku"
    author = "Jan Kowalski"
    licence = "CC BY 4.0"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    extension = "jpg"
    width = 1280
    height = 720


class MentionFactory(DjangoModelFactory[Mention]):
    class Meta:
        model = Mention

    kind = "council.vote"
    key = factory.Sequence(lambda n: f"glosowanie-{n}")
    text_kind = "newsletter.article"
    text_id = 1
    title = "Sesja w czerwcu"
    url = "/aktualnosci/sesja-w-czerwcu/"
    published_at = PUBLISHED


def picture_bytes(width: int = 20, height: int = 10, kind: str = "JPEG", mode: str = "RGB", **extra: Any) -> bytes:
    """Give a picture of one colour as a file."""
    out = BytesIO()
    Image.new(mode, (width, height)).save(out, kind, **extra)
    return out.getvalue()
