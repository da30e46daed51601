"""A stream is as long as it says, also for readers that take CR and LF for one end of a line."""

from __future__ import annotations

import re

import pydyf
import pytest

from watchdog.reports import saying

ENDS = re.compile(rb"(?:\r\n|\r|\n)endstream$")
PACKED = b"packed bytes that happen to end by \r"


def read_strictly(written: bytes) -> tuple[int, bytes]:
    """Read a stream as PDF/A asks (ISO 19005-3, 6.1.7.1): its stated length, and what stands up to its end of line."""
    stated = int(re.search(rb"/Length (\d+)", written)[1])  # type: ignore[index]  # every stream states it
    return stated, ENDS.sub(b"", written.partition(b"stream\n")[2])


def test_packed_bytes_that_end_by_cr_are_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    saying.end_streams_plainly.cache_clear()
    monkeypatch.setattr(pydyf.Stream, "data", ORIGINAL)
    length, content = read_strictly(pydyf.Stream([PACKED]).data)
    assert len(content) < length  # the library's own way loses a byte

    saying.end_streams_plainly()

    assert read_strictly(pydyf.Stream([PACKED]).data)[1].startswith(PACKED)
    assert len(read_strictly(pydyf.Stream([PACKED]).data)[1]) == read_strictly(pydyf.Stream([PACKED]).data)[0]


ORIGINAL = pydyf.Stream.data
