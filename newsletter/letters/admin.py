"""Issues in the back room: written and reviewed like any text of ours, then sent from a page of their own."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsletter.letters import acts
from newsletter.letters.building import for_test
from newsletter.letters.digest import digest
from newsletter.letters.forms import IssueForm, MailingForm
from newsletter.mail.answers import Verdict
from newsletter.mail.lines import line
from newsletter.models import Delivery, Issue, Mailing
from newsletter.tasks import send_issue
from newsletter.views import context_of_issue
from watchdog.pages.admin.texts import TextAdmin
from watchdog.pages.publishing import Refused

SHOWN_IN_DOUBT = 200


@admin.register(Issue)
class IssueAdmin(TextAdmin):
    """Drafted from the data, written by one person, approved by another, then sent."""

    add_title = gettext_lazy("Write an issue of the newsletter")
    form = IssueForm
    change_form_template = "admin/newsletter/issue_form.html"
    public_template = "newsletter/issue.html"
    shows_blocks = False
    list_display = ["title", "state_shown", "sending_shown", "published_at", "saved_at"]
    list_filter = ["state", "mailing__state"]
    list_select_related = ["mailing"]
    search_fields = ["title", "lead", "body"]
    date_hierarchy = "published_at"

    @admin.display(description=gettext_lazy("sending"))
    def sending_shown(self, issue: Issue) -> str:
        return issue.mailing.get_state_display() if hasattr(issue, "mailing") else ""

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.mailing_view)
        return [path("<path:object_id>/wysylka/", page, name="newsletter_issue_mailing"), *super().get_urls()]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        found = digest()
        draft = {"title": found.title, "lead": found.lead, "body": found.body, "gathered_at": found.until}
        return {**draft, **super().get_changeform_initial_data(request)}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        note = ["change_note"] if obj and obj.published_at else []
        return [(None, {"fields": ["title", "slug", "lead", "body", *note, "began", "gathered_at"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["slug"] if obj and obj.published_at else []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if "slug" in form.cleaned_data:
            obj.slug = form.cleaned_data["slug"]
        if not change:
            obj.gathered_at = form.cleaned_data["gathered_at"]
        super().save_model(request, obj, form, change)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        issue = kwargs.get("obj")
        context["mailing_url"] = self.address("mailing", issue.pk) if issue else ""
        return super().render_change_form(request, context, *args, **kwargs)

    def public_context(self, text: Any) -> dict[str, Any]:
        return context_of_issue(text)

    # The sending

    def mailing_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show how far an issue has come, rehearse it, send it, stop it, and decide about what is in doubt."""
        issue = self._text(request, object_id)
        if not acts.may_send(request.user):
            raise PermissionDenied
        mailing = Mailing.objects.filter(issue=issue).select_related("started_by").first()
        doubted = list(mailing.deliveries.in_doubt().select_related("subscriber")[:SHOWN_IN_DOUBT]) if mailing else []
        if request.method == "POST":
            form = MailingForm(request.POST, doubted=[each.pk for each in doubted])
            if form.is_valid():
                self._act_on_mailing(request, issue, mailing, form.cleaned_data)
            for said in (each for errors in form.errors.values() for each in errors):
                messages.error(request, str(said))
            return HttpResponseRedirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Sending"),
            "opts": self.opts,
            "original": issue,
            "issue": issue,
            "mailing": mailing,
            "counts": _counts(mailing),
            "doubted": doubted,
            "number": mailing.deliveries.in_doubt().count() if doubted and mailing else 0,
            "readers": None if mailing else acts.how_many_readers(),
            "acts": [(act, MailingForm.ACTS[act]) for act in _offered(issue, mailing)],
            "decisions": [(act, MailingForm.ACTS[act]) for act in ("left", "again")],
        }
        return TemplateResponse(request, "admin/newsletter/mailing.html", context)

    def _act_on_mailing(
        self, request: HttpRequest, issue: Issue, mailing: Mailing | None, asked: dict[str, Any]
    ) -> None:
        """Do what a button says, and tell what became of it; what is refused changes nothing."""
        act = asked["act"]
        done = str(MailingForm.DONE.get(act, ""))
        try:
            if act == "test":
                self._test(request, issue)
                return
            if act == "start":
                acts.start(issue, request.user)
            elif mailing is None:
                return
            elif act in ("left", "again"):
                number = acts.decide(mailing, request.user, asked["doubted"], again=act == "again")
                words = ngettext("%(n)s mail is decided about.", "%(n)s mails are decided about.", number)
                done = words % {"n": number}
            else:
                {"pause": acts.pause, "resume": acts.resume, "cancel": acts.cancel}[act](mailing, request.user)
        except Refused as refused:
            messages.error(request, str(refused))
            return
        self.log_change(request, issue, str(MailingForm.ACTS[act]))
        transaction.on_commit(partial(send_issue.delay, issue.pk))
        messages.success(request, done)

    def _test(self, request: HttpRequest, issue: Issue) -> None:
        """Send the version at hand to whoever asks, and to nobody else."""
        address = getattr(request.user, "email", "")
        if not address:
            messages.error(request, _("Your account has no e-mail address; an administrator can add one."))
            return
        with line() as open_line:
            answer = open_line.send(address, for_test(issue.working(), address))
        if answer.verdict is Verdict.TAKEN:
            messages.success(request, _("A test mail went to %(address)s.") % {"address": address})
        else:
            messages.error(request, _("The mail server did not take it: %(answer)s") % {"answer": answer.words})


def _counts(mailing: Mailing | None) -> list[tuple[str, int]]:
    """Give how many deliveries are in each state, in the order of their life."""
    found = mailing.deliveries.counted() if mailing else {}
    return [(str(state.label), found[state]) for state in Delivery.State if found.get(state)]


def _offered(issue: Issue, mailing: Mailing | None) -> list[str]:
    """Name the acts that make sense now; what cannot be undone only once nothing is being sent."""
    if mailing is None:
        return ["test", "start"] if issue.is_public else ["test"]
    return {
        Mailing.State.RUNNING: ["pause"],
        Mailing.State.PAUSED: ["resume", "cancel"],
    }.get(Mailing.State(mailing.state), [])
