"""Saying whom a name means: a person of the term, somebody else, or nobody of the council."""

from __future__ import annotations

import logging
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.importers import ties
from council.models import Interpellation, Meeting, Person
from council.naming import Why
from council.unknown_names import Candidate, UnknownName
from watchdog.archive.models import Sourced
from watchdog.backroom.fields import Text
from watchdog.ingest.source import Rejection

logger = logging.getLogger(__name__)

OTHER, NOBODY = "other", "nobody"
WHY = {
    Why.SAME: gettext_lazy("the same name"),
    Why.FEWER_GIVEN: gettext_lazy("one given name more or fewer"),
    Why.INFLECTED: gettext_lazy("the name in another case"),
    Why.INITIAL: gettext_lazy("an initial instead of the given name"),
    Why.HALF: gettext_lazy("one half of the double family name"),
    Why.SLIP: gettext_lazy("one letter is different"),
    Why.FAMILY_ONLY: gettext_lazy("the family name alone"),
}
"""Why a person is offered, in words."""


class NameForm(forms.Form):
    """One unknown name, decided; of two namesakes for chosen meetings and interpellations only."""

    means = forms.ChoiceField(label=gettext_lazy("This name means"), widget=forms.RadioSelect)
    other = forms.ModelChoiceField(
        Person.objects.for_choice(),
        label=gettext_lazy("somebody else"),
        required=False,
        help_text=gettext_lazy("Anybody whom the portal knows; somebody without a mandate in this term is shown so."),
    )
    where = forms.MultipleChoiceField(
        label=gettext_lazy("in these papers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Two people share the name: choose only papers of which you know who is meant."),
    )
    reason = Text(
        label=gettext_lazy("Reason"),
        required=False,
        help_text=gettext_lazy("How you know. It will be public. Needed where the name is no councillor's."),
    )

    def __init__(self, *args: Any, unknown: UnknownName, people: list[Candidate], user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unknown = unknown
        self.user = user
        self.said: list[Any] = []
        self.shared = len(unknown.namesakes) > 1
        self._papers = _papers(unknown) if self.shared else {}
        choices = [(str(each.person.pk), candidate_words(each)) for each in people if each.possible]
        ends = [(OTHER, _("somebody else, chosen below")), (NOBODY, _("nobody of the council: a guest, an official"))]
        self.fields["means"].choices = [*choices, *(ends[:1] if self.shared else ends)]  # type: ignore[attr-defined]  # a field of choices
        if self.shared:
            self.fields["where"].choices = [(key, str(paper)) for key, paper in self._papers.items()]  # type: ignore[attr-defined]  # a field of choices
        else:
            del self.fields["where"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("means") == OTHER and not cleaned.get("other"):
            self.add_error("other", ValidationError(_("Choose whom the name means."), code="required"))
        if cleaned.get("means") == NOBODY and not cleaned.get("reason"):
            self.add_error("reason", ValidationError(_("Say why the name is no councillor's."), code="required"))
        if self.shared and not self.errors and not cleaned.get("where"):
            self.add_error("where", ValidationError(_("Choose the papers in which this person is meant."), "required"))
        return cleaned

    def decide(self) -> bool:
        """Carry the decision out and tell whether it was possible; if not, the form says why and nothing is stored."""
        try:
            with transaction.atomic():
                self.said = list(self._decide())
        except Rejection as refusal:
            self.add_error(None, str(refusal))
        except (DataError, IntegrityError):
            logger.exception("the database refused a decision on a name")
            self.add_error(None, _("The database refused this: a value is too long or contradicts another record."))
        return not self.errors

    @property
    def person(self) -> Person | None:
        """The person whom the name means."""
        means = self.cleaned_data["means"]
        if means == NOBODY:
            return None
        chosen: Person = self.cleaned_data["other"] if means == OTHER else Person.objects.get(pk=means)
        return chosen

    def _decide(self) -> list[Any]:
        term, key, reason = self.unknown.term, self.unknown.key, self.cleaned_data["reason"]
        person = self.person
        if person is None:
            return [ties.dismiss(term, key, self.user, reason)]
        papers = [self._papers[chosen] for chosen in self.cleaned_data.get("where", [])]
        scopes = [_scope(paper) for paper in papers] or [{}]
        return [ties.tie(term, key, person, self.user, reason, **scope) for scope in scopes]


def candidate_words(candidate: Candidate) -> str:
    """Name a candidate with the reason."""
    return f"{candidate.person} – {WHY[candidate.match.why]}"


def _papers(unknown: UnknownName) -> dict[str, Sourced]:
    """Give the meetings and interpellations in which a shared name stands, each once."""
    found: dict[str, Sourced] = {}
    for bearer, row in unknown.rows:
        record = bearer.record_of(row)
        paper = bearer.meeting_of(row) or (record if isinstance(record, Interpellation) else None)
        if paper is not None:
            found[f"{paper._meta.model_name}-{paper.pk}"] = paper
    return found


def _scope(paper: Sourced) -> dict[str, Any]:
    return {"meeting": paper} if isinstance(paper, Meeting) else {"interpellation": paper}
