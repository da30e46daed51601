"""Lists of resolutions in the bulletins of Gliwice and Katowice: rows, pages, and what a bad page becomes."""

from __future__ import annotations

from datetime import date

import pytest

from council.drafts import ResolutionDraft
from council.models import Resolution
from council.sources.gliwice_bip_resolutions import GliwiceBipResolutions
from council.sources.katowice_bip_resolutions import KatowiceBipResolutions
from tests.fakes.office import Office, Page
from tests.real import real
from watchdog.ingest import pipeline
from watchdog.ingest.documents import Document
from watchdog.ingest.source import Draft, Reject, Unreadable

SINCE = date(1990, 5, 27)
HEAD = "Uchwała Nr XLIV/949/2014 Rady Miasta Gliwice"
BEHIND = "Z dnia 12-06-2014 w sprawie utworzenia Osiedla Baildona"


def row(bold: str = HEAD, behind: str = BEHIND, link: str = "/rada-miasta/uchwaly/949") -> str:
    return (
        f'<tr><td><div class="uchwaly-opis"><p><strong>{bold}</strong> {behind} <a href="{link}">Pobierz</a></p></div>'
        "</td></tr>"
    )


def page(*rows: str, after: str = "", charset: str = "utf-8") -> bytes:
    """Give a page of the list; ``after`` is the address of the next one."""
    leads = f'<link rel="next" href="{after}">' if after else ""
    text = f'<html><head><meta charset="{charset}">{leads}</head><table id="uchwaly">{"".join(rows)}</table></html>'
    return text.encode()


def read(*rows: str) -> list[Draft | Reject]:
    return list(GliwiceBipResolutions().parse(page(*rows)))


def one(*values: str) -> ResolutionDraft:
    (draft,) = read(row(*values))
    assert isinstance(draft, ResolutionDraft), draft
    return draft


def test_a_row_becomes_a_resolution_with_its_number_day_and_title() -> None:
    draft = one()

    assert (draft.number, draft.adopted_on) == ("XLIV/949/2014", date(2014, 6, 12))
    assert draft.title == "w sprawie utworzenia Osiedla Baildona"
    assert draft.address == "https://bip.gliwice.eu/rada-miasta/uchwaly/949"


@pytest.mark.parametrize(
    ("bold", "behind", "title"),
    [
        (
            "Stanowisko Nr 5/2026 Rady Miasta Gliwice",
            "Z dnia 26-03-2026 w sprawie kolei",
            "Stanowisko Nr 5/2026 Rady Miasta Gliwice w sprawie kolei",
        ),
        ("Uchwała zmieniająca uchwałę nr V/64/2003", "Z dnia 26-03-2026", "Uchwała zmieniająca uchwałę nr V/64/2003"),
        (
            "w sprawie zmiany uchwały nr V/64/2003 z dnia 27-02-2003",
            "Z dnia 26-03-2026",
            "w sprawie zmiany uchwały nr V/64/2003 z dnia 27-02-2003",
        ),
    ],
)
def test_a_number_in_the_title_is_never_the_rows_own(bold: str, behind: str, title: str) -> None:
    draft = one(bold, behind)

    assert (draft.number, draft.adopted_on, draft.title) == ("", date(2026, 3, 26), title)


def test_a_row_without_a_day_keeps_the_year_of_its_number() -> None:
    draft = one(HEAD, "w sprawie z dnia 01-01-1999")

    assert (draft.adopted_on, draft.year) == (None, 2014)


def test_a_day_to_come_is_a_doubt() -> None:
    assert [finding.code for finding in one(HEAD, "Z dnia 12-06-2125").findings] == ["future_date"]


@pytest.mark.parametrize(
    ("bold", "behind", "reason"),
    [
        (HEAD, "Z dnia 30-02-2014", "Dzień „30-02-2014” nie jest datą."),
        ("Stanowisko w sprawie kolei", "", "Wiersz nie podaje ani dnia, ani numeru uchwały."),
        ("", BEHIND, "Wiersz nie ma tytułu."),
    ],
)
def test_a_bad_row_is_rejected_with_its_reason_and_the_next_is_read(bold: str, behind: str, reason: str) -> None:
    rejected, kept = read(row(bold, behind), row())

    assert isinstance(rejected, Reject)
    assert (rejected.place, rejected.reason) == ("row 1", reason)
    assert isinstance(kept, ResolutionDraft)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://www.sp28.bip.gliwice.eu/rada-miasta/uchwaly/7#plik", "https://bip.gliwice.eu/rada-miasta/uchwaly/7"),
        ("https://bip.gliwice.eu.example/rada-miasta/uchwaly/7", ""),
        ("javascript:void(7)/7", ""),
        ("http://[/7", ""),
    ],
)
def test_one_document_has_one_address_under_every_name_of_the_site(link: str, address: str) -> None:
    assert one(HEAD, BEHIND, link).address == address


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b'{"data": []}', "wrong_shape"),
        (b"<html><body>Przerwa techniczna</body></html>", "wrong_shape"),
        (page(row())[:-10], "wrong_shape"),
        (page(row()).decode().encode("cp1250"), "bad_encoding"),
    ],
    ids=["empty", "json", "other page", "cut", "encoding"],
)
def test_a_page_of_no_use_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        list(GliwiceBipResolutions().parse(content))

    assert refusal.value.code == code


