"""An issue in the back room: drafted from the data, approved by a second person, rehearsed, sent, decided about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from newsletter.letters import acts
from newsletter.letters.digest import COUNTED, LISTED, digest
from newsletter.models import Delivery, Issue, Mailing
from newsletter.waits import issues_in_review, mails_in_doubt
from tests.factories.council import VoteFactory
from tests.factories.letters import IssueFactory, ReaderFactory
from tests.factories.texts_of_ours import ArticleFactory
from watchdog.pages.models import State

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]

ADD = "/zaplecze/newsletter/issue/add/"


@pytest.fixture
def editor(sender: User) -> User:
    """Give somebody who may do everything with issues."""
    names = ["view_issue", "add_issue", "change_issue", "publish_issue", "send_issue"]
    sender.user_permissions.add(*Permission.objects.filter(codename__in=names))
    sender.email = "redakcja@example.org"
    sender.save()
    return sender


def page(issue: Issue) -> str:
    return f"/zaplecze/newsletter/issue/{issue.pk}/wysylka/"


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_an_issue_is_drafted_from_the_data_approved_by_a_second_person_and_sent(
    as_: As, fill: Callable[..., HttpResponse], writer: User, editor: User, mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    vote = VoteFactory(subject="Zmiana budżetu")
    ReaderFactory(email="a@example.net")
    writer.user_permissions.add(*Permission.objects.filter(codename__in=["view_issue", "add_issue", "change_issue"]))
    offered = as_(writer).get(ADD).context["adminform"].form.initial
    assert vote.get_absolute_url() in offered["body"]

    fill(writer, ADD, "_review", **{name: offered[name] for name in ("title", "lead", "body", "gathered_at")})
    issue = Issue.objects.get()
    assert (issue.state, issue.gathered_at is not None) == (State.REVIEW, True)
    assert issues_in_review(editor) == 1
    review = f"/zaplecze/newsletter/issue/{issue.pk}/recenzja/"
    assert "start" not in dict(as_(editor).get(page(issue)).context["acts"])
    as_(editor).post(review, {"act": "publish", "note": "", "seen": issue.version})
    with django_capture_on_commit_callbacks(execute=True):
        as_(editor).post(page(issue), {"act": "start"})

    assert Client().get(issue.get_absolute_url()).status_code == 200
    assert [mail.to for mail in mailoutbox] == [["a@example.net"]]
    assert Mailing.objects.get().state == Mailing.State.DONE
    assert Delivery.objects.get().state == Delivery.State.SENT


def test_a_test_mail_goes_to_its_sender_alone_and_needs_no_approval(
    as_: As, editor: User, mailoutbox: list[Any]
) -> None:
    ReaderFactory()
    issue = IssueFactory(draft=True)

    response = as_(editor).post(page(issue), {"act": "test"}, follow=True)

    assert [mail.to for mail in mailoutbox] == [["redakcja@example.org"]]
    assert "redakcja@example.org" in said(response)
    assert not Mailing.objects.exists()


def test_who_may_not_send_has_no_page_for_it(as_: As, writer: User) -> None:
    writer.user_permissions.add(Permission.objects.get(codename="change_issue"))

    assert as_(writer).get(page(IssueFactory())).status_code == 403


def test_an_issue_that_nobody_approved_is_not_sent_whatever_is_posted(as_: As, editor: User) -> None:
    issue = IssueFactory(review=True)

    response = as_(editor).post(page(issue), {"act": "start"}, follow=True)

    assert said(response)
    assert not Mailing.objects.exists()


def test_mails_in_doubt_are_listed_and_decided_one_by_one(as_: As, editor: User) -> None:
    ReaderFactory(email="a@example.net")
    ReaderFactory(email="b@example.net")
    mailing = acts.start(IssueFactory(), editor)
    mailing.deliveries.update(state=Delivery.State.DOUBT, claimed_at=timezone.now())
    first, _second = mailing.deliveries.all()
    shown = as_(editor).get(page(mailing.issue)).content.decode()
    assert "a@example.net" in shown
    assert mails_in_doubt(editor) == 2

    as_(editor).post(page(mailing.issue), {"act": "left", "doubted": [first.pk]})

    assert list(mailing.deliveries.values_list("state", flat=True)) == [Delivery.State.SENT, Delivery.State.DOUBT]
    assert mails_in_doubt(editor) == 1

    nobody = as_(editor).post(page(mailing.issue), {"act": "again"}, follow=True)
    stale = as_(editor).post(page(mailing.issue), {"act": "again", "doubted": [first.pk]}, follow=True)
    unknown = as_(editor).post(page(mailing.issue), {"act": "burn"}, follow=True)

    assert "Zaznacz najpierw listy" in said(nobody)
    assert "zmieniła się w międzyczasie" in said(stale)
    assert said(unknown)
    assert list(mailing.deliveries.values_list("state", flat=True)) == [Delivery.State.SENT, Delivery.State.DOUBT]
    assert not any("Zrobione" in said(each) for each in (nobody, stale, unknown))


def test_the_help_beside_an_issue_offers_nothing_that_a_mail_cannot_show(as_: As, editor: User) -> None:
    shown = as_(editor).get(ADD).content.decode()

    assert "Jak pisać" in shown
    assert "[[" not in shown


def test_a_block_of_a_record_is_no_part_of_a_mail(fill: Callable[..., HttpResponse], editor: User) -> None:
    fill(editor, ADD, "_save", title="A", lead="B", body="[[glosowanie:x]]")

    assert not Issue.objects.exists()


def test_the_digest_has_a_section_for_each_kind_and_counts_what_it_leaves_out() -> None:
    for number in range(LISTED + 3):
        VoteFactory(subject=f"Głosowanie *{number}*", meeting=None)
    ArticleFactory(title="Nasza [analiza]", published_at=timezone.now())

    found = digest()

    assert found.body.count("Głosowanie") >= LISTED
    assert "\\*" in found.body
    assert "i 3 kolejne pozycje" in found.body
    assert "Nasza \\[analiza\\]" in found.body
    assert COUNTED > LISTED


def test_the_next_digest_begins_where_the_last_issue_ended() -> None:
    VoteFactory(subject="Stare")
    IssueFactory(gathered_at=timezone.now() + timedelta(seconds=1))
    IssueFactory(draft=True, gathered_at=timezone.now() + timedelta(days=1))

    assert digest().is_empty


def test_the_rehearsal_prints_the_mail_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    VoteFactory(subject="Zmiana budżetu")
    ReaderFactory()

    call_command("send_digest", "--dry-run")

    printed = capsys.readouterr().out
    assert "List-Id:" in printed
    assert "1 readers would get it" in printed
    assert not Issue.objects.exists()
    call_command("send_digest")
    draft = Issue.objects.get()
    assert draft.state == State.DRAFT
    with pytest.raises(CommandError):
        call_command("send_digest", draft.slug, "--by", "nikt")
