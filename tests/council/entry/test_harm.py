"""What must do no harm, through the pages of a session: too much, a bomb, a replay, a name too many."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from council.drafts import PersonDraft
from council.importers import store_person
from tests.council.entry.conftest import NAMES, standing
from tests.council.importers.conftest import document
from tests.council.sources.test_roll_call_docx_tables import packed
from tests.watchdog.backroom.typing.conftest import hidden
from watchdog.archive.models import Snapshot
from watchdog.backroom.models import Submission

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024


def votes() -> list[Submission]:
    return list(Submission.objects.filter(kind="VoteDraft"))


@pytest.fixture
def upload(work: Any, council: Any) -> str:
    return reverse("entry:upload", args=[work.pk])


def bring(entry: Any, url: str, content: bytes, name: str) -> str:
    return str(entry.post(url, {"file": SimpleUploadedFile(name, content)}).content.decode())


def test_a_file_over_twenty_megabytes_is_refused_with_the_limit_and_the_session_stays(entry, upload, work, type_vote):
    type_vote()

    shown = bring(entry, upload, bytes(20 * MEGABYTE + 1), "nagranie.pdf")

    assert "Plik jest większy niż 20 MB" in shown
    assert not Snapshot.objects.filter(size__gt=20 * MEGABYTE).exists()
    assert len(votes()) == 1


def test_a_bomb_in_a_document_is_refused_in_words_and_no_vote_comes_of_it(entry, upload, work, type_vote):
    type_vote()

    shown = bring(entry, upload, packed(" " * (64 * MEGABYTE)), "glosowanie.docx")

    assert 'class="errorlist"' in shown
    assert "MB" in shown
    assert len(votes()) == 1
    assert entry.get(work.page).status_code == 200


def test_a_vote_sent_twice_is_one_vote(entry, work, council):
    url = reverse("entry:vote-new", args=[work.pk])
    page = entry.get(url)
    sent = {**standing(page), **hidden(page), "subject": "Utworzenie Osiedla Baildona", "_save": "1"}

    assert entry.post(url, sent).status_code == 302
    again = entry.post(url, sent)

    assert again.status_code == 200
    assert "To już zapisano" in again.content.decode()
    assert len(votes()) == 1


def test_a_list_of_twenty_six_is_pasted_and_nobody_of_it_is_lost(type_vote, council):
    store_person(PersonDraft(term="2010-2014", name="Jan Ostatni"), document("f"))
    pasted = "Za: " + ", ".join([*NAMES, "Jan Ostatni"]) + "."

    filled = type_vote(button="_fill", pasted=pasted)
    assert "Jan Ostatni" in filled.content.decode()
    refused = type_vote(pasted=pasted)

    assert "Jest 26 głosów, a liczba mandatów w radzie to 25." in refused.content.decode()
    assert refused.context["form"]["pasted"].value() == pasted
    assert votes() == []
