"""
Where the bytes lie: files named by their SHA-256 under ``settings.ARCHIVE_DIR``.

A file appears whole or not at all (written beside, flushed, renamed), and what is read back is checked
against its name.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


class Damaged(Exception):
    """The vault has no bytes for this hash, or bytes that no longer match it."""


@dataclass(frozen=True)
class Vault:
    root: Path

    def path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256

    def keep(self, content: bytes) -> str:
        """Keep bytes and return their SHA-256; keeping the same bytes again changes nothing. Raises ``OSError``."""
        sha256 = hashlib.sha256(content).hexdigest()
        self._keep(sha256, len(content), io.BytesIO(content))
        return sha256

    def keep_file(self, path: Path) -> str:
        """Keep the bytes of a file as ``keep`` does, piece by piece, however many they are."""
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            self._keep(sha256, path.stat().st_size, file)
        return sha256

    def _keep(self, sha256: str, size: int, content: BinaryIO) -> None:
        path = self.path(sha256)
        if path.exists() and path.stat().st_size == size:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as part:
            try:
                shutil.copyfileobj(content, part)
                part.flush()
                os.fsync(part.fileno())
                Path(part.name).replace(path)
            except OSError:
                Path(part.name).unlink(missing_ok=True)
                raise

    def read(self, sha256: str) -> bytes:
        """Return the bytes of a hash; raise ``Damaged`` when they are missing or altered."""
        try:
            content = self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise Damaged(f"no bytes kept for {sha256}") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged(f"the bytes kept for {sha256} were altered")
        return content

    def open(self, sha256: str) -> BinaryIO:
        """Open the bytes of a hash for reading, checked piece by piece; raise ``Damaged`` as ``read`` does."""
        try:
            file = self.path(sha256).open("rb")
        except FileNotFoundError as error:
            raise Damaged(f"no bytes kept for {sha256}") from error
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            file.close()
            raise Damaged(f"the bytes kept for {sha256} were altered")
        file.seek(0)
        return file


def vault() -> Vault:
    return Vault(Path(settings.ARCHIVE_DIR))
