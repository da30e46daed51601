"""
The house rules of a page, over every public address in both editions.

Addresses come from the resolver: a new one without a sample here fails, so no page is ever left out.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from urllib.parse import SplitResult, urlsplit

import pytest
from django.test import Client
from django.urls import LocalePrefixPattern, URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from newsletter.following import asking
from newsletter.following.lists import of_address
from newsletter.links import Purpose, make
from newsletter.models import Rate
from tests.factories.archive import ChangeFactory, ReadingFactory, SnapshotFactory
from tests.factories.budget import BudgetLineFactory, made_up_report
from tests.factories.committees import (
    AttendanceFactory,
    BodyMembershipFactory,
    CommitteeMeetingFactory,
    CommitteeTermFactory,
    OpinionFactory,
)
from tests.factories.companies import CompanyFactory, HoldingFactory
from tests.factories.council import (
    AgendaItemFactory,
    ClubFactory,
    DraftResolutionFactory,
    PersonFactory,
    ResolutionFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)
from tests.factories.errata import ObjectionFactory
from tests.factories.interpellations import InterpellationFactory
from tests.factories.letters import IssueFactory
from tests.factories.names import UserFactory
from tests.factories.petitions import PetitionFactory
from tests.factories.reports import OrderFactory
from tests.factories.signals import SignalFactory, SignalGapFactory
from tests.factories.spending import (
    BudgetFigureFactory,
    ContractFactory,
    ContractPartyFactory,
    NoticeFactory,
    OrganizationFactory,
    PaymentFactory,
)
from tests.factories.texts import MinutesPageFactory, PassageFactory, TimeCodeFactory
from tests.factories.texts_of_ours import ArticleFactory, MentionFactory, PictureFactory
from watchdog.archive.models import Sighting

pytestmark = pytest.mark.django_db

NOT_PAGES = re.compile(r"^(feed(-atom)?|archive:file|newsletter:export|.*-(csv|json|xlsx|ics|pdf|png|embed))$")
"""
Files and feeds, and drawings for pages of others (tests/watchdog/reports/test_embeds.py); addresses without an edition
(the back office, machines' own) are not looked at anyway.
"""

FILES = ("/plik", ".pdf", ".png", ".csv", ".json", ".xlsx", ".rss", ".atom", ".ics")
"""Whither links lead that are not followed: files of lists and pages have tests of their own, and a sample document's
bytes are not in the vault."""

DAY = datetime(2024, 5, 6, 12, tzinfo=UTC)
REDIRECTS = {"council:index"}
ONE_EDITION = (
    "/static/",
    "/zaplecze/",
    "/api/",
    "/oparl/",
    "/katalog.ttl",
    "/dane/popolo",
    "/dane/ocds/",
    "/dane/pelne/",
)
"""What programs, staff and browsers read; it has no second language."""
LANGUAGES = {"pl": "", "en": "/en"}
EMPTY_ELEMENTS = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LEAKS = re.compile(r"\{[{%#]|[%#}]\}|\bNone\b(?! of )|%\(\w+\)s")


class Seen(HTMLParser):
    """What a contract asks of a page: its elements with their attributes, its text, and what stands in scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.blocks: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY_ELEMENTS:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        (self.blocks if self.open[-1:] == ["script"] else self.text).append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture
def samples() -> dict[str, list[str]]:
    """Give addresses for every page that takes arguments, by the name of its pattern (Polish edition)."""
    term, club = TermFactory(), ClubFactory()
    person = PersonFactory(in_term=term, club=club)
    draft, resolution = DraftResolutionFactory(), ResolutionFactory(validity="partly_invalid", validity_note="WSA")
    item = AgendaItemFactory(draft=draft, label="7")
    named = VoteFactory(
        meeting=item.meeting, draft=draft, resolution=resolution, item="7", result="passed", choices=[(person, "za")]
    )
    totals = VoteFactory(subject="Zmiana prognozy", totals=(15, 2, 7, 0), certainty="inferred", note="Wniosek.")
    reading = ReadingFactory(record=named, data={"official": {"za": 1}, "ballots": []})
    doubt = {"code": "x", "text": "Uwaga", "place": ""}
    bare = VoteFactory(subject="Strefa parkowania", meeting=None, day=None, year=2012, findings=[doubt])
    pages = [MinutesPageFactory(meeting=item.meeting, number=number) for number in (1, 2)]
    TimeCodeFactory(meeting=item.meeting, label="7")
    asked = {"received_on": date(2020, 3, 2), "answer": "given", "answered_on": date(2020, 3, 13)}
    interpellations = [InterpellationFactory(asked=[person, "Jan Nieznany"], **asked), InterpellationFactory()]
    decided = {"outcome": "granted", "resolution": resolution, "meeting": item.meeting, "committee": "Komisja Skarg"}
    petitions = [PetitionFactory(month=5, reasons="Koszt.", **decided), PetitionFactory()]
    committee = BodyMembershipFactory(body=CommitteeTermFactory().body).body.terms.get()
    opinion = OpinionFactory(committee=committee.body, meeting=CommitteeMeetingFactory(body=committee.body))
    AttendanceFactory(meeting=opinion.meeting, person=person)
    AttendanceFactory(meeting=item.meeting, person=None, state="excused")
    contract = ContractPartyFactory().contract
    annex = ContractFactory(kind="amendment", parent=contract, value_effect="change", register=contract.register)
    offer = ContractFactory(kind="offer", value=None, value_words="ok. 2 mln", supplier=None, supplier_hidden="person")
    part = ContractFactory(parent=contract, currency="", tax="", dzial="600", buyer=None, withdrawn_at=DAY)
    NoticeFactory(contract=contract)
    payment = PaymentFactory(contract=contract)
    blocks = (
        f"glosowanie:{named.slug}",
        f"sesja:{item.meeting.path}",
        f"radny:{person.slug}",
        f"umowa:{contract.slug}",
    )
    shown = "\n".join([*(f"[[{block}]]" for block in blocks), "# Dalej", "- a"])
    firm, unit = OrganizationFactory(supplies=True, buys=True, nip="6311006640"), OrganizationFactory(buys=True)
    signed = {"buyer": unit, "supplier": firm, "signed_first": date(2026, 8, 3)}
    city_row = ContractFactory(register="gliwice_bip", number="1/26", subject="Most", **signed)
    state_row = ContractFactory(register="cru", number="1-26", subject="Kładka", tax="", currency="", value=5, **signed)
    ContractFactory(register="cru", number="2/26", kind="offer", **signed)
    notices = [
        NoticeFactory(contract=city_row, tender="ocds-1", supplier=firm, value=7),
        NoticeFactory(tender="ocds-1"),
    ]
    hint = {"net": "129268.29", "value": "159000.00", "currency": "PLN", "tax": "gross", "threshold": "130000.00"}
    about = {"code": "tuz-pod-progiem", "hint": True, "supplier": firm, "contracts": [contract.pk], "inputs": hint}
    signals = [SignalFactory(outdated_at=DAY), SignalFactory(**about, slug="tuz-1", value=129268, threshold=130000)]
    SignalGapFactory(code="nowy-wykonawca", reason="no_registration")
    told = [{"day": "2026-05-04", "note": "Poprawiono kwotę."}]
    articles = [ArticleFactory(body=shown, cover=PictureFactory(), updates=told), ArticleFactory(body="[[sesja:brak]]")]
    subscriber, word = asking.ask("anna@example.pl", "pl", of_address("/rada/glosowania/?rok=2014"), Rate.DAILY)
    alert = asking.confirm(subscriber, word)
    assert alert
    confirm_page = reverse("newsletter:confirm", args=[make(Purpose.CONFIRM, subscriber, word)])
    MentionFactory(key=named.slug, url=articles[0].get_absolute_url())
    made_up_report(2024)
    figures = [
        BudgetFigureFactory(year=2024, amount=1, label="wydatki ogółem", approximate=True, certainty="inferred"),
        BudgetFigureFactory(year=2013, scope="task", label="budowa hali", act="XXX/1/2013", note="Kwota wieloletnia."),
        BudgetLineFactory(key="2024/q4 801", act="X/1", unit="Szkoła"),
    ]
    ChangeFactory(record=named, reason="Literówka.")
    ChangeFactory(record=item, field="title", concealed_at=DAY)
    answered = {"accepted": True, "answer": "Tak.", "decided_by": UserFactory(), "decided_at": DAY}
    sent = [
        ObjectionFactory(record=named),
        ObjectionFactory(record=person, published="Zmieniono klub.", shown_as="Anna Radna", **answered),
    ]
    copies = SnapshotFactory.create_batch(2)
    for copy in copies:
        Sighting.objects.create(snapshot=copy, address="https://bip.example/a", seen_at=DAY)
    body = f"Zobacz [sesję]({item.meeting.get_absolute_url()})."
    issues = [IssueFactory(body=body), IssueFactory(title="Drugi numer", body=body, updates=told)]
    reported = [("council.vote", named.pk), ("spending.contract", contract.pk)]
    return {
        "newsletter:article": [each.get_absolute_url() for each in articles],
        "newsletter:issue": [each.get_absolute_url() for each in issues],
        "newsletter:confirm": [confirm_page],
        "newsletter:manage": [reverse("newsletter:manage", args=[make(Purpose.MANAGE, subscriber)])],
        "newsletter:unsubscribe": [
            reverse("newsletter:unsubscribe", args=[make(Purpose.UNSUBSCRIBE, alert.subscriber)])
        ],
        "newsletter:erase": [reverse("newsletter:erase", args=[make(Purpose.ERASE, subscriber)])],
        "council:minutes": [page.get_absolute_url() for page in pages],
        "council:committee-minutes": [MinutesPageFactory(meeting=opinion.meeting, number=1).get_absolute_url()],
        "council:committee-passage": [PassageFactory(meeting=opinion.meeting).get_absolute_url()],
        "council:passage": [PassageFactory(meeting=item.meeting).get_absolute_url()],
        "council:session": [item.meeting.get_absolute_url(), SessionFactory(number=None).get_absolute_url()],
        "council:vote": [vote.get_absolute_url() for vote in (named, totals, bare)],
        "council:person": [person.get_absolute_url(), PersonFactory().get_absolute_url()],
        "council:committee": [committee.body.get_absolute_url()],
        "council:committee-in-term": [committee.get_absolute_url(), CommitteeTermFactory().get_absolute_url()],
        "council:committee-meeting": [opinion.meeting.get_absolute_url()],
        "council:club": [reverse("council:club", args=[club.slug])],
        "council:draft": [draft.get_absolute_url()],
        "council:resolution": [resolution.get_absolute_url(), ResolutionFactory(number="").get_absolute_url()],
        "council:interpellation": [each.get_absolute_url() for each in interpellations],
        "council:petition": [each.get_absolute_url() for each in petitions],
        "missing-list": [f"/braki/{code}/" for code in ("sesje-bez-porzadku", "uchwaly-bez-publikacji")],
        "spending:company": [CompanyFactory().get_absolute_url(), HoldingFactory().company.get_absolute_url()],
        "spending:budget-year": ["/wydatki/budzet/2024/", "/wydatki/budzet/2013/"],
        "spending:budget-dzial": ["/wydatki/budzet/2024/801/"],
        "spending:budget-rozdzial": ["/wydatki/budzet/2024/801/80101/"],
        "spending:budget-figure": [each.get_absolute_url() for each in figures],
        "spending:contract-list-figures": ["/wydatki/umowy/liczby/", "/wydatki/umowy/liczby/?bez_kwoty=1"],
        "spending:contract": [each.get_absolute_url() for each in (contract, annex, offer, part, city_row, state_row)],
        "spending:payment": [payment.get_absolute_url()],
        "spending:supplier": [firm.get_absolute_url(), OrganizationFactory(supplies=True).get_absolute_url()],
        "spending:unit": [unit.get_absolute_url()],
        "spending:signal-class": ["/wydatki/sygnaly/pozna-publikacja/", "/wydatki/sygnaly/nowy-wykonawca/"],
        "spending:signal": [each.get_absolute_url() for each in signals],
        "spending:notice": [each.get_absolute_url() for each in notices],
        "errata:copies": [reverse("errata:copies", args=[copies[1].sha256, copies[0].sha256])],
        "errata:report": [reverse("errata:report", args=[kind, pk]) for kind, pk in reported],
        "errata:state": [each.state_url() for each in sent],
        "month-report": ["/raporty/2024-05/", "/raporty/2013-01/"],
        "report-order": [reverse("report-order", args=[OrderFactory().key])],
        "archive:snapshot": [reading.snapshot.get_absolute_url()],
        "page": [reverse("page", args=[slug]) for slug in ("o-nas", "prywatnosc")],
    }


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, f"{namespace}{each.namespace}:" if each.namespace else namespace)
        elif each.name:
            yield f"{namespace}{each.name}", each


