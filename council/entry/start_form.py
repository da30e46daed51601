"""The form with which a session begins: what it is called, when it sat, what it is typed from."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from pydantic import ValidationError as DraftError

from council.drafts import SessionDraft
from council.entry.occasions import Occasion
from council.forms.sessions import CommitteeMeetingForm, SessionForm
from council.models import Meeting, Session
from watchdog.backroom.fields import typed
from watchdog.ingest.source import Rejection

FIELDS = ["number", "starts_at", "venue", "recording", "present", "absent", "address", "place", "note"]
ORDER = ["committee", "term_slug", "number", "days", "address", "place", "note", "starts_at", "venue", "present"]
"""What says which meeting it is, and where it is read from, comes first."""


class _Begun:
    """A meeting that may be begun, typed on by somebody else, or known to the portal: all three are welcome."""

    session: ClassVar[SessionDraft]

    def _take_in(self: Any) -> None:
        """Read what was typed as a draft; whether it can be stored is rehearsed where it is saved."""
        try:
            self.session = self.draft()
            self.occasion.known()
        except DraftError as error:
            self._show(error)
        except Rejection as refusal:
            self.add_error(None, str(refusal))

    @property
    def occasion(self: Any) -> Occasion:
        ref, cleaned = self.session.meeting, self.cleaned_data
        return Occasion(
            ref.term, ref.number, tuple(cleaned["days"]), ref.committee, cleaned["address"], cleaned["note"]
        )


class StartForm(_Begun, SessionForm):
    """A session of the council."""

    field_order = ORDER


class CommitteeStartForm(_Begun, CommitteeMeetingForm):
    """A meeting of a committee."""

    field_order = ORDER


def start_form(user: Any, *, committee: bool = False) -> type[SessionForm]:
    """Make the form for somebody."""
    base = CommitteeStartForm if committee else StartForm
    form = type(base.__name__, (base,), {"user": user})
    model = Meeting if committee else Session
    made = forms.modelform_factory(model, form=form, fields=FIELDS, formfield_callback=typed)
    return cast(type[SessionForm], made)
