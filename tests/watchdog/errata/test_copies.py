"""What changed between two copies of a document: which lines, within which bounds, and for whose eyes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from watchdog.archive.keeping import Arrival, keep
from watchdog.archive.models import Disclosure, Snapshot
from watchdog.errata import copies
from watchdog.errata.copies import compared, lines_of
from watchdog.ingest.source import Unreadable

ADDRESS = "https://bip.example/wykaz.html"


def kinds(before: str, after: str) -> list[tuple[str, str]]:
    return [(step.kind, step.text) for step in compared(before.encode(), after.encode()).steps]


def test_a_line_that_changed_stands_with_its_neighbours() -> None:
    lines = [f"wiersz {number}" for number in range(20)]
    after = [*lines[:10], "nowy wiersz", *lines[11:]]

    found = kinds("\n".join(lines), "\n".join(after))

    around = [("left out", ""), ("same", "wiersz 8"), ("same", "wiersz 9")]
    assert found == [
        *around,
        ("gone", "wiersz 10"),
        ("new", "nowy wiersz"),
        ("same", "wiersz 11"),
        ("same", "wiersz 12"),
    ]


def test_a_page_is_read_as_its_reader_sees_it() -> None:
    page = "<html><body><p>Kwota: <b>12</b> zł</p><script>var a = 1</script><ul><li>jeden<li>dwa</ul></body></html>"

    assert lines_of(page.encode()) == ["Kwota: 12 zł", "jeden", "dwa"]


def test_data_in_one_line_is_laid_out() -> None:
    assert ("new", '"kwota": 2') in kinds('{"kwota":1}', '{"kwota":2}')


def test_the_same_text_differs_in_nothing() -> None:
    assert kinds("<p>Tak</p>", "<div>Tak</div>") == []


def test_what_is_too_long_is_cut_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "MOST_SHOWN", 3)
    monkeypatch.setattr(copies, "MOST_BYTES", 100)

    found = compared(b"a\nb\nc\nd", b"e\nf\ng\nh")

    assert (len(found.steps), found.gone, found.new, found.cut) == (3, 4, 4, True)
    with pytest.raises(Unreadable):
        lines_of(b"a" * 101)


def kept(text: str, disclosure: str = Disclosure.PUBLIC, address: str = ADDRESS) -> Snapshot:
    arrival = Arrival(text.encode(), address, source="a", media_type="text/plain", disclosure=disclosure)
    return keep(arrival).snapshot


def page_of(client: Client, after: Snapshot, before: Snapshot) -> str:
    address = reverse("errata:copies", args=[after.sha256, before.sha256])
    return client.get(address).content.decode().replace("\xa0", " ")


@pytest.mark.django_db
def test_the_card_of_a_document_that_changed_leads_to_what_changed(client: Client) -> None:
    before, after = kept("Kwota 12 zł"), kept("Kwota 13 zł")
    address = reverse("errata:copies", args=[after.sha256, before.sha256])

    assert address in client.get(after.get_absolute_url()).content.decode()
    assert address not in client.get(before.get_absolute_url()).content.decode()
    page = page_of(client, after, before)
    assert "Kwota 12 zł</del>" in page
    assert "Kwota 13 zł</ins>" in page


@pytest.mark.django_db
def test_copies_that_are_not_public_show_no_text(client: Client) -> None:
    before, after = kept("Jan Kowalski", Disclosure.STAFF), kept("Osoba fizyczna")

    page = page_of(client, after, before)

    assert "Kowalski" not in page
    assert "Osoba fizyczna" not in page
    assert ADDRESS not in page


@pytest.mark.django_db
def test_documents_of_different_addresses_are_not_compared(client: Client) -> None:
    before, after = kept("a"), kept("b", address="https://bip.example/inny.html")

    assert client.get(reverse("errata:copies", args=[after.sha256, before.sha256])).status_code == 404
