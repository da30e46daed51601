"""A file with votes, brought by a volunteer: kept, read with limits, and each chosen vote a draft to confirm."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from council.drafts import VoteDraft
from council.entry.pages import asks_for, bundle_or_404, page, user_of
from council.entry.reading import keep_list, keep_votes
from watchdog.archive.models import Sighting
from watchdog.archive.vault import vault
from watchdog.backroom.models import Bundle, Submission
from watchdog.ingest.reading import DocumentReading
from watchdog.ingest.registry import by_likelihood
from watchdog.ingest.source import Rejection, Unreadable
from watchdog.ingest.storing import FILE
from watchdog.ingest.uploads import Upload, kept, reading_of

CHOSEN = "vote"


class FileForm(forms.Form):
    """A file with one vote or with a whole session."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A vote or a whole session: PDF, DOCX, CSV or XLSX, at most 20 MB."),
    )


@asks_for("vote")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, bundle: int) -> HttpResponse:
    """Take a file: its one vote becomes a draft to confirm, of several the volunteer chooses."""
    work = bundle_or_404(bundle)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _read(request, work, kept(form.cleaned_data["file"]))
        except Unreadable as refusal:
            form.add_error("file", refusal.text)
        except Rejection as refusal:
            form.add_error("file", str(refusal))
    return page(request, "upload", _("Read a file"), {"bundle": work, "form": form})


def _read(request: HttpRequest, work: Bundle, file: Upload) -> HttpResponse:
    """Read a kept file; raise ``Unreadable`` for one in which neither a reader nor a list of names finds a vote."""
    reading = reading_of(file, by_likelihood(settings.CITY))
    votes = _votes(reading)
    if len(votes) > 1:
        return HttpResponseRedirect(reverse("entry:chosen", args=[work.pk, file.sighting.pk]))
    if votes:
        made = keep_votes(work, user_of(request), votes, file)
    else:
        made = [keep_list(work, user_of(request), file, reading)]
    return _opened(request, made[0])


@asks_for("vote")
@require_http_methods(["GET", "HEAD", "POST"])
def chosen(request: HttpRequest, bundle: int, sighting: int) -> HttpResponse:
    """List the votes of a kept file, and make drafts of those that are chosen."""
    work = bundle_or_404(bundle)
    brought = Sighting.objects.filter(address__startswith=FILE).select_related("snapshot")
    seen = get_object_or_404(brought, pk=sighting)
    file = Upload(seen.address.rpartition("/")[2], vault().read(seen.snapshot.sha256), seen)
    votes = _votes(reading_of(file, by_likelihood(settings.CITY)))
    if request.method == "POST":
        keys = {int(key) for key in request.POST.getlist(CHOSEN) if key.isdecimal()}
        made = keep_votes(work, user_of(request), [vote for key, vote in enumerate(votes) if key in keys], file)
        text = ngettext(
            "%(count)s vote was taken over: confirm it.", "%(count)s votes were taken over: confirm them.", len(made)
        )
        messages.success(request, text % {"count": len(made)})
        return HttpResponseRedirect(work.page)
    context = {"bundle": work, "votes": list(enumerate(votes)), "file": file.name}
    return page(request, "chosen", _("Votes in the file"), context)


def _votes(reading: DocumentReading) -> list[VoteDraft]:
    return [draft for draft in reading.drafts if isinstance(draft, VoteDraft)]


def _opened(request: HttpRequest, made: Submission) -> HttpResponse:
    messages.info(request, _("Read from the file. Compare every row with the document, then save."))
    return HttpResponseRedirect(reverse("entry:vote", args=[made.bundle_id, made.pk]))
