"""The log of the back room: what is written into it, that it stands, and who may read it."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.auth.signals import user_login_failed
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.archive import SnapshotFactory
from tests.factories.council import PersonFactory
from watchdog.accounts.acts import record_act
from watchdog.accounts.models import Act
from watchdog.accounts.models.acts import RETENTION, Code
from watchdog.accounts.tasks import forget_old_acts

pytestmark = pytest.mark.django_db


@pytest.fixture
def halina() -> User:
    return User.objects.create_user("halina", password="bardzo długie hasło")


@pytest.fixture
def administrator() -> Client:
    user = User.objects.create_user("adam", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_act"))
    client = Client()
    client.force_login(user)
    return client


def told(code: Code) -> list[tuple[str, str, str]]:
    return list(Act.objects.filter(code=code).values_list("username", "object_name", "words"))


def test_an_act_names_its_person_and_its_object(halina: User) -> None:
    person = PersonFactory(given_name="Łucja", family_name="Gęś")

    act = record_act(halina, Code.SUBMITTED, person, "Sprawdzone z protokołem.")

    assert (act.username, act.kind, act.object_id, act.object_name) == (
        "halina", "council.person", str(person.pk), str(person),
    )  # fmt: skip


def test_an_act_cannot_be_changed(halina: User) -> None:
    act = record_act(halina, Code.SUBMITTED)

    with pytest.raises(IntegrityError, match="stands as it was written"), transaction.atomic():
        Act.objects.filter(pk=act.pk).update(username="kto inny")


def test_an_act_cannot_be_removed(halina: User) -> None:
    act = record_act(halina, Code.SUBMITTED)

    with pytest.raises(IntegrityError, match="stands as it was written"), transaction.atomic():
        act.delete()


def test_an_act_is_let_go_after_three_years() -> None:
    Act.objects.create(code=Code.LOGIN, at=timezone.now() - RETENTION - timedelta(days=1))
    young = Act.objects.create(code=Code.LOGIN, at=timezone.now() - RETENTION + timedelta(days=1))

    forget_old_acts()

    assert list(Act.objects.filter(code=Code.LOGIN)) == [young]


def test_an_act_keeps_the_name_that_its_person_bore(halina: User) -> None:
    record_act(halina, Code.SUBMITTED)

    halina.username = "halina-nowak"
    halina.save()

    assert Act.objects.get(code=Code.SUBMITTED).username == "halina"


def test_log_ins_and_log_outs_are_written_down(halina: User) -> None:
    client = Client()

    client.force_login(halina)
    client.logout()

    assert [told(Code.LOGIN), told(Code.LOGOUT)] == [[("halina", "", "")], [("halina", "", "")]]


def test_a_refused_log_in_names_the_account_and_never_what_else_was_typed(halina: User) -> None:
    for typed in ("halina", "moje tajne hasło"):
        user_login_failed.send(sender=__name__, credentials={"username": typed}, request=None)

    assert told(Code.LOGIN_FAILED) == [("", "", "nie ma takiego konta"), ("", "halina", "")]


def test_rights_that_change_hands_are_written_down(halina: User) -> None:
    group = Group.objects.create(name="recenzenci próbni")

    halina.groups.add(group)
    group.user_set.remove(halina)
    group.permissions.add(Permission.objects.get(codename="view_act"))
    halina.is_superuser = True
    halina.save()

    assert [words for _user, _object, words in told(Code.RIGHTS)[:4]] == [
        "+ wszystkie uprawnienia", "+ accounts.view_act", "− recenzenci próbni", "+ recenzenci próbni",
    ]  # fmt: skip


def test_accounts_that_are_made_closed_and_opened_are_written_down(halina: User) -> None:
    halina.is_active = False
    halina.save()
    halina.is_active = True
    halina.save()
    halina.save()

    assert [words for _user, _object, words in told(Code.ACCOUNT)] == [
        "konto otwarte",
        "konto zamknięte",
        "konto założone",
    ]


def test_a_new_password_is_an_act_without_the_password(halina: User) -> None:
    halina.set_password("jeszcze dłuższe hasło")
    halina.save()

    assert told(Code.PASSWORD) == [("", "halina", "")]


def test_who_opens_a_document_is_written_down(halina: User, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = SnapshotFactory(disclosure="staff")
    monkeypatch.setattr("watchdog.accounts.watching.acting_user", lambda: halina)

    snapshot.disclosure = "public"
    snapshot.save()

    assert told(Code.DISCLOSURE) == [("halina", str(snapshot), "tylko dla redakcji → publiczny")]


def test_who_acts_is_whose_request_it_is(administrator: Client) -> None:
    adam = User.objects.get(username="adam")
    adam.user_permissions.add(*Permission.objects.filter(content_type__app_label="auth", content_type__model="user"))
    halina = User.objects.create_user("halina", is_staff=True)

    administrator.post(reverse("admin:auth_user_end_work", args=[halina.pk]))

    assert told(Code.ACCOUNT)[0] == ("adam", "halina", "konto zamknięte")


class TestPage:
    def test_it_lists_our_acts_and_those_of_the_admin_together(self, administrator: Client, halina: User) -> None:
        record_act(halina, Code.SUBMITTED, PersonFactory(family_name="Gęś"))
        LogEntry.objects.log_actions(halina.pk, [PersonFactory(family_name="Żak")], CHANGE, "", single_object=True)

        page = administrator.get(reverse("journal")).content.decode()

        assert reverse("journal") == "/zaplecze/dziennik/"
        assert "Gęś" in page
        assert "Żak" in page

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ({"osoba": "halina"}, 1),
            ({"osoba": "nikt"}, 0),
            ({"czyn": "submitted"}, 1),
            ({"czyn": "merged"}, 0),
            ({"od": "2999-01-01"}, 0),
            ({"do": "2999-01-01", "osoba": "halina"}, 1),
            ({"do": "nigdy"}, 0),
        ],
    )
    def test_it_is_asked_by_person_act_and_day(
        self, query: dict[str, str], count: int, administrator: Client, halina: User
    ) -> None:
        record_act(halina, Code.SUBMITTED)

        assert len(administrator.get(reverse("journal"), query).context["rows"]) == count

    def test_its_file_is_an_act_itself_and_holds_no_formula(self, administrator: Client, halina: User) -> None:
        record_act(halina, Code.SUBMITTED, words="=HYPERLINK(1)")

        answer = administrator.get(reverse("journal"), {"format": "csv", "osoba": "halina"})

        text = b"".join(answer).decode("utf-8-sig")  # type: ignore[arg-type]  # a streamed answer
        [_head, row] = csv.reader(StringIO(text), delimiter=";")
        assert [row[1], row[5]] == ["halina", "'=HYPERLINK(1)"]
        assert [user for user, _object, _words in told(Code.EXPORTED)] == ["adam"]

    def test_only_who_may_see_it_sees_it(self, halina: User) -> None:
        client = Client()
        assert client.get(reverse("journal")).status_code == 302
        halina.is_staff = True
        halina.save()
        client.force_login(halina)

        assert client.get(reverse("journal")).status_code == 403

    def test_the_question_costs_as_many_queries_for_one_act_as_for_many(
        self, administrator: Client, halina: User, django_assert_max_num_queries: object
    ) -> None:
        for _each in range(30):
            record_act(halina, Code.SUBMITTED, halina)

        with django_assert_max_num_queries(10):  # type: ignore[operator]  # pytest-django's own fixture
            administrator.get(reverse("journal"))
