"""The page of an agenda: pasted as text, confirmed row by row, saved as one piece an item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from council.drafts import AgendaItemDraft
from council.entry.batches import Piece, drafts_of, refusals, save_all, seen
from council.entry.occasions import AGENDA, ATTENDANCE, Occasion
from council.entry.pages import asks_for, bundle_or_404, page, seen_again, user_of
from council.pasting.agenda import PastedAgenda, read_agenda
from watchdog.backroom import submitting
from watchdog.backroom.fields import Line, Text
from watchdog.backroom.models import Bundle, State, Submission

if TYPE_CHECKING:
    BaseFormSet = forms.BaseFormSet["ItemForm"]
else:
    BaseFormSet = forms.BaseFormSet

READ, MORE, SAVE, OVER = "_read", "_more", "_save", "_over"
SPARE, MANY, MOST = 3, 10, 200
"""Empty rows at the end, so many once more are asked for, and the most that a page has."""
NAMES = ("label", "title", "print_number", "replaces", "amended")


class PasteForm(forms.Form):
    """The agenda as somebody copied it."""

    pasted = forms.CharField(
        label=gettext_lazy("The agenda as text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 100}),
        help_text=gettext_lazy("Copy it from the notice or from the minutes, with the numbers of items and of prints."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class ItemForm(forms.Form):
    """One row of an agenda."""

    label = Line(label=gettext_lazy("item"), max_length=20, widget=forms.TextInput(attrs={"size": 5}))
    title = Text(label=gettext_lazy("title"), max_length=4000)
    print_number = Line(label=gettext_lazy("print number"), max_length=40, required=False)
    replaces = Line(label=gettext_lazy("stands in for print"), max_length=40, required=False)
    amended = forms.BooleanField(label=gettext_lazy("with the mover's own amendments"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("replaces") or cleaned.get("amended")) and not cleaned.get("print_number"):
            self.add_error("print_number", _("Give the number of the print."))
        if cleaned.get("replaces") and cleaned.get("replaces") == cleaned.get("print_number"):
            self.add_error("replaces", _("A print cannot stand in for itself."))
        return cleaned


class Rows(BaseFormSet):
    """The rows of an agenda; no two items have one label."""

    def clean(self) -> None:
        labels: set[str] = set()
        for form in self.forms:
            label = form.cleaned_data.get("label", "") if not self._is_gone(form) else ""
            if label and label in labels:
                form.add_error("label", _("Another item of this session has this label."))
            labels.add(label)

    def items(self) -> list[dict[str, Any]]:
        """Give the rows that are to be kept, in their order."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("label") and not self._is_gone(form)]

    def _is_gone(self, form: Any) -> bool:
        return bool(getattr(form, "cleaned_data", {}).get("DELETE"))


ItemRows = forms.formset_factory(ItemForm, formset=Rows, can_delete=True, extra=SPARE, max_num=MOST)


@asks_for("agendaitem")
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest, bundle: int) -> HttpResponse:
    """Show the agenda of a session as typed so far; read a pasted one; save what was confirmed."""
    work = bundle_or_404(bundle)
    kept = drafts_of(work, AGENDA, ATTENDANCE)
    read: PastedAgenda | None = None
    theirs: list[Submission] = []
    if request.method == "POST" and READ in request.POST:
        read = read_agenda(request.POST.get("pasted", ""))
        rows, paste = _rows_of(_pasted(read)), PasteForm(initial=request.POST.dict())
    elif request.method == "POST":
        rows, paste = ItemRows(request.POST, prefix="item"), PasteForm(request.POST)
        theirs = _newer(request, kept)
        if MORE in request.POST:
            rows, theirs = _rows_of(_typed(request.POST), MANY), []
        elif not theirs and paste.is_valid() and rows.is_valid() and _saved(request, work, rows, kept):
            return HttpResponseRedirect(work.page)
    else:
        rows = _rows_of([_row(piece) for piece in sorted(kept.values(), key=lambda piece: piece.position)])
        paste = PasteForm(initial={"seen": seen(kept.values())})
    context = {"bundle": work, "rows": rows, "form": paste, "read": read, "theirs": theirs, "now": seen(kept.values())}
    context |= {"sent": _sent(work), "refused": refusals(work, AGENDA, ATTENDANCE)}
    return page(request, "agenda", _("Agenda"), context)


def _newer(request: HttpRequest, kept: dict[str, Submission]) -> list[Submission]:
    """Give what somebody else has saved since the page was opened, unless it was seen and is to be saved over."""
    now = seen(kept.values())
    if now in (request.POST.get("seen", ""), request.POST.get(OVER)):
        return []
    messages.error(request, seen_again())
    return sorted(kept.values(), key=lambda piece: piece.position)


def _saved(request: HttpRequest, work: Bundle, rows: Any, kept: dict[str, Submission]) -> bool:
    ref, url = Occasion.of(work).ref, reverse("entry:agenda", args=[work.pk])
    pieces = []
    for place, row in enumerate(rows.items(), start=1):
        values = {name: row[name] for name in NAMES}
        draft = AgendaItemDraft(meeting=ref, position=place, **values)
        pieces.append(Piece(draft.label, draft, f"{draft.label}. {draft.title}", AGENDA + place, values))
    try:
        changed = save_all(work, user_of(request), pieces, kept, url)
    except submitting.Refused as refusal:
        messages.error(request, str(refusal))
        return False
    text = ngettext("%(count)s item of the agenda is saved.", "%(count)s items of the agenda are saved.", len(pieces))
    messages.success(request, text % {"count": len(pieces)} if changed else _("Nothing has changed."))
    for text in refusals(work, AGENDA, ATTENDANCE):
        messages.warning(request, text)
    return True


def _rows_of(items: list[dict[str, Any]], spare: int = SPARE) -> Any:
    """Give rows for items, with some empty ones; none of them counts as stored, so that every one of them is sent."""
    rows = ItemRows(initial=items, prefix="item")
    rows.extra = spare
    return rows


def _pasted(read: PastedAgenda) -> list[dict[str, Any]]:
    return [{name: getattr(item, name) for name in NAMES} for item in read.items]


def _typed(data: QueryDict) -> list[dict[str, Any]]:
    """Give the rows as they were sent, whether or not they can be saved."""
    total = data.get("item-TOTAL_FORMS", "")
    count = min(int(total), MOST) if total.isdecimal() and len(total) < 5 else 0
    rows = [{name: data.get(f"item-{place}-{name}", "") for name in NAMES} for place in range(count)]
    return [row for row in rows if any(row.values())]


def _row(piece: Submission) -> dict[str, Any]:
    draft: dict[str, Any] = piece.draft or {}
    return {name: draft.get(name, "") for name in NAMES}


def _sent(work: Bundle) -> list[Submission]:
    """Give the items that have been sent on and are not typed here any more."""
    sent = work.submissions.filter(state__in=[State.REVIEW, State.PUBLISHED])
    return list(sent.filter(kind=AgendaItemDraft.__name__).order_by("position"))
