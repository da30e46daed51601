"""
What the editor of every text of ours shares: the form with its preview, the page of review, the versions.

A subclass names its form, the fields, and the template in which the public sees the text.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from watchdog.core.admins import TitledAdmin
from watchdog.pages import publishing
from watchdog.pages.comparing import differences
from watchdog.pages.forms import DecisionForm, TextForm
from watchdog.pages.inserts import kinds
from watchdog.pages.markdown import render
from watchdog.pages.models import Editorial, Picture, State
from watchdog.pages.publishing import Refused, may_publish, worked_on
from watchdog.pages.versions import versions_of

PICTURES_OFFERED = 24


class OwnAdmin(TitledAdmin):
    """Our own things are never deleted."""

    change_form_template = "admin/pages/change_form.html"
    change_list_template = "admin/pages/change_list.html"

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class TextAdmin(OwnAdmin):
    """A text of ours: typed by one person, looked at and published by another."""

    form = TextForm
    change_form_template = "admin/pages/text_form.html"
    public_template: ClassVar[str] = ""
    """The template of the public page; it is given ``page`` or ``article`` by ``public_context``."""

    shows_blocks: ClassVar[bool] = True
    """Whether records and pictures may stand in the text, so that the help beside it tells how."""

    def public_context(self, text: Any) -> dict[str, Any]:
        """Give what the public template shows of a text, which may never have been saved."""
        raise NotImplementedError

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, text: Editorial) -> str:
        """Say how a text stands: what the public sees, and what waits beside it."""
        if text.waits and text.is_public:
            return _("published; a change waits: %(state)s") % {"state": text.get_state_display()}
        return text.get_state_display()

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path("podglad/", view(self.preview_view), name=f"{name}_preview_new"),
            path("<path:object_id>/podglad/", view(self.preview_view), name=f"{name}_preview"),
            path("<path:object_id>/recenzja/", view(self.review_view), name=f"{name}_review"),
            path("<path:object_id>/przywroc/<int:version>/", view(self.revert_view), name=f"{name}_revert"),
        ]
        return [*own, *super().get_urls()]

    def address(self, act: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{act}", args=args)

    # The form

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        text = kwargs.get("obj")
        form = context["adminform"].form
        context |= {
            "text": text,
            "theirs": getattr(form, "theirs", ()),
            "preview_url": self.address("preview", text.pk) if text else self.address("preview_new"),
            "review_url": self.address("review", text.pk) if text else "",
            "blocks": list(kinds().values()) if self.shows_blocks else [],
            "pictures": Picture.objects.all()[:PICTURES_OFFERED],
            "may_bring": request.user.has_perm("pages.add_picture"),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        return form.instance if change else form.checked

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        publishing.keep(obj, form.typed(), form.cleaned_data.get("change_note", ""), request.user)
        if "_review" in request.POST:
            self._act(request, obj, "review", "")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store nothing more: who worked on a version is written with it."""

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._after(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._after(request, obj)

    def _after(self, request: HttpRequest, obj: Editorial) -> HttpResponse:
        if obj.state == State.REVIEW:
            messages.success(request, _("The text waits for a second person."))
            return HttpResponseRedirect(self.address("review", obj.pk))
        messages.success(request, _("Saved. Nobody outside the back room sees it yet."))
        return HttpResponseRedirect(self.address("change", obj.pk))

    # The preview

    def preview_view(self, request: HttpRequest, object_id: str = "") -> HttpResponse:
        """Show a text as the public would see it: what was just typed, or what is kept. Nothing is stored."""
        text = self._text(request, object_id) if object_id else self.model()
        if request.method == "POST":
            allowed = self.has_change_permission(request, text) if object_id else self.has_add_permission(request)
            if not allowed:
                raise PermissionDenied
            with transaction.atomic():  # the form looks at the version that is kept, and holds it for a moment
                shown = self._typed(request, text, change=bool(object_id))
        else:
            shown = text.working()
        problems = [found for body in shown.body_texts().values() for found in render(body).problems]
        context = {**self.public_context(shown), "preview": True, "problems": problems}
        return TemplateResponse(request, self.public_template, context)

    def _typed(self, request: HttpRequest, text: Any, change: bool) -> Any:
        """Take what the form holds as far as it can be read; what is wrong with it is told when it is saved."""
        form: Any = self.get_form(request, text if change else None, change=change)(request.POST, instance=text)
        form.is_valid()
        read = {name: value for name, value in form.typed().items() if name.removesuffix("_id") in form.cleaned_data}
        return text.working().with_values(read)

    # The review

    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the version at hand, what it changes, and what may be done with it."""
        text = self._text(request, object_id)
        form = DecisionForm(request.POST or None, initial={"seen": text.version})
        if request.method == "POST" and form.is_valid():
            text.version = form.cleaned_data["seen"]
            if self._act(request, text, form.cleaned_data["act"], form.cleaned_data["note"]):
                return HttpResponseRedirect(self.address("review", text.pk))
            text = self._text(request, object_id)
            form = DecisionForm(initial={"seen": text.version, "note": form.cleaned_data["note"]})
        shown = text.working()
        before = text.values() if text.published_at else {}
        context = {
            **self.admin_site.each_context(request),
            "title": _("Review"),
            "opts": self.opts,
            "original": text,
            "text": text,
            "shown": shown,
            "form": form,
            "acts": self._acts(request, text),
            "is_own": text.waits and worked_on(text, request.user),
            "editors": text.editors.all(),
            "bodies": publishing.checked(text),
            "problems": publishing.problems_of(text),
            "differences": differences(self.model, before, shown.values()) if before else [],
            "may_change": self.has_change_permission(request, text),
            "preview_url": self.address("preview", text.pk),
        }
        return TemplateResponse(request, "admin/pages/review.html", context)

    def _acts(self, request: HttpRequest, text: Editorial) -> list[tuple[str, Any]]:
        """Give the buttons that this user has for a text in this state."""
        publisher = may_publish(request.user, text)
        offered = {
            "review": text.state == State.DRAFT and self.has_change_permission(request, text),
            "publish": text.state == State.REVIEW and publisher and not worked_on(text, request.user),
            "send_back": text.state == State.REVIEW and publisher,
            "withdraw": text.is_public and publisher,
        }
        return [(act, DecisionForm.ACTS[act]) for act, is_offered in offered.items() if is_offered]

    def _act(self, request: HttpRequest, text: Editorial, act: str, note: str) -> bool:
        """Do it, and tell what became of it; what is refused changes nothing."""
        user = request.user
        try:
            with transaction.atomic():
                if act == "review":
                    if not (self.has_change_permission(request, text) or self.has_add_permission(request)):
                        raise PermissionDenied
                    publishing.send_to_review(text)
                elif act == "publish":
                    publishing.publish(text, user)
                elif act == "send_back":
                    publishing.send_back(text, user, note)
                else:
                    publishing.withdraw(text, user, note)
        except Refused as refused:
            messages.error(request, str(refused))
            return False
        self.log_change(request, text, str(DecisionForm.ACTS[act]))
        messages.success(request, DecisionForm.DONE[act])
        return True

    # The versions

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show every version with what it changed, and a way back to each."""
        text = self._text(request, unquote(object_id))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Versions"),
            "opts": self.opts,
            "original": text,
            "text": text,
            "versions": versions_of(text),
            "may_change": self.has_change_permission(request, text),
        }
        return TemplateResponse(request, "admin/pages/versions.html", {**context, **(extra_context or {})})

    def revert_view(self, request: HttpRequest, object_id: str, version: int) -> HttpResponse:
        """Take an older version as the draft at hand; it walks through review like any other."""
        text = self._text(request, object_id)
        if request.method != "POST" or not self.has_change_permission(request, text):
            raise PermissionDenied
        older = next((each for each in versions_of(text) if each.pk == version), None)
        if older is None:
            raise Http404
        note = _("An earlier version is brought back.") if text.published_at else ""
        publishing.keep(text, older.values, note, request.user)
        self.log_change(request, text, _("An earlier version is brought back."))
        messages.success(request, _("The earlier version is the draft now. Nobody outside the back room sees it yet."))
        return HttpResponseRedirect(self.address("change", text.pk))

    def _text(self, request: HttpRequest, object_id: str) -> Any:
        text = self.get_object(request, unquote(object_id))
        if text is None:
            raise Http404
        if not self.has_view_or_change_permission(request, text):
            raise PermissionDenied
        return text
