"""
The handbook is true: a walk through the real pages finds every control of which it speaks, and takes its pictures.

A made-up evening in the council of 2014: Ola types a session, Rita reviews it, Iga writes an article. What the texts
set in bold must stand, word for word, on the pages that the walk opens for that screen. ``UPDATE_PICTURES=1`` writes
``static/img/handbook``; look at the pictures before they are committed.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect
from pytest_django import Settings

from council.drafts import MeetingRef, PersonDraft, SessionDraft
from council.importers import store_person, store_session, store_vote
from council.models import Meeting, Person, Vote
from newsletter.packs.acts import ask
from newsletter.packs.asking import Missing
from newsletter.packs.making import perform
from tests.council.importers.conftest import document, roll_call
from tests.council.sources.pdf_builder import Print, counted
from tests.council.sources.pdf_builder import roll_call as printed
from tests.factories.accounts import code, member
from tests.factories.spending import ContractFactory, OrganizationFactory, SpellingFactory
from tests.journeys.evening import ADDRESS, AGENDA, NAMES
from tests.journeys.walking import MOST, PICTURES, Walk
from watchdog.accounts.models import Invitation
from watchdog.accounts.second_factor import waiting_device
from watchdog.accounts.tokens import token_for
from watchdog.backroom.handbook.screens import HEIGHT, WIDTH, Screen, screens
from watchdog.backroom.models import Bundle, Submission

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

IMPORT = "import-tabel"
"""The screen that waits for the import of tables, which tells of nothing where there is none."""
TABLE = """imię i nazwisko;kadencja;od;do;klub
Ewa Nowak;2010-2014;;;
Jan Ogórek;2010-2014;;;
Anna Wrona;kiedyś;;;
"""
CONTROL = re.compile(r"\*\*(.+?)\*\*")
BEFORE = MeetingRef(term="2010-2014", number=43, day=date(2014, 5, 29))
MINUTES = (
    "Przeciw: Gornig Kajetan, Ewa Potocka. Wstrzymał się: radny Curyło. Nieobecny: Zdzisław Goliszewski. Pozostali: za."
)


@pytest.fixture
def rules_of_production(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()


@pytest.fixture
def council(live_server: object) -> None:
    """The 25 people of 2014, and a session of theirs without votes."""
    for name in NAMES:
        store_person(PersonDraft(term="2010-2014", name=name), document("f"))
    store_session(SessionDraft(meeting=BEFORE, sittings=(BEFORE.day,)), document("b"))


def named(name: str, first: str, last: str, *groups: str) -> User:
    return member(name, *groups, first_name=first, last_name=last)


def test_what_the_handbook_speaks_of_stands_on_the_real_pages(
    page: Page, live_server: Any, council: None, rules_of_production: None, tmp_path: Path
) -> None:
    walk = Walk(page)
    page.goto(f"{live_server}/zaplecze/")
    ola, rita = named("ola", "Ola", "Kowal", "wolontariusz"), named("rita", "Rita", "Maj", "recenzent")

    joining(walk)
    walk.enter(ola, verified=False)
    work = session_and_agenda(walk)
    attendance(walk, work)
    vote(walk, work)
    pasted_and_brought(walk, work, tmp_path)
    drafts(walk, work)
    sent(walk, work)
    walk.enter(rita)
    reviewed(walk)
    walk.enter(ola, verified=False)
    sent_again(walk, work)
    walk.enter(rita)
    published(walk)
    corrected(walk)
    names(walk)
    waiting(walk, ola, rita)
    article(walk)
    walk.enter(rita)
    money(walk)
    if any(screen.slug == IMPORT for screen in screens()):
        walk.enter(ola, verified=False)
        table(walk)

    written = {screen.slug: controls(screen) for screen in screens()}
    missing = {slug: [each for each in found if not walk.stood(slug, each)] for slug, found in written.items()}
    assert {slug: each for slug, each in missing.items() if each} == {}


def controls(screen: Screen) -> list[str]:
    """Give what a text sets in bold, outside of code."""
    return CONTROL.findall(re.sub(r"`[^`\n]*`", "", screen.text))


def joining(walk: Walk) -> None:
    walk.screen = "pierwsze-logowanie"
    boss = named("ewa", "Ewa", "Nowak", "administrator")
    sent_at = timezone.now()
    invitation = Invitation.objects.create(
        first_name="Ala", last_name="Kot", email="ala@odnowa.example", invited_by=boss, sent_at=sent_at
    )
    invitation.groups.set(named("rola", "", "", "recenzent").groups.all())
    walk.leave()
    walk.open(reverse("admin:login"))
    walk.open(reverse("invitation", args=[invitation.pk, token_for(invitation)]))
    walk.picture()
    walk.fill(password="zielona-lampa-w-oknie", again="zielona-lampa-w-oknie")
    walk.press("[type=submit]")
    walk.fill(code=code(waiting_device(User.objects.get(username="ala"))))
    walk.press("[type=submit]")
    walk.enter(named("nowa", "Iga", "Lis", "wolontariusz"), verified=False)
    walk.open(reverse("account"))


def session_and_agenda(walk: Walk) -> str:
    """Begin the session, and give the address of its page."""
    walk.screen = "sesja-i-porzadek"
    walk.open(reverse("entry:start"))
    walk.page.locator("[name=term_slug]").select_option("2010-2014")
    walk.fill(number="44", days="12.06.2014", address=ADDRESS)
    walk.press("[name=_save]")
    work = walk.page.url.partition("#")[0]
    walk.open(reverse("entry:start"))
    walk.open(f"{work}porzadek/")
    walk.fill(pasted=AGENDA)
    walk.press("[name=_read]")
    walk.picture("[name=pasted]", above=40)
    walk.press("[name=_save]")
    return work


def attendance(walk: Walk, work: str) -> None:
    walk.screen = "obecnosc"
    walk.open(work)
    walk.open(f"{work}obecnosc/")
    walk.page.locator(".grid__row select").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "n", "ArrowDown", "u"):
        walk.page.keyboard.press(key)
    walk.picture("#attendance-heading")
    walk.press("[name=_save]")


def vote(walk: Walk, work: str) -> None:
    walk.screen = "glosowanie"
    walk.open(work)
    walk.open(f"{work}glosowania/nowe/")
    walk.page.locator(".grid__row select").first.focus()
    for key in ("ArrowDown", "ArrowDown", "w", "ArrowDown", "ArrowDown", "p"):
        walk.page.keyboard.press(key)
    walk.note()
    walk.picture("#roll-call-heading", above=10)
    walk.press("[name=_save]")


def pasted_and_brought(walk: Walk, work: str, tmp_path: Path) -> None:
    walk.screen = "lista-i-plik"
    walk.open(f"{work}glosowania/nowe/")
    walk.page.locator(".entry__paste summary").click()
    walk.fill(pasted=MINUTES)
    walk.press("[name=_fill]")
    walk.picture(".entry__told", above=20)
    walk.press("[name=_save]")
    walk.open(work)
    rows = [(" ".join(reversed(name.split())), "PRZECIW" if name == "Ewa Potocka" else "ZA") for name in NAMES]
    told = {"session": "XLIV sesja Rady Miasta Gliwice", "aside": "44", "date": "12.06.2014 12:11"}
    votes = [Print([f"{n}. Pytanie"], rows, n, counters=counted(rows), **told) for n in (7, 8)]
    (tmp_path / "sesja.pdf").write_bytes(printed(*votes))
    walk.open(f"{work}plik/")
    walk.page.locator("[name=file]").set_input_files(tmp_path / "sesja.pdf")
    walk.press("[name=_read]")


def drafts(walk: Walk, work: str) -> None:
    """Leave a form in the middle and come back; then let two tabs save the same vote."""
    walk.screen, page = "szkice", walk.page
    walk.open(f"{work}glosowania/nowe/")
    page.locator("[name=note]").evaluate("(field) => field.closest('details').open = true")
    walk.fill(note="Druga strona protokołu jest nieczytelna.")
    expect(page.locator(".typing [role=status]")).to_contain_text("Zachowano szkic o ")
    walk.open(f"{work}glosowania/nowe/")
    expect(page.locator(".typing-banner")).to_be_visible()
    walk.picture("#content")
    walk.open(reverse("admin:typings"))
    first = Submission.objects.filter(kind="VoteDraft").earliest("pk")
    address = f"{work}glosowania/{first.pk}/"
    walk.open(address)
    other = page.context.new_page()
    other.goto(address)
    other.locator("[name=subject]").fill("3. Zmiana prognozy finansowej")
    with other.expect_navigation():
        other.locator("[name=_back]").click()
    other.close()
    walk.fill(subject="3. Zmiana Wieloletniej Prognozy Finansowej")
    walk.press("[name=_save]")
    walk.press("[name=_over]")


def sent(walk: Walk, work: str) -> None:
    walk.screen = "recenzja"
    walk.open(work)
    walk.open(Submission.objects.filter(kind="VoteDraft").earliest("pk").get_absolute_url())
    walk.open(work)
    walk.press("[name=_send]")
    walk.open(Submission.objects.filter(kind="VoteDraft").earliest("pk").get_absolute_url())


def reviewed(walk: Walk) -> None:
    """Look at the bundle, and give one vote back."""
    walk.screen = "recenzja"
    walk.open(reverse("backroom:submissions"))
    walk.open(reverse("backroom:bundle", args=[Bundle.objects.get().pk]))
    walk.open(Submission.objects.filter(kind="VoteDraft").latest("pk").get_absolute_url())
    walk.page.locator("[name=remark]").fill("Na stronie 3 protokołu jest inny wynik. Porównaj, proszę.")
    walk.picture("[name=remark]", above=420)
    walk.press("[value=give_back]")


def sent_again(walk: Walk, work: str) -> None:
    """Find what was given back among what waits, and send it again."""
    walk.screen = "co-czeka"
    walk.open(reverse("admin:index"))
    walk.open(work)
    walk.press("[name=_send]")


def published(walk: Walk) -> None:
    walk.screen = "recenzja"
    walk.open(reverse("backroom:bundle", args=[Bundle.objects.get().pk]))
    for field in walk.page.locator("textarea[name^=explanation]").all():
        field.fill("Sprawdzono z protokołem.")
    walk.press("[value=publish]")
    assert Vote.objects.exists(), walk.page.locator(".messagelist").inner_text()


def corrected(walk: Walk) -> None:
    walk.screen = "poprawka"
    found = Vote.objects.order_by("pk")[0]
    walk.open(reverse("admin:council_vote_change", args=[found.pk]))
    walk.page.locator("[name^=ballot_]").first.select_option("wstrzymal_sie")
    walk.fill(reason="Sprostowanie na sesji, protokół, s. 3")
    walk.press("[name=_save]")
    walk.open(reverse("admin:council_vote_history", args=[found.pk]))
    walk.picture()
    walk.press("#record-changes a[href*=cofnij]")


def names(walk: Walk) -> None:
    walk.screen = "nazwiska"
    store_person(PersonDraft(term="2010-2014", name="Kajetan Gornik"), document("f"))
    store_vote(
        roll_call(("Gorniga Kajetana", "za"), ("Sowa Krystyna", "za"), meeting=BEFORE, on=BEFORE.day), document()
    )
    walk.open(reverse("admin:council_names"))
    walk.press("#content-main th[scope=row] a")
    walk.picture()
    walk.page.locator("[name=means]").first.check()
    walk.press("#content-main [type=submit]")
    stays, joins = (Person.objects.get(family_name=name) for name in ("Gornig", "Gornik"))
    walk.open(reverse("admin:council_merge", query={"zostaje": stays.pk, "drugi": joins.pk}))


def waiting(walk: Walk, ola: User, rita: User) -> None:
    """Let Ola begin another session and send one item, so that something waits for both."""
    walk.screen = "co-czeka"
    walk.enter(ola, verified=False)
    walk.open(reverse("entry:start"))
    walk.page.locator("[name=term_slug]").select_option("2010-2014")
    walk.fill(number="45", days="26.06.2014", address=ADDRESS)
    walk.press("[name=_save]")
    work = walk.page.url.partition("#")[0]
    walk.press("[name=_send]")
    walk.open(f"{work}glosowania/nowe/")
    walk.fill(subject="1. Wybór przewodniczącego obrad")
    walk.press("[name=_keep]")
    walk.open(reverse("admin:index"))
    walk.enter(rita)
    walk.open(reverse("mending"))
    walk.press("#content-main th[scope=row] a")
    walk.open(reverse("admin:index"))
    walk.picture()


def article(walk: Walk) -> None:
    walk.screen = "artykuly"
    walk.enter(named("iga", "Iga", "Wrona", "redaktor"))
    walk.open(reverse("admin:newsletter_article_changelist"))
    walk.open(reverse("admin:newsletter_article_add"))
    walk.page.locator("[name=category]").select_option("sesja-rm")
    walk.fill(title="Co zmieniła czerwcowa sesja", authors="Iga Wrona", lead="Rada zmieniła prognozę finansową miasta.")
    walk.fill(body="## Prognoza\n\nRada przyjęła zmianę **bez głosów sprzeciwu**.\n")
    walk.picture("#content", above=0)
    walk.press("[name=_review]")
    walk.open(reverse("admin:newsletter_article_changelist"))
    walk.press("#result_list tbody th a")
    link = walk.page.locator(".object-tools a").first.get_attribute("href")
    walk.enter(named("jan", "Jan", "Lis", "redaktor"))
    walk.open(str(link))
    session = Meeting.objects.sessions().get(number=BEFORE.number)
    walk.open(reverse("admin:council_session_change", args=[session.pk]))
    pack, _anything = ask(session, User.objects.get(username="jan"))
    with patch("newsletter.packs.pieces.ask", side_effect=Missing("Nie ma tu dokumentu.")):  # that takes half a minute
        perform(pack.pk)
    walk.open(pack.get_absolute_url())


def money(walk: Walk) -> None:
    """Look at the form of a contract, then at one firm that registers write in two ways."""
    walk.screen = "pieniadze"
    walk.open(reverse("admin:spending_contract_add"))
    kept = OrganizationFactory(name="Firma Drogowa S.A.", nip="6312658876", supplies=True)
    gone = OrganizationFactory(name="FIRMA DROGOWA Spółka Akcyjna", supplies=True)
    SpellingFactory(organization=gone, name="Firma Drogowa SA w Gliwicach")
    for organization in (kept, gone, gone):
        ContractFactory(supplier=organization)
    walk.open(reverse("admin:spending_organization_change", args=[gone.pk]))
    walk.open(reverse("admin:spending_duplicates"))
    walk.press("#content-main td a[href*=drugi]")
    walk.fill(reason="Ten sam NIP w umowie i w KRS.")
    walk.picture("#content", above=0)
    walk.press("#content-main .default")
    walk.open(reverse("admin:spending_duplicates"))


def table(walk: Walk) -> None:
    walk.screen = IMPORT
    walk.open("/zaplecze/import/")
    walk.open("/zaplecze/import/osoby/")
    file: Any = {"name": "radni.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    walk.page.locator("[type=file]").set_input_files(file)
    walk.press("#content-main form button")
    walk.picture("#content", above=0)


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.slug)
def test_every_screen_has_its_picture_small_and_of_one_size(screen: Screen) -> None:
    path = PICTURES / screen.picture

    assert path.is_file(), "write it: UPDATE_PICTURES=1 ./portal test tests/journeys/test_handbook_pictures.py"
    assert path.stat().st_size <= MOST
    with Image.open(path) as picture:
        assert (picture.format, picture.size) == ("WEBP", (WIDTH, HEIGHT))


def test_the_pictures_together_are_small_and_none_is_left_over() -> None:
    pictures = list(PICTURES.iterdir())

    assert sum(path.stat().st_size for path in pictures) <= 600_000
    assert {path.name for path in pictures} <= {screen.picture for screen in screens()} | {f"{IMPORT}.webp"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("url", ["", "glosowanie/", "druk/"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_narrow_screen(
    page: Page, live_server: Any, url: str, scheme: Any
) -> None:
    page.goto(f"{live_server}/zaplecze/")
    Walk(page).enter(member("ola", "wolontariusz"), verified=False)
    page.set_viewport_size({"width": 320, "height": 700})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"/zaplecze/podrecznik/{url}")

    found = Axe().run(page, "#content").response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
