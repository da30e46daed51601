"""The table of roles stands in the database, gives nobody more than it says, and every page asks it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.db.models.signals import post_migrate
from django.urls import reverse

from council.models import Club, Person
from tests.factories.accounts import log_in, member
from tests.factories.council import TermFactory
from watchdog.accounts.groups import bring_groups, named
from watchdog.accounts.roles import ROLES

pytestmark = pytest.mark.django_db

GROUPS = list(ROLES)
LISTS = {f"{model._meta.label_lower}": model for model in admin.site._registry}
EVERYBODY_LOGGED_IN = ["admin:index", "account", "waiting", "recovery-codes", "admin:password_change"]

LOOKED_AT = {label for label in LISTS if label.split(".")[0] in ("council", "spending", "archive", "ingest")}
TEXTS = {"pages.page", "pages.picture", "newsletter.article", "newsletter.issue"}
OPEN_LISTS = {
    "wolontariusz": LOOKED_AT,
    "recenzent": LOOKED_AT,
    "redaktor": LOOKED_AT | TEXTS,
    "administrator": {label for label in LISTS if label.split(".")[0] in ("archive", "ingest")}
    | {"auth.user", "auth.group", "accounts.invitation", "axes.accessattempt", "axes.accesslog"},
}
TYPED = {
    *("agendaitem", "attendance", "bodymembership", "clubmembership", "committeeterm", "draftresolution", "draftstage"),
    *("interpellation", "mandate", "meeting", "opinion", "person", "petition", "remark", "resolution"),
    *("resolutionrelation", "ruling", "session", "timecode", "vote"),
}
TYPED_LABELS = {f"council.{name}" for name in TYPED} | {
    f"spending.{name}" for name in ("company", "boardmember", "contract", "payment", "budgetfigure")
}
OPEN_FORMS = {
    "wolontariusz": TYPED_LABELS,
    "recenzent": TYPED_LABELS | {"council.club"},
    "redaktor": TEXTS,
    "administrator": {"accounts.invitation"},
}


def every(pages: set[str] | dict[str, object]) -> list[tuple[str, str]]:
    """Pair each group with each page, those that are open and those that must not be."""
    return [(group, page) for group in GROUPS for page in sorted(pages)]


def names_of(group: str) -> set[str]:
    permissions = Group.objects.get(name=group).permissions.select_related("content_type")
    return {f"{each.content_type.app_label}.{each.codename}" for each in permissions}


@pytest.mark.parametrize("group", GROUPS)
def test_every_name_of_the_table_is_a_permission_in_the_database(group):
    permissions = list(Permission.objects.select_related("content_type"))

    assert [pattern for pattern in ROLES[group].permissions if not named([pattern], permissions)] == []


@pytest.mark.parametrize("group", GROUPS)
def test_nobody_may_delete_anything(group):
    assert names_of(group)
    assert [name for name in names_of(group) if ".delete_" in name] == []


def test_a_volunteer_may_change_nothing_that_stands():
    assert [name for name in names_of("wolontariusz") if ".change_" in name] == []


def test_a_reviewer_may_all_that_a_volunteer_may():
    assert names_of("wolontariusz") < names_of("recenzent")


def test_only_administrators_see_people():
    assert [group for group in GROUPS if "auth.view_user" in names_of(group)] == ["administrator"]


def test_what_was_changed_by_hand_is_brought_back_and_twice_is_as_once():
    group, before = Group.objects.get(name="wolontariusz"), names_of("wolontariusz")
    group.permissions.set(Permission.objects.filter(codename__startswith="delete"))

    for _time in range(2):
        for app in apps.get_app_configs():
            if app.models_module:
                post_migrate.send(sender=app, app_config=app, verbosity=0, interactive=False, using="default")
        assert names_of("wolontariusz") == before


def test_a_group_that_was_lost_is_made_again():
    Group.objects.filter(name="redaktor").delete()
    bring_groups()

    assert "pages.change_page" in names_of("redaktor")


@pytest.fixture
def clients(client):
    """Log somebody of a group in, with the second factor shown."""
    return lambda group: log_in(client, member("ktos", group))


@pytest.mark.parametrize("group", GROUPS)
def test_everybody_opens_the_first_page_and_the_own_account(clients, group):
    client = clients(group)

    assert {name: client.get(reverse(name)).status_code for name in EVERYBODY_LOGGED_IN} == dict.fromkeys(
        EVERYBODY_LOGGED_IN, 200
    )


@pytest.mark.parametrize(("group", "label"), every(LISTS))
def test_a_list_opens_to_those_who_may_look(clients, group, label):
    page = reverse(f"admin:{label.replace('.', '_')}_changelist")

    assert clients(group).get(page).status_code == (200 if label in OPEN_LISTS[group] else 403)


@pytest.mark.parametrize(("group", "label"), every(LISTS))
def test_a_form_opens_to_those_who_may_enter(clients, group, label):
    client = clients(group)
    page = reverse(f"admin:{label.replace('.', '_')}_add")
    expected = (200, 302) if label in OPEN_FORMS[group] else (403,)  # an agenda item first asks for its session

    assert client.get(page).status_code in expected
    if expected == (403,):
        assert client.post(page, {}).status_code == 403


@pytest.mark.parametrize(("group", "may"), [("wolontariusz", False), ("recenzent", True), ("redaktor", False)])
def test_only_a_reviewer_corrects_what_stands(clients, group, may):
    person = Person.objects.create(slug="anna-lis", given_name="Anna", family_name="Lis")
    page = reverse("admin:council_person_change", args=[person.pk])
    client = clients(group)

    assert client.get(page).context["has_change_permission"] is may
    assert (client.post(page, {}).status_code == 403) is not may


@pytest.mark.parametrize(("group", "may"), [("wolontariusz", False), ("recenzent", True), ("administrator", False)])
def test_only_a_reviewer_renames_a_club_and_decides_differences(clients, group, may):
    club = Club.objects.create(term=TermFactory(), name="Klub", short_name="K")
    client = clients(group)

    page = reverse("admin:council_club_change", args=[club.pk])
    assert (client.post(page, {}).status_code != 403) is may
    assert (client.get(reverse("backroom:differences")).status_code == 200) is may


@pytest.mark.parametrize("group", GROUPS)
def test_only_an_administrator_acts_on_people(clients, group):
    other = User.objects.create_user("inna", email="inna@odnowa.example", is_staff=True)
    client = clients(group)

    for name in ("change", "end_work", "reset_second_factor", "history"):
        response = client.get(reverse(f"admin:auth_user_{name}", args=[other.pk]))
        assert response.status_code == (200 if group == "administrator" else 403), name
    assert client.get(reverse("admin:auth_user_delete", args=[other.pk])).status_code == 403


@pytest.mark.parametrize("group", [None, *GROUPS])
def test_pages_of_django_that_show_secrets_are_gone(client, group):
    assert not any(model._meta.app_label.startswith("otp_") for model in admin.site._registry)


def test_without_a_log_in_every_page_of_the_back_room_asks_for_one(client):
    pages = [reverse(f"admin:{label.replace('.', '_')}_changelist") for label in LISTS]
    own = [reverse(name) for name in (*EVERYBODY_LOGGED_IN, "second-factor", "second-factor-code", "end-sessions")]

    for page in (*pages, *own):
        assert client.get(page)["Location"].startswith("/zaplecze/login/")
        assert client.post(page)["Location"].startswith("/zaplecze/login/")


def test_somebody_without_a_group_may_open_no_list(client):
    log_in(client, member("nikt"), verified=False)

    for label in LISTS:
        assert client.get(reverse(f"admin:{label.replace('.', '_')}_changelist")).status_code == 403
