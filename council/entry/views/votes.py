"""The page of one vote: the question, its numbers, the grid of names; saved, and on to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from council.drafts import VoteDraft
from council.entry.numbers import agenda_of, labels_of, next_item, stored_votes, taken, value_of, votes_of
from council.entry.occasions import Occasion, standing
from council.entry.pages import asks_for, bundle_or_404, page, piece_or_404, user_of
from council.entry.pasting import Filled, filled_from, people_of
from council.entry.saving import STALE, Difference, differences, save_vote, typed_of
from council.entry.vote_form import EntryVoteForm, vote_form
from council.forms.listing import Listing, filled
from council.models import Meeting, Vote
from council.models.vote_choices import Choice
from watchdog.backroom import submitting
from watchdog.backroom.models import Bundle, State, Submission

SAVE, BACK, KEEP, RECOUNT, FILL, OVER = "_save", "_back", "_keep", "_recount", "_fill", "_over"
"""The buttons: save and next, save and back, keep what is not complete, count, take a paste, save over another's."""


@dataclass
class Sheet:
    """One vote's page while it is made."""

    work: Bundle
    user: User
    kept: Submission | None
    meeting: Meeting
    votes: list[Submission]
    stored: list[Vote]
    form: Any = None
    pasted: Filled | None = None
    differing: list[Difference] = field(default_factory=list)
    findings: list[dict[str, str]] = field(default_factory=list)
    counted: bool = False

    @property
    def kind(self) -> type[EntryVoteForm]:
        numbers = taken(self.work, self.votes, self.stored, self.kept)
        return vote_form(self.meeting, self.user, self.kept, numbers)


@asks_for("vote")
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, bundle: int, key: int | None = None) -> HttpResponse:
    """Show a vote of a session as typed so far, and take what is typed of it."""
    work, user = bundle_or_404(bundle), user_of(request)
    kept = piece_or_404(work, key, VoteDraft.__name__) if key else None
    if kept and kept.state != State.DRAFT:
        return HttpResponseRedirect(kept.get_absolute_url())
    votes = votes_of(work)
    saved = None
    with standing(work, user, kept) as meeting:
        sheet = Sheet(work, user, kept, meeting, votes, stored_votes(meeting))
        form_class = sheet.kind
        if request.method == "POST":
            saved = _take(sheet, form_class, request.POST)
        else:
            sheet.form = form_class(initial=kept.fields() if kept else beginning(sheet, form_class))
            _ready(sheet.form)
        _look_at(sheet)
    if saved:
        saved = _write(request, sheet, saved)
    if saved:
        return HttpResponseRedirect(_onward(request, work))
    return _drawn(request, sheet)


def _take(sheet: Sheet, form_class: type[EntryVoteForm], data: QueryDict) -> dict[str, list[str]] | None:
    """Do what a button says; give what is to be saved, if it is to be."""
    if FILL in data:
        _fill(sheet, form_class, data)
    elif RECOUNT in data:
        rows = {row.field: values for row in form_class.rows if (values := data.get(row.field))}
        start = data.get("start", "") if data.get("listing") == Listing.NAMES else ""
        sheet.form = form_class(_with(data, filled(form_class.rows, form_class.before, start, rows)))
        sheet.counted = True
        sheet.form.is_valid()
    else:
        over = sheet.kept and data.get(OVER) == str(sheet.kept.version)
        sheet.form = form_class(_with(data, {"seen": data.get(OVER, "")}) if over else data)
        if sheet.form.is_valid() or (KEEP in data and not sheet.form.has_error("__all__", STALE)):
            return typed_of(data)
    return None


def _fill(sheet: Sheet, form_class: type[EntryVoteForm], data: QueryDict) -> None:
    """Lay the pasted list over the grid; whatever else was typed stays."""
    people = people_of([row.person for row in form_class.rows if row.person])
    sheet.pasted = filled_from(data.get("pasted", ""), people, form_class.before.absent)
    values = {name: value if len(value) > 1 else value[0] for name, value in typed_of(data).items()}
    listing = {"listing": Listing.NAMES.value} if sheet.pasted.understood else {}
    sheet.form = form_class(initial={**values, **sheet.pasted.values, **listing})
    sheet.form.initial["seen"] = data.get("seen", "")


