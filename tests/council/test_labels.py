"""What printed words mean."""

from __future__ import annotations

import pytest

from council.drafts import Choice
from council.labels import LABELS, choice_of, split_label


@pytest.mark.parametrize(
    ("label", "choice"),
    [
        ("ZA", Choice.FOR),
        ("TAK", Choice.FOR),
        ("przeciw.", Choice.AGAINST),
        ("WSTRZYMUJĘ SIĘ", Choice.ABSTAIN),
        ("WSTRZYMAŁA\u00a0SIĘ", Choice.ABSTAIN),
        ("wstrzymuje sie", Choice.ABSTAIN),
        ("NIEOBECNA", Choice.ABSENT),
        ("OBECNA", Choice.NOT_VOTING),
        ("NIEODDANY", Choice.NOT_VOTING),
        ("NIE GŁOSOWAŁEM/GŁOSOWAŁAM", Choice.NOT_VOTING),
        ("NIEOBECNY / NIEOBECNA", Choice.ABSENT),
        ("Brak głosu", Choice.NOT_VOTING),
        ("WYŁĄCZONY", Choice.EXCLUDED),
    ],
)
def test_every_systems_word_has_one_meaning(label: str, choice: Choice) -> None:
    assert choice_of(label) is choice


@pytest.mark.parametrize("label", ["", "MOŻE", "ZA/PRZECIW", "nieobecny usprawiedliwiony inaczej"])
def test_a_word_that_we_do_not_know_means_nothing(label: str) -> None:
    assert choice_of(label) is None


def test_every_choice_has_a_word_and_no_word_two_choices() -> None:
    words = [word for words in LABELS.values() for word in words]

    assert set(LABELS) == set(Choice)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Bala Beata WSTRZYMUJĘ SIĘ", ("Bala Beata", "WSTRZYMUJĘ SIĘ")),
        ("Grodzka-Łopuszyńska Elżbieta ZA", ("Grodzka-Łopuszyńska Elżbieta", "ZA")),
        ("Bala Beata", ("Bala Beata", "")),
        ("ZA", ("ZA", "")),
    ],
)
def test_a_name_and_its_label_in_one_text_are_parted(text: str, parts: tuple[str, str]) -> None:
    assert split_label(text) == parts
