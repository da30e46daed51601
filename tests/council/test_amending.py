"""What a title says that its act does to other acts."""

from __future__ import annotations

import pytest

from council.amending import references

CHANGES, REPEALS, CONSOLIDATES, EXECUTES = "changes", "repeals", "consolidates", "executes"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("w sprawie zmiany uchwały nr V/64/2003 z dnia 27 lutego 2003 r. w sprawie statutu", [(CHANGES, "V/64/2003")]),
        ("w sprawie zmiany załącznika do uchwały Rady Miejskiej Nr XXXIX/977/2005", [(CHANGES, "XXXIX/977/2005")]),
        ("zmiana załącznika graficznego uchwały nr XIX/482/2016", [(CHANGES, "XIX/482/2016")]),
        ("zmieniająca uchwałę nr xx/524/20 w sprawie opłat", [(CHANGES, "XX/524/2020")]),
        (
            "zmieniająca uchwały nr X/1/2020 z dnia 3 maja 2020 r. oraz nr X/2/20",
            [(CHANGES, "X/1/2020"), (CHANGES, "X/2/2020")],
        ),
        ("uchylająca uchwałę nr X/1/2020", [(REPEALS, "X/1/2020")]),
        ("w sprawie uchylenia uchwały Nr X/1/2020 Rady Miasta Gliwice", [(REPEALS, "X/1/2020")]),
        ("w sprawie ogłoszenia tekstu jednolitego uchwały nr II/24/2018", [(CONSOLIDATES, "II/24/2018")]),
        ("w sprawie wykonania uchwały nr II/24/2018", [(EXECUTES, "II/24/2018")]),
    ],
)
def test_the_head_of_a_title_says_what_the_act_does(title: str, said: list[tuple[str, str]]) -> None:
    assert [(str(each.kind), each.number) for each in references(title)] == said


def test_what_the_changed_act_had_changed_before_is_not_this_acts_doing() -> None:
    found = references("zmieniająca uchwałę nr X/1/2020 zmieniającą uchwałę nr I/2/2019 w sprawie budżetu")

    assert [each.number for each in found] == ["X/1/2020"]


@pytest.mark.parametrize(
    "title",
    [
        "w sprawie statutu Osiedla Trynek nadanego uchwałą nr V/64/2003",
        "zmieniająca uchwałę w sprawie budżetu miasta Gliwice na 2018 rok",
        "w sprawie zmiany „Studium uwarunkowań i kierunków zagospodarowania przestrzennego miasta Gliwice”",
        "w sprawie skargi na uchwałę nr X/1/2020",
        "",
    ],
)
def test_a_number_that_is_merely_mentioned_says_nothing(title: str) -> None:
    assert references(title) == ()
