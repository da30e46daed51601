"""A large document is made by the worker: one work for all who ask, told honestly, cancelled, taken up again."""

from __future__ import annotations

import io
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.core.cache import cache
from django.test import Client

from council.models import Resolution
from spending.importers.masking import mask
from tests.factories.archive import ChangeFactory
from tests.factories.council import ResolutionFactory
from tests.factories.names import UserFactory
from tests.factories.spending import OrganizationFactory
from watchdog.embedded import pango
from watchdog.errata.deciding import conceal
from watchdog.reports import making, orders, tasks, views, waiting, working
from watchdog.reports.orders import Order

needs_pango = pytest.mark.skipif(
    not (pango.is_installed() or pango.is_unpacked()), reason="no Pango: ./portal test says how to get it"
)
pytestmark = pytest.mark.django_db
LIST = "/rada/uchwaly.pdf"


@pytest.fixture(autouse=True)
def a_place_of_its_own(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PORTAL_STATE = tmp_path
    monkeypatch.setattr(views, "AT_ONCE", 1)
    cache.clear()
    ResolutionFactory(title="w sprawie parkowania", adopted_on=date(2014, 6, 12))
    ResolutionFactory(title="w sprawie budżetu", adopted_on=date(2015, 6, 12))


@pytest.fixture
def no_worker(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let nobody be at work; tell how often a worker was called."""
    called: list[int] = []
    for each in (views, waiting, tasks):
        monkeypatch.setattr(each.make_report, "delay", lambda: called.append(1))
    return called


def test_a_name_that_is_masked_takes_the_files_that_were_made_along(
    client: Client, no_worker: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    order = ordered(client)
    order.file.write_bytes(b"%PDF-1.7")
    order.become(orders.DONE)
    with django_capture_on_commit_callbacks(execute=True):
        mask(OrganizationFactory(supplies=True), UserFactory(), "osoba prywatna")

    assert client.get(f"/raporty/pliki/{order.key}.pdf").status_code == 404


def test_a_value_that_is_hidden_takes_them_along_too(
    client: Client, no_worker: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    order = ordered(client)
    with django_capture_on_commit_callbacks(execute=True):
        conceal(ChangeFactory(record=Resolution.objects.first()).pk, UserFactory(), "osoba prywatna")

    assert orders.find(order.key) is None


def ordered(client: Client, address: str = LIST) -> Order:
    answer = client.get(address)
    assert answer.status_code == 302, answer.content[:200]
    found = orders.find(answer["Location"].rstrip("/").rpartition("/")[2])
    assert found
    return found


def page_of(client: Client, order: Order) -> str:
    answer = client.get(f"/raporty/w-toku/{order.key}/")
    assert answer["Cache-Control"] == "no-store"
    return answer.content.decode()


@needs_pango
@pytest.mark.slow  # a process of its own reads our fonts and styles anew: three seconds of work
def test_a_list_that_is_too_long_for_waiting_is_made_apart_and_has_all_its_rows_inside(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "PRINTED", 1)

    order = ordered(client, f"{LIST}?sort=-data")

    assert "Raport jest gotowy" in page_of(client, order)
    made = b"".join(client.get(f"/raporty/pliki/{order.key}.pdf").streaming_content)
    with pypdfium2.PdfDocument(made) as document:
        text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    assert "w sprawie budżetu" in text
    assert "w sprawie parkowania" not in text
    assert "Wydrukowane wiersze: 1 z 2" in text
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.attachments["wiersze.csv"].get_file().read_bytes().count(b"\r\n") == 3


def test_what_a_process_says_stands_on_the_page_and_a_fault_of_it_is_told(
    client: Client, no_worker: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    order, said = ordered(client), list[Any]()
    told = Order.become
    monkeypatch.setattr(Order, "become", lambda *given, **more: (said.append((given[1], more)), told(*given, **more)))
    program = "import sys; sys.stdin.read(); print('pages 1'); print('pages 7', flush=True); sys.exit(3)"
    monkeypatch.setattr(working.apart, "COMMAND", (sys.executable, "-c", program))

    working.work()

    assert [more["pages"] for name, more in said if more.get("phase") == "pages"][-1] == 7
    assert order.state.name == orders.FAILED
    assert not order.file.exists()


def test_two_who_ask_for_the_same_share_one_work_until_the_data_change(client: Client, no_worker: list[int]) -> None:
    first, second = ordered(client), ordered(client)
    english = ordered(client, f"/en{LIST}")
    ResolutionFactory()
    later = ordered(client)

    assert first == second
    assert len({first.key, english.key, later.key}) == 3
    assert len(no_worker) == 3


def test_its_page_says_how_far_it_is_and_looks_anew_without_scripts(client: Client, no_worker: list[int]) -> None:
    order, other = ordered(client), ordered(client, f"{LIST}?sort=data")

    assert "czeka na swoją kolej" in page_of(client, order)
    assert "przed nim 1 raport" in page_of(client, other)
    order.become(orders.WORKING, phase="pages", pages=12)
    said = page_of(client, order)
    assert "ułożono 12 stron" in said
    assert '<meta http-equiv="refresh" content="5">' in said
    assert '<meta name="robots" content="noindex">' in said
    assert client.get(f"/raporty/pliki/{order.key}.pdf").status_code == 404


def test_it_is_cancelled_by_a_form_of_ours_alone_and_begun_anew(client: Client, no_worker: list[int]) -> None:
    order = ordered(client)
    page = f"/raporty/w-toku/{order.key}/"

    assert client.post(page, {"what": "cancel"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert order.state.name == orders.WAITING
    client.post(page, {"what": "cancel"})
    order.become(orders.WORKING, pages=3)  # the worker has not noticed
    assert "Raport anulowano" in page_of(client, order)
    assert not orders.waiting()
    client.post(page, {"what": "again"})
    assert order.state.name == orders.WAITING
    assert not client.cookies


@needs_pango
def test_a_process_that_is_at_it_is_ended_when_its_order_is_cancelled(
    client: Client, no_worker: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ordered(client)
    begin = working.apart.begin

    def cancelled(*given: Any) -> Any:
        process = begin(*given)
        order.cancel()
        started.append(process)
        return process

    started: list[Any] = []
    monkeypatch.setattr(working.apart, "begin", cancelled)

    working.work()

    assert started[0].poll() is not None
    assert not order.file.exists()
    assert order.state.name == orders.CANCELLED


def test_an_order_whose_worker_was_killed_is_called_again_but_not_for_ever(
    client: Client, no_worker: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ordered(client)
    order.become(orders.WORKING, attempts=orders.MOST_ATTEMPTS - 1)
    monkeypatch.setattr(orders, "LEFT_AFTER", -1)
    with orders.the_only_worker():
        page_of(client, order)
        assert len(no_worker) == 1  # somebody is at work
    page_of(client, order)
    assert len(no_worker) == 2

    monkeypatch.setattr(working, "_set", lambda *_given: None)  # killed once more
    working.work()
    working.work()

    assert order.state.name == orders.FAILED
    assert "Raportu nie udało się zrobić" in page_of(client, order)


def test_there_are_limits_for_one_reader_and_for_all(
    client: Client, no_worker: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "MOST_WAITING", 1)
    ordered(client)
    assert client.get(f"{LIST}?sort=data").status_code == 503
    monkeypatch.setattr(views, "MOST_ORDERS", 2)

    assert client.get(f"{LIST}?sort=-data").status_code == 429


def test_files_are_forgotten_after_a_day_and_the_oldest_where_they_are_too_much(
    client: Client, no_worker: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = ordered(client), ordered(client, f"{LIST}?sort=data")
    for each in (old, new):
        each.file.write_bytes(b"%PDF-")
        each.become(orders.DONE)
    monkeypatch.setattr(orders, "LARGEST_TOGETHER", 5)

    assert tasks.tidy_reports() == 1
    assert [each.key for each in orders.every()] == [new.key]
    monkeypatch.setattr(time, "time", lambda: new.at + orders.KEPT + 1)
    assert tasks.tidy_reports() == 1
    assert client.get(f"/raporty/w-toku/{new.key}/").status_code == 404


def test_a_page_of_many_rows_is_large_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.http import HttpResponse

    page = HttpResponse(f"<main><table>{'<tr><td>1' * (making.AT_ONCE + 1)}</table></main>")

    assert making.is_large(page)
    assert not making.is_large(HttpResponse("<main><table><tr><td>1</table></main>"))
