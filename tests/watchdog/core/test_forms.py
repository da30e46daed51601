"""The summary of a form's errors and the inputs of a range."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import translation
from django_filters.fields import RangeField

from watchdog.core.forms import form_errors, input_parts


class Filters(forms.Form):
    year = forms.IntegerField(label="year")
    result = forms.MultipleChoiceField(label="result", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    value = RangeField(label="value", required=False)

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("everything is wrong")


def test_every_error_leads_to_its_first_input() -> None:
    with translation.override("en"):
        found = form_errors(Filters({"year": "x", "value_min": "y"}))

    assert [(each.target, each.label) for each in found] == [
        ("", ""),
        ("id_year", "year"),
        ("id_result_0", "result"),
        ("id_value_0", "value"),
    ]


def test_no_form_has_no_errors() -> None:
    assert form_errors(None) == []


def test_each_end_of_a_range_has_a_label_and_an_input() -> None:
    with translation.override("en"):
        parts = input_parts(Filters({"value_min": '5"'})["value"])

    assert [(part.id, part.label) for part in parts] == [("id_value_0", "from"), ("id_value_1", "to")]
    assert 'name="value_min" value="5&quot;"' in parts[0].html