def test_a_page_that_says_what_it_is_written_in_is_read_so() -> None:
    content = page(row(), charset="windows-1250").decode().encode("cp1250")

    assert list(GliwiceBipResolutions().parse(content)) == read(row())


def test_a_list_without_rows_says_nothing() -> None:
    assert read() == []


def test_a_page_leads_to_the_next_until_it_is_older_than_what_is_asked_for() -> None:
    source, content = (
        GliwiceBipResolutions(),
        page(row(), after="https://www.pm33.bip.gliwice.eu/radaMiasta/uchwaly?page=2"),
    )

    assert source.follow("", content, date(2014, 6, 12)) == ["https://bip.gliwice.eu/radaMiasta/uchwaly?page=2"]
    assert not source.follow("", content, date(2014, 6, 13))
    assert not source.follow("", page(row()), SINCE)
    assert not source.follow("", page(row(), after="https://bip.example/?page=2"), SINCE)


@pytest.mark.parametrize(("name", "rows"), [("gliwice_acts", 3), ("gliwice_acts_last_page", 1)])
def test_the_sites_own_layout_is_read_whole(name: str, rows: int) -> None:
    drafts = list(GliwiceBipResolutions().parse(real(f"bip-layouts/{name}.html").read_bytes()))

    assert [type(draft) for draft in drafts] == [ResolutionDraft] * rows


def test_the_layout_of_katowice_is_read_whole() -> None:
    content = real("bip-layouts/katowice_acts.html").read_bytes()

    drafts = [draft for draft in KatowiceBipResolutions().parse(content) if isinstance(draft, ResolutionDraft)]

    assert [(draft.number, draft.adopted_on) for draft in drafts] == [
        ("XXIV/453/2026", date(2026, 1, 29)),
        ("XXIV/452/2026", date(2026, 1, 29)),
    ]


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("Nr: XXIV/453/26", "nie podaje dnia, numeru albo tytułu"),
        ("Data: 2026-02-30 Nr: XXIV/453/26 <a href='1'>w sprawie</a>", "„2026-02-30” nie jest datą"),
        ("Data: 2026-01-29 Nr: 453 <a href='1'>w sprawie</a>", "„453” nie jest numerem uchwały"),
        ("Data: 2026-01-29 Nr: XXIV/453/26 <a href='1'></a>", "Tytuł: brak wartości"),
    ],
)
def test_a_bad_box_of_katowice_is_rejected_with_its_reason(inside: str, reason: str) -> None:
    content = f'<html><div class="tekstboks">{inside}</div></html>'.encode()

    (rejected,) = KatowiceBipResolutions().parse(content)

    assert isinstance(rejected, Reject)
    assert reason in rejected.reason


# Into the records


@pytest.mark.django_db
def test_another_citys_council_is_refused_whole() -> None:
    content = page(row(), row("Uchwała nr XXVI/275/25 Rady Miasta Zabrze"))

    report = pipeline.take_in(GliwiceBipResolutions(), Document("https://bip.example/", content))

    assert (report.failed, report.failure.code) == (True, "other_city")
    assert not Resolution.objects.exists()


@pytest.mark.django_db
def test_a_row_listed_twice_is_one_record() -> None:
    report = pipeline.take_in(GliwiceBipResolutions(), Document("https://bip.example/", page(row(), row())))

    assert report.counts == {"stored": 1, "duplicate": 1}


@pytest.mark.django_db
def test_the_list_is_walked_to_its_last_page_and_the_second_walk_changes_nothing(office: Office) -> None:
    second = row("Uchwała nr V/64/2003 Rady Miejskiej w Gliwicach", "Z dnia 27-02-2003 w sprawie nadania statutu")
    office.pages["/radaMiasta/uchwaly"] = Page(page(row(), after="?page=2"))
    office.pages["/radaMiasta/uchwaly?page=2"] = Page(page(second))
    fetch = office.standing_for("https://bip.gliwice.eu")

    first = list(pipeline.run(GliwiceBipResolutions(), SINCE, fetch))
    again = list(pipeline.run(GliwiceBipResolutions(), SINCE, fetch))

    assert [report.counts["stored"] for report in first] == [1, 1]
    assert [report.status for report in again] == ["unchanged", "unchanged"]
    assert set(Resolution.objects.values_list("number", flat=True)) == {"XLIV/949/2014", "V/64/2003"}
