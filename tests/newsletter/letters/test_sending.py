"""An issue on its way through a real SMTP server: everybody gets it once, whatever the server says."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import timedelta
from time import sleep

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from newsletter.letters import acts, sending
from newsletter.letters.claiming import Claimed, Ended, step
from newsletter.mail import smtp
from newsletter.mail.answers import Answer, Verdict
from newsletter.models import Delivery, Mailing, Subscriber, Suppression
from tests.factories.letters import IssueFactory, ReaderFactory
from tests.fakes.post_office import CUT, HANG, PostOffice
from watchdog.pages.publishing import Refused

pytestmark = pytest.mark.django_db
State = Delivery.State


def started(sender: User, *readers: str) -> Mailing:
    for address in readers:
        ReaderFactory(email=address)
    return acts.start(IssueFactory(), sender)


def send(mailing: Mailing) -> list[int]:
    """Send what is due; give the issues that asked for another stint."""
    woken: list[int] = []
    sending.carry_on(mailing.issue_id, wake=woken.append)
    mailing.refresh_from_db()
    return woken


def states(mailing: Mailing) -> dict[str, str]:
    return dict(mailing.deliveries.values_list("subscriber__email", "state"))


def make_due(mailing: Mailing) -> None:
    mailing.deliveries.waiting().update(due_at=timezone.now() - timedelta(seconds=1))


def test_everybody_gets_one_letter_of_their_own_over_one_connection(post: PostOffice, sender: User) -> None:
    everybody = [f"osoba{n}@example.net" for n in range(5)]
    mailing = started(sender, *everybody)

    send(mailing)

    assert post.counts == dict.fromkeys(everybody, 1)
    assert set(states(mailing).values()) == {State.SENT}
    assert mailing.state == Mailing.State.DONE
    links = {post.mail(address)["List-Unsubscribe"] for address in everybody}
    numbers = {post.mail(address)["Message-ID"] for address in everybody}
    assert len(links) == len(numbers) == 5
    assert all(post.mail(address)["To"] == address for address in everybody)


def test_who_signed_off_or_is_suppressed_in_the_meantime_gets_none(post: PostOffice, sender: User) -> None:
    mailing = started(sender, "a@example.net", "b@example.net", "c@example.net")
    Subscriber.objects.filter(email="a@example.net").update(wants_letters=False)
    Suppression.objects.add("b@example.net", Suppression.Kind.COMPLAINED)

    send(mailing)

    assert set(post.counts) == {"c@example.net"}
    assert states(mailing) == {
        "a@example.net": State.SKIPPED,
        "b@example.net": State.SKIPPED,
        "c@example.net": State.SENT,
    }


def test_a_mail_that_is_put_off_waits_and_is_sent_once(post: PostOffice, sender: User) -> None:
    mailing = started(sender, "a@example.net", "b@example.net", "c@example.net")
    post.at_rcpt["a@example.net"] = deque(["450 4.2.1 greylisted", "451 4.3.0 again"])
    post.at_end["b@example.net"] = deque(["452 4.3.1 full"])

    send(mailing)
    assert states(mailing) == {
        "a@example.net": State.WAITING,
        "b@example.net": State.WAITING,
        "c@example.net": State.SENT,
    }
    waits = mailing.deliveries.get(subscriber__email="a@example.net")
    assert timedelta(seconds=50) < waits.due_at - timezone.now() <= timedelta(minutes=1)
    assert "greylisted" in waits.answer
    send(mailing)
    assert post.attempts.count("a@example.net") == 1, "not before its time"

    for _again in range(2):
        make_due(mailing)
        send(mailing)

    assert post.counts == {"a@example.net": 1, "b@example.net": 1, "c@example.net": 1}
    assert mailing.state == Mailing.State.DONE


def test_a_mail_that_is_put_off_for_days_is_given_up(post: PostOffice, sender: User) -> None:
    mailing = started(sender, "a@example.net")
    post.at_rcpt["a@example.net"] = deque(["450 later"] * 20)

    for _attempt in range(12):
        make_due(mailing)
        send(mailing)

    assert states(mailing) == {"a@example.net": State.REFUSED}
    assert post.attempts.count("a@example.net") == 9
    assert not Suppression.objects.exists()


def test_a_refused_mail_is_not_tried_again_and_only_a_missing_mailbox_ends_the_address(
    post: PostOffice, sender: User
) -> None:
    mailing = started(sender, "brak@example.net", "zly@example.net", "c@example.net")
    post.at_rcpt["brak@example.net"] = deque(["550 5.1.1 No such user"])
    post.at_end["zly@example.net"] = deque(["554 5.7.1 Looks like spam"])

    send(mailing)
    send(mailing)

    refused = {"brak@example.net": State.REFUSED, "zly@example.net": State.REFUSED, "c@example.net": State.SENT}
    assert states(mailing) == refused
    assert len(post.attempts) == 3
    assert Suppression.objects.holds("brak@example.net")
    assert not Suppression.objects.holds("zly@example.net")


@pytest.mark.parametrize(("how", "pipelining"), [(CUT, True), (CUT, False), (HANG, True)])
def test_a_line_that_breaks_before_the_letter_is_handed_over_leaves_no_doubt(
    post: PostOffice, sender: User, how: str, pipelining: bool
) -> None:
    post.pipelining = pipelining
    mailing = started(sender, "a@example.net", "b@example.net")
    post.at_rcpt["a@example.net"] = deque([how])

    send(mailing)
    assert states(mailing) == {"a@example.net": State.WAITING, "b@example.net": State.SENT}
    make_due(mailing)
    send(mailing)

    assert post.counts == {"a@example.net": 1, "b@example.net": 1}


@pytest.mark.parametrize("how", [CUT, HANG])
def test_a_line_that_breaks_after_it_leaves_the_mail_in_doubt_and_nobody_sends_it_again(
    post: PostOffice, sender: User, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "LAST_ANSWER", 1)
    mailing = started(sender, "a@example.net", "b@example.net")
    post.after_taking["a@example.net"] = how

    send(mailing)
    send(mailing)
    sending.recover(wake=lambda _issue: pytest.fail("nothing is due"))

    assert states(mailing) == {"a@example.net": State.DOUBT, "b@example.net": State.SENT}
    assert post.counts == {"a@example.net": 1, "b@example.net": 1}
    assert mailing.state == Mailing.State.RUNNING, "a person has to decide first"


def test_a_person_decides_about_what_is_in_doubt(post: PostOffice, sender: User) -> None:
    mailing = started(sender, "a@example.net", "b@example.net")
    mailing.deliveries.update(state=State.DOUBT, claimed_at=timezone.now())
    left, again = mailing.deliveries.values_list("pk", flat=True)

    assert acts.decide(mailing, sender, [left], again=False) == 1
    assert acts.decide(mailing, sender, [again], again=True) == 1
    assert acts.decide(mailing, sender, [left, again], again=True) == 0, "decided is decided"
    send(mailing)

    assert set(states(mailing).values()) == {State.SENT}
    assert post.counts == {"b@example.net": 1}


def test_what_a_killed_sender_had_claimed_is_in_doubt(post: PostOffice, sender: User) -> None:
    mailing = started(sender, "a@example.net", "b@example.net")
    Delivery.objects.filter(subscriber__email="a@example.net").update(state=State.SENDING, claimed_at=timezone.now())

    woken: list[int] = []
    sending.recover(wake=woken.append)
    send(mailing)

    assert woken == [mailing.issue_id]
    assert states(mailing) == {"a@example.net": State.DOUBT, "b@example.net": State.SENT}
    assert set(post.counts) == {"b@example.net"}


@pytest.mark.parametrize("where", ["at_mail", "port"])
def test_a_server_that_refuses_us_or_is_not_there_costs_nobody_their_mail(
    post: PostOffice, sender: User, where: str, settings: object
) -> None:
    mailing = started(sender, "a@example.net", "b@example.net")
    if where == "at_mail":
        post.at_mail = "550 5.7.1 You may not send"
    else:
        settings.EMAIL_PORT = 1  # type: ignore[attr-defined]  # pytest-django's settings

    send(mailing)

    assert set(states(mailing).values()) == {State.WAITING}
    assert set(mailing.deliveries.values_list("attempts", flat=True)) == {0}
    assert mailing.state == (Mailing.State.PAUSED if where == "at_mail" else Mailing.State.RUNNING)
    assert ("may not send" in mailing.note) == (where == "at_mail")


def test_a_server_that_takes_fewer_lines_gets_everything_over_those(
    post: PostOffice, sender: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_CONNECTIONS = 3
    opened: list[Answer] = [Answer(Verdict.DOWN, 421, "too many connections")] * 2
    whole = smtp.SmtpLine._connected
    monkeypatch.setattr(smtp.SmtpLine, "_connected", lambda line: opened.pop() if opened else whole(line))
    mailing = started(sender, *(f"osoba{n}@example.net" for n in range(9)))

    assert send(mailing) == []

    assert (len(post.taken), set(post.counts.values())) == (9, {1})
    assert set(mailing.deliveries.values_list("attempts", flat=True)) == {1}


@pytest.mark.parametrize(("waits_for", "at_once"), [("disk", [8, 12, 12, 4]), ("server", [8, 8, 8, 8, 4])])
def test_more_lines_are_opened_only_while_the_disk_is_waited_for_and_not_the_server(
    post: PostOffice,
    sender: User,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    waits_for: str,
    at_once: list[int],
) -> None:
    settings.EMAIL_CONNECTIONS = 12
    mailing = started(sender, *(f"osoba{n}@example.net" for n in range(36)))
    post.slow = 0.05 if waits_for == "server" else 0
    claimed: list[int] = []

    def slowly(ended: Sequence[Ended], following: Sequence[int] = ()) -> list[Claimed]:
        sleep(0.2 if waits_for == "disk" else 0)
        claimed.append(len(found := step(ended, following)))
        assert mailing.deliveries.filter(state=State.SENDING).count() == len(found)
        return found

    monkeypatch.setattr(sending, "step", slowly)

    assert send(mailing) == []

    assert claimed == [*at_once, 0]
    assert (len(post.taken), set(post.counts.values())) == (36, {1})


def test_a_server_without_pipelining_is_spoken_to_step_by_step(post: PostOffice, sender: User) -> None:
    mailing = started(sender, "a@example.net", "b@example.net", "c@example.net")
    post.at_rcpt["a@example.net"] = deque(["550 5.1.1 No such user"])
    post.at_end["b@example.net"] = deque(["451 4.3.0 again"])

    post.pipelining = False

    send(mailing)

    found = {"a@example.net": State.REFUSED, "b@example.net": State.WAITING, "c@example.net": State.SENT}
    assert states(mailing) == found


def test_many_refusals_in_a_row_pause_the_mailing(post: PostOffice, sender: User) -> None:
    everybody = [f"osoba{n}@example.net" for n in range(30)]
    for address in everybody:
        post.at_rcpt[address] = deque(["550 5.7.1 Blocked"])
    mailing = started(sender, *everybody)

    send(mailing)

    assert len(post.attempts) == sending.REFUSED_IN_A_ROW
    assert mailing.state == Mailing.State.PAUSED


def test_a_paused_mailing_sends_nothing_and_goes_on_exactly_there(
    post: PostOffice, sender: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailing = started(sender, *(f"osoba{n}@example.net" for n in range(6)))
    monkeypatch.setattr(sending, "STINT", 0.0)
    for _stint in range(2):
        assert send(mailing) == [mailing.issue_id]

    acts.pause(mailing, sender)
    assert send(mailing) == []
    assert len(post.taken) == 2
    acts.resume(mailing, sender)
    monkeypatch.setattr(sending, "STINT", 60.0)

    assert send(mailing) == []
    assert set(post.counts.values()) == {1}
    assert len(post.counts) == 6


def test_a_cancelled_mailing_is_over(post: PostOffice, sender: User, monkeypatch: pytest.MonkeyPatch) -> None:
    mailing = started(sender, "a@example.net", "b@example.net")
    monkeypatch.setattr(sending, "STINT", 0.0)
    send(mailing)

    acts.cancel(mailing, sender)
    send(mailing)

    assert len(post.taken) == 1
    assert sorted(states(mailing).values()) == [State.CANCELLED, State.SENT]
    with pytest.raises(Refused):
        acts.resume(mailing, sender)


def test_nobody_is_sent_an_issue_twice_or_one_that_nobody_approved(sender: User) -> None:
    issue = IssueFactory()
    ReaderFactory()
    acts.start(issue, sender)

    with pytest.raises(Refused):
        acts.start(issue, sender)
    with pytest.raises(Refused):
        acts.start(IssueFactory(review=True), sender)
    with pytest.raises(Refused):
        acts.start(IssueFactory(), User.objects.create(username="obcy"))
    assert Delivery.objects.count() == 1


def test_a_claim_inside_of_a_transaction_is_refused(sender: User) -> None:
    mailing = started(sender, "a@example.net")

    with transaction.atomic(), pytest.raises(RuntimeError):
        send(mailing)
