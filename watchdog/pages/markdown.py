"""
What an editor types → what stands on the page.

Markdown (CommonMark and tables) or HTML, both through the allow-list of ``watchdog.core.html``. Records and pictures
stand on lines of their own (``watchdog.pages.inserts``): the text is cut there, each piece is cleaned alone, and what
we draw is put between the clean pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from watchdog.core.addresses import in_edition
from watchdog.core.html import sanitise
from watchdog.core.typography import tie
from watchdog.pages.inserts import CODE, Drawn, Insert, draw

FIRST_HEADING, LAST_HEADING = 2, 4
"""The page's own heading is the first level; more than three levels nobody can follow."""


@dataclass(frozen=True)
class Rendered:
    """A text as HTML that may stand on a page, the records that it shows, and what is wrong with it, in sentences."""

    html: SafeString
    records: tuple[tuple[str, str], ...] = ()
    """Kind and key of each, once, in their order."""
    problems: tuple[str, ...] = ()


def render(text: str) -> Rendered:
    """Make HTML of what was typed; whatever that was, the result is safe and whole."""
    tokens = _parser.parse(text)
    problems = list(_problems(tokens))
    _level_headings(tokens)
    _tie(tokens)
    _lead_to_this_edition(tokens)
    pieces = [(is_insert, list(group)) for is_insert, group in groupby(tokens, lambda each: each.type == INSERT)]
    drawn = draw(token.meta["insert"] for is_insert, group in pieces if is_insert for token in group)
    html = "".join(_html(is_insert, group, drawn) for is_insert, group in pieces)
    records = dict.fromkeys(each.record for each in drawn.values() if each.record)
    problems += [each.problem for each in drawn.values() if each.problem]
    return Rendered(SafeString(html), tuple(records), tuple(problems))  # each piece is cleaned or drawn by us


def plain(text: str) -> str:
    """Give the words of a text without any sign of Markdown or HTML, for search, feeds and descriptions."""
    kept = [token for token in _parser.parse(text) if token.type != INSERT]
    return " ".join(strip_tags(sanitise(_parser.renderer.render(kept, _parser.options, {}))).split())


def _html(is_insert: bool, tokens: Sequence[Token], drawn: dict[Insert, Drawn]) -> str:
    if is_insert:
        return "\n".join(drawn[token.meta["insert"]].html for token in tokens)
    return sanitise(_parser.renderer.render(tokens, _parser.options, {}))


INSERT = "portal_insert"


def _insert(state: StateBlock, line: int, last_line: int, silent: bool) -> bool:
    """Take a line that is a code and nothing else, outside of lists and quotations."""
    if state.level or state.is_code_block(line):
        return False
    typed = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
    found = CODE.fullmatch(typed)
    if found is None:
        return False
    if not silent:
        state.line = line + 1
        token = state.push(INSERT, "", 0)
        token.map, token.meta = [line, line + 1], {"insert": Insert(found[1], found[2], line + 1)}
    return True


def _parser_with_inserts() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.block.ruler.before("table", "insert", _insert, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    return parser


_parser = _parser_with_inserts()


def _problems(tokens: Sequence[Token]) -> Iterator[str]:
    """Say what of the text will not be shown as its writer may think."""
    for token in tokens:
        line = _("line %(number)s") % {"number": token.map[0] + 1} if token.map else ""
        inside = token.children or []
        if any(each.type == "image" for each in inside) or _has_img([token, *inside]):
            yield _(
                "%(line)s: a picture of another place is not shown. Bring it to “Pictures” and call it by its name."
            ) % {"line": line}
        if token.type in ("inline", "html_block") and CODE.search(_outside_of_code(token)):
            yield _("%(line)s: a block or a picture must stand on a line of its own, outside of lists.") % {
                "line": line
            }


def _has_img(tokens: Sequence[Token]) -> bool:
    return any("<img" in each.content.lower() for each in tokens if each.type in ("html_block", "html_inline"))


def _outside_of_code(token: Token) -> str:
    """Give the words of a piece, without what is quoted as code: there a code of ours may stand as an example."""
    return (
        "".join(each.content for each in token.children if each.type != "code_inline")
        if token.children
        else token.content
    )


def _level_headings(tokens: Sequence[Token]) -> None:
    """Let headings begin below the page's own and skip no level, whatever signs were typed."""
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    before = FIRST_HEADING - 1
    for token in tokens:
        if token.type == "heading_open":
            before = min(FIRST_HEADING + used.index(token.tag), before + 1, LAST_HEADING)
            token.tag = f"h{before}"
        elif token.type == "heading_close":
            token.tag = f"h{before}"


def _lead_to_this_edition(tokens: Sequence[Token]) -> None:
    """Let links that were typed to pages of ours lead to the edition that is being read."""
    for token in tokens:
        for each in token.children or []:
            href = str(each.attrGet("href") or "")
            if href.startswith("/") and not href.startswith(("//", settings.STATIC_URL, "/zaplecze/")):
                each.attrSet("href", in_edition(href, get_language()))


def _tie(tokens: Sequence[Token]) -> None:
    """Tie one-letter words and units, as everywhere; say of a table's head that it stands over columns; drop images."""
    for token in tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.children:
            token.children = [each for each in token.children if each.type != "image"]
            for each in token.children:
                each.content = tie(each.content) if each.type == "text" else each.content
