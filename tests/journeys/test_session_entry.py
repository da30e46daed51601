"""An evening with the minutes: ten votes typed by keyboard alone, published by another, seen on the site."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from playwright.sync_api import Page, expect

from council.drafts import PersonDraft
from council.importers import store_person
from council.models import Vote
from tests.council.admin.conftest import publish_all
from tests.council.importers.conftest import document
from tests.council.sources.pdf_builder import Print, counted, roll_call
from watchdog.backroom.models import Submission

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "bardzo-dobre-haslo"
ADDRESS = "https://bip.example/protokol-44.pdf"
ROLL = """1 Magdalena Budny TAK
2 Leszek Curyło TAK
3 Dominik Dragon WSTRZYMAŁ SIĘ
4 Zdzisław Goliszewski NIEOBECNY
5 Jarosław Gonciarz TAK
6 Kajetan Gornig TAK
7 Zbigniew Grzyb TAK
8 Michał Jaśniok TAK
9 Joanna Karweta TAK
10 Krzysztof Kleczka TAK
11 Marek Kopała TAK
12 Tadeusz Olejnik TAK
13 Jan Pająk TAK
14 Ewa Potocka WSTRZYMAŁ SIĘ
15 Marek Pszonak TAK
16 Krystyna Sowa TAK
17 Janusz Szymanowski TAK
18 Grażyna Walter-Łukowicz TAK
19 Marek Widuch TAK
20 Jarosław Wieczorek TAK
21 Urszula Więckowska TAK
22 Jan Wiśniewski TAK
23 Henryk Woźniak TAK
24 Zbigniew Wygoda TAK
25 Jarosław Wypych TAK
"""
"""The roll call of resolution XLIV/949/2014 as a newspaper printed it (12 June 2014)."""
NAMES = [" ".join(line.split()[1:3]) for line in ROLL.splitlines()]
AGENDA = "Porządek obrad:\n1. Otwarcie sesji.\n2. Stwierdzenie prawomocności obrad.\n" + "".join(
    f"{place}. Projekt uchwały w sprawie {subject} (druk nr {place + 940}).\n"
    for place, subject in enumerate(
        [
            "zmiany Wieloletniej Prognozy Finansowej Miasta Gliwice",
            "zmiany budżetu miasta Gliwice na 2014 rok",
            "stawek opłat za zajęcie pasa drogowego",
            "Gliwickiej Inicjatywy Lokalnej",
            "obszaru i granic aglomeracji Gliwice",
            "zmiany Statutu Miasta Gliwice",
            "utworzenia Osiedla Baildona oraz nadania mu statutu",
            "planu pracy Komisji Rewizyjnej",
            "nadania nazwy ulicy",
            "emisji obligacji komunalnych",
        ],
        start=3,
    )
)


@dataclass
class Keyboard:
    """A keyboard that counts its presses; a paste is one."""

    page: Page
    presses: dict[str, int] = field(default_factory=dict)
    part: str = ""

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses[self.part] = self.presses.get(self.part, 0) + 1

    def write(self, text: str) -> None:
        self.press(*text)

    def paste(self, text: str) -> None:
        self.page.keyboard.insert_text(text)
        self.presses[self.part] = self.presses.get(self.part, 0) + 1

    def to(self, name: str, most: int = 60, key: str = "Tab") -> None:
        """Go on with Tab as far as the control of this name."""
        for _press in range(most):
            if self.page.evaluate("document.activeElement.name") == name:
                return
            self.press(key)
        raise AssertionError(f"{most} presses of {key} do not lead to {name}")


@pytest.fixture
def volunteer(live_server: object) -> User:
    """Somebody who may type sessions, in the council of 2014."""
    for name in NAMES:
        store_person(PersonDraft(term="2010-2014", name=name), document("f"))
    user = User.objects.create_user("wolontariuszka", password=PASSWORD, is_staff=True)
    rights = ("add_session", "add_vote", "add_agendaitem", "add_attendance")
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return user


def begin(keys: Keyboard) -> str:
    """Begin the session, paste its agenda, say who was absent; give the address of the session's page."""
    page = keys.page
    page.goto("/zaplecze/sesje/")
    keys.press("Tab", "Enter")  # past the navigation
    keys.to("term_slug")
    page.locator("[name=term_slug]").select_option("2010-2014")  # a list's own keys differ between systems
    for name, text in (("number", "44"), ("days", "12.06.2014")):
        keys.to(name)
        keys.write(text)
    keys.to("address")
    keys.paste(ADDRESS)
    with page.expect_navigation():
        keys.press("Enter")
    work = page.url.partition("#")[0]
    keys.part = "agenda"
    page.goto(f"{work}porzadek/")
    keys.press("Tab", "Enter")
    page.locator("[name=pasted]").focus()
    keys.paste(AGENDA)
    keys.to("_read")
    keys.press("Enter")
    expect(page.locator("[name=item-11-print_number]")).to_have_value("952")
    save(keys)
    keys.part = "attendance"
    page.goto(f"{work}obecnosc/")
    keys.press("ArrowDown", "ArrowDown", "ArrowDown", "n")
    save(keys)
    assert page.url.partition("#")[0] == work
    return work


