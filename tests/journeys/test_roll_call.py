"""A roll call of twenty-five people by keyboard: how many keys it takes, and what is told on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Permission, User
from playwright.sync_api import Page, expect

from council.drafts import MeetingRef, PersonDraft, SessionDraft
from council.importers import store_person, store_session
from council.models import Meeting, Vote
from council.tallying import Question, tally
from tests.council.importers.conftest import document
from tests.reviewing import publish_all

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "bardzo-dobre-haslo"
DAY = date(2014, 6, 12)
GIVEN = ["Anna", "Jan", "Ewa", "Piotr", "Zofia"]
FAMILY = [
    *("Adamek", "Bąk", "Cyran", "Dudek", "Ertel", "Frąc", "Gaj", "Hadas", "Iwan", "Jurek", "Kania", "Lech", "Łoś"),
    *("Maj", "Nagel", "Ochman", "Pająk", "Rak", "Sowa", "Śliwa", "Tkacz", "Urban", "Wilk", "Zięba", "Żak"),
]
PEOPLE = [f"{GIVEN[place % 5]} {name}" for place, name in enumerate(FAMILY)]
LETTER = {"przeciw": "p", "wstrzymal_sie": "w", "nieobecny": "n", "nie_glosowal": "g", "wylaczony": "x"}


@pytest.fixture
def form(page: Page, live_server: object) -> Page:
    """Open the form of a new vote in a council of twenty-five, as a volunteer."""
    for name in PEOPLE:
        store_person(PersonDraft(term="2010-2014", name=name), document("f"))
    meeting = store_session(SessionDraft(meeting=MeetingRef(number=44, day=DAY), sittings=(DAY,)), document("e")).record
    user = User.objects.create_user("wolontariuszka", password=PASSWORD, is_staff=True)
    permissions = Permission.objects.filter(content_type__app_label="council")
    user.user_permissions.set(permissions.exclude(codename__startswith="delete"))
    log_in(page)
    page.goto(f"/zaplecze/council/vote/add/?meeting={meeting.pk}")
    return page


def log_in(page: Page) -> None:
    page.goto("/zaplecze/")
    page.locator("[name=username]").fill("wolontariuszka")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()


@dataclass
class Keyboard:
    """A keyboard that counts its presses."""

    page: Page
    pressed: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1


def fill(page: Page, **typed: str) -> None:
    for name, value in {"subject": "7. Utworzenie Osiedla Baildona", "number": "5", **typed}.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=address]").fill("https://bip.example/protokol.pdf")


def enter(page: Page, choices: dict[int, str]) -> int:
    """Say that there is a list, walk it with one key a person as far as the last who was not for; give the presses."""
    keys = Keyboard(page)
    page.locator("[name=listing]").first.focus()
    keys.press("Space")
    if choices:
        keys.press("Tab", "Tab", "Tab")
    for place in range(max(choices, default=-1) + 1):
        keys.press(LETTER[choices[place]] if place in choices else "ArrowDown")
    return keys.pressed


def shown(page: Page) -> list[str]:
    return page.locator(".grid__row select").evaluate_all("all => all.map(one => one.value)")


TEN = dict(
    zip(range(4, 24, 2), [*["przeciw"] * 6, "wstrzymal_sie", "nieobecny", "nie_glosowal", "przeciw"], strict=True)
)


@pytest.mark.parametrize("choices", [{}, {3: "przeciw", 11: "wstrzymal_sie", 24: "nieobecny"}, TEN])
def test_a_roll_call_takes_at_most_a_key_a_person_and_two_a_dissenter(form: Page, choices: dict[int, str]) -> None:
    fill(form)

    pressed = enter(form, choices)

    print(f"{len(choices)} dissenters: {pressed} key presses")
    assert pressed <= 25 + 2 * len(choices)
    assert shown(form) == [choices.get(place, "za") for place in range(25)]
    form.locator("[name=_save]").first.click()
    publish_all()
    vote = Vote.objects.get()
    assert vote.ballots.count() == 25
    assert vote.tally_for == 25 - len(choices)


def test_a_dissenter_is_found_by_the_first_letters_of_the_name(form: Page) -> None:
    keys = Keyboard(form)
    form.locator("[name=listing]").first.focus()
    keys.press("Space", "Tab", "Tab", "Tab")

    for name in ("so", "sl", "za"):
        keys.press("/", *name, "Enter", "p")

    print(f"3 dissenters by name: {keys.pressed} key presses")
    assert keys.pressed <= 25 + 2 * 3
    against = [PEOPLE[place] for place, choice in enumerate(shown(form)) if choice == "przeciw"]
    assert against == ["Piotr Sowa", "Zofia Śliwa", "Zofia Żak"]


def test_a_form_sent_untouched_names_nobody(form: Page) -> None:
    fill(form, official_for="20", official_against="5")

    form.locator("[name=_save]").first.click()
    publish_all()

    assert Vote.objects.get().ballots.count() == 0


def test_letters_mean_nothing_outside_the_list(form: Page) -> None:
    form.locator("[name=subject]").focus()
    form.keyboard.type("zpwngu/")

    expect(form.locator("[name=subject]")).to_have_value("zpwngu/")
    assert set(shown(form)) == {""}


def test_the_last_step_is_undone_and_said(form: Page) -> None:
    enter(form, {0: "przeciw"})
    expect(form.locator("[data-said]")).to_have_text("Anna Adamek: przeciw")

    form.keyboard.press("Control+z")
    assert shown(form)[0] == "za"

    form.keyboard.press("u")
    assert set(shown(form)) == {""}


def test_numbers_only_send_no_names_and_keep_what_was_typed(form: Page) -> None:
    enter(form, {0: "przeciw"})

    form.locator("[name=listing][value=totals]").check()
    expect(form.locator("[data-names]")).to_be_hidden()
    form.locator("[name=listing][value=names]").check()

    assert shown(form)[:2] == ["przeciw", "za"]


def test_the_same_form_works_without_the_script(form: Page, browser: Any, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, locale="pl-PL", java_script_enabled=False)
    plain = context.new_page()
    log_in(plain)
    plain.goto(form.url)
    fill(plain)
    plain.locator("[name=listing][value=names]").check()
    plain.locator("[name^=ballot_]").nth(2).select_option("przeciw")

    plain.locator("[name=_recount]").click()
    numbers = {each: plain.locator(f"[data-number='{each}']").inner_text() for each in ("za", "przeciw", "")}
    assert numbers == {"za": "24", "przeciw": "1", "": "0"}
    assert Vote.objects.count() == 0
    expect(plain.locator("[name=subject]")).to_have_value("7. Utworzenie Osiedla Baildona")

    plain.locator("[name=_save]").first.click()
    publish_all()
    vote = Vote.objects.get()
    context.close()
    assert (vote.tally_for, vote.tally_against) == (24, 1)


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_list_fits_every_window_and_the_numbers_never_hide_the_row(form: Page, width: int) -> None:
    form.set_viewport_size({"width": width, "height": 800})
    enter(form, {20: "przeciw"})

    assert form.evaluate("document.documentElement.scrollWidth") <= width
    focused, foot = (form.locator(each).bounding_box() for each in (".grid__row select:focus", ".tally"))
    assert focused
    assert foot
    assert focused["y"] + focused["height"] <= foot["y"] or focused["y"] >= foot["y"] + foot["height"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_list(form: Page, browser: Any, live_server: Any, scheme: Any) -> None:
    # Axe writes styles into the page, which the portal's policy refuses: this context alone sets the policy aside.
    context = browser.new_context(base_url=live_server.url, locale="pl-PL", color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    log_in(page)
    page.goto(form.url)
    enter(page, {2: "przeciw"})

    found = Axe().run(page, context="[data-grid]").response["violations"]

    context.close()
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


CASES = [
    ([], {}),
    (["za"] * 25, {}),
    (["za"] * 25, {"result": "failed"}),
    (["za"] * 12 + ["nieobecny"] * 13, {}),
    (["za"] * 12, {}),
    (["za"] * 13, {}),
    (["za"] * 12 + ["przeciw"] * 12 + ["nieobecny"], {"result": "passed"}),
    (["za"] * 10 + ["przeciw"] * 8 + ["wstrzymal_sie"] * 7, {"required_majority": "absolute"}),
    (["za"] * 13 + ["przeciw"] * 6 + ["wstrzymal_sie"] * 6, {"required_majority": "absolute"}),
    (["za"] * 12 + ["przeciw"] * 3 + ["nieobecny"] * 10, {"subject": "Udzielenie absolutorium Prezydentowi"}),
    (["za"] * 13 + ["przeciw"] * 12, {"subject": "Wotum zaufania dla Prezydenta Miasta"}),
    (["za"] * 12 + ["nie_glosowal"] * 13, {"subject": "Wniosek o zmianę porządku obrad"}),
    (["za"] * 14 + ["przeciw"] * 11, {"required_majority": "three_fifths"}),
    (["za"] * 15 + ["przeciw"] * 10, {"required_majority": "three_fifths", "result": "passed"}),
    (["za"] * 13 + ["przeciw"] * 11 + ["wylaczony"], {}),
    (["za"] * 13 + ["przeciw"] * 12, {"subject": "Wybór spośród kandydatów", "kind_stated": "election"}),
    (["za"] * 20 + ["przeciw"] * 5, {"official_for": "21", "official_against": "5"}),
    (["za"] * 9 + ["przeciw"] * 9 + ["wstrzymal_sie"] * 3, {}),
]


def test_the_script_and_the_server_say_the_same(form: Page) -> None:
    seats = Meeting.objects.get().term.seats or 0

    for choices, typed in CASES:
        values = [*choices, *[""] * (25 - len(choices))]
        assert said(form, values, typed) == computed(values, typed, seats), (choices, typed)


def computed(values: Sequence[str], typed: dict[str, str], seats: int) -> dict[str, Any]:
    question = Question(*(typed.get(name, "") for name in ("subject", "kind_stated", "result", "required_majority")))
    printed = {name: int(value) for name, value in typed.items() if name.startswith("official_")}
    found = tally(values, seats, question, printed)
    return {
        "quorum": found.quorum,
        "majority": found.majority,
        "rule": found.found.basis.rule.value if found.found else None,
        "disagrees": bool(found.found and found.found.agrees is False),
        "differs": sorted(found.differing),
        "needed": str(found.found.needed) if found.found and found.majority != "unknown" else None,
    }


def said(page: Page, values: Sequence[str], typed: dict[str, str]) -> dict[str, Any]:
    return page.evaluate(
        """([values, typed]) => {
          const root = document.querySelector("[data-grid]"), form = root.closest("form");
          const names = ["subject", "kind_stated", "result", "required_majority", "official_for", "official_against"];
          for (const name of names) form.elements[name].value = typed[name] || "";
          root.grid.put(values.map((value, place) => [place, value]));
          form.elements.subject.dispatchEvent(new Event("input", { bubbles: true }));
          const shown = (name) => {
            const line = root.querySelector(`li[data-${name}]:not([hidden])`);
            return line ? line.getAttribute(`data-${name}`) : null;
          };
          const lines = [...root.querySelectorAll("[data-differs]:not([hidden])")];
          const differs = lines.map((one) => one.dataset.differs);
          const needed = root.querySelector("li[data-majority]:not([hidden]) b");
          return { quorum: shown("quorum"), majority: shown("majority"), rule: shown("rule"), differs: differs.sort(),
            disagrees: !root.querySelector("[data-disagrees]").hidden, needed: needed ? needed.textContent : null };
        }""",
        [list(values), typed],
    )
