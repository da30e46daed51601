"""The attendance of a whole meeting at once: one row for everybody who held a mandate on that day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import AttendanceDraft, Layer, Presence
from council.forms.roll_call import Row, roll_call
from council.importers.places import meeting_ref
from council.models import Attendance, Meeting
from council.presenters.grid import Grid, GridRow, Key
from watchdog.backroom.fields import Line

ROW = "presence_"
"""How the fields of an attendance list begin."""
KEYS = {"o": Presence.PRESENT, "n": Presence.ABSENT, "u": Presence.EXCUSED}
"""One key a state: obecny, nieobecny, nieobecny usprawiedliwiony."""


class AttendanceGridForm(forms.Form):
    """
    Everybody's presence at a meeting, as one layer of its documents gives it.

    The rows start with what is stored of that layer; somebody without a state is left out of it. The form stores
    nothing: ``drafts`` gives what was typed, for whoever keeps or imports it.
    """

    layer = forms.ChoiceField(
        label=gettext_lazy("layer"), choices=Attendance.Layer.choices, initial=Attendance.Layer.LIST.value
    )
    note = Line(label=gettext_lazy("note"), required=False, max_length=1000)

    class Media:
        js = (forms.Script("js/grid.js", defer=True),)

    def __init__(self, *args: Any, meeting: Meeting, layer: Layer = Layer.LIST, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.rows = [row for row in roll_call(meeting) if row.person]
        stored = meeting.attendance.filter(layer=layer.value, withdrawn_at=None, person__isnull=False)
        known = dict(stored.values_list("person_id", "state"))
        self.fields["layer"].initial = layer.value
        for row in self.rows:
            self.fields[_field(row)] = forms.ChoiceField(
                label=f"{row.name} ({row.club})" if row.club else row.name,
                choices=[("", "–"), *Attendance.State.choices],
                initial=known.get(row.person or 0, ""),
                required=False,
            )

    @property
    def grid(self) -> Grid:
        """Give the rows as a grid (``admin/council/_attendance_grid.html``)."""
        starts = {state.value: state.value for state in Presence} | {"empty": ""}
        rows = [GridRow(self[_field(row)], row.name, starts) for row in self.rows]
        return Grid(rows, [Key(key, state.value, str(Attendance.State(state).label)) for key, state in KEYS.items()])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        fields = {_field(row) for row in self.rows}
        if any(name.startswith(ROW) and name not in fields and self.data[name] for name in self.data):
            message = _(
                "The roster has changed since you opened this page: somebody you typed a presence for is not on it."
            )
            self.add_error(None, forms.ValidationError(message, code="row_gone"))
        if not any(cleaned.get(name) for name in fields):
            self.add_error(None, forms.ValidationError(_("Nobody's presence was entered."), code="empty"))
        return cleaned

    def drafts(self) -> list[AttendanceDraft]:
        """Give what was typed, one draft a person; ``people`` says who bears each name."""
        meeting, layer = meeting_ref(self.meeting), Layer(self.cleaned_data["layer"])
        typed = ((row, self.cleaned_data[_field(row)]) for row in self.rows)
        note = self.cleaned_data["note"]
        return [
            AttendanceDraft(meeting=meeting, layer=layer, name=row.name, state=Presence(state), note=note)
            for row, state in typed
            if state
        ]

    def people(self) -> dict[str, int]:
        """Say who is meant by each name, by keys of the database: two councillors may share one."""
        return {row.name: row.person for row in self.rows if row.person}


def _field(row: Row) -> str:
    return f"{ROW}{row.person}"
