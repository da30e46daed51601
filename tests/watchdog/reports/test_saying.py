"""A stream is as long as it says, also for readers that take CR and LF for one end of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pydyf
import pytest

from watchdog.reports import saying

ORIGINAL = pydyf.Stream.data
ENDS = re.compile(rb"(?:\r\n|\r|\n)endstream$")
PACKED = b"packed bytes that happen to end by \r"


@pytest.fixture
def as_the_library_has_it() -> Iterator[None]:
    """Take our change back, and let whoever comes next make it anew."""
    pydyf.Stream.data = ORIGINAL
    yield
    pydyf.Stream.data = ORIGINAL
    saying.end_streams_plainly.cache_clear()


def lost() -> int:
    """Read a stream as PDF/A asks (ISO 19005-3, 6.1.7.1), and tell how many bytes of its length are not there."""
    written: bytes = pydyf.Stream([PACKED]).data
    stated = re.search(rb"/Length (\d+)", written)
    assert stated
    return int(stated[1]) - len(ENDS.sub(b"", written.partition(b"stream\n")[2]))


@pytest.mark.usefixtures("as_the_library_has_it")
def test_packed_bytes_that_end_by_cr_are_read_whole() -> None:
    assert lost() == 1

    saying.end_streams_plainly.cache_clear()
    saying.end_streams_plainly()

    assert lost() == 0
