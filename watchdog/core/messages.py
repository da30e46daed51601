"""
The portal's words: what the code says in English, and whether the Polish catalogue says all of it.

Babel alone does the work, because a bare machine has no gettext. The catalogue in the repository is kept in one form,
ordered by file and without line numbers or dates, so that a change of code changes only the messages it touches.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as calls
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from watchdog.core.cards import cards_in

LOCALE = "pl"
CODE = ("council", "newsletter", "spending", "watchdog")
TEMPLATES = "templates"
SOURCES = "sources"
"""The folders of modules whose docstrings are cards, shown to visitors."""
COMMENT_TAG = "Translators:"
WIDTH = 120
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
"""Which arguments of which call are a message: ``None`` the first, ``(n, "c")`` a context, two numbers a plural."""

HEADER = f"""\
# The portal in Polish. Edit only the msgstr lines; ./portal manage messages update does the rest.
msgid ""
msgstr ""
"Project-Id-Version: gliwice-odnowa\\n"
"Language: {LOCALE}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

"""
"""Everything but dates: the moment of an extraction says nothing and would differ in every commit."""

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def catalogue_path(root: Path) -> Path:
    return root / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def extract(root: Path) -> Catalog:
    """Collect every message of the Python code and the templates below ``root``; migrations say nothing to people."""
    found = Catalog(locale=LOCALE)
    for path in _files(root):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        source = io.BytesIO((text if path.suffix == ".py" else _as_python(text, name)).encode())
        for line, message, comments, context in calls("python", source, KEYWORDS, [COMMENT_TAG], {"encoding": "utf-8"}):
            found.add(message, locations=[(name, line)], auto_comments=comments, context=context)
        if SOURCES in path.parts:
            for line, sentence in cards_in(text):
                found.add(sentence, locations=[(name, line)])
    return found


def hidden(root: Path) -> Iterator[str]:
    """
    Name what Babel does not see: messages inside f-strings (before Python 3.12), and calls under a name of our own.
    """
    for path in _files(root):
        if path.suffix == ".py":
            place = path.relative_to(root).as_posix()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.JoinedStr) and any(_is_message(part) for part in ast.walk(node)):
                    yield f"a message inside an f-string: {place}:{node.lineno}"
                if isinstance(node, ast.ImportFrom):
                    for name in filter(_is_renamed, node.names):
                        yield f"messages under the name of {name.asname}: {place}:{node.lineno}"


def _is_renamed(name: ast.alias) -> bool:
    """Tell whether a function of translation is imported under a name that stands for another one, or for none."""
    if name.asname is None or name.name not in KEYWORDS:
        return False
    return name.asname not in KEYWORDS or KEYWORDS[name.asname] != KEYWORDS[name.name]


def _is_message(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS


def _files(root: Path) -> Iterator[Path]:
    for room in CODE:
        for path in sorted((root / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path
    for path in sorted((root / TEMPLATES).rglob("*")):
        if path.suffix in (".html", ".txt", ".xml"):
            yield path


def _as_python(template: str, name: str) -> str:
    """Turn a template into calls on the same lines; its indentation would mean something to Python's tokenizer."""
    return "\n".join(line.lstrip() for line in templatize(template, origin=name).split("\n"))


def read(path: Path) -> Catalog:
    """Read a catalogue; an empty one where there is none yet. Raises ``babel.messages.pofile.PoFileError``."""
    text = path.read_text(encoding="utf-8") if path.is_file() else HEADER
    return read_po(io.StringIO(text), locale=LOCALE, abort_invalid=True)


def merge(catalogue: Catalog, found: Catalog) -> Catalog:
    """Give the messages of the code with the translations of the catalogue; what the code no longer says is dropped."""
    merged = Catalog(locale=LOCALE)
    for message in found:
        if not message.id:
            continue
        known = catalogue.get(message.id, message.context)
        merged.add(
            message.id,
            _kept(known, message),
            locations=[(name, 0) for name in dict.fromkeys(name for name, _line in message.locations)],
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known else (),
            flags={flag for flag in known.flags if flag == "fuzzy"} if known else (),
            context=message.context,
        )
    return merged


