"""The list of corrections: what it says, what it never shows, and that its files and feed say the same."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.factories.archive import ChangeFactory
from tests.factories.committees import AttendanceFactory, BodyMembershipFactory, CommitteeMeetingFactory
from tests.factories.companies import HoldingFactory
from tests.factories.council import AgendaItemFactory, MandateFactory, SessionFactory, VoteFactory
from tests.factories.names import UserFactory
from tests.factories.spending import ContractFactory, OrganizationFactory
from watchdog.archive.models import Change
from watchdog.archive.writing import Evidence, correct
from watchdog.backroom.reverting import may_revert, revert
from watchdog.errata.deciding import conceal
from watchdog.errata.models import Correction

pytestmark = pytest.mark.django_db
LIST = reverse("errata:corrections")
NAME = "Genowefa Nieznana"


def body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode()).replace("\xa0", " ")


def everywhere(client: Client, query: str = "") -> list[str]:
    """Give the list, its files and its feed."""
    return [
        body(client.get(f"{address}{query}")) for address in (LIST, "/korekty.csv", "/korekty.json", "/korekty.rss")
    ]


def corrected(vote: Any, subject: str, reason: str = "Literówka w protokole.") -> User:
    user: User = UserFactory(first_name="Wanda", last_name="Wolontariuszka", username="wwolont")
    correct(vote, {"subject": subject}, Evidence(user=user, reason=reason))
    return user


def test_a_correction_says_what_was_what_is_and_why_but_never_who(client: Client) -> None:
    vote = VoteFactory(subject="Budżet na rok 2013")
    corrected(vote, "Budżet na rok 2014")

    for text in everywhere(client):
        assert "Budżet na rok 2013" in text
        assert "Budżet na rok 2014" in text
        assert "Literówka w protokole." in text
        assert "wwolont" not in text
        assert "Wolontariuszka" not in text
    assert "redakcja" in everywhere(client)[0]
    assert vote.get_absolute_url() in everywhere(client)[0]


def test_files_hold_every_column_of_the_list(client: Client) -> None:
    vote = VoteFactory(subject="A")
    corrected(vote, "B")

    rows = list(csv.DictReader(io.StringIO(everywhere(client)[1].removeprefix("\ufeff"))))
    items = json.loads(everywhere(client)[2])["items"]

    assert [(row["before"], row["after"], row["title"]) for row in rows] == [("A", "B", "B")]
    assert items[0]["url"].endswith(f"{vote.get_absolute_url()}#how-we-know")


def test_hidden_values_are_in_no_page_file_feed_or_answer_to_a_question(client: Client) -> None:
    vote = VoteFactory(subject=f"Skarga, którą wniosła {NAME}")
    user = corrected(vote, "Skarga osoby fizycznej", "Ochrona danych.")
    conceal(Change.objects.get().pk, user, "sprzeciw")

    for text in [*everywhere(client), body(client.get(vote.get_absolute_url()))]:
        assert NAME not in text
        assert "osobę prywatną" in text
    assert "1 korekta" not in body(client.get(LIST, {"q": "Genowefa"}))
    assert "1 korekta" in body(client.get(LIST, {"q": "Ochrona"}))


def test_a_name_that_the_mask_learned_since_enters_no_history(client: Client) -> None:
    vote = VoteFactory(subject="Rozpatrzenie petycji Pana Jana Kowalskiego")  # stored before the mask knew it
    corrected(vote, "Rozpatrzenie petycji osoby fizycznej", "Ochrona danych.")

    change = Change.objects.get()

    assert "Kowalsk" not in f"{change.before}{change.after}"
    assert change.concealed_at
    assert not any("Kowalsk" in text for text in everywhere(client))


def test_hidden_values_cannot_be_put_back() -> None:
    vote = VoteFactory(subject=NAME)
    user = corrected(vote, "Osoba fizyczna")
    assert may_revert(Change.objects.get())

    conceal(Change.objects.get().pk, user, "sprzeciw")

    assert not may_revert(Change.objects.get())


def test_a_correction_that_was_taken_back_says_so_in_the_list_and_on_the_page(client: Client) -> None:
    vote = VoteFactory(subject="Było", meeting=SessionFactory(number=44))
    user = corrected(vote, "Jest")
    revert(Change.objects.get(), Evidence(user=user, reason="Pomyłka."))

    listed = Correction.objects.for_list().order_by("pk")

    assert [each.taken_back_at is not None for each in listed] == [True, False]
    assert "cofnięta" in body(client.get(LIST, {"cofniete": "1"}))
    assert "1 korekta" in body(client.get(LIST, {"cofniete": "1"}))
    assert "cofnięta" in body(client.get(vote.get_absolute_url()))


def test_what_waits_for_a_person_is_no_correction(client: Client) -> None:
    ChangeFactory(record=VoteFactory(), applied=False)

    assert not Correction.objects.published().exists()
    assert "Niczego jeszcze nie poprawiliśmy" in body(client.get(LIST))


def test_what_is_on_no_page_is_in_no_list() -> None:
    ChangeFactory(record=UserFactory())
    gone = ChangeFactory(record=VoteFactory())
    Change.objects.filter(pk=gone.pk).update(object_id=999_999)

    assert not Correction.objects.published().exists()


def test_parts_lead_to_the_page_on_which_they_stand(client: Client) -> None:
    item, mandate, holding = AgendaItemFactory(), MandateFactory(), HoldingFactory()
    attendance = AttendanceFactory(meeting=CommitteeMeetingFactory())
    owners = {item: item.meeting, mandate: mandate.person, holding: holding.company, attendance: attendance.meeting}
    for part in owners:
        ChangeFactory(record=part, field="note")

    page = body(client.get(LIST))

    for owner in owners.values():
        assert f'href="{owner.get_absolute_url()}#how-we-know"' in page


def test_filters_keep_a_kind_a_year_a_hand_and_one_record(client: Client) -> None:
    vote, contract, supplier = VoteFactory(), ContractFactory(), OrganizationFactory(supplies=True)
    membership = BodyMembershipFactory()
    for record in (vote, contract, supplier, membership):
        ChangeFactory(record=record, field="note")
    corrected(vote, "Inaczej")

    def found(**query: str) -> int:
        return int(client.get(LIST, query).context["total"])

    assert found() == 5
    assert [found(rodzaj=kind) for kind in ("council.vote", "spending.supplier", "spending.unit")] == [2, 1, 0]
    assert found(rodzaj="council.person") == 1
    assert [found(kto=who) for who in ("redakcja", "dokument")] == [1, 4]
    year = str(Change.objects.latest("pk").at.year)
    assert [found(rok=each) for each in ("1999", year)] == [0, 5]
    assert found(zapis=f"council.vote-{vote.pk}") == 2
    assert found(q="inaczej") == 1
    assert client.get(LIST, {"rodzaj": "nieznany"}).status_code == 400
    for odd in ("council.vote-99999999999999999999", f"x council.vote-{vote.pk}", "council.vote-"):
        assert client.get(LIST, {"zapis": odd}).status_code == 400, odd


def test_the_list_costs_the_same_queries_for_any_number_of_rows(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for _each in range(30):
        ChangeFactory(record=AgendaItemFactory(), field="title")
        ChangeFactory(record=VoteFactory())

    with django_assert_max_num_queries(12):
        client.get(LIST)


def test_the_english_edition_speaks_english(client: Client) -> None:
    corrected(VoteFactory(subject="A"), "B")

    page = body(client.get(f"/en{LIST}"))

    assert "1 correction" in page
    assert "the editors" in page


@pytest.mark.parametrize("address", [LIST, f"{LIST}uwagi/"])
def test_a_feed_and_e_mail_are_offered_for_what_is_new(client: Client, address: str) -> None:
    page = body(client.get(address))

    assert "RSS" in page
    assert "/obserwuj/?lista=" in page
