"""Share pictures: what is quoted most, cut to size, made once, of nothing that its page hides."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any
from xml.etree.ElementTree import tostring

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import resolve
from PIL import Image

from tests.factories.council import PersonFactory, SessionFactory, VoteFactory
from tests.factories.spending import BudgetFigureFactory, ContractFactory
from watchdog.embedded import pango
from watchdog.reports.setting import Busy
from watchdog.reports.sharing import views
from watchdog.reports.sharing.drawing import document_of
from watchdog.reports.sharing.fitting import cut, size_of
from watchdog.reports.sharing.introducing import Shared, maker_of
from watchdog.reports.sharing.offered import page_path, picture_path

pytestmark = pytest.mark.django_db
needs_pango = pytest.mark.skipif(
    not (pango.is_installed() or pango.is_unpacked()), reason="no Pango: ./portal test says how to get it"
)
HOSTILE = "<script>alert(1)</script> \u202eabc \U0001f600 " + "ą" * 900
"""As long as the database takes a subject; a picture takes any."""


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


def shared_of(page: str) -> Shared:
    match = resolve(page)
    make = maker_of(match)
    assert make is not None
    return make(*match.args, **match.kwargs)


def source_of(page: str) -> str:
    """Return what is set of a page's picture, as text with its tags."""
    return tostring(document_of(shared_of(page), page), encoding="unicode", method="html")


def seen(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).replace("\u00a0", " ").split())


@needs_pango
def test_a_hostile_vote_is_a_picture_of_the_size_that_was_promised(client: Client) -> None:
    vote = VoteFactory(subject=HOSTILE, choices=[("Gęś Łucja", "za"), ("Ćwik Jan", "przeciw")])

    answer = client.get(f"{vote.get_absolute_url()[:-1]}.png")

    assert answer["Content-Type"] == "image/png"
    assert len(answer.content) < 300_000
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)


def test_a_hostile_subject_is_text_that_is_cut() -> None:
    document = document_of(Shared(title=HOSTILE * 6, kicker=HOSTILE, answer=HOSTILE, deck=HOSTILE), "/rada/")

    markup = tostring(document, encoding="unicode", method="html")

    assert "<script" not in markup
    assert "&lt;script&gt;alert(1)&lt;/script&gt; abc ?" in markup.replace("\u00a0", " ")
    assert "ą" * 200 not in markup
    assert "…" in markup


def test_a_vote_states_its_result_and_its_people_drawn_one_by_one() -> None:
    voters = [("Gęś Łucja", "za"), ("Ćwik Jan", "przeciw"), ("Żak Ewa", "za")]
    vote = VoteFactory(subject="w sprawie budżetu", result="passed", day=date(2014, 6, 12), choices=voters)

    markup = source_of(vote.get_absolute_url())

    assert "W sprawie budżetu" in seen(markup)
    assert "Przyjęto." in seen(markup)
    assert "12 czerwca 2014" in seen(markup)
    assert "testserver" not in markup
    assert "Gliwice OdNowa · Stan danych:" in seen(markup)
    assert re.search(r"Wersja danych: [0-9a-f]{12} ", seen(markup))
    assert markup.count("<circle") >= 3  # two seats and the sign beside the number, each drawn where it stands
    assert "<use" not in markup


def test_a_session_a_councillor_and_a_budget_state_their_figures_with_what_they_are_of() -> None:
    session = SessionFactory(number=44, day=date(2014, 6, 12))
    person = PersonFactory(in_term=session.term)
    VoteFactory(meeting=session, choices=[(person, "za")])
    for stage in ("adopted", "executed"):
        BudgetFigureFactory(year=2024, side="expenditure", scope="total", stage=stage, amount=1_582_000_000)

    assert "Sesja XLIV" in seen(source_of(session.get_absolute_url()))
    assert "Znamy 1 głosowanie, w tym 1 imienne." in seen(source_of(session.get_absolute_url()))
    assert "1 z 1" in seen(source_of(person.get_absolute_url()))
    budget = seen(source_of("/wydatki/budzet/2024/"))
    assert "Wydatki, plan uchwalony" in budget
    assert "Wydatki, wykonanie" in budget
    assert budget.count("1,58 mld zł") == 2


def test_a_masked_person_is_not_in_what_is_set() -> None:
    contract = ContractFactory(supplier=None, supplier_hidden="person", subject="Umowa zlecenie", value=1000)

    markup = source_of(contract.get_absolute_url())

    assert contract.supplier_shown in seen(markup)
    assert "Umowa zlecenie" in seen(markup)


@needs_pango
def test_a_page_without_a_picture_of_its_own_has_its_title_and_an_unknown_one_has_none(client: Client) -> None:
    assert client.get("/metody.png").status_code == 200
    assert client.get("/en/start.png").status_code == 200
    assert client.get("/nie-ma.png").status_code == 404
    assert client.get("/rada/glosowania/nie-ma.png").status_code == 404
    assert client.get("/szukaj.png").status_code == 404
    assert client.post("/metody.png").status_code == 405


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_head_names_the_picture_by_a_whole_address_in_its_edition(client: Client, prefix: str) -> None:
    vote = VoteFactory(subject='w sprawie „budżetu" & <b>', result="passed")

    path = f"{prefix}{vote.get_absolute_url()}"

    page = client.get(path).content.decode()

    tags = dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)">', page))
    address = f"http://testserver{path}"
    assert tags["og:url"] == address
    assert tags["og:image"] == f"{address[:-1]}.png"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert (tags["og:locale"], tags["og:locale:alternate"]) == (("en_GB", "pl_PL") if prefix else ("pl_PL", "en_GB"))
    assert "&amp; &lt;b&gt;" in tags["og:title"]
    assert tags["og:title"] in tags["og:image:alt"]
    assert '<meta name="twitter:card" content="summary_large_image">' in page


def test_a_form_bears_the_picture_of_the_start_page(client: Client) -> None:
    page = client.get("/szukaj/").content.decode()

    assert 'property="og:image" content="http://testserver/start.png"' in page


def test_a_picture_is_made_once_for_one_state_of_the_data_whatever_is_asked_beside(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(views, "picture", lambda _shared, page: made.append(page) or b"PNG")

    for address in ("/metody.png", "/metody.png?a=1", "/en/metody.png"):
        assert client.get(address).content == b"PNG"
    assert made == ["/metody/", "/en/metody/"]
    PersonFactory()
    client.get("/metody.png")
    assert len(made) == 3


def test_who_comes_while_others_wait_is_told_to_come_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_args: Any) -> bytes:
        raise Busy

    monkeypatch.setattr(views, "picture", busy)

    answer = client.get("/metody.png")

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


def test_texts_are_cut_at_a_word_and_words_without_an_end_inside() -> None:
    assert cut("w sprawie budżetu miasta", 20) == "w sprawie budżetu…"
    assert cut("a" * 30, 10) == "a" * 9 + "…"
    assert cut("krótki", 10) == "krótki"
    assert [size_of("a" * length, beside=False) for length in (20, 60, 100, 180)] == ["xl", "l", "m", "s"]


def test_a_picture_and_its_page_find_each_other() -> None:
    match = resolve("/metody/")

    assert picture_path("/metody/", match, "pl") == "/metody.png"
    assert picture_path("/en/", resolve("/"), "en") == "/en/start.png"
    assert [page_path(each) for each in ("/metody.png", "/start.png", "/en/start.png")] == ["/metody/", "/", "/en/"]