def vote_by_keys(keys: Keyboard, dissenters: dict[int, str]) -> None:
    """Walk the list as far as the last who was not for, one key a person, and save."""
    keys.part = f"vote with {len(dissenters)} dissenters"
    before = keys.presses.get(keys.part, 0)
    for place in range(max(dissenters, default=-1) + 1):
        keys.press(dissenters.get(place, "ArrowDown"))
    save(keys)
    assert keys.presses[keys.part] - before <= 25 + 2 * len(dissenters)


def save(keys: Keyboard) -> None:
    """Press Alt+S, which counts as one; Playwright's own press leaves out the letter that a browser looks for."""
    told = {"type": "keyDown", "key": "s", "code": "KeyS", "windowsVirtualKeyCode": 83, "modifiers": 1}
    line = keys.page.context.new_cdp_session(keys.page)
    with keys.page.expect_navigation():
        line.send("Input.dispatchKeyEvent", {**told, "unmodifiedText": "s"})
    keys.presses[keys.part] = keys.presses.get(keys.part, 0) + 1


def test_a_session_of_ten_votes_is_typed_by_keyboard_alone(page: Page, volunteer: User, tmp_path: Path) -> None:
    page.goto("/zaplecze/")
    page.locator("[name=username]").fill("wolontariuszka")
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    keys, started = Keyboard(page, part="session"), time.monotonic()
    work = begin(keys)

    page.goto(f"{work}glosowania/nowe/")
    for dissenters in ({}, {}, {2: "p"}, {2: "w", 24: "p"}, {}, {0: "p", 5: "p", 13: "w"}):
        vote_by_keys(keys, dissenters)

    keys.part = "vote pasted"
    expect(page.locator("[name=subject]")).to_have_value(
        "9. Projekt uchwały w sprawie utworzenia Osiedla Baildona oraz nadania mu statutu"
    )
    page.locator(".entry__paste summary").focus()
    keys.press("Enter", "Tab")
    keys.paste(ROLL)
    keys.press("Tab")
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.locator("[data-number=wstrzymal_sie]").first).to_have_text("2")
    save(keys)

    keys.part = "vote from a file"
    page.goto(f"{work}plik/")
    rows = [(" ".join(reversed(name.split())), "PRZECIW" if name == "Ewa Potocka" else "ZA") for name in NAMES]
    told = {"session": "XLIV sesja Rady Miasta Gliwice", "aside": "44", "date": "12.06.2014 12:11"}
    subject = ["10. Planu pracy Komisji Rewizyjnej"]
    (tmp_path / "glosowanie.pdf").write_bytes(roll_call(Print(subject, rows, 8, counters=counted(rows), **told)))
    page.locator("[name=file]").set_input_files(tmp_path / "glosowanie.pdf")
    keys.to("_read")
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.locator("[data-number=przeciw]").first).to_have_text("1")
    save(keys)

    for dissenters in ({}, {1: "w"}):
        vote_by_keys(keys, dissenters)
    seconds = time.monotonic() - started
    print(f"{seconds:.0f} s; key presses: {keys.presses}; in all {sum(keys.presses.values())}")

    assert Submission.objects.filter(kind="VoteDraft", refusal="", draft__isnull=False).count() == 10
    page.goto(work)
    page.locator("[name=_send]").focus()
    keys.press("Enter")
    expect(page.locator(".messagelist .success")).to_be_visible()
    publish_all()
    assert Vote.objects.count() == 10
    page.goto("/rada/sesje/2010-2014/44/")
    expect(page.locator("main")).to_contain_text("utworzenia Osiedla Baildona")
