"""Programs and libraries of the machine's own distribution, installed where we may."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from watchdog.embedded.progress import complain


def may_install() -> bool:
    """Tell whether we are root on a machine with apt."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> bool:
    """Install packages, after a look for newer lists if need be; what apt said is told when it could not."""
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    return _apt(command) or (_apt(["apt-get", "update", "-qq"]) and _apt(command))


def unpack(directory: Path, *packages: str) -> bool:
    """
    Unpack packages, and what they need that the machine has not, into a directory; no right of root is needed.

    Nothing of them is run. The directory appears whole or not at all.
    """
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return False
    asked = _said(["apt-get", "install", "-s", "-qq", "--no-install-recommends", *packages])
    names = [line.split()[1] for line in asked.splitlines() if line.startswith("Inst ")]
    directory.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=directory.parent) as draft:
        files, tree = Path(draft, "files"), Path(draft, "tree")
        files.mkdir()
        tree.mkdir(mode=0o755)
        if not names or not _apt(["apt-get", "download", "-qq", *names], cwd=files):
            return False
        if not all(_apt(["dpkg-deb", "-x", str(each), str(tree)]) for each in sorted(files.glob("*.deb"))):
            return False
        shutil.rmtree(directory, ignore_errors=True)
        tree.rename(directory)
    return True


def _said(command: list[str]) -> str:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False).stdout


def _apt(command: list[str], cwd: Path | None = None) -> bool:
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=environ, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        complain("\n".join((done.stdout + done.stderr).splitlines()[-5:]))
    return done.returncode == 0
