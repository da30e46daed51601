"""Names of which a person has said that they are private persons': rows of documents to come are masked by them."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from spending.drafts import Party
from spending.drafts.rows import RegisterRowDraft
from spending.importers.persons import hidden_code
from spending.models import HiddenName
from watchdog.core.people import without_person

D = TypeVar("D", bound=RegisterRowDraft)


class HiddenNames:
    """The hidden names in force, read once for a document."""

    @cached_property
    def _codes(self) -> set[str]:
        return set(HiddenName.objects.values_list("code", flat=True))

    def applied(self, draft: D) -> D:
        """Return a row with every hidden supplier under a mask, and out of what the row is about."""
        hidden = [party for party in draft.suppliers if self.hides(party)]
        if not hidden:
            return draft
        subject = draft.subject
        for party in hidden:
            subject = without_person(subject, party.name)
        suppliers = tuple(Party.person(each.name) if each in hidden else each for each in draft.suppliers)
        return draft.model_copy(update={"suppliers": suppliers, "subject": subject})

    def hides(self, party: Party) -> bool:
        """Tell whether a person has said that this party is to be hidden."""
        shown = bool(self._codes) and not party.is_hidden
        return shown and hidden_code(party.name, party.nip, party.regon, party.krs) in self._codes
