"""
Documents of any size, read piece by piece: a register of a million rows is never in memory as a whole.

Free of Django.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from watchdog.ingest.blocks import Block
from watchdog.ingest.source import Draft, Finding, Reject, Source, Unreadable
from watchdog.ingest.unpacking import GZIP

MAX_STREAMED = 8 * 1024 * 1024 * 1024
"""The longest document that is read piece by piece, in bytes, unpacked."""


class StreamedSource(Source):
    """A source that reads its documents from an open file."""

    def read_stream(self, stream: BinaryIO, address: str) -> Iterator[Draft | Reject | Finding]:
        """Turn an open document, unwrapped, into drafts and rejects; raise ``Unreadable`` when it is not one at all."""
        raise NotImplementedError

    def read_file(self, path: str, address: str) -> Iterator[Draft | Reject | Finding]:
        """Read a file of this machine, gzipped or not; ``address`` is where it was published."""
        with open(path, "rb") as file:  # noqa: PTH123  # the path crosses to another process as text
            yield from self.read_stream(unwrapped(file), address)

    def read_blocks(self, path: str, address: str) -> Iterator[Draft | Reject | Finding | Block]:
        """Read a file as ``read_file`` does, plain rows in blocks where the source can tell them (ADR 21)."""
        yield from self.read_file(path, address)

    def parse(self, content: bytes) -> Iterator[Draft | Reject | Finding]:
        yield from self.read_stream(io.BytesIO(content), "")

    def read(self, content: bytes, address: str) -> Iterator[Draft | Reject | Finding]:
        yield from self.read_stream(io.BytesIO(content), address)


class _Bounded(io.RawIOBase):
    """A stream that ends with ``Unreadable`` where it is damaged, cut, or longer than anything we read."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # the buffer of a BufferedReader is one
        try:
            piece = self._stream.read(len(buffer))
        except EOFError as error:
            raise Unreadable("bad_gzip", "Plik .gz urywa się przed końcem.") from error
        except (OSError, ValueError, zlib.error) as error:
            raise Unreadable("bad_gzip", "Plik .gz jest uszkodzony.") from error
        self._left -= len(piece)
        if self._left < 0:
            raise Unreadable("too_large", f"Po rozpakowaniu plik jest większy niż {MAX_STREAMED // 1024**3} GB.")
        buffer[: len(piece)] = piece
        return len(piece)


def unwrapped(file: BinaryIO, limit: int = MAX_STREAMED) -> BinaryIO:
    """Return a file as a stream of the document itself; reading raises ``Unreadable`` (``bad_gzip``, ``too_large``)."""
    magic = file.read(len(GZIP))
    file.seek(0)
    if magic != GZIP:
        return file
    bounded = _Bounded(cast(BinaryIO, gzip.GzipFile(fileobj=file)), limit)
    return io.BufferedReader(bounded, buffer_size=1 << 16)  # type: ignore[type-var]  # a raw stream is all it needs
