"""
The house rules of sources, each over every source that the registry finds, present and future.

A source without a card, with its attributes in another order, without a sample, or with a word of Django in what it
imports fails here, whoever wrote it.
"""

from __future__ import annotations

import ast
import inspect
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.samples import drafts_of, expected_of, reading, samples_of
from watchdog.archive.findings import FINDINGS
from watchdog.ingest.registry import all_sources
from watchdog.ingest.source import Authority, Draft, Reject, Source

ROOT = Path(__file__).resolve().parents[2]
SOURCES = list(all_sources().values())
CARD = ("Publisher:", "Cadence:", "Licence:", "Caveat:")
ORDER = list(Source.__annotations__)
EVERY = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.slug)


SAMPLES = [(source, path) for source in SOURCES for path in samples_of(source)]
EVERY_SAMPLE = pytest.mark.parametrize(("source", "sample"), SAMPLES, ids=lambda value: getattr(value, "name", ""))


def test_the_registry_finds_sources() -> None:
    assert SOURCES


@EVERY
def test_a_source_carries_its_card(source: Source) -> None:
    card = inspect.cleandoc(type(source).__doc__ or "")

    headings = [word for line in card.splitlines() for word in line.split()[:1] if word in CARD]

    assert headings == list(CARD)


@EVERY
def test_attributes_stand_in_the_order_of_the_class_that_reads_them(source: Source) -> None:
    declared = [name for name in vars(type(source)) if name in ORDER]

    assert declared == sorted(declared, key=ORDER.index)


@EVERY
def test_a_source_says_what_a_resident_would_call_it_and_how_much_its_word_weighs(source: Source) -> None:
    weights = {value for name, value in vars(Authority).items() if name.isupper()}

    assert source.title[:1].isupper()
    assert source.authority in weights
    assert source.media_types
    assert source.homepage == "" or source.homepage.startswith("https://")


@EVERY
def test_a_source_has_a_sample(source: Source) -> None:
    assert samples_of(source)


@EVERY_SAMPLE
def test_a_sample_parses_to_the_expected_drafts(source: Source, sample: Path) -> None:
    expected = json.loads(expected_of(sample).read_text(encoding="utf-8"))

    assert reading(source, sample) == expected


@EVERY_SAMPLE
def test_a_sample_is_recognised_by_its_own_source_alone(source: Source, sample: Path) -> None:
    content = sample.read_bytes()

    assert [other.slug for other in SOURCES if other.recognises(content, sample.name)] == [source.slug]


@EVERY_SAMPLE
def test_reading_a_document_twice_says_the_same(source: Source, sample: Path) -> None:
    assert drafts_of(source, sample) == drafts_of(source, sample)


@EVERY
def test_documents_of_no_use_are_not_recognised_and_never_crash_a_source(source: Source) -> None:
    useless = (b"", b"\x00" * 100, b"<html></html>", b"{", b"%PDF-1.4", "żółć".encode("cp1250"), b"a;b\n1;2\n")

    assert not [content for content in useless if source.recognises(content, "document")]


@EVERY_SAMPLE
def test_a_sample_speaks_of_records_and_places(source: Source, sample: Path) -> None:
    drafts = drafts_of(source, sample)

    assert all(isinstance(draft, Draft | Reject) for draft in drafts)
    assert all(draft.place for draft in drafts)


def test_sources_drafts_and_readers_know_no_django() -> None:
    program = """
import pkgutil, sys, importlib
import council.sources
names = [f"council.sources.{entry.name}" for entry in pkgutil.iter_modules(council.sources.__path__)]
names += ["council.drafts", "council.checks", "council.matching", "council.labels", "watchdog.cities"]
names += [f"watchdog.core.{name}" for name in ("text", "dates", "money", "ids", "privacy")]
names += [f"watchdog.ingest.{name}" for name in ("source", "reading", "pdf", "reasons")] + ["watchdog.archive.findings"]
for name in names:
    importlib.import_module(name)
print(len(names), sorted(name for name in sys.modules if name.partition(".")[0] == "django"))
"""

    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    count, _, django = said.stdout.strip().partition(" ")
    assert int(count) > 15
    assert django == "[]"


def codes_raised() -> Iterator[tuple[str, str]]:
    """Find every code that a finding or a refusal is made with, by reading the project's own programs."""
    for package in ("watchdog", "council", "spending", "newsletter"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    for code in _codes(node):
                        yield code, f"{path.relative_to(ROOT)}:{node.lineno}"


def _codes(call: ast.Call) -> Iterator[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    given: list[ast.expr] = []
    if name == "Finding":
        given = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    elif name == "Unreadable":
        given = call.args[:1]
    yield from (value.value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str))


def test_every_doubt_that_can_be_raised_is_explained_on_the_methods_page() -> None:
    raised = list(codes_raised())

    assert len(raised) > 20
    assert not [(code, place) for code, place in raised if code not in FINDINGS]


def test_every_explanation_is_a_sentence_in_both_languages() -> None:
    assert not [
        code
        for code, meaning in FINDINGS.items()
        for text in meaning
        if not (text[:1].isupper() and text.endswith("."))
    ]
