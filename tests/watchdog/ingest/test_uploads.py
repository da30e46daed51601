"""Files that people bring: measured, kept whether or not they can be read, then read apart."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from council.sources.roll_call_docx_tables import RollCallDocxTables
from tests.council.sources.pdf_builder import scan
from tests.council.sources.test_roll_call_docx_tables import docx, packed, vote
from watchdog.accounts.models.acts import Act, Code
from watchdog.archive.models import Disclosure, Snapshot
from watchdog.ingest.examining import Kind
from watchdog.ingest.source import Unreadable
from watchdog.ingest.uploads import examined, kept, reading_of, safe_name

pytestmark = pytest.mark.django_db

DOCX = docx(vote("Projekt uchwały w sprawie żłobków – druk nr 298"))


def file(content: bytes, name: str = "glosowanie.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_file_is_kept_for_staff_only() -> None:
    upload = kept(file(DOCX))

    assert (upload.snapshot.disclosure, upload.snapshot.read()) == (Disclosure.STAFF, DOCX)
    assert Act.objects.get(code=Code.UPLOADED).words == "glosowanie.docx"


def test_a_file_that_cannot_be_read_is_kept_too() -> None:
    upload = kept(file(scan(), "skan.pdf"))

    reading = reading_of(upload, [RollCallDocxTables()])

    assert (reading.status, reading.findings[0].code) == ("failed", "scan_without_text")
    assert Snapshot.objects.count() == 1


def test_a_file_that_is_too_large_is_refused_with_the_limit_and_not_kept(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 20 * 1024 * 1024

    with pytest.raises(Unreadable, match="20 MB") as refused:
        kept(file(bytes(20 * 1024 * 1024 + 1)))

    assert refused.value.code == "too_large"
    assert not Snapshot.objects.exists()


def test_a_document_is_read_into_the_same_drafts_as_by_the_corridor() -> None:
    reading = reading_of(kept(file(DOCX)), [RollCallDocxTables()])

    assert reading.source == "roll_call_docx_tables"
    assert reading.drafts == list(RollCallDocxTables().parse(DOCX))


def test_a_bomb_comes_back_as_words() -> None:
    reading = reading_of(kept(file(packed(" " * (64 * 1024 * 1024)))), [RollCallDocxTables()])

    assert (reading.status, reading.findings[0].code) == ("failed", "too_large")


def test_a_csv_of_a_polish_spreadsheet_says_how_it_was_read() -> None:
    upload = kept(file("nazwisko;głos\nŻak;za\n".encode("cp1250"), "głosy.csv"))

    assert examined(upload, {Kind.CSV}).encoding == "Windows-1250"


def test_two_files_of_one_name_are_two_documents() -> None:
    first, second = kept(file(DOCX)), kept(file(DOCX + b" "))

    assert first.sighting.address != second.sighting.address
    assert kept(file(DOCX)).sighting == first.sighting


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Głosowanie nr 5.pdf", "Głosowanie nr 5.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ala\\głosy.csv", "głosy.csv"),
        ("a\u202efdp.exe", "afdp.exe"),
        (".htaccess", "htaccess"),
        ("", "plik"),
        ("...", "plik"),
        ("x" * 300 + ".docx", "x" * 95 + ".docx"),
        ("Z\u0301aba.pdf", "Źaba.pdf"),
    ],
)
def test_a_name_is_made_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe
