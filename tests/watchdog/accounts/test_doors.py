"""The pages of the back room that are no plain list or form of one kind: each group opens its own and no other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from council.drafts import MeetingRef, PersonDraft, SessionDraft
from council.entry.occasions import Occasion, bundle_for
from council.importers import store_person, store_vote
from council.models import Person, Session, Vote
from tests.council.importers.conftest import document, roll_call
from tests.council.sources.pdf_builder import scan
from tests.factories.accounts import log_in, member
from tests.factories.errata import ObjectionFactory
from tests.factories.identity import OrganizationDecisionFactory
from tests.factories.names import NameTieFactory, PersonMergeFactory
from tests.factories.signals import SignalWordFactory
from tests.factories.spending import OrganizationFactory
from watchdog.accounts.roles import ROLES
from watchdog.archive.models import Change, Snapshot
from watchdog.archive.vault import vault
from watchdog.archive.writing import Evidence, correct
from watchdog.backroom.drafts import kind_of
from watchdog.backroom.handbook.screens import screens
from watchdog.backroom.models import Submission
from watchdog.backroom.submitting import save, send

pytestmark = pytest.mark.django_db

LATER = date(2014, 7, 10)
TYPISTS = {"wolontariusz", "recenzent"}
REVIEWER = {"recenzent"}
EVERYBODY = set(ROLES)
SESSION = ("start", "workspace", "session", "there", "agenda", "attendance", "quorum", "vote-new", "upload")
DOORS: dict[str, set[str]] = {
    **{f"entry:{page}": TYPISTS for page in SESSION},
    "backroom:submissions": EVERYBODY,
    "backroom:submission": REVIEWER,
    "backroom:bundle": REVIEWER,
    "backroom:differences": REVIEWER,
    "backroom:decision": REVIEWER,
    "backroom:revert": REVIEWER,
    "backroom:page": EVERYBODY,
    "admin:council_names": TYPISTS,
    "admin:council_name": TYPISTS,
    "admin:council_name_undo": TYPISTS,
    "admin:council_merge": REVIEWER,
    "admin:council_split": REVIEWER,
    "admin:council_merge_undo": REVIEWER,
    "admin:spending_duplicates": EVERYBODY - {"administrator"},
    "admin:spending_merge": REVIEWER,
    "admin:spending_split": REVIEWER,
    "admin:spending_hide": REVIEWER,
    "admin:spending_undo": REVIEWER,
    "admin:spending_signals": TYPISTS,
    "admin:spending_signal": TYPISTS,
    "admin:spending_signal_decide": REVIEWER,
    "admin:spending_signal_undo": REVIEWER,
    "admin:errata_objections": REVIEWER,
    "admin:errata_objection": REVIEWER,
    "admin:errata_undo": REVIEWER,
    "admin:errata_hide": REVIEWER,
    "handbook": EVERYBODY,
    "handbook-print": EVERYBODY,
    "handbook-screen": EVERYBODY,
    "imports:kinds": TYPISTS,
    "imports:kind": TYPISTS,
    "imports:blank_csv": TYPISTS,
    "imports:blank_xlsx": TYPISTS,
    "admin:spending_registers": REVIEWER | {"administrator"},
    "journal": {"administrator"},
    "admin:newsletter_doubts": {"redaktor"},
    "admin:newsletter_packs": {"redaktor"},
    "mending": TYPISTS | {"administrator"},
    "mending-list": REVIEWER,
}
"""The groups that a page opens to; the work shown at ``submission`` and ``bundle`` is somebody else's."""
POSTED = {"entry:there", "admin:council_name_undo", "admin:council_merge_undo", "admin:spending_undo"}
POSTED |= {"admin:spending_signal_decide", "admin:spending_signal_undo", "admin:errata_undo", "admin:errata_hide"}
"""Pages that answer a button alone."""
OWN_TESTS = {
    *("admin:spending_register", "admin:spending_register_file"),  # a file, its mapping: tests of spending's admin
    *("imports:file", "imports:errors"),  # a file that somebody brought: test_views of the import
    *("entry:vote", "entry:chosen"),  # a piece of the work behind the pages of SESSION
    *("account", "end-sessions", "recovery-codes", "second-factor", "second-factor-code", "waiting"),  # test_roles
    *("typings", "typing_token", "typing_claim", "typing", "typing_discard"),  # one's own drafts only: test_keeping
    *("admin_password_reset", "password_reset_done", "password_reset_confirm", "password_reset_complete"),
    *("admin:newsletter_mails", "admin:newsletter_mail", "admin:newsletter_mail_html"),  # test_backroom of newsletter
    "admin:newsletter_doubt",  # likewise
    *("admin:newsletter_pack", "admin:newsletter_pack_make", "admin:newsletter_pack_act"),  # test_packs of newsletter
    *("admin:newsletter_pack_piece", "admin:newsletter_pack_whole"),  # likewise
    "invitation",  # open to whoever holds the letter: test_invitations
}
DJANGOS = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n"}
DJANGOS |= {"view_on_site", "app_list", "r", ""}


