"""What lies in the repository: only what people wrote, of a size that people read, naming no machine."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
GIT = shutil.which("git")
IN_GIT = GIT is not None and (ROOT / ".git").exists()
TOO_BIG = 400_000
AGPL = "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"
"""SHA-256 of the licence as the Free Software Foundation publishes it."""

GENERATED = re.compile(
    r"\.(mo|pyc|pyo|orig|rej|swp|log|sqlite3|dump)$|(^|/)(__pycache__|node_modules|\.venv|\.portal|staticfiles|\.coverage)(/|$)"
)
MACHINES = re.compile(
    "|".join(["/ro" + "ot/", "/wo" + "rk/", "/ho" + "me/[a-z]", "/Us" + "ers/", "[A-Z]:" + r"\\Users"]),
)
REGISTRIES = re.compile(
    "|".join(
        name.replace("·", r"\.")
        for name in (
            *("py" + "pi·org", "python" + "hosted·org", "npm" + "js·(org|com)", "deb·deb" + "ian·org"),
            *("ftp·deb" + "ian·org", "security·deb" + "ian·org", "archive·ubu" + "ntu·com", "jsdel" + "ivr·net"),
            *("unp" + "kg·com", "goog" + "leapis·com", "gst" + "atic·com"),
        )
    )
)
INLINE = re.compile(r"""\sstyle=|\son[a-z]+=["']|<style\b|<script(?![^>]*\ssrc=)|javascript:""", re.IGNORECASE)


def tracked() -> list[Path]:
    if not IN_GIT:
        return []
    listed = subprocess.run([str(GIT), "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""  # fonts, pictures and documents


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """List „file:line” of every line in which a pattern occurs."""
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        for number, line in enumerate(text_of(path).split("\n"), start=1)
        if pattern.search(line)
    ]


FILES = tracked()
TEMPLATES = [path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt", ".xml")]
in_git = pytest.mark.skipif(not IN_GIT, reason="not a git checkout")


@in_git
def test_no_file_is_too_big_to_be_read() -> None:
    big = [path for path in FILES if path.stat().st_size > TOO_BIG and path.suffix not in (".lock", ".woff2", ".po")]

    assert big == []


@in_git
def test_nothing_that_a_command_makes_is_kept() -> None:
    assert [path for path in FILES if GENERATED.search(path.relative_to(ROOT).as_posix())] == []


@in_git
@pytest.mark.parametrize("path", ["locale/pl/LC_MESSAGES/django.mo", ".venv/x", ".portal/gliwice/x", "core.pyc"])
def test_what_a_command_makes_is_ignored(path: str) -> None:
    assert subprocess.run([str(GIT), "check-ignore", "-q", path], cwd=ROOT, check=False).returncode == 0


@in_git
def test_no_file_names_a_directory_of_somebodys_machine() -> None:
    assert lines_with(MACHINES, FILES) == []


@in_git
def test_no_file_names_a_package_registry_or_another_servers_scripts() -> None:
    assert lines_with(REGISTRIES, FILES) == []


@in_git
def test_text_files_end_with_a_line_and_without_stray_spaces() -> None:
    texts = [path for path in FILES if path.suffix in (".py", ".html", ".css", ".md", ".toml", ".po", ".sh", ".yml")]

    assert lines_with(re.compile(r"[ \t]+$|\r"), texts) == []
    assert [path for path in texts if (text := text_of(path)) and not text.endswith("\n")] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_has_hashes_and_no_address(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    pinned = re.findall(r"^[a-zA-Z0-9][^\s=]*==.*(?:\n    .*)+", lock, re.MULTILINE)

    assert "://" not in lock
    assert "index-url" not in lock
    assert len(pinned) > 20
    assert [entry for entry in pinned if "--hash=sha256:" not in entry] == []


def test_the_licence_is_whole() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == AGPL


def test_the_one_door_can_be_opened() -> None:
    assert (ROOT / "portal").stat().st_mode & 0o111


def test_templates_hold_no_inline_style_or_script() -> None:
    pages = [path for path in TEMPLATES if "email" not in path.relative_to(ROOT).parts]

    assert lines_with(INLINE, pages) == []


@pytest.mark.parametrize(
    "partial",
    [path for path in TEMPLATES if path.name.startswith("_") or path.parent.name == "components"],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_a_partial_says_at_its_top_what_it_takes(partial: Path) -> None:
    assert text_of(partial).startswith(("{#", "{% comment"))
