"""What a source says of itself."""

from __future__ import annotations

import pytest

from tests.fakes.sources import SessionsOfATerm
from watchdog.ingest.cards import Card, card_of


def test_a_card_is_read_from_the_docstring() -> None:
    assert card_of(SessionsOfATerm()) == Card(
        publisher="an office of our own making.",
        cadence="whenever a test says so.",
        licence="none needed.",
        caveat="it does not exist.",
    )


def test_a_line_may_run_over_several() -> None:
    class Long(SessionsOfATerm):
        """
        Publisher: an office.
        Cadence: daily.
        Licence: none.
        Caveat: late corrections
        are not shown.
        """

    assert card_of(Long()).caveat == "late corrections are not shown."


def test_a_card_without_a_line_is_an_error() -> None:
    class Short(SessionsOfATerm):
        """Publisher: an office."""

    with pytest.raises(ValueError, match="Cadence, Licence, Caveat"):
        card_of(Short())
