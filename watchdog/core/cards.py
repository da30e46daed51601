"""The lines of a source's card, as its class docstring writes them; read here by the catalogue and by the registry."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator

LABELS = ("Publisher", "Cadence", "Licence", "Caveat")

_LINE = re.compile(rf"^({'|'.join(LABELS)}):\s+", re.MULTILINE)


def lines_of(docstring: str | None) -> dict[str, str]:
    """Return what a docstring says under each label it has, without line breaks."""
    parts = _LINE.split(inspect.cleandoc(docstring or ""))
    return {label: " ".join(text.split()) for label, text in zip(parts[1::2], parts[2::2], strict=True)}


def cards_in(program: str) -> Iterator[tuple[int, str]]:
    """Find the sentences of every card in the text of a Python module, each with the line of its class."""
    for node in ast.walk(ast.parse(program)):
        if isinstance(node, ast.ClassDef):
            for sentence in lines_of(ast.get_docstring(node)).values():
                yield node.lineno, sentence
