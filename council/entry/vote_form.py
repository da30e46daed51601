"""The form of one vote of a session that may be known to its volunteers alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import BallotDraft
from council.entry.pasting import people_of, unsettled
from council.forms.listing import Before, Listing
from council.forms.roll_call import roll_call
from council.forms.votes import OFFICIAL, VoteForm
from council.models import Meeting, Vote
from watchdog.backroom.fields import Text, typed
from watchdog.backroom.models import Submission

QUESTION = ["number", "item", "subject", "day", "time", "print_number", "resolution_number"]
OUTCOME = ["result", "result_label", "kind_stated", "required_majority", "secret"]
SOURCE = ["address", "place", "note"]
COUNTERS = list(OFFICIAL.values())
OWN = [name for name in [*QUESTION, *OUTCOME, *COUNTERS, *SOURCE] if name not in {"print_number", "resolution_number"}]


class EntryVoteForm(VoteForm):
    """A vote among those of its session; the session, its prints and who was absent may still be drafts."""

    taken: ClassVar[Mapping[int, str]] = {}
    """The numbers of the session's other votes, and where each is typed."""

    pasted = Text(
        label=gettext_lazy("the list as the minutes give it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
        help_text=gettext_lazy("For example: Przeciw: Jan Kot, Anna Lis. Wstrzymał się: Piotr Żak. Pozostali: za."),
    )

    def prepare(self) -> None:
        super().prepare()
        self.fields["day"].widget = forms.DateInput(attrs={"size": 12})
        self.fields["time"].widget = forms.TimeInput(attrs={"size": 8})

    def ballots(self) -> tuple[BallotDraft, ...]:
        """Give the names only where the document has them: what stands in the list is kept, and says nothing then."""
        listing = self.cleaned_data.get("listing")
        return () if listing in (Listing.TOTALS, Listing.SECRET) else super().ballots()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        url = self.taken.get(cleaned.get("number") or 0)
        if url:
            message = format_html(_('This session has a vote of this number: <a href="{}">look at it</a>.'), url)
            self.add_error("number", ValidationError(message, code="number_taken"))
        self._check_pasted(cleaned)
        return cleaned

    def _check_pasted(self, cleaned: dict[str, Any]) -> None:
        """Let no name of a pasted list be lost unseen: one that is nobody's, or that the rows do not have like this."""
        text = cleaned.get("pasted")
        if not text or cleaned.get("listing") in (Listing.TOTALS, Listing.SECRET):
            return
        people = people_of([row.person for row in self.rows if row.person])
        chosen = {row.field: cleaned.get(row.field) or "" for row in self.rows}
        names = unsettled(text, people, self.before.absent, chosen)
        if names:
            message = _(
                "The rows below do not have this from the pasted list: %(names)s. Fill the list from it, correct the "
                "rows, then take out of this box what is settled."
            )
            told = message % {"names": ", ".join(names)}
            self.add_error("pasted", ValidationError(told, code="unsettled"))


def vote_form(
    meeting: Meeting, user: User, submission: Submission | None, taken: Mapping[int, str]
) -> type[EntryVoteForm]:
    """Make the form of a vote of this meeting, with a row for everybody who held a mandate on its days."""
    before = Before.of(meeting)
    attributes = {
        "meeting_of": meeting,
        "rows": roll_call(meeting),
        "before": before,
        "user": user,
        "typed_on": submission,
        "taken": taken,
    }
    form = type("EntryVoteForm", (EntryVoteForm,), attributes)
    made = forms.modelform_factory(Vote, form=form, fields=OWN, formfield_callback=typed)
    return cast(type[EntryVoteForm], made)
