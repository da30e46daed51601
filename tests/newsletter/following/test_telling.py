"""One mail for what is new, whatever the mail server answers and however often documents are read."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from council.models import Mandate, Vote
from council.sources.gliwice_votes import GliwiceVotes
from newsletter.following import asking, telling
from newsletter.following.news import SHOWN
from newsletter.models import Alert, Notice, Rate, Subscriber, Suppression, Told
from tests.factories.council import MandateFactory, PersonFactory, TermFactory, VoteFactory
from tests.fakes.post_office import CUT, PostOffice
from tests.newsletter.following.conftest import an_hour_ago, votes
from tests.newsletter.following.test_journey import text_of
from watchdog.ingest.pipeline import read_again
from watchdog.search.indexing import index

pytestmark = pytest.mark.django_db

ANNA = "anna@example.pl"
VOTES = "/rada/glosowania/?q=bud%C5%BCet"
Follow = Callable[..., Alert]


def tell(**later: int) -> int:
    return telling.tell_everybody(timezone.now() + timedelta(**later))


def states() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("state", flat=True))


def test_reading_and_indexing_again_write_to_nobody(post_office: PostOffice, follow: Follow) -> None:
    votes("Budżet miasta na 2020 rok")
    an_hour_ago(follow(VOTES))
    Alert.objects.update(told_from=timezone.now(), told_until=timezone.now())
    votes("Budżet miasta na 2020 rok", "Budżet miasta na 2021 rok")

    assert tell() == 1
    list(read_again(GliwiceVotes()))
    index(Vote.objects.latest("pk"))
    votes("Budżet miasta na 2020 rok", "Budżet miasta na 2021 rok")

    assert tell(hours=1) == 0
    [told] = post_office.messages
    assert "2021 rok" in text_of(told)
    assert "2020 rok" not in text_of(told)


def test_one_person_gets_one_mail_with_a_section_for_each_alert(post_office: PostOffice, follow: Follow) -> None:
    nobodys = "/szukaj/?q=bud%C5%BCet&organ=Stra%C5%BC+Miejska"
    for address in (VOTES, "/szukaj/?q=bud%C5%BCet", nobodys, "/rada/uchwaly/"):
        an_hour_ago(follow(address))
    votes("Budżet miasta na 2021 rok")

    assert tell() == 1
    text = text_of(post_office.messages[0])
    assert text.count("Dlaczego to dostajesz") == 2  # there is no new resolution
    assert text.count("Budżet miasta na 2021 rok") == 2


def test_a_mail_put_off_is_sent_later_and_once(post_office: PostOffice, follow: Follow) -> None:
    an_hour_ago(follow(VOTES))
    votes("Budżet miasta na 2021 rok")
    post_office.at_rcpt[ANNA] = deque(["451 Greylisted"])

    assert (tell(), states(), Told.objects.count()) == (0, ["failed"], 0)
    assert (tell(minutes=5), post_office.taken) == (0, [])  # not yet
    assert (tell(minutes=11), states(), Told.objects.count()) == (1, ["sent"], 1)
    assert (tell(hours=2), len(post_office.taken)) == (0, 1)


def test_a_mailbox_that_does_not_exist_is_not_written_to_again(post_office: PostOffice, follow: Follow) -> None:
    an_hour_ago(follow(VOTES))
    votes("Budżet miasta na 2021 rok")
    post_office.at_rcpt[ANNA] = deque(["550 5.1.1 No such user"])

    tell()
    assert states() == ["refused"]
    assert Suppression.objects.get().kind == "bounced"
    assert (tell(days=3), post_office.taken) == (0, [])


def test_a_refused_mail_says_nothing_of_the_mailbox(post_office: PostOffice, follow: Follow) -> None:
    an_hour_ago(follow(VOTES))
    votes("Budżet miasta na 2021 rok")
    post_office.at_end[ANNA] = deque(["554 Looks like spam"])

    tell()
    assert (states(), Suppression.objects.count()) == (["refused"], 0)
    assert (tell(hours=2), tell(hours=25)) == (0, 1)


def test_a_broken_connection_leaves_a_doubt_for_a_person(post_office: PostOffice, follow: Follow) -> None:
    an_hour_ago(follow(VOTES))
    votes("Budżet miasta na 2021 rok")
    post_office.after_taking[ANNA] = CUT

    assert (tell(), states()) == (0, ["doubt"])
    assert (tell(days=2), len(post_office.taken)) == (0, 1)  # never again by itself
    telling.settle(Notice.objects.get(), was_sent=False)
    del post_office.after_taking[ANNA]
    assert (tell(days=2), states(), len(post_office.taken)) == (1, ["lost", "sent"], 2)


def test_a_killed_worker_leaves_a_doubt(
    post_office: PostOffice, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_hour_ago(follow(VOTES))
    votes("Budżet miasta na 2021 rok")

    def killed(*_values: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(telling, "send", killed)
        with pytest.raises(SystemExit):
            tell()

    assert states() == ["sending"]
    assert (tell(minutes=5), states()) == (0, ["sending"])
    assert (tell(minutes=20), states()) == (0, ["doubt"])
    assert post_office.taken == []


def test_a_server_out_of_reach_is_tried_again(post_office: PostOffice, follow: Follow, settings: Any) -> None:
    an_hour_ago(follow(VOTES))
    votes("Budżet miasta na 2021 rok")
    settings.EMAIL_PORT = 1

    assert (tell(), states()) == (0, ["failed"])
    settings.EMAIL_PORT = post_office.port
    assert (tell(hours=1), states()) == (1, ["sent"])


def test_a_correction_is_mailed_to_those_who_were_told(post_office: PostOffice, follow: Follow) -> None:
    an_hour_ago(follow(VOTES))
    votes("Budżet miasta na 2021 rok;15;2")
    tell()
    an_hour_ago(follow(VOTES, "jan@example.pl"))
    Alert.objects.filter(subscriber__email="jan@example.pl").update(told_from=timezone.now())

    votes("Budżet miasta na 2021 rok;12;5")

    assert (tell(hours=1), tell(hours=2)) == (1, 0)
    text = text_of(post_office.messages[-1])
    assert "Sprostowania" in text
    assert "było „15”, jest „12”" in text
    assert post_office.counts == {ANNA: 2}


def test_nothing_is_cut_silently(post_office: PostOffice, follow: Follow) -> None:
    an_hour_ago(follow("/rada/glosowania/"))
    VoteFactory.create_batch(SHOWN + 3)

    tell()
    text = text_of(post_office.messages[0])
    assert text.count("\n* ") + text.count("\r\n* ") >= SHOWN
    assert "I jeszcze 3; cała lista" in text
    assert Told.objects.count() == SHOWN + 3


def test_an_alert_that_can_no_longer_be_read_is_told_to_its_owner_once_and_kept(
    post_office: PostOffice, follow: Follow
) -> None:
    alert = an_hour_ago(follow(VOTES))
    Alert.objects.filter(pk=alert.pk).update(query="dawny_filtr=1")
    votes("Budżet miasta na 2021 rok")

    assert (tell(), tell(days=3)) == (1, 0)
    assert "dawny_filtr" in text_of(post_office.messages[0])
    assert "Budżet" not in text_of(post_office.messages[0]).split("Dlaczego")[0].replace("BUDŻET", "")
    assert Alert.objects.alive().exists()


def mandate(until: date | None, term: str) -> Mandate:
    return MandateFactory(person=PersonFactory(family_name="Nowak"), term=TermFactory(slug=term), until=until)


def test_that_a_councillor_left_is_told_once_and_again_only_after_they_came_back(
    post_office: PostOffice, follow: Follow
) -> None:
    seat = mandate(None, "2024-2029")
    an_hour_ago(follow("/rada/glosowania/?radny=anna-nowak"))
    an_hour_ago(follow("/rada/interpelacje/?radny=anna-nowak", "jan@example.pl"))
    an_hour_ago(follow("/rada/glosowania/", "ola@example.pl"))
    assert tell() == 0

    Mandate.objects.filter(pk=seat.pk).update(until=date(2026, 11, 12))

    assert (tell(), tell()) == (2, 0)
    assert set(post_office.counts) == {ANNA, "jan@example.pl"}
    assert "Anna Nowak nie zasiada już w radzie: ostatni mandat trwał do 12 listopada 2026" in " ".join(
        text_of(post_office.messages[0]).split()
    )
    assert Alert.objects.alive().count() == 3
    Mandate.objects.filter(pk=seat.pk).update(until=None)
    VoteFactory(subject="Statut", choices=[(seat.person, "za")])
    assert tell() == 2  # of the vote, to Anna and to whoever follows every vote
    Mandate.objects.filter(pk=seat.pk).update(until=date(2026, 11, 20))
    assert tell(minutes=1) == 1  # Anna, whom the mail in between found in office


@pytest.mark.parametrize(
    ("ended", "over"),
    [(date(2024, 3, 1), date(2024, 3, 1)), (date(2024, 4, 30), None), (None, None)],
)
def test_a_term_that_ended_is_no_lost_seat_until_the_new_council_is_entered(
    db: None, ended: date | None, over: date | None
) -> None:
    term = TermFactory(slug="2018-2024", ends=date(2024, 4, 30))
    person = MandateFactory(term=term, until=ended).person

    assert person.left_before(date(2024, 5, 20)) == over
    assert person.left_before(date(2024, 7, 20)) == (over or date(2024, 4, 30))
    assert PersonFactory().left_before(date(2024, 7, 20)) is None


def test_whoever_begins_to_follow_a_former_councillor_is_not_told_of_it(
    post_office: PostOffice, follow: Follow
) -> None:
    mandate(date(2014, 5, 1), "2010-2014")
    an_hour_ago(follow("/rada/glosowania/?radny=anna-nowak"))

    assert tell() == 0


def test_that_a_person_is_gone_is_told_once(post_office: PostOffice, follow: Follow) -> None:
    seat = mandate(None, "2024-2029")
    an_hour_ago(follow("/rada/glosowania/?radny=anna-nowak"))
    seat.person.slug = "anna-nowak-kowal"
    seat.person.save()

    assert (tell(), tell(days=2)) == (1, 0)
    assert "Nie umiemy już odczytać listy" in text_of(post_office.messages[0])


@pytest.mark.parametrize(
    ("rate", "day", "hour", "due"),
    [
        (Rate.DAILY, 1, 7, False),  # Tuesday 1 December 2026, before the morning's mails
        (Rate.DAILY, 1, 8, True),
        (Rate.WEEKLY, 6, 23, False),  # Sunday
        (Rate.WEEKLY, 7, 8, True),
        (Rate.AT_ONCE, 1, 3, True),
    ],
)
def test_daily_and_weekly_mails_have_their_morning(follow: Follow, rate: Rate, day: int, hour: int, due: bool) -> None:
    zone = ZoneInfo("Europe/Warsaw")
    follow(VOTES, rate=rate)
    Alert.objects.update(told_until=datetime(2026, 11, 30, 8, 0, tzinfo=zone))

    assert telling.due_alerts(datetime(2026, 12, day, hour, 0, tzinfo=zone)).exists() is due


def test_nobody_hears_before_confirming_or_after_leaving(post_office: PostOffice, follow: Follow) -> None:
    left = an_hour_ago(follow(VOTES))
    asking.leave(left.subscriber)
    asking.ask("jan@example.pl", "pl", None, Rate.AT_ONCE)
    Subscriber.objects.update(state="pending")
    votes("Budżet miasta na 2021 rok")

    assert tell() == 0


def test_what_breaks_over_one_persons_alerts_keeps_nobody_else_from_their_mail(
    post_office: PostOffice, follow: Follow, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for email in (ANNA, "jan@example.pl"):
        an_hour_ago(follow(VOTES, email))
    votes("Budżet miasta na 2021 rok")
    words = telling.mail_words

    def broken(subscriber: Subscriber, *values: Any) -> Any:
        if subscriber.email == ANNA:
            raise ValueError("no mail can be written")
        return words(subscriber, *values)

    monkeypatch.setattr(telling, "mail_words", broken)

    assert tell() == 1
    assert set(post_office.counts) == {"jan@example.pl"}
    assert "no mail can be written" in caplog.text
    monkeypatch.undo()
    assert (tell(), post_office.counts) == (1, {ANNA: 1, "jan@example.pl": 1})
