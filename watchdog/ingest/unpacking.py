"""Taking a document out of its ``.gz`` wrapping, with a limit: a small file may unpack to any size."""

from __future__ import annotations

import zlib

from watchdog.ingest.source import Unreadable

MAX_BYTES = 300 * 1024 * 1024
"""The largest document we read, unpacked: a million contracts in CSV are a third of it."""

GZIP = b"\x1f\x8b"


def unpack(content: bytes, limit: int = MAX_BYTES) -> bytes:
    """Return the document itself, unwrapped where it is gzipped; raise ``Unreadable`` (``too_large``, ``bad_gzip``)."""
    if not content.startswith(GZIP):
        return content
    unpacked = bytearray()
    while content:  # a gzip file may hold several members, one after another (RFC 1952, 2.2)
        member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            unpacked += member.decompress(content, limit + 1 - len(unpacked))
        except zlib.error as error:
            raise Unreadable("bad_gzip", "Plik .gz jest uszkodzony.") from error
        if len(unpacked) > limit:
            raise Unreadable("too_large", f"Po rozpakowaniu plik jest większy niż {limit // 1024**2} MB.")
        if not member.eof:
            raise Unreadable("bad_gzip", "Plik .gz urywa się przed końcem.")
        content = member.unused_data if member.unused_data.startswith(GZIP) else b""
    return bytes(unpacked)
