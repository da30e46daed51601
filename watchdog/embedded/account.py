"""
Which user the servers run as.

PostgreSQL refuses to run as root. A plain user therefore runs the servers as himself; root lends them the user
``postgres`` if the machine has one, otherwise ``nobody``, which every Debian has. No user is made and no directory's
permissions are changed to let that user in.
"""

import os
import pwd
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from watchdog.embedded.errors import EmbeddedError


@dataclass(frozen=True)
class Account:
    """The user and group that a server runs as."""

    uid: int
    gid: int

    @property
    def is_borrowed(self) -> bool:
        """Whether this is someone other than the person who typed the command."""
        return self.uid != os.geteuid()

    def spawn_options(self) -> Mapping[str, object]:
        """Return what ``subprocess`` needs to start a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_borrowed else {}

    def owns(self, path: Path) -> None:
        """Hand a file or directory over to this account."""
        if self.is_borrowed:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, directory: Path) -> bool:
        """Tell whether this account may walk down to ``directory`` (or where it will be made)."""
        if not self.is_borrowed:
            return True
        existing = [step for step in (directory, *directory.parents) if step.exists()]
        return all(self._may_search(step.stat()) for step in existing)

    def _may_search(self, status: os.stat_result) -> bool:
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        return bool(status.st_mode & stat.S_IXOTH)


def account_for(data: Path) -> Account:
    """
    Return the account to run the servers of ``data`` as.

    A directory that already holds data keeps its owner: a user ``postgres`` that appears on the machine later must
    not lock the portal out of what ``nobody`` wrote.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise EmbeddedError("PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.")
