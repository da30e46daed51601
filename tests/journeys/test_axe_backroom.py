"""Axe finds nothing on the commonest screens of the back room; they fit a narrow screen and keep to the policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Browser, ConsoleMessage, Page

from council.drafts import AgendaItemDraft, MeetingRef, PersonDraft
from council.entry.occasions import Occasion, bundle_for
from council.importers import store_person, store_vote
from tests.council.importers.conftest import DAY, document, roll_call
from tests.council.sources.pdf_builder import scan
from tests.factories.accounts import PASSWORD, member
from tests.factories.spending import ContractFactory, OrganizationFactory, SpellingFactory
from tests.factories.texts_of_ours import ArticleFactory
from tests.watchdog.backroom.conftest import session_draft, vote_draft
from watchdog.archive.models import Change, Snapshot
from watchdog.archive.vault import vault
from watchdog.archive.writing import Evidence, correct
from watchdog.backroom.drafts import kind_of
from watchdog.backroom.models import Bundle, Submission
from watchdog.backroom.submitting import save, send

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OF_LOOKS = {
    "type": "rule",
    "values": ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"],
}
"""What another scheme or width can break; everything else stands in the same markup."""
NARROWEST = 320


@pytest.fixture
def screens(live_server: object) -> dict[str, str]:
    """The addresses of the screens, each with something on it; the log-in is looked at by whoever is nobody yet."""
    user = User.objects.create_superuser("ada", "ada@odnowa.example", PASSWORD)
    author = member("wanda", "wolontariusz")
    for name in ("Anna Lis", "Jan Kot"):
        store_person(PersonDraft(term="2010-2014", name=name), document("f"))
    vote = store_vote(roll_call(("Anna Lis", "za"), ("Jan Kot", "za"), meeting=EARLIER), Evidence(user=author)).record
    store_vote(roll_call(("Lis Anna", "za"), ("Kot Jan", "przeciw"), meeting=EARLIER), kept_document())
    correct(vote, {"result_label": "przyjęto"}, Evidence(user=user, reason="s. 3"))
    store_vote(roll_call(("Kott Jan", "za"), subject="8. Inne", meeting=EARLIER), document("e"))
    work = typed_session(author)
    piece = work.submissions.get(kind="VoteDraft")
    names = reverse("admin:council_name", args=["2010-2014"], query={"nazwisko": "kott jan"})
    return {
        "index": reverse("admin:index"),
        "waiting": reverse("waiting"),
        "start": reverse("entry:start"),
        "workspace": work.page,
        "agenda": reverse("entry:agenda", args=[work.pk]),
        "attendance": reverse("entry:attendance", args=[work.pk]),
        "vote": reverse("entry:vote-new", args=[work.pk]),
        "file": reverse("entry:upload", args=[work.pk]),
        "typed work": reverse("backroom:submissions", query={"widok": "wszystkie"}),
        "submission": piece.get_absolute_url(),
        "bundle": reverse("backroom:bundle", args=[work.pk]),
        "differences": reverse("backroom:differences"),
        "decision": reverse("backroom:decision", args=[Change.objects.waiting().get().pk]),
        "names": reverse("admin:council_names"),
        "name": names,
        "vote form": reverse("admin:council_vote_change", args=[vote.pk]),
        "vote history": reverse("admin:council_vote_history", args=[vote.pk]),
        **of_money(),
        "article": reverse("admin:newsletter_article_change", args=[ArticleFactory().pk]),
        "person of the back room": reverse("admin:auth_user_change", args=[author.pk]),
    }


def of_money() -> dict[str, str]:
    """Two records of one firm with a contract each, and what can be typed and decided of them."""
    kept = OrganizationFactory(name="Firma Drogowa S.A.", nip="6312658876", supplies=True)
    gone = OrganizationFactory(name="FIRMA DROGOWA Spółka Akcyjna", supplies=True)
    SpellingFactory(organization=gone, name="Firma Drogowa SA w Gliwicach")
    contract = ContractFactory(supplier=gone)
    return {
        "new contract": reverse("admin:spending_contract_add"),
        "contract": reverse("admin:spending_contract_change", args=[contract.pk]),
        "new figure of the budget": reverse("admin:spending_budgetfigure_add"),
        "organization": reverse("admin:spending_organization_change", args=[gone.pk]),
        "duplicates": reverse("admin:spending_duplicates"),
        "two organizations": reverse("admin:spending_merge", query={"zostaje": kept.pk, "drugi": gone.pk}),
        "parting": reverse("admin:spending_split", args=[gone.pk]),
        "hiding": reverse("admin:spending_hide", args=[gone.pk]),
    }


def kept_document() -> Evidence:
    """A document that lies in the archive, so that its page is drawn beside a difference."""
    content = scan()
    sha256 = vault().keep(content)
    snapshot = Snapshot.objects.create(
        sha256=sha256, size=len(content), media_type="application/pdf", disclosure="public"
    )
    return Evidence(snapshot=snapshot, address="https://bip.example/b", place="s. 1", authority=30)


EARLIER = MeetingRef(number=43, day=DAY.replace(month=5))


def typed_session(author: User) -> Bundle:
    """A session with an item and a vote, sent to review."""
    bundle, _new = bundle_for(Occasion("2010-2014", 44, (DAY,), "", "https://bip.example/p", ""), author)
    session = session_draft()
    item = AgendaItemDraft(meeting=session.meeting, label="7", title="Osiedle Baildona", position=1)
    pieces = []
    typed = [(session, "XLIV sesja"), (item, "7. Osiedle"), (vote_draft(), "7. Osiedle")]
    for place, (draft, title) in enumerate(typed):
        made = Submission(kind=kind_of(draft), draft=draft.model_dump(mode="json"), author=author, title=title)
        made.bundle, made.page, made.position, made.address = bundle, bundle.page, place, "https://bip.example/p"
        pieces.append(save(made, author))
    send(pieces, author)
    return bundle


@pytest.fixture
def looked_at(browser: Browser, live_server: Any, screens: dict[str, str]) -> Iterator[Any]:
    """Open a page for an administrator, wide and light or narrow and dark, with what the browser complains of."""
    contexts = []
    troubles: list[str] = []

    def opened(scheme: Literal["light", "dark"], width: int, *, policy: bool = True) -> Page:
        # Axe writes styles into the page, which the portal's policy refuses: its own contexts set the policy aside.
        context = browser.new_context(
            base_url=live_server.url, locale="pl-PL", color_scheme=scheme, bypass_csp=not policy
        )
        contexts.append(context)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 844})
        if policy:
            page.on("console", lambda told: troubles.append(f"{told.text} {told.location}") if is_error(told) else None)
            page.on("pageerror", lambda error: troubles.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


def is_error(told: ConsoleMessage) -> bool:
    return told.type == "error"


def log_in(page: Page) -> None:
    page.goto("/zaplecze/")
    page.locator("[name=username]").fill("ada")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.locator("#user-tools").wait_for()


def found_by_axe(page: Page, rules: dict[str, Any]) -> list[tuple[str, str]]:
    violations = Axe().run(page, options={"runOnly": rules}).response["violations"]
    return [(each["id"], node["html"][:160]) for each in violations for node in each["nodes"][:3]]


def test_axe_finds_nothing(looked_at: Any, screens: dict[str, str]) -> None:
    found = {}
    looks: list[tuple[Literal["light", "dark"], int, dict[str, Any]]] = [
        ("light", 1280, RULES),
        ("dark", 390, OF_LOOKS),
    ]
    for scheme, width, rules in looks:
        page = looked_at(scheme, width, policy=False)
        page.goto("/zaplecze/")
        found["log-in", scheme] = found_by_axe(page, rules)
        log_in(page)
        for name, address in screens.items():
            page.goto(address)
            found[name, scheme] = found_by_axe(page, rules)

    assert {name: violations for name, violations in found.items() if violations} == {}


def test_every_screen_fits_the_narrowest_and_keeps_to_the_policy(looked_at: Any, screens: dict[str, str]) -> None:
    page = looked_at("light", NARROWEST)
    page.goto("/zaplecze/")
    widths = {"log-in": width_of(page)}
    log_in(page)

    for name, address in screens.items():
        page.goto(address)
        widths[name] = width_of(page)

    assert {name: width for name, width in widths.items() if width > NARROWEST} == {}


def width_of(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))