@pytest.fixture
def typist(db: None) -> User:
    """Somebody whose work and words stand behind the doors."""
    return User.objects.create_superuser("autorka")


@pytest.fixture
def changes(typist: User) -> tuple[Change, Change]:
    """A difference that waits and a correction that stands, both of one vote; a name of another vote is nobody's."""
    for name in ("Anna Lis", "Jan Kot"):
        store_person(PersonDraft(term="2010-2014", name=name), document("f"))
    vote = store_vote(roll_call(("Anna Lis", "za"), ("Jan Kot", "za")), Evidence(user=typist)).record
    store_vote(roll_call(("Lis Anna", "za"), ("Kot Jan", "przeciw")), document("b"))
    correct(vote, {"result_label": "przyjęto"}, Evidence(user=typist, reason="s. 3"))
    store_vote(roll_call(("Kott Jan", "za"), subject="8. Inne"), document("e"))
    return Change.objects.waiting().get(), Change.objects.get(field="result_label")


@pytest.fixture
def piece(typist: User) -> Submission:
    """A session that somebody has typed and sent to review."""
    occasion = Occasion("2010-2014", 45, (LATER,), "", "https://bip.example/p", "")
    bundle, _new = bundle_for(occasion, typist)
    draft = SessionDraft(meeting=MeetingRef(term="2010-2014", number=45, day=LATER), sittings=(LATER,))
    made = Submission(kind=kind_of(draft), draft=draft.model_dump(mode="json"), author=typist, title="XLV sesja")
    made.bundle, made.page, made.address = bundle, "/zaplecze/", "https://bip.example/p"
    save(made, typist)
    send([made], typist)
    return made


