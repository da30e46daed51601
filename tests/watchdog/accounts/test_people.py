"""People in the admin: rights are given and taken, nobody raises the own, leaving takes all but authorship."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.council.importers.conftest import document
from tests.factories.accounts import PASSWORD, device, log_in, member
from watchdog.accounts.leaving import leave
from watchdog.accounts.second_factor import new_recovery_codes
from watchdog.archive.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(db):
    return member("szefowa", "administrator", first_name="Ewa", last_name="Nowak")


@pytest.fixture
def office(client, boss):
    return log_in(client, boss)


def page_of(user: User, name: str = "change") -> str:
    return reverse(f"admin:auth_user_{name}", args=[user.pk])


def save(client: Client, user: User, *groups: str, **typed: str):
    data = {"first_name": "Ola", "last_name": "Kot", "email": user.email, "is_active": "on"}
    chosen = {"groups": [str(pk) for pk in Group.objects.filter(name__in=groups).values_list("pk", flat=True)]}
    return client.post(page_of(user), {**data, **chosen, **typed})


def groups_of(user: User) -> list[str]:
    return sorted(user.groups.values_list("name", flat=True))


def test_an_administrator_gives_and_takes_groups_and_the_log_tells(office, boss):
    ola = member("ola", "wolontariusz")

    assert save(office, ola, "wolontariusz", "recenzent").status_code == 302
    assert groups_of(ola) == ["recenzent", "wolontariusz"]
    assert LogEntry.objects.get(object_id=str(ola.pk)).user == boss


def test_changed_groups_end_the_persons_sessions(office):
    ola = member("ola", "wolontariusz")
    hers = log_in(Client(), ola, verified=False)

    save(office, ola, "recenzent")

    assert hers.get("/zaplecze/")["Location"].startswith("/zaplecze/login/")
    assert office.get("/zaplecze/").status_code == 200


def test_a_pause_ends_sessions_for_good(office):
    ola = member("ola", "wolontariusz")
    hers = log_in(Client(), ola, verified=False)

    save(office, ola, "wolontariusz", is_active="")
    save(office, ola, "wolontariusz")

    ola.refresh_from_db()
    assert ola.is_active
    assert hers.get("/zaplecze/")["Location"].startswith("/zaplecze/login/")


def test_the_form_has_no_password_no_single_permissions_and_no_superuser(office):
    fields = set(office.get(page_of(member("ola"))).context["adminform"].form.fields)

    assert fields == {"first_name", "last_name", "email", "groups", "is_active"}


def test_a_superuser_is_made_by_superusers_only(office):
    ola = member("ola")

    save(office, ola, is_superuser="on", is_staff="on", user_permissions="1")

    ola.refresh_from_db()
    assert not ola.is_superuser
    assert not ola.user_permissions.exists()


def test_nobody_raises_the_own_rights(office, boss):
    form = office.get(page_of(boss)).context["adminform"].form
    save(office, boss, "administrator", "recenzent", "redaktor")

    assert {"groups", "is_active", "is_superuser"} & set(form.fields) == set()
    assert groups_of(boss) == ["administrator"]


def test_a_superusers_page_is_closed_to_administrators(office):
    chief = User.objects.create_superuser("szef", "szef@odnowa.example")

    assert save(office, chief, "wolontariusz").status_code == 403
    assert office.post(page_of(chief, "end_work")).status_code == 403
    assert office.post(page_of(chief, "reset_second_factor")).status_code == 403


def test_the_last_administrator_stays(client, boss):
    chief = log_in(client, User.objects.create_superuser("szef", "szef@odnowa.example"))
    User.objects.filter(username="szef").update(is_active=True)

    assert save(chief, boss, "administrator", is_superuser="").status_code == 302  # the superuser is there too
    assert client.post(page_of(User.objects.get(username="szef"), "end_work")).status_code == 302
    assert User.objects.get(username="szef").is_active


def test_an_administrator_ends_the_work_of_another_but_not_the_own(office, boss):
    other = member("drugi", "administrator")

    office.post(page_of(boss, "end_work"))
    office.post(page_of(other, "end_work"))

    boss.refresh_from_db()
    other.refresh_from_db()
    assert (boss.is_active, other.is_active) == (True, False)


def test_leaving_is_asked_once_more_before_it_is_done(office):
    ola = member("ola", "wolontariusz")

    asked = office.get(page_of(ola, "end_work")).content.decode()
    ola.refresh_from_db()
    assert ola.is_active
    assert "wszędzie wylogowana" in asked

    answer = office.post(page_of(ola, "end_work"), follow=True).content.decode()
    assert "Współpraca zakończona: ola" in answer


def test_who_has_left_gets_in_by_no_way(boss, client):
    rita = member("rita", "recenzent")
    device(rita)
    new_recovery_codes(rita)
    hers = log_in(Client(), rita)
    link = default_token_generator.make_token(rita)

    leave(rita, by=boss)

    rita = User.objects.get(pk=rita.pk)
    assert (rita.is_active, rita.is_staff, rita.has_usable_password()) == (False, False, False)
    assert not groups_of(rita)
    assert not TOTPDevice.objects.filter(user=rita).exists()
    assert not default_token_generator.check_token(rita, link)
    assert hers.get("/zaplecze/")["Location"].startswith("/zaplecze/login/")
    assert client.post("/zaplecze/login/", {"username": "rita", "password": PASSWORD}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_what_somebody_entered_names_them_after_they_have_left(boss):
    rita = member("rita", "recenzent", first_name="Rita", last_name="Kos")
    snapshot = document("a").snapshot
    Change.objects.create(record=snapshot, field="note", before="", after="x", user=rita, reason="s. 3")

    leave(rita, by=boss)

    assert Change.objects.get().user.get_full_name() == "Rita Kos"
    assert LogEntry.objects.get(object_id=str(rita.pk)).change_message == "Współpraca została zakończona."


def test_nobody_can_be_deleted(office, boss):
    ola = member("ola")

    assert office.post(page_of(ola, "delete"), {"post": "yes"}).status_code == 403
    with pytest.raises(ProtectedError):
        ola.delete()


def test_an_administrator_takes_a_lost_device_away_and_the_log_tells(office, boss):
    rita = member("rita", "recenzent")
    device(rita)
    hers = log_in(Client(), rita)

    assert "zadzwoń" in office.get(page_of(rita, "reset_second_factor")).content.decode()
    office.post(page_of(rita, "reset_second_factor"))

    assert not TOTPDevice.objects.filter(user=rita).exists()
    assert LogEntry.objects.get(object_id=str(rita.pk)).change_message == "Drugi składnik został usunięty."
    assert hers.get("/zaplecze/")["Location"].startswith("/zaplecze/login/")


def test_the_own_device_goes_only_with_the_password(office, boss):
    office.post(page_of(boss, "reset_second_factor"))
    office.post(page_of(boss, "reset_second_factor"), {"password": "zgaduję"})
    assert TOTPDevice.objects.filter(user=boss).exists()

    office.post(page_of(boss, "reset_second_factor"), {"password": PASSWORD})
    assert not TOTPDevice.objects.filter(user=boss).exists()


def test_the_pages_have_titles_in_correct_polish(office, boss):
    for page, title in (("/zaplecze/auth/user/", "Ludzie zaplecza"), (page_of(boss), "Użytkownik")):
        assert f"<h1>{title}</h1>" in office.get(page).content.decode()


def test_two_people_have_two_addresses(office):
    ola = member("ola")
    member("ela")

    response = save(office, ola, email="ELA@odnowa.example")

    assert response.context["adminform"].form.errors.as_data()["email"][0].code == "known"


def test_a_group_is_shown_with_what_it_may_and_changed_by_nobody(office):
    page = reverse("admin:auth_group_change", args=[Group.objects.get(name="recenzent").pk])

    assert "council.change_vote" in office.get(page).content.decode()
    assert office.post(page, {"name": "x"}).status_code == 403


def test_sessions_of_others_stay(office, boss):
    log_in(Client(), member("ola", "wolontariusz"), verified=False)
    leave(member("ela", "wolontariusz"), by=boss)

    assert Session.objects.count() == 2
