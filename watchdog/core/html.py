"""Foreign or typed HTML → HTML that may stand on our pages: an allow-list, no style, no script, no foreign picture."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "blockquote", "pre", "code", "ul", "ol", "li", "dl", "dt", "dd"),
    *("a", "b", "strong", "i", "em", "small", "sub", "sup", "abbr", "cite", "q", "del", "ins", "mark", "time"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
"""No headings of the page's own level, no pictures, frames, forms or media: they come from elsewhere or act."""

ATTRIBUTES = {
    "a": {"href", "hreflang", "lang"},
    "abbr": {"title"},
    "time": {"datetime"},
    "ol": {"start", "reversed"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "blockquote": {"lang"},
    "q": {"lang"},
    "p": {"lang"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer",
    clean_content_tags={"script", "style", "template", "iframe", "noscript", "svg", "math"},
    strip_comments=True,
)


def sanitise(html: str) -> SafeString:
    """Return the HTML with everything removed that the lists above do not name; its text stays.

    Links keep their address when it is http, https, mailto, tel or relative, and tell the other side nothing
    (``rel="noopener noreferrer"``).
    """
    return mark_safe(_cleaner.clean(html))  # this is the sanitiser