@pytest.fixture
def addresses(typist: User, changes: tuple[Change, Change], piece: Submission) -> dict[str, str]:
    """The address of every door, with something behind it."""
    waits, corrected = changes
    person = Person.objects.earliest("pk")
    merged = PersonMergeFactory(user=typist, person=person, undone_by=typist, undone_at=timezone.now())
    firm = OrganizationFactory()
    decided = OrganizationDecisionFactory(user=typist, organization=firm, undone_by=typist, undone_at=timezone.now())
    word = SignalWordFactory(user=typist)
    vote = Vote.objects.get(pk=corrected.object_id)
    objection = ObjectionFactory(record=vote)
    page = scan()
    sha256 = vault().keep(page)
    Snapshot.objects.create(sha256=sha256, size=len(page), media_type="application/pdf", disclosure="staff")
    arguments: dict[str, list[Any]] = {
        **{f"entry:{name}": [] if name == "start" else [piece.bundle_id] for name in SESSION},
        "backroom:submission": [piece.pk],
        "backroom:bundle": [piece.bundle_id],
        "backroom:decision": [waits.pk],
        "backroom:revert": [corrected.pk],
        "backroom:page": [sha256, 1],
        "admin:council_name": ["2010-2014"],
        "admin:council_name_undo": [NameTieFactory(user=typist).pk],
        "admin:council_split": [person.pk],
        "admin:council_merge_undo": [merged.pk],
        **{f"admin:spending_{name}": [firm.pk] for name in ("split", "hide")},
        "admin:spending_undo": [decided.pk],
        "admin:spending_signal": [word.signal.slug],
        **{f"admin:spending_signal_{name}": [word.pk] for name in ("decide", "undo")},
        **{f"admin:errata_{name}": [objection.pk] for name in ("objection", "undo")},
        "admin:errata_hide": [objection.pk, corrected.pk],
        **{f"imports:{name}": ["glosowania"] for name in ("kind", "blank_csv", "blank_xlsx")},
        "handbook-screen": [screens()[0].slug],
        "mending-list": ["sesje-bez-protokolu"],
    }
    found = {name: reverse(name, args=arguments.get(name, [])) for name in DOORS}
    return found | {"admin:council_name": found["admin:council_name"] + "?nazwisko=jan+kott"}


def open_door(client: Client, name: str, address: str) -> int:
    """Knock with the method that a page answers, and give the status."""
    return (client.post if name in POSTED else client.get)(address).status_code


@pytest.mark.parametrize("group", ROLES)
def test_each_group_opens_its_own_pages_and_no_other(client, addresses, group):
    log_in(client, member("ktos", group))

    answers = {name: open_door(client, name, address) for name, address in addresses.items()}

    assert {name for name, status in answers.items() if status != 403} == {
        name for name, groups in DOORS.items() if group in groups
    }
    assert {status for name, status in answers.items() if group in DOORS[name]} <= {200, 302}


@pytest.mark.parametrize("group", ROLES)
def test_what_a_group_must_not_do_is_refused_when_it_is_sent_too(client, addresses, group):
    log_in(client, member("ktos", group))
    shut = {name: address for name, address in addresses.items() if group not in DOORS[name]}

    answers = {name: client.post(address, {"_send": "1", "step": "publish"}) for name, address in shut.items()}

    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code not in (403, 405)} == {}
    assert not Session.objects.filter(number=45).exists()


def test_without_a_log_in_every_door_leads_to_it(client, addresses):
    for name, address in addresses.items():
        response = client.post(address) if name in POSTED else client.get(address)
        assert response.headers["Location"].startswith("/zaplecze/login/"), name


def test_a_reviewer_without_the_second_factor_passes_no_door(client, addresses):
    log_in(client, member("rita", "recenzent"), verified=False)

    for name, address in addresses.items():
        if name not in POSTED:
            assert "drugi-skladnik" in client.get(address).headers["Location"], name
        assert client.post(address).status_code == 403, name


def test_no_page_of_the_back_room_is_forgotten_here():
    kinds = tuple(f"{model._meta.app_label}_{model._meta.model_name}_" for model in admin.site._registry)
    named = {name for name in named_addresses("zaplecze/") if not name.rpartition(":")[2].startswith(kinds)}
    own = {name for name in named if name.rpartition(":")[2] not in DJANGOS | OWN_TESTS and name not in OWN_TESTS}

    assert own == set(DOORS)


def named_addresses(start: str) -> set[str]:
    """Name every address of the portal that begins so, with its namespace."""

    def walk(patterns: list[Any], before: str, space: str) -> set[str]:
        found = set()
        for each in patterns:
            route = before + str(each.pattern).lstrip("^")
            if isinstance(each, URLResolver):
                inner = f"{space}{each.namespace}:" if each.namespace else space
                found |= walk(each.url_patterns, route, inner)
            elif isinstance(each, URLPattern) and route.startswith(start):
                found.add(f"{space}{each.name or ''}")
        return found

    return walk(get_resolver().url_patterns, "", "")
