"""Pages of HTML as a tree: sloppy closings, letters of old encodings, where an element opens and ends."""

from __future__ import annotations

import pytest

from watchdog.ingest.markup import MAX_NODES, Node, page_of, page_text, tree_of
from watchdog.ingest.source import Unreadable

WORDS = "Łódź, żółć – gęś"


def texts(page: str, tag: str) -> list[str]:
    return [node.text() for node in tree_of(page).all(tag)]


@pytest.mark.parametrize(
    ("page", "tag", "found"),
    [
        ("<table><tr><td>a<td>b<tr><td>c</table>", "td", ["a", "b", "c"]),
        ("<p>a<p>b", "p", ["a", "b"]),
        ("<ul><li>a<li>b</ul>", "li", ["a", "b"]),
        ("<h1>a</b> b</h1>", "h1", ["a b"]),
        ("<div>a<span>b</div>c", "div", ["ab"]),
        ("<h3>a<br/>b</h3>", "h3", ["a b"]),
        ("a</p>b", "p", [""]),
        ("<div>a<script>b</script><style>c</style></div>", "div", ["a"]),
    ],
)
def test_carelessly_closed_elements_hold_what_a_browser_shows(page: str, tag: str, found: list[str]) -> None:
    assert texts(page, tag) == found


def test_an_element_knows_its_line_and_its_words() -> None:
    node = tree_of("<html>\n<body>\n<a href='x' class='big next'>Dalej</a>").first("a", class_="next")

    assert node is not None
    assert (node.line, node.attributes["href"], node.text()) == (3, "x", "Dalej")


def test_each_element_is_met_where_it_opens_and_where_it_ends() -> None:
    met = [(each.tag if isinstance(each, Node) else each, ends) for each, ends in tree_of("<p>a<br>b</p>").edges()]

    assert met == [("p", False), ("a", False), ("br", False), ("br", True), ("b", False), ("p", True)]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1250", "iso-8859-2"])
@pytest.mark.parametrize("meta", ['<meta charset="{}">', "<meta http-equiv=x content='text/html; charset={}'>"])
def test_a_page_is_read_in_the_letters_that_it_declares(charset: str, meta: str) -> None:
    page = meta.format(charset) + WORDS.replace("–", "-")

    assert page_text(page.encode(charset)) == page


def test_bytes_that_are_utf_8_are_read_so_whatever_the_page_declares() -> None:
    page = f"<meta charset=iso-8859-2>{WORDS}"

    assert page_text(b"\xef\xbb\xbf" + page.encode()) == page


def test_a_page_that_declares_nothing_is_utf_8_or_what_the_reader_expects() -> None:
    content = f"<p>{WORDS}".encode("cp1250")

    assert page_text(content, otherwise="cp1250") == f"<p>{WORDS}"
    with pytest.raises(Unreadable) as refusal:
        page_text(content)
    assert refusal.value.code == "bad_encoding"


def test_letters_lost_on_a_page_are_shown_where_it_is_read_all_the_same() -> None:
    assert page_text(b"<h1>A\xffb", lossy=True) == "<h1>A\ufffdb"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b" \n", "empty_file"),
        (b"{}", "wrong_shape"),
        (b"<html><p>", "wrong_shape"),
        (b"<html>\xff</html>", "bad_encoding"),
        (b"<html>" + b"<b>" * MAX_NODES + b"</html>", "too_large"),
    ],
    ids=["empty", "no page", "cut", "letters", "large"],
)
def test_what_is_no_whole_page_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        page_of(content)

    assert refusal.value.code == code
