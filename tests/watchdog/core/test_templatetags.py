"""What templates ask of the tag library ``portal``."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def render(source: str, **context: Any) -> str:
    return Template("{% load portal %}" + source).render(Context(context))


def at(path: str, view_name: str = "") -> Any:
    """Make a request for a path, resolved to a view of this name."""
    request = RequestFactory().get(path)
    if view_name:
        namespace = view_name.rpartition(":")[0]
        request.resolver_match = SimpleNamespace(view_name=view_name, namespace=namespace)  # type: ignore[assignment]  # what the tag reads
    return request


def test_hits_are_marked_and_everything_else_is_escaped() -> None:
    shown = render("{{ text|highlight }}", text="<b>strefa</b> \x02parkowania\x03 & \x02opłat\x03")

    assert shown == "&lt;b&gt;strefa&lt;/b&gt; <mark>parkowania</mark> &amp; <mark>opłat</mark>"


@pytest.mark.parametrize("text", ["a \x02b", "a\x03 b", "\x02\x02a\x03"])
def test_marks_without_a_partner_leave_no_open_tag(text: str) -> None:
    shown = render("{{ text|highlight }}", text=text)

    assert shown.count("<mark>") == shown.count("</mark>")
    assert "\x02" not in shown
    assert "\x03" not in shown


def test_highlighting_trusts_no_string_however_it_is_marked() -> None:
    assert render("{{ text|safe|highlight }}", text="<script>") == "&lt;script&gt;"


def test_tying_words_keeps_text_escaped() -> None:
    assert render("{{ text|nbsp }}", text="<i> w domu") == "&lt;i&gt; w\u00a0domu"


@pytest.mark.parametrize("source", ["{{ nothing|money }}", "{{ nothing|number }}", "{{ nothing|polish_date }}"])
def test_nothing_is_shown_for_nothing(source: str) -> None:
    assert render(source, nothing=None) == ""


def test_a_bar_is_drawn_without_what_the_template_did_not_give() -> None:
    shown = render("{% tally totals need=nothing scale=nothing %}", totals={"za": 2})

    assert 'viewBox="0 0 2 1"' in shown
    assert "need" not in shown


def test_a_share_of_nothing_is_not_shown() -> None:
    assert render("{{ 0|percent:0 }}") == ""


def test_a_choice_has_a_noun_for_one_person_and_a_label_for_many() -> None:
    assert render("{{ c|choice_word }}, {{ c|count_word }}", c="wstrzymal_sie") == "abstention, abstained"


@pytest.mark.parametrize(
    ("view_name", "marked"),
    [
        ("council:vote-list", ' aria-current="page"'),
        ("council:vote", ' aria-current="true"'),
        ("council:session", ""),
        ("home", ""),
    ],
)
def test_the_navigation_marks_the_page_and_the_list_that_it_belongs_to(view_name: str, marked: str) -> None:
    source = '{% here "council:vote-list" "council:vote" %}'

    assert render(source, request=at("/", view_name)) == marked


def test_a_room_is_current_on_each_of_its_pages() -> None:
    assert render('{% here "council:" %}', request=at("/", "council:vote")) == ' aria-current="true"'


def test_an_unknown_page_is_nowhere_in_the_navigation() -> None:
    assert render('{% here "council:" %}', request=at("/x/")) == ""


def test_the_other_edition_of_a_page_keeps_its_query() -> None:
    with translation.override("pl"):
        there = render("{% in_language 'en' %}", request=at("/rada/radni/?q=a", "council:person-list"))
    back = render("{% in_language 'pl' %}", request=at("/en/rada/radni/?q=a", "council:person-list"))

    assert (there, back) == ("/en/rada/radni/?q=a", "/rada/radni/?q=a")


def test_the_other_edition_of_an_unknown_page_is_the_start_page() -> None:
    with translation.override("pl"):
        assert render("{% in_language 'en' %}", request=at("/x/")) == "/en/"


def test_the_full_address_leaves_the_query_out() -> None:
    request = at("/en/rada/radni/?q=a", "council:person-list")

    assert render("{% address %} {% address 'pl' %}", request=request) == (
        "http://testserver/en/rada/radni/ http://testserver/rada/radni/"
    )


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("", "/rada/glosowania.csv"),
        ("rok=2014&sort=-dzien&page=po~3", "/rada/glosowania.csv?rok=2014&amp;sort=-dzien"),
    ],
)
def test_a_file_holds_the_same_selection_from_its_beginning(query: str, address: str) -> None:
    source = '{% form_address "/rada/glosowania/" query "csv" %}'

    assert render(source, query=QueryDict(query)) == address


@pytest.mark.parametrize(
    ("current", "address"), [("", "?q=a&amp;sort=za"), ("za", "?q=a&amp;sort=-za"), ("-za", "?q=a&amp;sort=za")]
)
def test_a_second_click_turns_the_order_round(current: str, address: str) -> None:
    source = '{% sort_address query "za" current %}'

    assert render(source, query=QueryDict("q=a&page=po~3"), current=current) == address


def test_a_part_of_the_frame_is_kept_for_each_kind_of_page_and_language() -> None:
    votes, people = at("/rada/glosowania/", "council:vote-list"), at("/rada/radni/", "council:person-list")
    source = '{% framed "_nav.html" %}'

    with translation.override("pl"):
        drawn = [render(source, request=request) for request in (votes, people, votes)]
    with translation.override("en"):
        english = render(source, request=votes)

    assert drawn[0] == drawn[2]
    assert '<a href="/rada/glosowania/" aria-current="page">' in drawn[0]
    assert '<a href="/rada/radni/" aria-current="page">' in drawn[1]
    assert '<a href="/en/rada/glosowania/" aria-current="page">' in english
