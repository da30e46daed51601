"""A pack of a real session: made once, made again when a figure changes, never over a person's words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.test import Client, TestCase
from django.utils import timezone

from council.importers.decisions import put
from council.importers.recasting import ballot_field
from council.models import Meeting, Vote
from newsletter.letters.digest import digest
from newsletter.models import Issue, PackPiece, SessionPack
from newsletter.packs import acts, asking, files, keeping_up, making, progress
from tests.factories.accounts import log_in, member
from tests.factories.council import SessionFactory, VoteFactory
from tests.factories.names import UserFactory
from tests.newsletter.packs.conftest import made, real_session, said
from watchdog.archive.models import Change
from watchdog.archive.writing import Evidence, correct
from watchdog.core.version import stated
from watchdog.embedded import pango
from watchdog.errata.deciding import conceal
from watchdog.pages import publishing
from watchdog.pages.markdown import render
from watchdog.pages.models import State
from watchdog.pages.publishing import Refused
from watchdog.reports import views

pytestmark = pytest.mark.django_db
ONE = "Anna Ba"


def correct_a_ballot(vote: Vote, choice: str = "przeciw") -> None:
    """Correct what one person chose, as the back room does."""
    kind = ContentType.objects.get_for_model(Vote)
    change = Change(content_type=kind, object_id=vote.pk, field=ballot_field(ONE), before="za", after=choice)
    put(change, Evidence(user=UserFactory(), reason="Protokół mówi inaczej."))


def by_the_clock() -> list[int]:
    """Let the clock look, and the worker make what it finds."""
    woken: list[int] = []
    with TestCase.captureOnCommitCallbacks(execute=True):
        keeping_up.keep_up(woken.append)
        for pk in woken:
            making.perform(pk)
    return woken


@pytest.mark.slow  # it takes in Gliwice's people and sets a document
@pytest.mark.skipif(
    not (pango.is_installed() or pango.is_unpacked()), reason="no Pango: ./portal test says how to get it"
)
def test_the_button_makes_everything_of_one_state_of_the_data(
    editor: User, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    session = real_session()
    vote = Vote.objects.get(meeting=session)
    log_in(client, editor)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/zaplecze/pakiety/sesja/{session.pk}/")

    pack = SessionPack.objects.get()
    if pack.is_under_way:  # the queue of tests does not work by itself
        making.perform(pack.pk)
        pack.refresh_from_db()
    page = said(client.get(answer["Location"]))
    mark = stated(pack.data_version)
    with zipfile.ZipFile(io.BytesIO(client.get(f"/zaplecze/pakiety/{pack.pk}/calosc.zip").content)) as whole:
        held = {name: whole.read(name) for name in whole.namelist()}
    report = next(content for name, content in held.items() if name.endswith(".pdf"))
    choices = next(content.decode() for name, content in held.items() if "glosy-imienne" in name)

    assert (pack.state, bool(mark)) == ("done", True)
    assert report.startswith(b"%PDF-")
    assert [content[:4] for name, content in held.items() if name.endswith(".png")] == [b"\x89PNG"] * 2
    assert pack.left_out == []
    assert all(mark in name for name in held if name not in ("SHA256SUMS", "wersja.txt"))
    assert mark in held["wersja.txt"].decode()
    assert len(choices.splitlines()) == 26
    assert "Leszek Curyło,,za,za" in choices
    assert mark in page
    assert pack.article is not None
    assert vote.get_absolute_url() in pack.article.body
    assert f"wersja {mark}" in pack.article.body
    assert pack.article.title in page
    assert (pack.article.state, pack.article.published_at) == (State.DRAFT, None)
    assert not render(pack.article.body).problems


def test_a_second_press_and_a_look_of_the_clock_change_nothing(
    session: Meeting, editor: User, without_report: None, own_state: Path
) -> None:
    pack = made(session, editor)
    before = (pack.made_at, pack.data_version, sorted(own_state.rglob("*")))
    article = pack.article.version if pack.article else None

    again, anything = acts.ask(session, member("inna", "redaktor"))
    woken = by_the_clock()

    again.refresh_from_db()
    assert (anything, woken, again.asked_by) == (False, [], editor)
    assert (again.made_at, again.data_version, sorted(own_state.rglob("*"))) == before
    assert again.article is not None
    assert again.article.version == article


def test_a_corrected_ballot_makes_it_again_and_is_named_everywhere(
    session: Meeting, vote: Vote, editor: User, without_report: None, client: Client
) -> None:
    first = made(session, editor)
    correct_a_ballot(vote)
    page_before = said(log_in(client, editor).get(first.get_absolute_url()))

    woken = by_the_clock()
    pack = SessionPack.objects.get()
    page, front = said(client.get(pack.get_absolute_url())), said(client.get("/zaplecze/"))

    named = f"{ONE}: było „za (Klub Miasta)”, jest „przeciw (Klub Miasta)”"
    assert woken == [pack.pk]
    assert pack.data_version != first.data_version
    assert named in page_before
    assert "Pliki poniżej podają jeszcze poprzednie liczby" in page_before
    for text in (page, front):
        assert "liczby zmieniły się od" in text.lower()
        assert "za 3, przeciw 0" in text
        assert "za 2, przeciw 1" in text
    assert named in page
    assert pack.article is not None
    assert "Klub Miasta: za 1, przeciw 1" in pack.article.body.replace("\xa0", " ")
    assert {path.name for path in files.root().glob("*/*")} == {piece.sha256 for piece in pack.pieces.all()}

    acts.look_through(pack, editor, pack.digest)
    assert "liczby zmieniły się" not in said(client.get("/zaplecze/")).lower()


def test_what_somebody_wrote_in_the_article_stays_and_a_new_draft_stands_beside(
    session: Meeting, vote: Vote, editor: User, without_report: None, client: Client
) -> None:
    pack = made(session, editor)
    article = pack.article
    assert article is not None
    other = member("druga", "redaktor")
    publishing.keep(article, {"lead": "Tak to widzę."}, "", other)
    written = article.values()
    correct_a_ballot(vote)

    by_the_clock()
    pack.refresh_from_db()
    article.refresh_from_db()
    page = said(log_in(client, editor).get(pack.get_absolute_url()))

    assert article.values() == written
    assert "ktoś już nad nim pracował" in page
    assert "Zrób nowy szkic obok artykułu" in page
    assert "<del>" in page
    client.post(f"/zaplecze/pakiety/{pack.pk}/decyzja/", {"act": "draft"})
    pack.refresh_from_db()
    article.refresh_from_db()
    assert pack.article is not None
    assert pack.article != article
    assert article.values() == written
    assert "przeciw 1" in pack.article.body.replace("\xa0", " ")
    assert publishing.worked_on(pack.article, editor)  # so a second person publishes it


@pytest.mark.parametrize("group", ["wolontariusz", "recenzent", "administrator"])
def test_who_is_no_editor_neither_sees_nor_makes_packs(
    session: Meeting, editor: User, client: Client, group: str, without_report: None
) -> None:
    pack = made(session, editor)
    piece = pack.pieces.all()[0]
    log_in(client, member("kto_inny", group))

    looked = [
        client.get(f"/zaplecze/pakiety/{tail}").status_code
        for tail in ("", f"{pack.pk}/", f"{pack.pk}/calosc.zip", f"{pack.pk}/plik/{piece.pk}/")
    ]
    pressed = client.post(f"/zaplecze/pakiety/sesja/{session.pk}/").status_code

    assert {*looked, pressed} == {403}
    assert "Przygotuj pakiet" not in said(client.get(f"/zaplecze/council/session/{session.pk}/change/"))
    with pytest.raises(Refused):
        acts.ask(session, member("jeszcze_inny", group))


def test_a_large_report_is_made_at_once_for_the_portal_itself_and_counts_as_no_visitor(
    session: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {"is_large": True, "is_too_often": True, "manuscript": None, "typeset": b"%PDF-1.7"}
    for name, answer in answers.items():
        monkeypatch.setattr(views, name, lambda *_asked, answer=answer: answer)

    assert asking.ask(f"{session.get_absolute_url().rstrip('/')}.pdf", "application/pdf") == b"%PDF-1.7"


def test_the_button_stands_above_the_session_of_an_editor(session: Meeting, editor: User, client: Client) -> None:
    page = said(log_in(client, editor).get(f"/zaplecze/council/session/{session.pk}/change/"))

    assert "Przygotuj pakiet po sesji" in page
    assert f'action="/zaplecze/pakiety/sesja/{session.pk}/"' in page


def test_hostile_words_of_a_record_are_words_and_private_names_are_masked(
    editor: User, without_report: None, client: Client
) -> None:
    hostile = "<script>alert(1)</script> \u202eabc \U0001f600 [[glosowanie:x]] **a** " + "ą" * 900
    session = SessionFactory(venue="=1+1")
    VoteFactory(meeting=session, number=1, subject=hostile, totals=(12, 11, 0, 2))
    VoteFactory(meeting=session, number=2, subject="Rozpatrzenie petycji Pana Jana Kowalskiego", totals=(20, 0, 0, 5))

    pack = made(session, editor)
    page = said(log_in(client, editor).get(pack.get_absolute_url()))
    article = pack.article
    assert article is not None
    shown = render(article.body)

    assert not shown.problems
    assert len(article.title) <= 160
    assert "<script>" not in shown.html
    assert "<script>alert" not in page
    assert "\u202e" not in article.body
    assert "Kowalski" not in f"{pack.text} {pack.section} {pack.figures}"
    assert "petycji osoby fizycznej" in article.body


@pytest.mark.parametrize(("subject", "told"), [("Skarga Alojzego Prywatnego", "[]"), ("Alojzy Prywatnego", "ukryt")])
def test_a_name_that_is_hidden_later_is_in_no_figure_and_no_file(
    editor: User, without_report: None, subject: str, told: str
) -> None:
    vote = VoteFactory(number=1, subject=subject, totals=(20, 0, 0, 5))
    pack = made(vote.meeting, editor)
    correct(vote, {"subject": "Skarga osoby fizycznej"}, Evidence(user=editor, reason="Nazwisko."))
    conceal(Change.objects.get(field="subject").pk, editor, "Osoba prywatna.")

    by_the_clock()
    pack.refresh_from_db()

    held = b"".join(path.read_bytes() for path in files.root().rglob("*") if path.is_file()).decode()
    kept = f"{pack.text} {pack.section} {pack.figures} {pack.seen_figures} {pack.changes}"
    assert "Prywatnego" not in held.replace(vote.slug, "")
    assert "Prywatnego" not in kept
    assert told in str(pack.changes)


def test_a_killed_worker_is_followed_by_another_three_times_at_most(
    session: Meeting, editor: User, without_report: None
) -> None:
    pack, _anything = acts.ask(session, editor)
    for attempt in (1, 2, 3):
        making._claimed(pack.pk)  # and then the process was gone
        assert making.recover(lambda _pk: None) == ([pack.pk] if attempt < 3 else [])
    pack.refresh_from_db()
    assert (pack.state, bool(pack.error)) == (SessionPack.State.FAILED, True)

    assert made(session, editor).state == SessionPack.State.DONE


def test_a_cancelled_making_leaves_what_was_there(
    session: Meeting, vote: Vote, editor: User, without_report: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(session, editor)
    correct_a_ballot(vote)
    acts.ask(session, editor)
    tell = progress.tell

    def cancelled_at_the_second(pk: int, done: int, total: int, title: str) -> None:
        tell(pk, done, total, title)
        if done == 1:
            acts.cancel(first, editor)

    monkeypatch.setattr(progress, "tell", cancelled_at_the_second)
    making.perform(first.pk)

    pack = SessionPack.objects.get()
    assert (pack.state, pack.made_at) == (SessionPack.State.CANCELLED, first.made_at)
    assert files.are_there(pack.pieces.all())
    assert keeping_up.keep_up(lambda _pk: None) == []
    with pytest.raises(Refused):
        acts.cancel(pack, editor)


def test_an_error_is_told_and_leaves_what_was_there(
    session: Meeting, vote: Vote, editor: User, without_report: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(session, editor)
    correct_a_ballot(vote)
    acts.ask(session, editor)
    monkeypatch.setattr(making, "section_of", lambda _told: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        making.perform(first.pk)

    pack = SessionPack.objects.get()
    assert (pack.state, pack.made_at) == (SessionPack.State.FAILED, first.made_at)
    assert SessionPack.objects.waiting().get() == pack


def test_a_lost_file_is_made_again(session: Meeting, editor: User, without_report: None) -> None:
    pack = made(session, editor)
    files.path_of(pack.pieces.all()[0]).unlink()

    assert by_the_clock() == [pack.pk]
    assert files.are_there(PackPiece.objects.filter(pack=pack))


def test_the_section_is_offered_to_the_next_issue_and_put_into_a_draft_once(
    session: Meeting, editor: User, without_report: None
) -> None:
    pack = made(session, editor)
    issue = Issue(slug="wydanie", title="Wydanie", lead="Wstęp", body="## Moje", saved_at=timezone.now())
    publishing.keep(issue, {}, "", editor)

    acts.add_to_issue(pack, editor, issue.pk)

    issue.refresh_from_db()
    assert issue.body == f"## Moje\n\n{pack.section}"
    assert digest().body.startswith(pack.section)
    with pytest.raises(Refused):
        acts.add_to_issue(pack, editor, issue.pk)
