"""
The whole way of a session, by keyboard alone: typed by one person, published and corrected by another, read by a third.

What the keys cost is printed (``./portal test tests/journeys/test_whole_way.py -s``); the seconds are a machine's.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from council.drafts import MeetingRef, PersonDraft
from council.importers import store_person, store_vote
from council.models import Vote
from tests.council.importers.conftest import document
from tests.council.importers.conftest import roll_call as read_by_machine
from tests.factories.accounts import PASSWORD, code, device, member
from tests.journeys.evening import ADDRESS, AGENDA, NAMES, ROLL, SUBJECTS, printed_vote
from tests.journeys.keyboard import Keyboard
from watchdog.backroom.models import Bundle, Submission

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("rules_of_production"),
]

NOTE = "Przepisane z papierowego protokołu"
WHY = "Protokół podaje taki wynik, s. 7"
REASON = "Sprostowanie na sesji, s. 3"
BACK = "Sprostowanie dotyczyło innego głosowania"


@pytest.fixture
def council(live_server: object) -> None:
    """The council of 2014, and a vote of an earlier session in which a document names somebody by a slip."""
    for name in NAMES:
        store_person(PersonDraft(term="2010-2014", name=name), document("f"))
    earlier = read_by_machine(("Dragan Dominik", "za"), meeting=MeetingRef(number=44, day=None), subject="Wcześniejsze")
    store_vote(earlier.model_copy(update=EARLIER), document("e"))


EARLIER = {"meeting": MeetingRef(number=43, day="2014-05-08"), "on": None, "year": 2014}


def log_in(keys: Keyboard, name: str, *groups: str) -> User:
    """Come in with name, password and code; each field is reached by Tab."""
    user = member(name, *groups)
    keys.page.goto("/zaplecze/")
    keys.write(name)
    keys.press("Tab")
    keys.write(PASSWORD)
    keys.press("Tab")
    keys.write(code(device(user)))
    keys.enter()
    expect(keys.page.locator("#user-tools")).to_be_visible()
    return user


def log_out(keys: Keyboard) -> None:
    keys.begin("log-out")
    keys.to_text("Wyloguj")
    keys.enter()


def begin_session(keys: Keyboard) -> None:
    keys.begin("session")
    keys.past_the_head()
    keys.follow("/zaplecze/sesje/")
    keys.past_the_head()
    keys.to("term_slug")
    keys.choose("2010")
    for name, text in (("number", "44"), ("days", "12.06.2014")):
        keys.to(name)
        keys.write(text)
    keys.to("address")
    keys.paste(ADDRESS)
    keys.to("note")
    keys.paste(NOTE)
    keys.to("_save")
    keys.enter()


def paste_agenda(keys: Keyboard) -> None:
    keys.begin("agenda")
    keys.past_the_head()
    keys.follow("/porzadek/")
    keys.past_the_head()
    keys.to("pasted")
    keys.paste(AGENDA)
    keys.to("_read")
    keys.enter()
    expect(keys.page.locator("[name=item-11-print_number]")).to_have_value("952")
    keys.shortcut("s")


def say_who_was_there(keys: Keyboard) -> None:
    keys.begin("attendance")
    keys.past_the_head()
    keys.follow("/obecnosc/")
    keys.press("ArrowDown", "ArrowDown", "ArrowDown", "n")
    keys.shortcut("s")


def vote_by_keys(keys: Keyboard, dissenters: dict[int, str], result: str = "") -> None:
    """Walk the list as far as the last who was not for, one key a person, and save."""
    keys.begin(f"vote with {len(dissenters)} dissenters{', result typed' if result else ''}")
    before = keys.presses.get(keys.part, 0)
    if result:
        keys.to("result", back=True)
        keys.choose(result)
    for place in range(max(dissenters, default=-1) + 1):
        keys.press(dissenters.get(place, "ArrowDown"))
    keys.shortcut("s")
    assert result or keys.presses[keys.part] - before <= 25 + 2 * len(dissenters)


def vote_from_the_minutes(keys: Keyboard) -> None:
    keys.begin("vote pasted")
    expect(keys.page.locator("[name=subject]")).to_have_value(f"9. Projekt uchwały w sprawie {SUBJECTS[6]}")
    keys.to_text("Wklej listę", back=True)
    keys.press("Enter", "Tab")
    keys.paste(ROLL)
    keys.press("Tab")
    keys.enter()
    expect(keys.page.locator("[data-number=wstrzymal_sie]").first).to_have_text("2")
    keys.shortcut("s")


def vote_from_a_file(keys: Keyboard, path: Path) -> None:
    keys.begin("vote from a file")
    path.write_bytes(printed_vote("10. Planu pracy Komisji Rewizyjnej", 8, against="Ewa Potocka"))
    keys.to_text("Wklej listę", back=True)
    keys.press("Enter")
    keys.follow("/plik/")
    keys.past_the_head()
    keys.to("file")
    keys.attach(path)
    keys.to("_read")
    keys.enter()
    expect(keys.page.locator("[data-number=przeciw]").first).to_have_text("1")
    keys.shortcut("s")


def type_a_session(keys: Keyboard, tmp_path: Path) -> None:
    """Come in as a volunteer and type ten votes: eight by keys, one pasted, one from a file."""
    keys.begin("log-in of the volunteer")
    log_in(keys, "wanda", "wolontariusz")
    begin_session(keys)
    paste_agenda(keys)
    say_who_was_there(keys)
    keys.shortcut("n")
    for dissenters in ({}, {}, {2: "p"}, {2: "w", 24: "p"}, {0: "p", 5: "p", 13: "w"}):
        vote_by_keys(keys, dissenters)
    vote_by_keys(keys, {}, result="nie")
    vote_from_the_minutes(keys)
    vote_from_a_file(keys, tmp_path / "glosowanie.pdf")
    for dissenters in ({}, {1: "w"}):
        vote_by_keys(keys, dissenters)
    assert Submission.objects.filter(kind="VoteDraft", refusal="", draft__isnull=False).count() == 10


def tie_the_name(keys: Keyboard) -> None:
    """Say once whom the slip in the earlier document means."""
    keys.begin("unknown name")
    keys.to_link("/zaplecze/", back=True)
    keys.enter()
    keys.past_the_head()
    keys.follow("/zaplecze/nazwiska/")
    keys.past_the_head()
    keys.follow(text="Dragan")
    keys.past_the_head()
    keys.to("means")
    keys.press("Space")
    keys.enter()
    expect(keys.page.locator(".messagelist .success")).to_contain_text("Dominik Dragon")


def send(keys: Keyboard) -> None:
    keys.begin("sending")
    keys.to_link("/zaplecze/", back=True)
    keys.enter()
    keys.past_the_head()
    keys.follow("/zaplecze/sesje/")
    keys.past_the_head()
    keys.follow(text="XLIV")
    keys.to("_send")
    keys.enter()
    expect(keys.page.locator(".messagelist .success")).to_be_visible()


def publish(keys: Keyboard) -> None:
    """Go from what waits to the whole bundle, say why what does not agree is published, and publish."""
    keys.begin("publishing")
    keys.past_the_head()
    keys.follow("/zaplecze/praca/")
    keys.past_the_head()
    keys.follow(f"/paczki/{Bundle.objects.get().pk}/")
    keys.past_the_head()
    reasons = keys.page.locator("textarea[name^=explanation_]")
    expect(reasons).to_have_count(1)
    keys.to(str(reasons.get_attribute("name")))
    keys.paste(WHY)
    keys.to_text("Opublikuj")
    keys.enter()
    expect(keys.page.locator(".messagelist .success")).to_contain_text("Opublikowano 48")


def read_doubtful_vote(keys: Keyboard) -> None:
    """Follow the bundle to the vote that was published in spite of a finding."""
    keys.begin("looking at the site")
    doubtful = Vote.objects.get(meeting__number=44, subject__contains=SUBJECTS[5])
    keys.follow(doubtful.get_absolute_url())
    main = keys.page.get_by_role("main")
    expect(main.locator(".names").first).to_contain_text("Magdalena Budny")
    expect(main).to_contain_text(WHY)
    expect(main).to_contain_text(NOTE)


def correct_a_ballot(keys: Keyboard) -> None:
    """Look the vote up in the back room, change the first name of its list, say why, and see it on the site."""
    keys.begin("correction")
    keys.back()
    keys.follow("/zaplecze/")
    keys.past_the_head()
    keys.follow("/zaplecze/council/vote/")
    keys.past_the_head()
    keys.to("q")
    keys.write("baildona")
    keys.enter()
    keys.past_the_head()
    keys.follow(text="Baildona")
    keys.past_the_head()
    keys.to(keys.page.locator("[name^=ballot_]").first.get_attribute("name") or "")
    keys.press("p")
    keys.to("reason")
    keys.paste(REASON)
    keys.to("_continue")
    keys.enter()
    expect(keys.page.locator(".messagelist .success")).to_be_visible()
    keys.past_the_head()
    keys.follow(text="Pokaż na stronie")


def take_the_correction_back(keys: Keyboard) -> None:
    """Go to the history of the vote, take the change back with a reason, and see it on the site."""
    keys.begin("taking back")
    keys.back()
    keys.past_the_head()
    keys.follow("/history/")
    keys.past_the_head()
    keys.follow("/cofnij/")
    keys.past_the_head()
    keys.to("reason")
    keys.paste(BACK)
    keys.press("Tab")
    keys.enter()
    expect(keys.page.locator("#record-changes tbody tr")).to_have_count(2)
    expect(keys.page.locator("#record-changes")).to_contain_text(REASON)
    expect(keys.page.locator("#record-changes")).to_contain_text(BACK)


def find_as_a_resident(keys: Keyboard) -> None:
    """Find the resolution's vote from the first page of the site, then what the portal still lacks of its session."""
    keys.begin("a resident looks")
    main = keys.page.get_by_role("main")
    keys.page.goto("/")
    keys.to("q")
    keys.write("osiedla baildona")
    keys.enter()
    keys.past_the_head()
    keys.follow(text=SUBJECTS[6])
    keys.follow(Vote.objects.get(subject__contains=SUBJECTS[6]).get_absolute_url())
    expect(main).to_contain_text(BACK)

    keys.follow("/braki/")
    keys.past_the_head()
    keys.follow("/braki/sesje-bez-protokolu/")
    expect(main).to_contain_text("XLIV")


def test_a_session_goes_the_whole_way_by_keyboard_alone(page: Page, council: None, tmp_path: Path) -> None:
    keys = Keyboard(page)
    type_a_session(keys, tmp_path)
    tie_the_name(keys)
    send(keys)
    assert not Vote.objects.filter(meeting__number=44).exists()
    log_out(keys)

    keys.begin("log-in of the reviewer")
    log_in(keys, "rita", "recenzent")
    publish(keys)
    assert Vote.objects.filter(meeting__number=44).count() == 10
    read_doubtful_vote(keys)

    correct_a_ballot(keys)
    correction = page.locator(".note--fix")
    expect(correction.locator("del")).to_have_text("za")
    expect(correction.locator("ins")).to_have_text("przeciw")
    expect(correction).to_contain_text(REASON)
    vote = Vote.objects.get(subject__contains=SUBJECTS[6])
    assert (vote.tally_for, vote.tally_against) == (21, 1)

    take_the_correction_back(keys)
    vote.refresh_from_db()
    assert (vote.tally_for, vote.tally_against) == (22, 0)

    find_as_a_resident(keys)
    print(keys.report())
