"""Where in a document something stands, in the reader's words."""

from __future__ import annotations

import pytest
from django.utils import translation

from watchdog.core.places import place_words


@pytest.mark.parametrize(
    ("place", "english", "polish"),
    [
        ("row 17", "row 17", "wiersz 17"),
        ("p. 3", "p. 3", "s. 3"),
        ("paragraph 4", "paragraph 4", "akapit 4"),
        ("p. 3, row 2", "p. 3, row 2", "s. 3, wiersz 2"),
        ("$.votes[666]", "entry 667 of the list “votes”", "wpis 667 na liście „votes”"),
        ("$[0]", "entry 1", "wpis 1"),
        ("$.title", "field “title”", "pole „title”"),
        ("$.votes[666].named[2]", "$.votes[666].named[2]", "$.votes[666].named[2]"),
        ("", "", ""),
    ],
)
def test_a_place_is_said_in_the_readers_language(place: str, english: str, polish: str) -> None:
    with translation.override("en"):
        assert place_words(place) == english
    with translation.override("pl"):
        assert place_words(place) == polish