def public_pages() -> dict[str, URLPattern]:
    """Give every named pattern that exists in both editions and answers with a page."""
    editions = [each for each in get_resolver().url_patterns if isinstance(each.pattern, LocalePrefixPattern)]
    named = [found for edition in editions for found in patterns(edition)]
    return {name: pattern for name, pattern in named if not NOT_PAGES.match(name) and name not in REDIRECTS}


def addresses(samples: dict[str, list[str]]) -> list[str]:
    found = []
    for name, pattern in public_pages().items():
        if pattern.pattern.converters:
            assert name in samples, f"no sample address for {name}: add one to the fixture"
            found += samples[name]
        else:
            found.append(reverse(name))
    return found


@dataclass(frozen=True)
class Visit:
    """Every public page of one edition as (address, response, parsed page), and how their links within it answer."""

    pages: list[tuple[str, Any, Seen]]
    answers: dict[str, int]


def visited(client: Client, listed: list[str]) -> Visit:
    pages = []
    for address in listed:
        response = client.get(address)
        assert response.status_code == 200, address
        pages.append((address, response, Seen(response.content.decode())))
    answers = {address: response.status_code for address, response, _page in pages}
    paths = {place.path for _address, _attrs, place in links(pages)} - answers.keys()
    return Visit(pages, answers | {path: client.get(path).status_code for path in sorted(paths)})