def _with(data: QueryDict, values: Mapping[str, str]) -> QueryDict:
    changed = data.copy()
    for name, value in values.items():
        changed[name] = value
    return changed


def _look_at(sheet: Sheet) -> None:
    """See what storing it would mean, and what somebody else has saved meanwhile."""
    form = sheet.form
    if form.stored:
        sheet.findings = [dict(finding) for finding in form.stored.record.findings]
    if sheet.kept and form.is_bound and form.has_error("__all__", STALE):
        sheet.differing = differences(form, sheet.kept.typed, typed_of(form.data))


def _write(request: HttpRequest, sheet: Sheet, typed: dict[str, list[str]]) -> dict[str, list[str]] | None:
    """Save; tell whether it was possible, and what the numbers of the vote are."""
    is_complete = sheet.form.is_valid()
    try:
        saved = save_vote(sheet.form, sheet.work, sheet.kept, typed, sheet.user)
    except submitting.Refused as refusal:
        messages.error(request, str(refusal))
        return None
    url = reverse("entry:vote", args=[sheet.work.pk, saved.pk])
    if saved.page != url:
        Submission.objects.filter(pk=saved.pk).update(page=url)
    message = _('Saved: <a href="{}">{}</a>.') if is_complete else _('Kept, and not complete yet: <a href="{}">{}</a>.')
    messages.success(request, format_html(message, url, saved))
    for finding in saved.findings:
        messages.warning(request, finding["text"])
    return typed


def _onward(request: HttpRequest, work: Bundle) -> str:
    if BACK in request.POST or KEEP in request.POST:
        return work.page
    return reverse("entry:vote-new", args=[work.pk])


def beginning(sheet: Sheet, form_class: type[EntryVoteForm]) -> dict[str, Any]:
    """Give what a new vote starts with: the next number and item, the day and document of the last, everybody for."""
    occasion, last = Occasion.of(sheet.work), sheet.votes[-1] if sheet.votes else None
    numbers = [int(number) for vote in sheet.votes if (number := value_of(vote, "number")).isdecimal()]
    numbers += [vote.number for vote in sheet.stored if vote.number]
    item = next_item(agenda_of(sheet.work, sheet.meeting), labels_of(sheet.votes, sheet.stored))
    start = form_class.before.usual().value
    return {
        "number": max(numbers, default=0) + 1,
        "item": item.label if item else "",
        "subject": f"{item.label}. {item.title}" if item else "",
        "print_number": item.print_number if item else "",
        "day": (value_of(last, "day") if last else "") or occasion.day,
        "address": (value_of(last, "address") if last else "") or occasion.address,
        "note": (value_of(last, "note") if last else "") or occasion.note,
        "listing": Listing.NAMES.value,
        "start": start,
        **{row.field: form_class.before.starts(row).get(start, Choice.FOR.value) for row in form_class.rows},
    }


def _ready(form: EntryVoteForm) -> None:
    """Put the cursor where the typing begins: the question, or the list of names where the agenda gave the question."""
    first = form.rows[0].field if form.rows and form.initial.get("subject") else "subject"
    form.fields[first].widget.attrs["autofocus"] = True


def _drawn(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    number = sheet.form["number"].value()
    title = _("Vote %(number)s") % {"number": number} if number else _("A vote")
    context = {
        "form": sheet.form,
        "bundle": sheet.work,
        "kept": sheet.kept,
        "pasted": sheet.pasted,
        "differing": sheet.differing,
        "findings": sheet.findings,
        "counted": sheet.counted,
        "items": agenda_of(sheet.work, None),
        "last": sheet.votes[-1] if sheet.votes else None,
    }
    return page(request, "vote", title, {**context, "media": sheet.form.media})
