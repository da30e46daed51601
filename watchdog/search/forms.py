"""What the address of a search may hold: the question, kinds of records, years, bodies, and the page of the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from watchdog.core.filters import FIRST_YEAR, LAST_YEAR, NOT_A_CHOICE
from watchdog.records import record_types
from watchdog.search.filters import QuestionField
from watchdog.search.many import LONGEST_ORGAN
from watchdog.search.querying import PAGES
from watchdog.search.question import parse

NO_SUCH_PAGE = _("There is no such page of the answer.")


def kinds() -> list[tuple[str, Any]]:
    return [(kind.kind, kind.plural) for kind in record_types()]


class YearsField(forms.MultipleChoiceField):
    """Any years; which of them have hits, the answer tells."""

    def valid_value(self, value: Any) -> bool:
        return len(value) == 4 and value.isascii() and value.isdigit() and FIRST_YEAR <= int(value) <= LAST_YEAR


class OrgansField(forms.MultipleChoiceField):
    """Bodies by their names; which of them have hits, the answer tells."""

    def valid_value(self, value: Any) -> bool:
        return 0 < len(value) <= LONGEST_ORGAN and value.isprintable()


class SearchForm(forms.Form):
    use_required_attribute = False

    q = QuestionField(required=False, label=_("What you look for"))
    rodzaj = forms.MultipleChoiceField(
        required=False,
        label=_("Kind"),
        choices=kinds,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_A_CHOICE,
    )
    rok = YearsField(
        required=False,
        label=_("Year"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Write a year from 1990 to 2100, like this: 2014.")},
    )
    organ = OrgansField(
        required=False,
        label=pgettext_lazy("facet of search", "Body"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_A_CHOICE,
    )
    dokladnie = forms.ChoiceField(
        required=False,
        label=_("Exactly as typed"),
        choices=[("1", _("yes"))],
        error_messages=NOT_A_CHOICE,
    )
    page = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=PAGES,
        label=_("Page of the answer"),
        error_messages={"invalid": NO_SUCH_PAGE, "min_value": NO_SUCH_PAGE, "max_value": NO_SUCH_PAGE},
    )

    def clean(self) -> dict[str, Any]:
        """Say above the page what is wrong with a facet: where no answer is given, there are no boxes to point at."""
        for name in ("rodzaj", "rok", "organ", "dokladnie", "page"):
            for message in self.errors.pop(name, ()):
                self.add_error(None, f"{self.fields[name].label}: {message}")
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("dokladnie") and cleaned.get("q"):
            cleaned["q"] = parse(cleaned["q"].text, exactly=True)
        return cleaned

    def clean_page(self) -> int:
        page: int | None = self.cleaned_data["page"]
        return page or 1

    def clean_rok(self) -> tuple[int, ...]:
        return tuple(int(year) for year in self.cleaned_data["rok"])

    def clean_organ(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.cleaned_data["organ"]))
