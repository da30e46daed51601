"""The ways from a page to the same page as a document and as a picture, and to its drawing for pages of others."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from watchdog.reports.embeds.introducing import maker_of
from watchdog.reports.embeds.offered import ENDING
from watchdog.reports.offered import is_list, is_reported
from watchdog.reports.sharing.telling import name_in, told

register = template.Library()


@register.simple_tag(takes_context=True)
def report_address(context: Context) -> str:
    """``{% report_address as report %}``: where a record's page is a document; a list names it among its files."""
    request: HttpRequest | None = context.get("request")
    match = getattr(request, "resolver_match", None)
    if request is None or match is None or is_list(match) or not is_reported(match) or not request.path.endswith("/"):
        return ""
    query = request.META.get("QUERY_STRING", "")
    return f"{request.path[:-1]}.pdf{f'?{query}' if query else ''}"


@register.simple_tag(takes_context=True)
def embed_address(context: Context) -> str:
    """``{% embed_address as embed %}``: the whole address of this page's drawing for a frame, where it has one."""
    request: HttpRequest | None = context.get("request")
    match = getattr(request, "resolver_match", None)
    if request is None or maker_of(match) is None or not request.path.endswith("/"):
        return ""
    return request.build_absolute_uri(f"{request.path}{ENDING}")


class _Shared(template.Node):
    """The title and description of a page, and after them what they say to those who show its address."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        head, request = self.nodelist.render(context), context.get("request")
        context["named"] = name_in(head)  # what the rest of the frame may call the page
        return head + told(request, head) if request is not None else head


@register.tag
def shared(parser: Parser, token: Token) -> _Shared:
    """``{% shared %}<title>…</title><meta name="description" …>{% endshared %}``: with the tags of Open Graph."""
    nodelist = parser.parse(("endshared",))
    parser.delete_first_token()
    return _Shared(nodelist)