def _kept(known: Message | None, message: Message) -> str | tuple[str, ...]:
    """Take over a translation, unless the message became a plural or ceased to be one: then it must be written anew."""
    empty: str | tuple[str, ...] = ("",) * 3 if message.pluralizable else ""
    if known is None or not known.string or isinstance(known.string, str) is message.pluralizable:
        return empty
    return known.string if isinstance(known.string, str) else tuple(known.string)


def write(catalogue: Catalog) -> str:
    """Return a catalogue as the text that the repository keeps."""
    body = io.BytesIO()
    write_po(body, catalogue, width=WIDTH, omit_header=True, include_lineno=False, ignore_obsolete=True)
    return HEADER + body.getvalue().decode().rstrip("\n") + "\n"


def compiled(path: Path) -> bytes:
    """Return a catalogue in the form that gettext reads; messages marked fuzzy are left out."""
    binary = io.BytesIO()
    write_mo(binary, read(path), use_fuzzy=False)
    return binary.getvalue()


def problems(root: Path) -> Iterator[str]:
    """Say everything that keeps the catalogue from being complete and correct; nothing when it is."""
    path = catalogue_path(root)
    catalogue, found = read(path), extract(root)
    yield from hidden(root)
    for message in found:
        if message.id:
            known = catalogue.get(message.id, message.context)
            yield from _of_message(message, known) if known else [f"not in the catalogue: {_named(message)}"]
    for message in [*catalogue, *catalogue.obsolete.values()]:
        gone = message.id and (found.get(message.id, message.context) is None)
        if gone or message in catalogue.obsolete.values():
            yield f"no longer in the code: {_named(message)}"
    if path.is_file() and path.read_text(encoding="utf-8") != write(merge(catalogue, found)):
        yield "not in its kept form: run ./portal manage messages update"


def _of_message(message: Message, known: Message) -> Iterator[str]:
    if known.fuzzy:
        yield f"marked fuzzy: {_named(message)}"
    if message.pluralizable is isinstance(known.string, str):
        yield f"wrong number of plural forms: {_named(message)}"
    elif not is_translated(known):
        yield f"not translated: {_named(message)}"
    elif not _fits(message, _forms(known)):
        yield f"placeholders differ: {_named(message)}"


def _fits(message: Message, forms: list[str]) -> bool:
    """Hold placeholders against the original; the form for one may leave out what the English singular leaves out."""
    singular, plural = message.id if isinstance(message.id, (list, tuple)) else (message.id, message.id)
    every = placeholders(plural) | placeholders(singular)
    needed = [placeholders(singular) & placeholders(plural), *[placeholders(plural)] * (len(forms) - 1)]
    return all(few <= placeholders(form) <= every and _formats(form) for few, form in zip(needed, forms, strict=True))


def _formats(form: str) -> bool:
    """Tell whether a form with ``%(name)s`` survives formatting; a lone percent sign in it would fail on the page."""
    names = re.findall(r"%\((\w+)\)", form)
    try:
        return not names or bool(form % dict.fromkeys(names, 1))
    except (ValueError, TypeError):
        return False


def placeholders(text: str) -> set[str]:
    """Return the places of a message that are filled later: ``%(name)s``, ``%d``, ``{name}``."""
    return set(_PLACEHOLDER.findall(text))


def is_translated(message: Message) -> bool:
    """Tell whether every form of a message has its words."""
    return all(_forms(message))


def _forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else [str(form) for form in message.string or ("",)]


def _named(message: Message) -> str:
    text = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
    where = ", ".join(sorted({name for name, _line in message.locations})) or "catalogue"
    return f"{text!r}{f' [{message.context}]' if message.context else ''} ({where})"
