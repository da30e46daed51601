"""The documentation says what there is: commands, settings, sources, findings, models; every link leads somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

from watchdog.archive.findings import FINDINGS
from watchdog.ingest.registry import all_sources

ROOT = Path(settings.BASE_DIR)
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
OURS = ("council", "newsletter", "spending", "watchdog")
COMMANDS = sorted(name for name, app in get_commands().items() if app.split(".")[0] in OURS)


def is_ours(model: type) -> bool:
    """Tell whether a model is one of the portal's own words; the kept versions of one are no kind of their own."""
    return model.__module__.split(".")[0] in OURS and not hasattr(model, "instance_type")


MODELS = sorted(model.__name__ for model in apps.get_models(include_auto_created=False) if is_ours(model))
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def text_of(*names: str) -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)


def python_files() -> Iterator[Path]:
    for room in OURS:
        yield from (path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as a reader of Markdown makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def environment() -> set[str]:
    """Return the names of every environment variable that the settings read."""
    names: set[str] = set()
    for path in (ROOT / "watchdog" / "settings").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            asked = ""
            if isinstance(node, ast.Call) and node.args:
                asked = ast.unparse(node.func)
                key = node.args[0]
            elif isinstance(node, ast.Subscript):
                asked = ast.unparse(node.value)
                key = node.slice
            if asked in ("os.environ.get", "os.environ", "os.getenv", "required") and isinstance(key, ast.Constant):
                names.add(str(key.value))
    return names


def codes_in_use() -> set[str]:
    """Return every code with which the code raises a finding or refuses a document."""
    raised = re.compile(r"""(?:\bFinding\(\s*code=|\bUnreadable\(\s*|\.fail\(\s*|"code":\s*)"([a-z_]+)\"""")
    return {code for path in python_files() for code in raised.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_inside_the_documentation_leads_somewhere(page: Path) -> None:
    broken = []
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in link or link.startswith("mailto:"):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_begins_with_its_one_title(page: Path) -> None:
    outside_of_code = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)

    assert len(re.findall(r"^# ", outside_of_code, re.MULTILINE)) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"\bmanage {command}\b", text_of("docs/operations.md", "docs/architecture.md"))


@pytest.mark.parametrize("name", sorted(environment()))
def test_every_setting_from_the_environment_is_documented(name: str) -> None:
    assert f"`{name}`" in text_of("docs/operations.md")


@pytest.mark.parametrize("source", list(all_sources()))
def test_every_source_is_documented(source: str) -> None:
    assert f"`{source}`" in text_of("docs/sources.md")


@pytest.mark.parametrize("model", MODELS)
def test_every_model_is_in_the_glossary(model: str) -> None:
    assert f"`{model}`" in text_of("docs/glossary.md")


def test_the_methods_list_every_finding_with_its_meaning_in_their_order() -> None:
    listed = re.findall(r"^\| `([a-z_]+)` \| (.+) \|$", text_of("docs/methods.md"), re.MULTILINE)

    assert listed == [(code, meaning.pl) for code, meaning in FINDINGS.items()]


def test_every_finding_that_can_be_raised_has_a_meaning() -> None:
    assert codes_in_use() - set(FINDINGS) == set()


def test_decisions_are_numbered_without_a_gap_and_have_their_four_parts() -> None:
    decisions = sorted((DOCS / "adr").glob("*.md"))

    assert [path.name[:4] for path in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    for path in decisions:
        parts = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert parts == ["Context", "Options", "Decision", "Consequences"], path.name


def test_the_readme_leads_to_every_page_of_the_documentation() -> None:
    led_to = {link.partition("#")[0] for link in LINK.findall(text_of("README.md"))}

    assert {f"docs/{path.name}" for path in DOCS.glob("*.md")} <= led_to
