"""The handbook of the back room: who reads it, how one finds its screens, and that what it says can be shown."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.factories.accounts import log_in, member
from watchdog.backroom.handbook import screens as handbook
from watchdog.pages import markdown

pytestmark = pytest.mark.django_db

CONTENTS = reverse("handbook")
WHOLE = reverse("handbook-print")
SCREENS = handbook.screens()
LINK = re.compile(r"\]\((/[^)]*)\)")
every_text = pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.slug)


def is_there(name: str) -> bool:
    """Tell whether an address of this name exists, with whatever it is made of."""
    for arguments in ([], [1], [1, 1], ["2010-2014"], ["x", 1]):
        try:
            return bool(reverse(name, args=arguments))
        except NoReverseMatch:
            continue
    return False


@pytest.fixture
def reviewer(client: Client) -> Client:
    return log_in(client, member("rita", "recenzent"))


@pytest.mark.parametrize("group", ["wolontariusz", "recenzent", "redaktor", "administrator"])
def test_everybody_of_the_back_room_reads_it(client, group):
    log_in(client, member("ktos", group))

    assert client.get(CONTENTS).status_code == 200


@pytest.mark.parametrize("url", [CONTENTS, WHOLE, SCREENS[0].get_absolute_url()])
def test_visitors_and_people_without_the_back_room_are_sent_to_the_log_in(client, url):
    assert client.get(url).status_code == 302

    client.force_login(member("byla", is_staff=False))

    assert client.get(url).status_code == 302


@pytest.mark.parametrize("url", [CONTENTS, WHOLE, SCREENS[0].get_absolute_url()])
def test_it_is_only_read_and_not_indexed(reviewer, url):
    assert reviewer.post(url).status_code == 405
    assert '<meta name="robots" content="NONE,NOARCHIVE">' in reviewer.get(url).content.decode()


def test_there_are_at_most_thirteen_screens_of_one_name_each():
    assert len(SCREENS) <= 13
    assert len({screen.slug for screen in SCREENS}) == len(SCREENS)


def test_the_contents_lead_to_every_screen_in_their_order(reviewer):
    page = reviewer.get(CONTENTS).content.decode()

    places = [page.index(f'href="{screen.get_absolute_url()}"') for screen in SCREENS]
    assert places == sorted(places)


def test_one_walks_through_all_of_it_and_back(reviewer):
    walked, url = [], SCREENS[0].get_absolute_url()
    while url:
        context = reviewer.get(url).context
        walked.append(context["screen"])
        assert context["previous"] == (walked[-2] if len(walked) > 1 else None)
        url = context["next"].get_absolute_url() if context["next"] else ""

    assert walked == list(SCREENS)


def test_the_page_for_printing_holds_every_section_under_an_anchor_of_its_own(reviewer):
    page = reviewer.get(WHOLE).content.decode()

    anchors = re.findall(r'<h[23] id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors)) == sum(1 + len(screen.sections) for screen in SCREENS)


def test_a_screen_that_nobody_wrote_is_not_found(reviewer):
    assert reviewer.get(reverse("handbook-screen", args=["nie-ma"])).status_code == 404


@every_text
def test_a_text_is_rendered_whole(screen):
    body = handbook.PICTURE.sub("", screen.text)

    assert markdown.render(body).problems == ()
    html = screen.lead + "".join(section.html for section in screen.sections)
    assert not re.search(r"\*\*|\]\(", re.sub("<code>.*?</code>", "", html))
    assert len({section.anchor for section in screen.sections}) == len(screen.sections)


@every_text
def test_a_screen_says_what_to_do_what_is_seen_what_cannot_go_wrong_and_where_to_ask(screen):
    titles = [section.title for section in screen.sections]

    assert titles[0].startswith(("Co robisz", "Co widzisz"))
    assert titles[-2:] == ["Czego nie da się zepsuć", "Gdzie zapytać"]


@every_text
def test_a_screen_is_one_screenful(screen):
    assert len(screen.text.split()) <= 260


@every_text
def test_a_picture_is_described(screen):
    assert screen.picture == f"{screen.slug}.webp"
    assert 40 <= len(screen.alt) <= 200


@pytest.mark.parametrize("url", sorted({url for screen in SCREENS for url in LINK.findall(screen.text)}))
def test_every_link_of_the_texts_leads_somewhere(client, url):
    rita = member("rita", "recenzent", "redaktor")  # articles are no reviewer's work

    assert log_in(client, rita).get(url).status_code == 200


@pytest.mark.parametrize("name", handbook.HELPS)
def test_every_page_that_has_a_screen_exists(name):
    assert is_there(name)
    assert handbook.screen_for(name) is not None


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("entry:start", "sesja-i-porzadek"),
        ("backroom:submissions", "recenzja"),
        ("admin:council_names", "nazwiska"),
        ("admin:council_merge", "nazwiska"),
        ("admin:spending_duplicates", "pieniadze"),
        ("admin:spending_contract_add", "pieniadze"),
        ("admin:index", "co-czeka"),
    ],
)
def test_a_page_leads_to_the_screen_that_helps_there(reviewer, name, slug):
    page = reviewer.get(reverse(name)).content.decode()

    assert f'<p class="help-here"><a href="{reverse("handbook-screen", args=[slug])}">' in page


def test_every_page_of_the_back_room_leads_to_the_handbook(reviewer):
    page = reviewer.get(reverse("admin:council_person_changelist")).content.decode()

    assert f'<a href="{CONTENTS}">Podręcznik</a>' in page
    assert "help-here" not in page


def test_whoever_has_not_come_in_is_not_led_there(client):
    assert CONTENTS not in client.get(reverse("admin:login")).content.decode()


def test_a_text_without_a_title_or_a_picture_is_refused(tmp_path):
    path = tmp_path / "01-bez-obrazu.md"
    path.write_text("# Bez obrazu\n\nSłowa.\n", encoding="utf-8")

    with pytest.raises(ValueError, match="needs a title and a picture"):
        handbook.read(path)


def test_a_page_without_a_request_shows_no_way_to_it():
    assert render_to_string("admin/backroom/_help_here.html", {"screen": None}).strip() == ""
