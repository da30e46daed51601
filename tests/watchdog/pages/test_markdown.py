"""What an editor types: shown as meant, harmless whatever it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.council import VoteFactory
from tests.factories.texts_of_ours import PictureFactory
from watchdog.core.html import ATTRIBUTES, TAGS
from watchdog.pages.defaults import DEFAULTS
from watchdog.pages.markdown import plain, render
from watchdog.pages.models import Page

pytestmark = pytest.mark.django_db


class Parts(HTMLParser):
    """Every element with its attributes, as a browser would find them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def html(text: str) -> str:
    return str(render(text).html).strip().replace("&nbsp;", "\u00a0")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Zwykły **ważny** *tytuł*", "<p>Zwykły <strong>ważny</strong> <em>tytuł</em></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("> słowa", "<blockquote>\n<p>słowa</p>\n</blockquote>"),
        ("w sprawie 25 osób", "<p>w\u00a0sprawie 25\u00a0osób</p>"),
        ("`w sprawie`", "<p><code>w sprawie</code></p>"),
        ("[uchwała](/rada/uchwaly/)", '<p><a href="/rada/uchwaly/" rel="noopener noreferrer">uchwała</a></p>'),
    ],
)
def test_signs_become_what_they_mean(typed: str, shown: str) -> None:
    assert html(typed) == shown


def test_a_table_says_that_its_head_stands_over_columns() -> None:
    shown = html("| Rok | Kwota |\n|---|--:|\n| 2024 | 1 |")

    assert '<th scope="col">Rok</th>' in shown
    assert "style" not in shown


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("# a\n\n## b", ["h2", "h3"]),
        ("## a\n\n### b\n\n## c", ["h2", "h3", "h2"]),
        ("### a\n\n##### b", ["h2", "h3"]),
        ("# a\n\n#### b\n\n## c", ["h2", "h3", "h3"]),
        ("# a\n\n## b\n\n### c\n\n#### d\n\n##### e", ["h2", "h3", "h4", "h4", "h4"]),
    ],
)
def test_headings_begin_below_the_pages_own_and_skip_no_level(typed: str, levels: list[str]) -> None:
    assert re.findall(r"<(h\d)>", html(typed)) == levels


@pytest.mark.parametrize(
    "typed", ["![x](https://elsewhere.example/a.png)", '<img src="https://elsewhere.example/a.png">']
)
def test_a_picture_of_another_place_is_dropped_and_said(typed: str) -> None:
    rendered = render(f"Tekst {typed}")

    assert "<img" not in rendered.html
    assert "elsewhere" not in rendered.html
    assert len(rendered.problems) == 1


@pytest.mark.parametrize("default", DEFAULTS, ids=lambda default: default.slug)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_text_in_html_keeps_every_element_and_word(default: object, language: str) -> None:
    body = getattr(Page.objects.get(slug=default[0]), f"body_{language}")  # type: ignore[index]  # a named triple
    shown = html(body).replace(' rel="noopener noreferrer"', "").replace("\u00a0", " ")

    assert shown.split() == body.replace("\u00a0", " ").split()


def test_a_picture_of_ours_is_drawn_with_its_words() -> None:
    picture = PictureFactory(slug="ratusz", caption="Po <remoncie>")

    shown = html("Przed.\n![[obraz:ratusz]]\nPo.")

    assert f'src="{picture.src}"' in shown
    assert 'alt="Ratusz od strony rynku"' in shown
    assert "Po &lt;remoncie&gt;" in shown
    assert "Jan Kowalski, CC BY 4.0" in shown
    assert shown.startswith("<p>Przed.</p>")


@pytest.mark.parametrize("code", ["[[glosowanie:nie-ma]]", "[[cokolwiek:a]]", "![[obraz:nie-ma]]"])
def test_what_is_not_there_is_said_on_the_page_and_to_the_editor(code: str) -> None:
    rendered = render(f"Tekst\n\n{code}")

    assert "no longer" in rendered.html or "nie ma już" in rendered.html
    assert len(rendered.problems) == 1
    assert code in rendered.problems[0]


@pytest.mark.parametrize(
    "typed", ["- [[glosowanie:a]]", "Zob. [[glosowanie:a]] tutaj", "<div>\n[[glosowanie:a]]\n</div>"]
)
def test_a_block_inside_of_something_is_a_problem(typed: str) -> None:
    assert len(render(typed).problems) == 1


def test_a_block_in_code_is_an_example() -> None:
    rendered = render("Napisz `[[glosowanie:KLUCZ]]`.\n\n    [[sesja:2018-2024/23]]")

    assert rendered.problems == ()
    assert rendered.records == ()


def test_a_subject_cannot_bring_elements_into_a_block() -> None:
    vote = VoteFactory(subject="<script>alert(1)</script> uchwała")

    shown = html(f"[[glosowanie:{vote.slug}]]")

    assert "<script" not in shown
    assert "&lt;script&gt;" in shown.lower()


def test_words_alone_are_kept_for_search() -> None:
    assert plain("## Tytuł\n\nA **b** <b>c</b>\n\n[[glosowanie:x]]\n\n<script>d</script>") == "Tytuł A b c"


TRICKS = st.sampled_from([
    "<script>", "</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "<a href='JaVaScRiPt:x'>",
    "[[glosowanie:\"><script>]]", "![[obraz:<svg/onload=x>]]", "<svg onload=x>", "\n\n", "```", "`", "<!--", "-->", "|",
    "[x]: javascript:x\n", "[x]", "<iframe srcdoc='<script>'>", "&lt;script&gt;", "<style>",
    "<p style='x' onclick='y'>",
    "data:text/html,x", "&#106;avascript:x", "<math><mtext></mtext></math>", "# ", "- ", "> ", "\x00", "]]", "[[",
])  # fmt: skip


@given(st.lists(st.one_of(TRICKS, st.text(max_size=20)), max_size=12).map("".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_acts_survives_whatever_is_typed(typed: str) -> None:
    ours = {"p": {"class", "data-code"}}
    for tag, attributes in Parts(str(render(typed).html)).found:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set()) | {"rel"} | ours.get(tag, set())
        address = (attributes.get("href") or "").strip().lower()
        assert not re.match(r"(javascript|data|vbscript):", address)


def test_a_link_to_a_page_of_ours_leads_to_the_edition_that_is_read() -> None:
    text = "[umowy](/wydatki/umowy/?rok=2024) i [poza](https://bip.example/a) [obraz](//bip.example/b)"

    with translation.override("en"):
        english = render(text).html

    assert 'href="/en/wydatki/umowy/?rok=2024"' in english
    assert 'href="https://bip.example/a"' in english
    assert "/en//" not in english
    assert 'href="/wydatki/umowy/?rok=2024"' in render(text).html
