"""Active filters in words, each with the address of the list without it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation
from django_filters.fields import DateRangeField

from watchdog.core.chips import active_filters, without


class Filters(forms.Form):
    q = forms.CharField(label="word", required=False)
    term = forms.ChoiceField(label="term", required=False, choices=[("", "any"), ("2018-2024", "2018–2024")])
    result = forms.MultipleChoiceField(
        label="result", required=False, choices=[("group", [("passed", "adopted"), ("failed", "rejected")])]
    )
    day = DateRangeField(label="day", required=False)
    votes = forms.IntegerField(label="votes", required=False)
    named = forms.BooleanField(label="with names", required=False)
    secret = forms.NullBooleanField(label="secret", required=False)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def chips(query: str) -> list[tuple[str, str]]:
    params = QueryDict(query)
    return [(chip.text, chip.url) for chip in active_filters(Filters(params), params)]


def test_a_word_is_shown_and_removed() -> None:
    assert chips("q=szpital") == [("word: szpital", "?")]


def test_a_choice_is_shown_by_its_label_and_other_filters_stay() -> None:
    assert ("term: 2018–2024", "?q=a") in chips("q=a&term=2018-2024")


def test_each_of_several_values_goes_alone() -> None:
    assert chips("result=passed&result=failed") == [
        ("result: adopted", "?result=failed"),
        ("result: rejected", "?result=passed"),
    ]


def test_a_range_is_one_condition_with_both_ends() -> None:
    assert chips("day_after=2014-06-12&day_before=2021-09-09") == [("day: from 12.06.2014 to 09.09.2021", "?")]


def test_a_range_open_at_one_end_names_the_other() -> None:
    assert chips("day_after=2014-06-12") == [("day: from 12.06.2014", "?")]


def test_a_box_is_shown_by_its_label() -> None:
    assert chips("named=on") == [("with names", "?")]


def test_no_is_a_condition_too() -> None:
    assert chips("secret=false") == [("not: secret", "?")]


def test_zero_is_a_condition() -> None:
    assert chips("votes=0") == [("votes: 0", "?")]


def test_an_empty_value_is_no_condition() -> None:
    assert chips("q=&term=") == []


def test_a_wrong_address_has_no_chips() -> None:
    assert chips("term=1894&q=a") == []


def test_an_unbound_form_has_no_chips() -> None:
    assert active_filters(Filters(), QueryDict("q=a")) == []


def test_removing_a_filter_leaves_the_place_in_the_list_but_keeps_the_order() -> None:
    assert without(QueryDict("q=a&page=po~3&sort=-day"), ("q",)) == "?sort=-day"
