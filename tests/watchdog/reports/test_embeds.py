"""Embeds: the drawing of a page for pages of others; they alone may be framed, and nothing in them acts."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories.budget import made_up_report
from tests.factories.council import VoteFactory
from tests.factories.spending import BudgetFigureFactory, ContractFactory

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert(1)</script> "\u202eabc \U0001f600 ' + "ą" * 900


@pytest.fixture
def embeds() -> dict[str, str]:
    """Give a page of each kind that has a drawing, by what its embed must show."""
    vote = VoteFactory(subject=HOSTILE, choices=[("Gęś Łucja", "za"), ("Ćwik Jan", "przeciw")])
    totals = VoteFactory(totals=(15, 2, 7, 0))
    bare = VoteFactory(subject="Strefa parkowania", meeting=None)
    contract = ContractFactory(value=1000)
    made_up_report(2023)
    BudgetFigureFactory(year=2021, side="expenditure", scope="total", stage="executed", amount=1_812_000_000)
    return {
        "hemi": vote.get_absolute_url(),
        "tally": totals.get_absolute_url(),
        "note--gap": bare.get_absolute_url(),
        "yearly": contract.supplier.get_absolute_url(),
        "tree": "/wydatki/budzet/2023/",
        "yearly__axis": "/wydatki/budzet/2021/",
        "tbl--stages": "/wydatki/budzet/",
    }


def test_each_shows_its_drawing_and_where_it_is_from_and_only_it_may_be_framed(
    client: Client, embeds: dict[str, str]
) -> None:
    for shown, page in embeds.items():
        answer = client.get(f"{page}osadz/")
        text = answer.content.decode()

        assert answer.status_code == 200, page
        assert f'class="{shown}' in text or f" {shown}" in text, page
        assert "frame-ancestors *" in answer["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer
        assert "<script" not in text
        assert not answer.cookies
        assert '<meta name="robots" content="noindex">' in text
        assert re.search(rf'<link rel="canonical" href="https?://[^"]+{page}">', text)
        assert 'rel="noopener"' in text
        assert '<base target="_top">' in text
        assert "Stan danych" in text

        framed = client.get(page)
        assert framed["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in framed["Content-Security-Policy"]
        assert f'&lt;iframe src="http://testserver{page}osadz/"' in framed.content.decode()


def test_an_unknown_page_has_none_and_its_refusal_may_not_be_framed(client: Client) -> None:
    for page in ("/metody/", "/rada/glosowania/nie-ma/", "/nie-ma/"):
        answer = client.get(f"{page}osadz/")

        assert answer.status_code == 404
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"
    assert client.post("/metody/osadz/").status_code == 405


def test_no_cache_of_pages_keeps_an_embed_which_would_lose_its_policy(client: Client, settings: object) -> None:
    settings.PAGES_REMEMBERED = 60  # type: ignore[attr-defined]  # pytest-django's
    page = f"{VoteFactory(totals=(15, 2, 7, 0)).get_absolute_url()}osadz/"

    answers = [client.get(page), client.get(page)]

    assert all("frame-ancestors *" in answer["Content-Security-Policy"] for answer in answers)
    assert not any("ETag" in answer for answer in answers)


def test_the_code_to_copy_is_text_and_its_title_is_escaped_in_it(client: Client) -> None:
    page = client.get(VoteFactory(subject='w sprawie "x" & <b>').get_absolute_url()).content.decode()

    [code] = re.findall(r"<code>(.*?)</code>", page)
    assert "<" not in code
    assert "&amp;quot;x&amp;quot; &amp;amp; &amp;lt;b" in code
    assert 'loading="lazy"' in code


def test_another_edition_is_in_its_language(client: Client) -> None:
    vote = VoteFactory(result="passed", totals=(15, 2, 7, 0))

    text = client.get(f"/en{vote.get_absolute_url()}osadz/").content.decode()

    assert '<html lang="en">' in text
    assert "Data as of" in text
