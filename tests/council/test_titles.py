"""What drafts and resolutions are called, whatever the case their official title begins in."""

from __future__ import annotations

import pytest

from council.titles import draft_title, print_name, resolution_title


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("zmieniającej uchwałę w sprawie budżetu", "Projekt uchwały zmieniającej uchwałę w sprawie budżetu"),
        ("w sprawie budżetu", "Projekt uchwały w sprawie budżetu"),
        ("o udzielaniu wsparcia", "Projekt uchwały o udzielaniu wsparcia"),
        ("Budżet miasta", "Budżet miasta"),
        ("opłata targowa", "Opłata targowa"),
        ("", ""),
    ],
)
def test_a_draft_that_begins_in_the_middle_gets_its_noun(title: str, heading: str) -> None:
    assert draft_title(title) == heading


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("zmieniająca uchwałę w sprawie budżetu", "Uchwała zmieniająca uchwałę w sprawie budżetu"),
        ("w sprawie Statutu Miasta", "Uchwała w sprawie Statutu Miasta"),
        ("miejscowy plan zagospodarowania", "Miejscowy plan zagospodarowania"),
        ("zmiana uchwały nr 1", "Zmiana uchwały nr 1"),
    ],
)
def test_a_resolution_that_begins_in_the_middle_gets_its_noun(title: str, heading: str) -> None:
    assert resolution_title(title) == heading


@pytest.mark.parametrize(
    ("number", "name"),
    [("148/2024", "druk 148/2024"), ("zamiast druku nr 128/2024", "druk „zamiast druku nr 128/2024”")],
)
def test_a_print_is_named_as_the_office_names_it(number: str, name: str) -> None:
    assert print_name(number) == name
