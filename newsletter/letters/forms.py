"""What an editor types of an issue, and what becomes of mails in doubt."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsletter.models import Issue
from newsletter.slugs import free_slug
from watchdog.pages.forms import TextForm
from watchdog.pages.inserts import CODE


class IssueForm(TextForm):
    """An issue; the address is made of the title where none is typed, and its text shows what a mail can show."""

    gathered_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    """Until when the digest is from which the text was made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "Empty: made of the title. It stays for good once the issue is published."
            )

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if CODE.search(body):
            raise ValidationError(
                _("A mail shows no blocks and no pictures. Write a link in their place: [words](address)."),
                code="block",
            )
        return body

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "slug" in self.fields and not cleaned.get("slug") and cleaned.get("title"):
            cleaned["slug"] = free_slug(Issue, cleaned["title"], self.instance.pk, "wydanie")
        return cleaned


class MailingForm(forms.Form):
    """One button of the page of a mailing."""

    ACTS = {
        "test": gettext_lazy("Send a test mail to me"),
        "start": gettext_lazy("Send the issue to all readers"),
        "pause": gettext_lazy("Pause"),
        "resume": gettext_lazy("Go on"),
        "cancel": gettext_lazy("Cancel for good"),
        "left": gettext_lazy("They have left: count them as sent"),
        "again": gettext_lazy("Send them again"),
    }
    DONE = {
        "start": gettext_lazy("The issue is on its way to its readers."),
        "pause": gettext_lazy("The sending is paused: nobody gets the issue until it goes on."),
        "resume": gettext_lazy("The sending goes on."),
        "cancel": gettext_lazy("The sending is cancelled: who has not got the issue will not get it."),
    }
    """What became of it, told to whoever pressed; a test mail and a decision about mails have words of their own."""

    act = forms.ChoiceField(choices=list(ACTS.items()))
    doubted = forms.TypedMultipleChoiceField(required=False, coerce=int)
    """The deliveries that a decision is about."""

    def __init__(self, *args: Any, doubted: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["doubted"]
        chosen.choices = [(pk, pk) for pk in doubted]
        chosen.error_messages["invalid_choice"] = _("This page has changed meanwhile. Look at it again.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("act") in ("left", "again") and "doubted" not in self.errors and not cleaned["doubted"]:
            raise ValidationError(_("Tick the mails that you decide about first."), code="none")
        return cleaned
