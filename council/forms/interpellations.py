"""Typing interpellations and questions."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import AnswerState, InterpellationDraft, InterpellationKind
from council.forms.people import term_known, terms_known
from council.importers.interpellations import BETWEEN, correct_interpellation
from watchdog.archive.writing import Evidence, Stored
from watchdog.backroom.forms import SourcedForm


class InterpellationForm(SourcedForm):
    """An interpellation or a question: who asked what and when, and what is known of the answer."""

    draft_fields: ClassVar = {"term": "term_slug", "form": "kind"}
    helps: ClassVar = {
        "question_url": gettext_lazy("The address of the letter."),
        "answer_url": gettext_lazy("The address of the letter."),
    }

    term_slug = forms.ChoiceField(label=gettext_lazy("term"), choices=terms_known)

    def prepare(self) -> None:
        if not self.adding:
            del self.fields["term_slug"]

    @property
    def term(self) -> str:
        return str(self.cleaned_data.get("term_slug", "")) if self.adding else self.instance.term.slug

    def clean_authors(self) -> str:
        names = self.cleaned_data["authors"].replace("\n", ";").split(";")
        return BETWEEN.join(name.strip() for name in names if name.strip())

    def clean_question_url(self) -> str:
        return self._web("question_url")

    def clean_answer_url(self) -> str:
        return self._web("answer_url")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("received_on", "answered_on", "answer_as_of"):
            self.refuse_future(name)
        self.refuse_outside(term_known(self.term), "received_on")
        self._check_answer(cleaned)
        return cleaned

    def _check_answer(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("answered_on") and cleaned.get("answer") != AnswerState.GIVEN:
            self.add_error("answer", _("You give the day of the answer: say that there is one."))
        if cleaned.get("answer") == AnswerState.NONE and not cleaned.get("answer_as_of"):
            self.add_error("answer_as_of", _("Say as of which day there is no answer."))

    def _web(self, name: str) -> str:
        address = str(self.cleaned_data[name])
        if address and self.touched(name):
            URLValidator(schemes=["http", "https"])(address)
        return address

    def draft(self) -> InterpellationDraft:
        cleaned = self.cleaned_data
        names = (
            "number",
            "subject",
            "received_on",
            "answered_on",
            "answer_as_of",
            "question_url",
            "answer_url",
            "note",
        )
        return InterpellationDraft(
            term=self.term,
            form=InterpellationKind(cleaned["kind"]),
            authors=tuple(name for name in cleaned["authors"].split(BETWEEN) if name),
            answer=AnswerState(cleaned["answer"]),
            **{name: cleaned[name] for name in names},
        )

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        return Stored(record, correct_interpellation(record, self.altered(), evidence))