def links(pages: list[tuple[str, Any, Seen]]) -> Iterator[tuple[str, dict[str, str], SplitResult]]:
    """Give the links within the portal: the page they stand on, their attributes, where they lead."""
    for address, _response, page in pages:
        for attrs in page.all("a"):
            place = urlsplit(attrs.get("href", ""))
            if place.netloc or not place.path.startswith("/") or place.path.endswith(FILES):
                continue
            yield address, attrs, place


def test_every_page_is_visited() -> None:
    assert {"home", "methods", "page", "search", "sources", "council:vote", "archive:snapshot"} <= set(public_pages())


def the_page_says_its_language(pages: list[tuple[str, Any, Seen]]) -> None:
    for address, _response, page in pages:
        assert page.all("html")[0]["lang"] == ("en" if address.startswith("/en/") else "pl"), address


def nothing_is_styled_or_scripted_inline(pages: list[tuple[str, Any, Seen]]) -> None:
    for address, _response, page in pages:
        for tag, attrs in page.elements:
            assert tag != "style", address
            assert "style" not in attrs, address
            assert not [name for name in attrs if name.startswith("on")], address
            assert tag != "script" or attrs.get("src") or attrs == {"type": "application/ld+json"}, address
        for block in page.blocks:
            assert json.loads(block)["@context"] == "https://schema.org", address


