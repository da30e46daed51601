"""A document in a ``.gz`` wrapping, honest or not."""

from __future__ import annotations

import gzip

import pytest

from watchdog.ingest.source import Unreadable
from watchdog.ingest.unpacking import unpack


def test_a_plain_document_stays_as_it_is() -> None:
    assert unpack(b"%PDF-1.7") == b"%PDF-1.7"


def test_a_packed_document_comes_out() -> None:
    assert unpack(gzip.compress(b"tekst")) == b"tekst"


def test_every_member_of_the_file_comes_out() -> None:
    assert unpack(gzip.compress(b"jeden ") + gzip.compress(b"dwa")) == b"jeden dwa"


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        unpack(gzip.compress(bytes(5 * 1024 * 1024)), limit=1024 * 1024)

    assert refused.value.code == "too_large"


@pytest.mark.parametrize("content", [gzip.compress(b"tekst" * 99, mtime=0)[:-10], b"\x1f\x8b rubbish"])
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        unpack(content)

    assert refused.value.code == "bad_gzip"
