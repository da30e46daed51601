"""The picture of a page that nobody introduced: what its head says, taken from the page itself."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from watchdog.core.text import squash
from watchdog.reports.document import parsed, title_of
from watchdog.reports.sharing.introducing import Shared


def plain(page: str) -> Shared:
    """Say the title of a drawn page with what stands around it in the page's head, where it has one."""
    tree = parsed(page)
    head = next((each for each in tree.iter("header") if "head" in _classes(each)), None)
    if head is None:
        return Shared(title=title_of(tree) or _document_title(tree))
    deck, answer = _text(head, "deck"), _text(head, "hl")
    return Shared(
        title=title_of(tree),
        kicker=_text(head, "kicker"),
        answer=answer,
        deck=deck.removeprefix(answer).strip(),
    )


def _text(head: Element, name: str) -> str:
    found = next((each for each in head.iter() if name in _classes(each)), None)
    return squash("".join(found.itertext())) if found is not None else ""


def _classes(each: Element) -> list[str]:
    return (each.get("class") or "").split()


def _document_title(tree: Element) -> str:
    found = next(tree.iter("title"), None)
    return squash("".join(found.itertext())) if found is not None else ""
