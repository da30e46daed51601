"""
Registers that people bring as tables: a file, what would come of it, its mapping saved, the file taken in.

Nothing is stored before somebody has seen a preview; taking in is a run of the corridor like any other.
"""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from spending.forms.registers import FileForm, MappingForm, initial_for, initial_of
from spending.models import Contract, RegisterMapping
from spending.registers.mapping import Mapping
from spending.registers.previewing import Heads, Preview, heads_of, preview_of
from spending.sources.register_table import PREFIX, RegisterTable
from watchdog.archive.keeping import Arrival, keep
from watchdog.archive.models import Disclosure, Sighting, Snapshot
from watchdog.archive.vault import vault
from watchdog.ingest import limited, tasks
from watchdog.ingest.models import Run
from watchdog.ingest.registry import sources_of
from watchdog.ingest.source import Unreadable
from watchdog.ingest.storing import FILE
from watchdog.ingest.uploads import kept

LIMITS = limited.Limits(seconds=90, processor=60, memory=2048 * limited.MEGABYTE)
"""Somebody waits, and thirty thousand rows are counted."""
LATEST = 10
KINDS = {**dict(Contract.Kind.choices), "payment": gettext_lazy("payment"), "rejected": gettext_lazy("rejected")}


def urls() -> list[URLPattern]:
    """Give the addresses of the list, of one mapping and of one file, for the admin to take in."""
    view = admin.site.admin_view
    return [
        path("rejestry/", view(registers), name="spending_registers"),
        path("rejestry/plik/<str:sha256>/", view(register_file), name="spending_register_file"),
        path("rejestry/<slug:slug>/", view(register), name="spending_register"),
    ]


def _mapping_user(request: HttpRequest) -> User:
    if not request.user.has_perm("spending.change_registermapping"):
        raise PermissionDenied
    return cast(User, request.user)


def mappings() -> dict[str, Mapping]:
    """Give every mapping of this city by its slug, the project's own and those that people saved."""
    sources = sources_of(settings.CITY, saved=True)
    return {each.mapping.slug: each.mapping for each in sources if isinstance(each, RegisterTable)}


@require_http_methods(["GET", "HEAD", "POST"])
def registers(request: HttpRequest) -> HttpResponse:
    """List the registers with their last runs, and take in a file to be looked at."""
    _mapping_user(request)
    known = mappings()
    form = FileForm(request.POST or None, request.FILES or None, mappings=known.values())
    if request.method == "POST" and form.is_valid():
        try:
            upload = kept(form.cleaned_data["file"])
        except Unreadable as refusal:
            form.add_error("file", refusal.text)
        else:
            return HttpResponseRedirect(_file_url(upload.snapshot.sha256, form.cleaned_data["mapping"]))
    rows = [(each, _is_saved(each.slug), _last_run(each.slug)) for each in known.values()]
    return _page(request, "registers", {"title": _("Registers as tables"), "form": form, "rows": rows})


def _file_url(sha256: str, slug: str) -> str:
    query = {"odwzorowanie": slug} if slug else {}
    return reverse("admin:spending_register_file", args=[sha256], query=query)


def _is_saved(slug: str) -> bool:
    return RegisterMapping.objects.filter(slug=slug).exists()


