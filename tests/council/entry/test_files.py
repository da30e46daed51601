from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.council.entry.conftest import NAMES
from tests.council.sources.pdf_builder import Print, counted, roll_call
from watchdog.archive.models import Disclosure, Snapshot
from watchdog.backroom.models import Submission

pytestmark = pytest.mark.django_db

BALLOTS = [(" ".join(reversed(name.split())), "PRZECIW" if name.endswith("Chmiel") else "ZA") for name in NAMES]
OURS = {"session": "XLIV sesja Rady Miasta Gliwice", "aside": "44", "date": "12.06.2014 12:11"}


def sheet(subject: str = "7. Utworzenie Osiedla Baildona", number: int = 5, **changes: Any) -> Print:
    values: dict[str, Any] = {"subject": [subject], "ballots": BALLOTS, "number": number, **OURS, **changes}
    return Print(**{"counters": counted(values["ballots"]), **values})


@pytest.fixture
def url(work: Any, council: Any) -> str:
    return reverse("entry:upload", args=[work.pk])


def bring(entry: Any, url: str, content: bytes, name: str) -> Any:
    return entry.post(url, {"file": SimpleUploadedFile(name, content)})


def votes() -> list[Submission]:
    return list(Submission.objects.filter(kind="VoteDraft").order_by("position"))


def test_a_file_with_one_vote_fills_the_grid_to_be_confirmed(entry, url, council):
    response = bring(entry, url, roll_call(sheet()), "glosowanie.pdf")

    [vote] = votes()
    assert response.url == reverse("entry:vote", args=[vote.bundle_id, vote.pk])
    form = entry.get(response.url).context["form"]
    assert form[f"ballot_{council[2].pk}"].value() == "przeciw"
    assert (form["subject"].value(), form["official_for"].value()) == ("7. Utworzenie Osiedla Baildona", "24")
    assert (vote.refusal, vote.snapshot.disclosure) == ("", Disclosure.STAFF)
    assert "glosowanie.pdf" in vote.draft["note"]


def test_of_a_file_with_many_votes_those_chosen_become_drafts(entry, url):
    content = roll_call(sheet("7. Pierwsze", 5), sheet("8. Drugie", 6), sheet("9. Trzecie", 7))

    response = bring(entry, url, content, "sesja.pdf")
    offered = entry.get(response.url)
    assert [vote.subject for _key, vote in offered.context["votes"]] == ["7. Pierwsze", "8. Drugie", "9. Trzecie"]
    entry.post(response.url, {"vote": ["0", "2"]})

    assert [(vote.title, vote.typed["number"]) for vote in votes()] == [("7. Pierwsze", ["5"]), ("9. Trzecie", ["7"])]
    assert len({vote.place for vote in votes()}) == 2


def test_a_list_in_the_encoding_of_old_windows_fills_the_grid(entry, url, council):
    rows = "\r\n".join(f"{name};{'przeciw' if name.endswith('Dudek') else 'za'}" for name in NAMES)

    response = bring(entry, url, f"Imię i nazwisko;Głos\r\n{rows}".encode("cp1250"), "lista.csv")

    form = entry.get(response.url).context["form"]
    assert form[f"ballot_{council[3].pk}"].value() == "przeciw"
    assert form[f"ballot_{council[4].pk}"].value() == "za"
    assert votes()[0].draft is None


def test_a_file_of_another_council_is_refused_by_name(entry, url):
    content = roll_call(sheet(session="XLIV sesja Rady Miasta Katowice"))

    shown = bring(entry, url, content, "glosowanie.pdf").content.decode()

    assert "Rady Miasta Katowice" in shown
    assert votes() == []


def test_a_file_of_another_session_is_refused_by_its_number_and_day(entry, url):
    content = roll_call(sheet(session="XX sesja Rady Miasta Gliwice", aside="20", date="25.09.2013 12:11"))

    shown = bring(entry, url, content, "glosowanie.pdf").content.decode()

    assert "XX, 25.09.2013" in shown
    assert votes() == []


def test_a_file_in_which_nobody_is_named_is_refused_in_words_and_kept(entry, url):
    shown = bring(entry, url, "zupełnie co innego".encode(), "list.txt").content.decode()

    assert "nie znaleziono ani głosowania, ani listy nazwisk" in shown
    assert votes() == []
    assert Snapshot.objects.filter(disclosure=Disclosure.STAFF).exists()


def test_a_file_that_is_too_large_is_refused_in_words(entry, url, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024

    shown = bring(entry, url, bytes(1024 * 1024 + 1), "wielki.pdf").content.decode()

    assert "Plik jest większy niż 1 MB" in shown


def test_a_name_that_is_nobodys_is_left_for_a_person(entry, url, council):
    content = roll_call(sheet(ballots=[*BALLOTS[:24], ("Nieznany Adam", "ZA")]))

    response = bring(entry, url, content, "glosowanie.pdf")

    form = entry.get(response.url).context["form"]
    assert "Nieznany Adam" in form["pasted"].value()
    assert votes()[0].draft is None


def test_only_files_that_people_brought_are_opened_by_their_number(entry, url, work):
    response = entry.get(reverse("entry:chosen", args=[work.pk, 999]))

    assert response.status_code == 404


def test_a_person_listed_twice_is_left_for_a_person_to_decide(entry, url, council):
    content = roll_call(sheet(ballots=[*BALLOTS[:24], (BALLOTS[0][0], "PRZECIW")]))

    response = bring(entry, url, content, "glosowanie.pdf")

    form = entry.get(response.url).context["form"]
    assert form["pasted"].value().count(BALLOTS[0][0]) == 2
    assert not form[f"ballot_{council[0].pk}"].value()
    assert votes()[0].draft is None
