"""What readers send: kept apart from who sent it, answered by a moderator, shown only as it was accepted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import Mock, patch

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import log_in, member
from tests.factories.archive import ChangeFactory
from tests.factories.council import VoteFactory
from tests.factories.errata import ObjectionFactory
from watchdog.archive.models import Change
from watchdog.errata.models import Objection, Sender
from watchdog.errata.tasks import forget_senders

pytestmark = pytest.mark.django_db
TEXT = "W umowie jest 12 zł, Jan Prywatny, tel. 600 000 000."
MAIL = "ktos@poczta.example"


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def moderator() -> Client:
    return log_in(Client(), member("rita", "recenzent"))


def form_of(record: Any) -> str:
    return reverse("errata:report", args=[record._meta.label_lower, record.pk])


def send(client: Client, record: Any, **typed: Any) -> Any:
    return client.post(form_of(record), {"kind": "error", "text": TEXT, "email": MAIL, **typed})


def decide(moderator: Client, objection: Objection, **typed: str) -> Any:
    said = {"accepted": "yes", "answer": "Sprawdziliśmy w umowie.", "published": "Radny wskazał inną kwotę."}
    return moderator.post(reverse("admin:errata_objection", args=[objection.pk]), {**said, **typed})


def page_of(record: Any) -> str:
    return Client().get(record.get_absolute_url()).content.decode().replace("\xa0", " ")


def public_words() -> str:
    """Give everything that the room shows to everybody."""
    addresses = [reverse("errata:remarks"), "/korekty/uwagi.json", "/korekty/uwagi.rss", reverse("errata:corrections")]
    answers = [Client().get(address) for address in addresses]
    return " ".join(b"".join(each.streaming_content if each.streaming else [each.content]).decode() for each in answers)  # type: ignore[attr-defined]  # either kind of answer


def test_the_page_of_a_record_leads_to_a_form_that_takes_a_remark_without_a_cookie(client: Client) -> None:
    vote = VoteFactory()
    assert form_of(vote) in page_of(vote)

    response = send(client, vote)

    objection = Objection.objects.get()
    assert response.headers["Location"] == objection.state_url()
    assert not response.cookies
    assert objection.record.pk == vote.pk
    assert Sender.objects.get().email == MAIL
    state = client.get(objection.state_url())
    assert "czeka na moderatora" in state.content.decode()
    assert MAIL not in state.content.decode()


def test_a_form_with_a_mistake_keeps_what_was_typed_and_nothing_else(client: Client) -> None:
    response = send(client, VoteFactory(), kind="", email="nie-adres")

    assert response.status_code == 400
    assert TEXT in response.content.decode()
    assert not Objection.objects.exists()


def test_programs_and_other_sites_are_not_kept(client: Client) -> None:
    vote = VoteFactory()

    assert send(client, vote, strona="http://spam.example").status_code == 302
    foreign = client.post(form_of(vote), {"kind": "error", "text": TEXT}, headers={"sec-fetch-site": "cross-site"})

    assert foreign.status_code == 403
    assert not Objection.objects.exists()


def test_who_sends_too_much_waits_and_loses_nothing(client: Client) -> None:
    vote = VoteFactory()
    for _each in range(10):
        assert send(client, vote).status_code == 302

    response = send(client, vote)

    assert response.status_code == 429
    assert TEXT in response.content.decode()
    assert Objection.objects.count() == 10


def test_a_record_that_nobody_may_see_has_no_form(client: Client) -> None:
    assert client.get(reverse("errata:report", args=["council.vote", 1])).status_code == 404
    assert client.get(reverse("errata:report", args=["auth.user", 1])).status_code == 404


def test_an_accepted_remark_stands_beside_the_record_in_the_moderators_words_alone(moderator: Client) -> None:
    vote = VoteFactory()
    send(Client(), vote, signature="Anna Radna")
    objection = Objection.objects.get()
    assert "Radny wskazał" not in page_of(vote)

    decide(moderator, objection)

    for words in (page_of(vote), public_words()):
        assert "Radny wskazał inną kwotę." in words
        assert "Jan Prywatny" not in words
        assert "Anna Radna" not in words  # nobody confirmed who it is
        assert MAIL not in words
    assert MAIL in mail.outbox[0].to
    assert objection.code in mail.outbox[0].body
    log = LogEntry.objects.latest("pk")
    assert "Jan Prywatny" not in f"{log.object_repr}{log.change_message}"


def test_a_signature_that_was_asked_for_and_confirmed_is_shown(moderator: Client) -> None:
    vote = VoteFactory()
    send(Client(), vote, signature="Anna Radna, radna")

    decide(moderator, Objection.objects.get(), sign="on")

    assert "Anna Radna, radna" in page_of(vote)


def test_a_refused_one_is_answered_and_shown_nowhere(moderator: Client) -> None:
    vote = VoteFactory()
    objection = ObjectionFactory(record=vote)
    assert decide(moderator, objection, accepted="no").status_code == 200  # a refusal with a public text is a slip

    decide(moderator, objection, accepted="no", published="", answer="W umowie jest tak jak u nas.")

    assert "W umowie jest tak jak u nas." not in page_of(vote) + public_words()
    assert "W umowie jest tak jak u nas." in Client().get(objection.state_url()).content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("kind", ["objection", "erasure"])
def test_what_concerns_ones_own_data_is_never_shown(moderator: Client, kind: str) -> None:
    vote = VoteFactory()
    objection = ObjectionFactory(record=vote, kind=kind)

    decide(moderator, objection)

    objection.refresh_from_db()
    assert (objection.accepted, objection.published) == (True, "")
    assert "Radny wskazał" not in page_of(vote) + public_words()


@pytest.mark.parametrize(
    ("kind", "accepted", "times"),
    [("erasure", "yes", 1), ("objection", "yes", 1), ("erasure", "no", 0), ("error", "yes", 0)],
)
def test_an_accepted_request_of_a_person_takes_whole_files_along(
    moderator: Client, django_capture_on_commit_callbacks: Any, kind: str, accepted: str, times: int
) -> None:
    objection = ObjectionFactory(record=VoteFactory(), kind=kind)

    removed = Mock()
    with patch("watchdog.core.forgetting._keepers", [removed]), django_capture_on_commit_callbacks(execute=True):
        decide(moderator, objection, accepted=accepted)

    assert removed.call_count == times


def test_every_decision_stays_within_reach_of_the_back_room(moderator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watchdog.errata.admin.SHOWN", 1)
    vote = VoteFactory()
    for answer in ("Pierwsza.", "Druga."):
        decide(moderator, ObjectionFactory(record=vote), answer=answer)

    first, second = (
        moderator.get(reverse("admin:errata_objections"), {"strona": page}).content.decode() for page in ("1", "2")
    )

    assert "Druga." in first
    assert "Pierwsza." not in first
    assert "Pierwsza." in second
    assert "strona=2" in first
    assert moderator.get(reverse("admin:errata_objections"), {"strona": "x\x00"}).status_code == 200


def test_everybody_may_know_how_many_came_and_what_became_of_them(moderator: Client) -> None:
    vote = VoteFactory()
    assert "Zgłoszenia czytelników" not in public_words()
    for _each in range(2):
        decide(moderator, ObjectionFactory(record=vote))
    decide(moderator, ObjectionFactory(record=vote, kind="erasure"), accepted="no", published="")
    ObjectionFactory(record=vote)

    said = public_words().replace("\xa0", " ")

    assert "Zgłoszenia czytelników: 4. Przyjęte: 2, odrzucone: 1, czekają na odpowiedź: 1." in said
    assert "na podstawie RODO: 1;" in said


def test_an_accepted_remark_is_taken_back(moderator: Client) -> None:
    vote = VoteFactory()
    objection = ObjectionFactory(record=vote)
    decide(moderator, objection)

    moderator.post(reverse("admin:errata_undo", args=[objection.pk]))

    assert "Radny wskazał" not in page_of(vote) + public_words()


def test_a_moderator_hides_the_values_of_a_correction_of_that_record_alone(moderator: Client) -> None:
    vote = VoteFactory()
    change, other = ChangeFactory(record=vote, before="Genowefa"), ChangeFactory(record=VoteFactory())
    objection = ObjectionFactory(record=vote, kind="erasure")
    hide = [reverse("admin:errata_hide", args=[objection.pk, each.pk]) for each in (change, other)]

    assert [moderator.post(each).status_code for each in hide] == [302, 404]

    assert list(Change.objects.filter(concealed_at__isnull=False)) == [change]
    assert "Genowefa" not in page_of(vote)


@pytest.mark.parametrize(("group", "status"), [("wolontariusz", 403), ("redaktor", 403), ("recenzent", 200)])
def test_only_reviewers_read_what_was_sent(client: Client, group: str, status: int) -> None:
    objection = ObjectionFactory(record=VoteFactory())
    log_in(client, member("ktos", group))

    pages = [reverse("admin:errata_objections"), reverse("admin:errata_objection", args=[objection.pk])]

    assert [client.get(page).status_code for page in pages] == [status, status]


def test_senders_are_forgotten_after_the_days_that_the_form_names(moderator: Client, settings: Any) -> None:
    settings.SENDERS_KEPT_DAYS = 30
    vote = VoteFactory()
    for _each in range(2):
        send(Client(), vote)
    answered, waiting = Objection.objects.order_by("pk")
    decide(moderator, answered)

    assert forget_senders() == 0
    Objection.objects.filter(pk=answered.pk).update(decided_at=timezone.now() - timedelta(days=31))
    assert forget_senders() == 1

    assert Sender.objects.get().objection_id == waiting.pk
    assert Objection.objects.count() == 2
