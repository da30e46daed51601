"""
Are the lock files the ones that the requirements ask for? Answered from the files alone, without a package index.

A fresh resolution could not tell: it also changes when somebody uploads a package, which is no fault of this project.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RECOMPILE = (
    "uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --only-binary :all: "
    "--python-version 3.11 {name}.in -o {name}.lock"
)


@dataclass
class Pin:
    """One package of a lock file: exactly one version, with the hashes of its files and who asked for it."""

    requirement: Requirement
    hashes: int = 0
    asked_by: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        return str(self.requirement.specifier).removeprefix("==")


def read_lock(text: str) -> list[Pin]:
    """Read a lock file as ``uv pip compile`` writes it."""
    pins: list[Pin] = []
    for line in text.splitlines():
        if re.match(r"[A-Za-z0-9]", line):
            pins.append(Pin(Requirement(line.removesuffix("\\").strip())))
        elif "--hash=sha256:" in line:
            pins[-1].hashes += 1
        elif found := re.match(r"\s+#\s+(?:via\s+)?(\S.*)", line):
            pins[-1].asked_by.add(found.group(1).removeprefix("-r "))
    return pins


def read_requirements(path: Path) -> list[Requirement]:
    """Read a ``.in`` file and those it includes."""
    found: list[Requirement] = []
    for line in path.read_text().splitlines():
        text = line.partition(" #")[0].strip()
        if text.startswith("-r "):
            found += read_requirements(path.with_name(text.removeprefix("-r ").strip()))
        elif text and not text.startswith("#"):
            found.append(Requirement(text))
    return found


def problems(project: Path) -> list[str]:
    """Return one sentence for each thing that is wrong with the two lock files; none when they are current."""
    found = [*_of_one(project, "requirements"), *_of_one(project, "requirements-dev")]
    ours = {pin.name: pin.version for pin in read_lock((project / "requirements.lock").read_text())}
    theirs = {pin.name: pin.version for pin in read_lock((project / "requirements-dev.lock").read_text())}
    found += [
        f"{name} is {version} in requirements.lock but {theirs.get(name, 'missing')} in requirements-dev.lock."
        for name, version in ours.items()
        if theirs.get(name) != version
    ]
    return found


def _of_one(project: Path, name: str) -> list[str]:
    text = (project / f"{name}.lock").read_text()
    pins, wanted = read_lock(text), read_requirements(project / f"{name}.in")
    found = [*_unanswered(wanted, pins), *_unwanted(wanted, pins)]
    found += [f"{pin.name} has no hash." for pin in pins if not pin.hashes]
    if "://" in text:
        found.append("an address of a package index is written in it.")
    again = [f"Write it again: {RECOMPILE.format(name=name)}"] if found else []
    return [f"{name}.lock: {problem}" for problem in found] + again


def _unanswered(wanted: list[Requirement], pins: list[Pin]) -> list[str]:
    versions = {pin.name: pin.version for pin in pins}
    return [
        f"{requirement} is asked for, {versions.get(canonicalize_name(requirement.name), 'nothing')} is locked."
        for requirement in wanted
        if not requirement.specifier.contains(versions.get(canonicalize_name(requirement.name), "0"), prereleases=True)
        or canonicalize_name(requirement.name) not in versions
    ]


def _unwanted(wanted: list[Requirement], pins: list[Pin]) -> list[str]:
    names = {canonicalize_name(requirement.name) for requirement in wanted}
    return [
        f"{pin.name} is locked for {', '.join(sorted(pin.asked_by))}, which no longer asks for it."
        for pin in pins
        if pin.name not in names and any(asker.endswith(".in") for asker in pin.asked_by)
    ]
