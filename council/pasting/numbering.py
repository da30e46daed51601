"""
Which item a marker opens: its label on the whole list, or that it is no marker at all but words of the line before.

Lists are nested three ways: „9.2a” says so itself; „a)” and „1)” under „10.” are told by their sign; „1.” under „6.” by
the colon of its head. Free of Django.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from council.pasting.markers import Kind, Marker

NO_NUMBER = "b.n."
"""„Bez numeru”: how our lists call an item that its source leaves without one."""


@dataclass
class Numbering:
    """Where on the list we are."""

    roman: str = ""
    roman_value: int = 0
    top: int | None = None
    """The last number of the outer list."""
    closing: str = ""
    """The sign behind the numbers of the outer list."""
    sub: int | None = None
    """The last number of the inner list, while one is open."""
    letter: int = 0
    parent: str = ""
    """The label that letters hang on."""
    top_indent: int = 0
    unnumbered: int = 0
    doubts: list[str] = field(default_factory=list)
    """What is odd about the label given last."""

    def follows(self, marker: Marker) -> bool:
        """Say whether a marker is the very next one of its list."""
        last = {Kind.ROMAN: self.roman_value, Kind.LETTER: self.letter, Kind.NUMBER: self.top or 0}
        inner = marker.plain and self.sub is not None and marker.value == self.sub + 1
        return marker.kind is Kind.BULLET or inner or marker.value == last[marker.kind] + 1

    def label(self, marker: Marker, *, head: bool, indent: int) -> str:
        """Move to a marker and give its label; ``head`` says that the item before ends in a colon."""
        self.doubts = []
        if marker.kind is Kind.BULLET:
            self.unnumbered += 1
            return f"{NO_NUMBER} {self.unnumbered}"
        if marker.kind is Kind.ROMAN:
            self.roman, self.roman_value, self.top, self.sub, self.closing = marker.label, marker.value, None, None, ""
            return self._on(marker.label)
        if marker.kind is Kind.LETTER:
            self.letter = marker.value
            return f"{self.parent}{marker.label}"
        return self._numbered(marker, head=head, indent=indent)

    def _numbered(self, marker: Marker, *, head: bool, indent: int) -> str:
        if not marker.plain:
            self.sub = None
            self.top = int("".join(figure for figure in marker.label.split(".")[0] if figure.isdecimal()))
            return self._on(marker.label)
        if self.top is not None and self._is_inner(marker, head=head, indent=indent):
            self.sub = marker.value
            return self._on(f"{self.top}.{marker.value}")
        self._count(marker.value)
        self.top, self.sub, self.top_indent = marker.value, None, indent
        self.closing = self.closing or marker.closing
        return self._on(marker.label)

    def _is_inner(self, marker: Marker, *, head: bool, indent: int) -> bool:
        """Tell an item of the inner list from the next one of the outer."""
        if marker.closing and self.closing and marker.closing != self.closing:
            return True
        if self.sub is None:
            return marker.value == 1 and (head or indent > self.top_indent)
        if marker.value != self.sub + 1:
            return False
        if marker.value != (self.top or 0) + 1:
            return True
        self.doubts.append(f"Numer {marker.value} może należeć do listy głównej albo do punktów pod poprzednim.")
        return indent > self.top_indent

    def _count(self, value: int) -> None:
        if self.top is None or value == self.top + 1:
            return
        if value > self.top + 1:
            self.doubts.append(f"Między punktem {self.top} a {value} brakuje numeru: sprawdź, czy nic nie zginęło.")
        else:
            self.doubts.append(f"Numer {value} stoi po numerze {self.top}: sprawdź kolejność.")

    def _on(self, label: str) -> str:
        self.parent, self.letter = label, 0
        return f"{self.roman}.{label}" if self.roman and label != self.roman else label
