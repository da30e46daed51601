"""
The tags of a document put in the order that PDF/UA-1 asks for, after WeasyPrint has set it.

WeasyPrint tags a box by its element, whatever stands around it: a list whose entries stand in groups, a caption in its
wrapper, a drawing that only repeats the words beside it. Here groups inside of lists and tables are opened, links hold
their own areas, and drawings without words become artifacts, which no screen reader mentions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

INSIDE = {
    "/L": {"/L", "/LI", "/Caption"},
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
}
"""What may stand directly in a list and in a table."""

Tag = dict[str, Any]
"""One tag of the document: its kind ``S``, what stands in it ``K``, the tag around it ``P``, its page ``Pg``."""


def in_order(pdf: Any) -> None:
    """Put the tags of a document in order; it is changed in place."""
    Tags(pdf).put_in_order()


class Tags:
    """All tags of one document."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._root = self._at(pdf.catalog["StructTreeRoot"])
        numbers = self._at(self._root["ParentTree"])["Nums"]
        self._holders: dict[int, Any] = dict(zip(numbers[::2], numbers[1::2], strict=True))

    def put_in_order(self) -> None:
        """Walk all tags from the leaves to the root and mend each."""
        for top in self._root["K"]:
            self._mend(self._at(top))
        numbers = self._at(self._root["ParentTree"])["Nums"]
        numbers[:] = [part for pair in self._holders.items() for part in pair]

    def _mend(self, tag: Tag) -> None:
        for kid in list(self._kids(tag)):
            self._mend(kid)
        tag["K"][:] = [each for each in tag["K"] if isinstance(each, int) or not self._is_empty(self._at(each))]
        if tag["S"] == "/TH":
            tag["A"]["Scope"] = "/Column" if self._is_in(tag, "/THead") else "/Row"
        if tag["S"] != "/Link":
            self._hand_up_links(tag)
        if tag["S"] == "/Figure" and not tag.get("Alt"):
            self._make_artifact(tag)
        elif tag["S"] in INSIDE:
            tag["K"][:] = [each.reference for each in self._opened(tag, tag)]
            tag["K"].sort(key=lambda each: self._at(each)["S"] != "/Caption")

    def _is_empty(self, tag: Tag) -> bool:
        return tag.get("S") in ("/Span", "/P") and not tag["K"]

    def _is_in(self, tag: Tag, kind: str) -> bool:
        while tag.get("S") not in (kind, "/Table", None):
            tag = self._at(tag["P"])
        return tag.get("S") == kind

    def _opened(self, tag: Tag, holder: Tag) -> Iterator[Any]:
        """Give what may stand in a list or table: groups are opened, what else stands in it is wrapped."""
        for kid in list(self._kids(tag)):
            if kid["S"] in INSIDE[holder["S"]]:
                kid["P"] = holder.reference  # type: ignore[attr-defined]  # pydyf's dictionaries have it
                yield kid
            elif any(self._holds(kid, each) for each in INSIDE[holder["S"]]):
                yield from self._opened(kid, holder)
            elif kid["K"]:
                yield self._wrapped(kid, holder)

    def _wrapped(self, kid: Tag, holder: Tag) -> Any:
        kinds = ("/Caption",) if holder["S"] == "/Table" else ("/LI", "/LBody")
        around = outer = self._new(kinds[0], kid, holder)
        for kind in kinds[1:]:
            around = self._new(kind, kid, outer)
            outer["K"].append(around.reference)
        around["K"].append(kid.reference)  # type: ignore[attr-defined]  # as above
        kid["P"] = around.reference
        return outer

    def _holds(self, tag: Tag, kind: str) -> bool:
        return any(kid["S"] == kind or self._holds(kid, kind) for kid in self._kids(tag))

    def _hand_up_links(self, tag: Tag) -> None:
        """Move a link's area from a tag inside of the link to the link; make one where there is none."""
        areas = [each for each in tag["K"] if self._is_area(each)]
        if not areas:
            return
        tag["K"][:] = [each for each in tag["K"] if each not in areas]
        link = self._link_around(tag)
        if link is None:
            link = self._new("/Link", tag, tag)
            tag["K"].append(link.reference)
        link["K"] += areas
        for area in areas:
            self._holders[self._at(self._at(area)["Obj"])["StructParent"]] = link.reference

    def _link_around(self, tag: Tag) -> Any:
        around = self._at(tag["P"])
        while around.get("S") not in ("/Link", "/Document", None):
            around = self._at(around["P"])
        return around if around.get("S") == "/Link" else None

    def _make_artifact(self, figure: Tag) -> None:
        """Take a drawing without words out of the tags, and tell the page that it is none of its content."""
        page = self._pdf.page_references.index(figure["Pg"])
        drawn = self._at(self._at(figure["Pg"])["Contents"]).stream
        for number in (each for each in figure["K"] if isinstance(each, int)):
            place = next(at for at, each in enumerate(drawn) if isinstance(each, dict) and each.get("MCID") == number)
            drawn[place - 1 : place + 2] = [b"/Artifact", b"BMC"]
            self._holders[page][number] = b"null"
        around = self._at(figure["P"])
        if figure.reference in around["K"]:  # type: ignore[attr-defined]  # as above
            around["K"].remove(figure.reference)  # type: ignore[attr-defined]  # as above

    def _new(self, kind: str, like: Tag, around: Any) -> Any:
        made = pydyf.Dictionary(
            {"Type": "/StructElem", "S": kind, "K": pydyf.Array(), "Pg": like["Pg"], "P": around.reference}
        )
        self._pdf.add_object(made)
        return made

    def _kids(self, tag: Tag) -> Iterator[Tag]:
        for each in tag["K"]:
            if not isinstance(each, int) and not self._is_area(each):
                yield self._at(each)

    def _is_area(self, kid: Any) -> bool:
        return not isinstance(kid, int) and bool(self._at(kid).get("Type") == "/OBJR")

    def _at(self, reference: bytes) -> Any:
        return self._pdf.objects[int(reference.split()[0])]