def a_visitor_gets_no_cookie(pages: list[tuple[str, Any, Seen]]) -> None:
    for address, response, _page in pages:
        assert not response.cookies, address
        assert "Cookie" not in response.headers.get("Vary", ""), address


def nothing_is_loaded_from_elsewhere(pages: list[tuple[str, Any, Seen]]) -> None:
    resources = {"script": "src", "img": "src", "link": "href", "use": "href", "iframe": "src", "source": "src"}
    for address, _response, page in pages:
        for tag, attrs in page.elements:
            if tag == "link" and attrs.get("rel") in ("canonical", "alternate"):
                continue
            place = urlsplit(attrs.get(resources.get(tag, ""), ""))
            assert place.netloc == "", (address, tag, attrs)


def the_heading_stands_once_and_levels_are_not_skipped(pages: list[tuple[str, Any, Seen]]) -> None:
    for address, _response, page in pages:
        levels = [int(tag[1]) for tag, _attrs in page.elements if re.fullmatch(r"h[1-6]", tag)]
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        assert all(after <= before + 1 for before, after in pairwise(levels)), (address, levels)


def ids_are_unique_and_labels_lead_to_them(pages: list[tuple[str, Any, Seen]]) -> None:
    for address, _response, page in pages:
        ids = Counter(attrs["id"] for _tag, attrs in page.elements if attrs.get("id"))
        assert not [each for each, count in ids.items() if count > 1], address
        for _tag, attrs in page.elements:
            for name in ("for", "aria-labelledby", "aria-describedby"):
                for target in attrs.get(name, "").split():
                    assert target in ids, (address, name, target)


