"""
The face's house rules: every component says what it takes and stands in the style guide, no page carries inline style
or script, and the error pages draw themselves without the database.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

ROOT = Path(settings.BASE_DIR)
COMPONENTS = sorted((ROOT / "templates/components").glob("*.html"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FRAMED_ERRORS = ["400.html", "403.html", "403_csrf.html", "404.html"]


class Page(HTMLParser):
    """A page taken apart: its tags, ids and classes, what its links within the page point at, and what it loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, attribute: str) -> list[str]:
        return [value for _tag, attrs in self.tags if (value := attrs.get(attribute))]


@pytest.fixture(scope="module")
def guide() -> Page:
    return Page(Client().get("/styleguide/").content.decode())


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.name)
def test_a_component_begins_with_a_comment_that_says_what_it_takes(component: Path) -> None:
    first = component.read_text(encoding="utf-8").partition("\n")[0]

    assert re.fullmatch(r"\{# .*Takes: .+ #\}", first)


def test_the_style_guide_shows_every_component() -> None:
    used = {template.name for template in Client().get("/styleguide/").templates}

    assert {f"components/{path.name}" for path in COMPONENTS} <= used


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_template_carries_inline_style_or_script(template: Path) -> None:
    page = Page(re.sub(r"\{%.*?%\}|\{#.*?#\}", "", template.read_text(encoding="utf-8")))

    inline = [(tag, name) for tag, attrs in page.tags for name in attrs if name == "style" or name.startswith("on")]
    scripts = [attrs for tag, attrs in page.tags if tag == "style" or (tag == "script" and "src" not in attrs)]

    assert (inline, scripts) == ([], [])


def test_the_style_guide_has_no_id_twice(guide: Page) -> None:
    ids = guide.values("id")

    assert len(ids) == len(set(ids))


def test_every_reference_within_the_style_guide_has_its_target(guide: Page) -> None:
    ids = set(guide.values("id"))
    wanted = {href[1:] for href in guide.values("href") if href.startswith("#")}
    for attribute in ("for", "aria-labelledby", "aria-describedby"):
        wanted |= {each for value in guide.values(attribute) for each in value.split()}

    assert wanted - ids == set()


def test_every_class_of_the_style_guide_has_a_style(guide: Page) -> None:
    sheets = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "static/css").glob("*.css"))
    styled = set(re.findall(r"\.([a-z][\w-]*)", sheets))

    assert {each for value in guide.values("class") for each in value.split()} - styled == set()


def test_a_page_loads_nothing_from_elsewhere(guide: Page) -> None:
    loaded = [attrs.get("src") or "" for _tag, attrs in guide.tags if "src" in attrs]
    loaded += [attrs.get("href") or "" for tag, attrs in guide.tags if tag == "link" and "stylesheet" in attrs["rel"]]

    assert [address for address in loaded if not address.startswith("/static/")] == []


@pytest.mark.parametrize("path", ["/styleguide/", "/en/styleguide/"])
def test_a_page_names_its_language_and_its_other_edition(path: str) -> None:
    page = Page(Client().get(path).content.decode())

    language = page.tags[0][1]["lang"]
    editions = {attrs["hreflang"]: attrs["href"] for tag, attrs in page.tags if tag == "link" and "hreflang" in attrs}

    assert path == ("/en/styleguide/" if language == "en" else "/styleguide/")
    assert editions == {
        "pl": "http://testserver/styleguide/",
        "en": "http://testserver/en/styleguide/",
        "x-default": "http://testserver/styleguide/",
    }


@pytest.mark.parametrize("template", FRAMED_ERRORS)
def test_an_error_page_needs_no_database_and_is_not_indexed(template: str) -> None:
    page = Page(render_to_string(template, request=RequestFactory().get("/nie/ma/")))

    assert [tag for tag, _attrs in page.tags].count("h1") == 1
    assert ("meta", {"name": "robots", "content": "noindex"}) in page.tags


def test_the_page_of_our_own_failure_needs_no_context_at_all() -> None:
    page = Page(render_to_string("500.html"))

    assert [tag for tag, _attrs in page.tags].count("h1") == 1
