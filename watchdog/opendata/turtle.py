"""Turtle, as far as a catalogue needs it (W3C RDF 1.1 Turtle): subjects, their types, and values in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
UNFIT = '<>"{}|^`\\ '
"""Characters that an address in Turtle cannot hold as they are."""


@dataclass(frozen=True)
class Node:
    """A resource with what is said of it: pairs of a property and a value that is written already."""

    subject: str
    said: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        lines = " ;\n    ".join(f"{name} {value}" for name, value in self.said)
        return f"{self.subject} {lines} .\n"


def iri(address: str) -> str:
    """Write an address."""
    return "<" + "".join(f"%{ord(each):02X}" if each in UNFIT else each for each in address) + ">"


def text(value: str, language: str = "") -> str:
    """Write a text, in a language where it is of one."""
    quoted = "".join(ESCAPED.get(each, each) for each in value)
    return f'"{quoted}"@{language}' if language else f'"{quoted}"'


def typed(value: str, name: str) -> str:
    """Write a value of a type: ``xsd:dateTime``."""
    return f"{text(value)}^^{name}"


def many(values: Iterable[str]) -> str:
    """Write several values of one property."""
    return ", ".join(values)
