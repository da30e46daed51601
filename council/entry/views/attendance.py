"""The page of one layer of attendance: everybody who held a mandate, present unless a key says otherwise."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from council.drafts import Layer, Presence
from council.entry.batches import Piece, drafts_of, save_all, seen
from council.entry.occasions import ATTENDANCE, VOTES, standing
from council.entry.pages import asks_for, bundle_or_404, page, seen_again, user_of
from council.entry.saving import Difference
from council.forms.attendance_grid import ROW, AttendanceGridForm
from council.models import Attendance
from watchdog.backroom import submitting
from watchdog.backroom.models import Bundle, Submission

ROOM = 1000
"""Places that a layer has in the bundle."""
FIRST = {"list": ATTENDANCE, "quorum": ATTENDANCE + ROOM}
"""Where a layer begins in the bundle."""
OVER = "_over"


class EntryAttendanceForm(AttendanceGridForm):
    """One layer of the attendance of a session that may be known to its volunteers alone."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["layer"].widget = forms.HiddenInput()

    @property
    def counted(self) -> list[tuple[str, int]]:
        """Give how many people have each state, as the page shows them."""
        numbers = Counter(str(self[f"{ROW}{row.person}"].value() or "") for row in self.rows)
        return [(str(state.label), numbers[state.value]) for state in Attendance.State]


@asks_for("attendance")
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, bundle: int, layer: str) -> HttpResponse:
    """Show who was there by one layer as typed so far, and save it."""
    work, start = bundle_or_404(bundle), FIRST[layer]
    kept = drafts_of(work, start, start + ROOM)
    said = {f"{ROW}{key}": (piece.draft or {}).get("state", "") for key, piece in kept.items()}
    with standing(work, user_of(request)) as meeting:
        form = EntryAttendanceForm(request.POST or None, meeting=meeting, layer=Layer(layer))
    initial = said if kept else _everybody(form)
    form.initial = {**dict.fromkeys(_rows(form), ""), **initial, "layer": layer, "seen": seen(kept.values())}
    if form.rows:
        form.fields[_rows(form)[0]].widget.attrs["autofocus"] = True
    differing: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        differing = _differences(request, form, kept, said)
        if not differing and _saved(request, work, form, kept):
            return HttpResponseRedirect(work.page)
    title = _("Attendance: %s") % Attendance.Layer(layer).label
    context = {"bundle": work, "form": form, "layer": layer, "differing": differing, "now": seen(kept.values())}
    context |= {"sent": _sent(work, start), "media": form.media}
    return page(request, "attendance", title, context)


def _rows(form: EntryAttendanceForm) -> list[str]:
    return [f"{ROW}{row.person}" for row in form.rows]


def _everybody(form: EntryAttendanceForm) -> dict[str, str]:
    """Let everybody start as present, or as it is stored where the portal knows this layer already."""
    stored = {name: form.fields[name].initial for name in _rows(form) if form.fields[name].initial}
    return stored or dict.fromkeys(_rows(form), Presence.PRESENT.value)


def _differences(
    request: HttpRequest, form: EntryAttendanceForm, kept: dict[str, Submission], said: dict[str, str]
) -> list[Difference]:
    """Give what differs where somebody else has saved meanwhile, unless it was seen and is to be saved over."""
    if seen(kept.values()) in (form.cleaned_data["seen"], request.POST.get(OVER)):
        return []
    messages.error(request, seen_again())
    words = {"": "–", **{state.value: str(state.label) for state in Attendance.State}}
    found = [
        Difference(row.name, words[said.get(name, "")], words[form.cleaned_data[name]])
        for row, name in zip(form.rows, _rows(form), strict=True)
        if form.cleaned_data[name] != said.get(name, "")
    ]
    return found or [Difference(_("everybody"), "=", "=")]


def _saved(request: HttpRequest, work: Bundle, form: EntryAttendanceForm, kept: dict[str, Submission]) -> bool:
    people, pieces = form.people(), []
    for place, draft in enumerate(form.drafts(), start=1):
        title = f"{draft.name}: {Attendance.State(draft.state.value).label}"
        key, position = people[draft.name], FIRST[draft.layer.value] + place
        pieces.append(Piece(str(key), draft, title, position, {"state": draft.state.value}, {"person": key}))
    try:
        save_all(work, user_of(request), pieces, kept, request.path)
    except submitting.Refused as refusal:
        messages.error(request, str(refusal))
        return False
    numbers = ", ".join(f"{label}: {number}" for label, number in form.counted if number)
    messages.success(request, _("Attendance is saved: %s.") % numbers)
    return True


def _sent(work: Bundle, start: int) -> int:
    """Tell how many names of this layer have been sent on and are not typed here any more."""
    typed = work.submissions.filter(position__gte=start, position__lt=min(start + ROOM, VOTES))
    return typed.filter(state__in=["review", "published"]).count()