def _last_run(slug: str) -> Run | None:
    return Run.objects.filter(source=f"{PREFIX}{slug}").order_by("-queued_at", "-pk").first()


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a saved mapping with its history, and let it be changed without a file at hand."""
    user = _mapping_user(request)
    saved = get_object_or_404(RegisterMapping, slug=slug)
    form = _form(request, (), saved.mapping)
    if request.method == "POST" and form.is_valid():
        _save(form.mapping, user)
        messages.success(request, _("The mapping is saved. Files taken in before can be read again by it."))
        return HttpResponseRedirect(saved.get_absolute_url())
    history = saved.history.select_related("history_user")[:LATEST]
    runs = Run.objects.filter(source=f"{PREFIX}{slug}")[:LATEST]
    context = {"title": saved.title, "form": form, "history": history, "runs": runs}
    return _page(request, "register", context)


@require_http_methods(["GET", "HEAD", "POST"])
def register_file(request: HttpRequest, sha256: str) -> HttpResponse:
    """Show what would come of a kept file, save its mapping, take it in."""
    user = _mapping_user(request)
    sighting = _brought(sha256)
    known = mappings().get(request.GET.get("odwzorowanie", ""))
    try:
        heads: Heads = limited.call(heads_of, _path(sha256), limits=LIMITS)
    except Unreadable as refusal:
        return _page(request, "register_file", {"title": _name(sighting), "refusal": refusal.text})
    form = _form(request, heads.columns, known, heads)
    mapping = form.mapping if form.is_bound and form.is_valid() else None if form.is_bound else known
    preview: Preview | None = limited.call(preview_of, _path(sha256), mapping, limits=LIMITS) if mapping else None
    if request.method == "POST" and preview and mapping:
        answer = _step(request, sighting, mapping, preview, user)
        if answer:
            return answer
    context = {"title": _name(sighting), "heads": heads, "form": form, "preview": preview, "known": known}
    return _page(
        request, "register_file", {**context, "kinds": _counted(preview), "may_take": _may_take(known, preview)}
    )


def _brought(sha256: str) -> Sighting:
    """Find a file that somebody brought; a document of an office is not shown here."""
    snapshot = get_object_or_404(Snapshot, sha256=sha256)
    found = snapshot.sightings.filter(address__startswith=FILE).order_by("seen_at", "pk").first()
    if found is None or not vault().path(sha256).exists():
        raise Http404
    return found


def _path(sha256: str) -> str:
    return str(vault().path(sha256))


def _name(sighting: Sighting) -> str:
    return sighting.address.rpartition("/")[2].removeprefix(FILE)


def _form(
    request: HttpRequest, columns: tuple[str, ...], known: Mapping | None, heads: Heads | None = None
) -> MappingForm:
    """Begin with the mapping chosen, else with what the headings say; what was posted stands over both."""
    listing = request.POST.get("listing", "contracts")
    initial = initial_of(known) if known else initial_for(heads.proposed.get(listing, {}) if heads else {})
    saved = known if known and _is_saved(known.slug) else None
    form = MappingForm(request.POST or None, columns=columns, saved=saved or known, initial=initial)
    if known and not saved:
        form.fields["slug"].disabled = False
    return form


def _step(
    request: HttpRequest, sighting: Sighting, mapping: Mapping, preview: Preview, user: User
) -> HttpResponse | None:
    """Do what the button says; looking is no step, and what cannot be read is neither saved nor taken in."""
    step = request.POST.get("step")
    if step not in ("save", "take"):
        return None
    if not preview.can_be_taken:
        messages.error(request, _("By this mapping more rows are rejected than read; nothing was saved or taken in."))
        return None
    _save(mapping, user)
    if step == "save":
        messages.success(request, _("The mapping is saved; the file can be taken in now."))
        return HttpResponseRedirect(_file_url(sighting.snapshot.sha256, mapping.slug))
    run = take(sighting, mapping)
    messages.success(request, _("The file is being taken in; this page shows what came of it."))
    return HttpResponseRedirect(f"{reverse('admin:spending_register', args=[mapping.slug])}#run-{run.pk}")


@transaction.atomic
def _save(mapping: Mapping, user: User) -> RegisterMapping:
    """Save a mapping; one that says what is saved already leaves no trace."""
    saved = RegisterMapping.objects.select_for_update().filter(slug=mapping.slug).first() or RegisterMapping()
    if saved.pk is None or saved.mapping != mapping:
        saved.mapping = mapping
        saved.saved_by = user
        saved.save()
    return saved


def take(sighting: Sighting, mapping: Mapping) -> Run:
    """Hand a kept file to the corridor as a document of its register, and queue a run that reads it."""
    source = f"{PREFIX}{mapping.slug}"
    name = "rejestr" if mapping.complete else _name(sighting)
    keep(
        Arrival(
            content=b"",
            file=vault().path(sighting.snapshot.sha256),
            address=f"{FILE}{source}/{name}",
            source=source,
            media_type=sighting.snapshot.media_type,
            disclosure=Disclosure.STAFF,
        )
    )
    return tasks.queue(source, reparse=True)


def _counted(preview: Preview | None) -> list[tuple[Any, int]]:
    return [(KINDS.get(name, name), count) for name, count in preview.counts.items()] if preview else []


def _may_take(known: Mapping | None, preview: Preview | None) -> bool:
    return bool(preview and preview.can_be_taken)


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, f"admin/spending/{name}.html", {**admin.site.each_context(request), **context})