def head_describes_the_page_and_its_other_edition(pages: list[tuple[str, Any, Seen]]) -> None:
    for address, _response, page in pages:
        links = {(each.get("rel"), each.get("hreflang")): each.get("href", "") for each in page.all("link")}
        described = [each["content"] for each in page.all("meta") if each.get("name") == "description"]
        assert urlsplit(links["canonical", None]).path == address
        assert urlsplit(links["alternate", "en"]).path == "/en" + address.removeprefix("/en")
        assert urlsplit(links["alternate", "pl"]).path == address.removeprefix("/en")
        assert len(described) == 1, address
        assert described[0].strip(), address


def titles_tell_pages_apart(pages: list[tuple[str, Any, Seen]]) -> None:
    found = [re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL) for _, response, _ in pages]
    titles = Counter(title[1] for title in found if title)

    assert titles.total() == len(pages)
    assert not [title for title, count in titles.items() if count > 1]


def nothing_of_the_machine_leaks_into_the_text(pages: list[tuple[str, Any, Seen]]) -> None:
    for address, _response, page in pages:
        text = " ".join(page.text)
        found = LEAKS.search(text)
        assert found is None, (address, text[max(0, found.start() - 40) : found.end() + 40])


def every_element_that_opens_closes(pages: list[tuple[str, Any, Seen]]) -> None:
    for address, _response, page in pages:
        assert page.open == [], address


def links_within_the_portal_lead_to_pages_of_the_same_edition(visit: Visit) -> None:
    for address, attrs, place in links(visit.pages):
        if attrs.get("hreflang") is None and not place.path.startswith(ONE_EDITION):
            assert place.path.startswith("/en/") == address.startswith("/en/"), (address, place.path)
        assert visit.answers[place.path] in (200, 301, 302), (address, place.path)


RULES = [
    the_page_says_its_language,
    nothing_is_styled_or_scripted_inline,
    a_visitor_gets_no_cookie,
    nothing_is_loaded_from_elsewhere,
    the_heading_stands_once_and_levels_are_not_skipped,
    ids_are_unique_and_labels_lead_to_them,
    head_describes_the_page_and_its_other_edition,
    titles_tell_pages_apart,
    nothing_of_the_machine_leaks_into_the_text,
    every_element_that_opens_closes,
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_keeps_the_rules(
    language: str, samples: dict[str, list[str]], client: Client, subtests: pytest.Subtests
) -> None:
    """Draw every page once, which takes seconds; each rule looks at all of them, and a broken one hides no other."""
    with translation.override("pl"):
        listed = addresses(samples)
    visit = visited(client, [f"{LANGUAGES[language]}{address}" for address in listed])

    for rule in RULES:
        with subtests.test(rule.__name__):
            rule(visit.pages)
    with subtests.test("links"):
        links_within_the_portal_lead_to_pages_of_the_same_edition(visit)
