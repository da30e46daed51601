"""
The form of every record that says where it comes from.

A new record is built as a draft, rehearsed with its importer and sent to review; a stored one is corrected, with a
reason, and only if nobody else has changed it meanwhile. The importer has the last word, so the form asks it while it
validates: what it refuses is shown at its field, with everything that was typed still there. The admin runs each
request in one transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import URLValidator
from django.db import DataError, IntegrityError, transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError as DraftError

from watchdog.archive.models import Sourced
from watchdog.archive.writing import Evidence, Outcome, Stored, correct
from watchdog.backroom.drafts import kind_of, store_typed
from watchdog.backroom.fields import Text
from watchdog.backroom.links import admin_url
from watchdog.backroom.models import Submission
from watchdog.core.dates import is_future
from watchdog.core.privacy import masked
from watchdog.core.text import slugify
from watchdog.ingest.reasons import KINDS
from watchdog.ingest.source import Rejection, Unreadable

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm

logger = logging.getLogger(__name__)

TITLE_LENGTH = 300
LONGEST = 4000
"""Characters of one text; the longest subjects and titles that offices print are a third of it."""

ABOUT_THE_CHANGE = frozenset({"reason", "seen"})
"""Fields that say something of the correction, and are none themselves."""


class Period(Protocol):
    """A term, as the city's profile or the database knows it."""

    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date: ...
    @property
    def elected(self) -> date | None: ...


def lies_in(term: Period, day: date) -> bool:
    """Tell whether a day belongs to a term; it may begin with the election, some days before the last one ends."""
    return min(term.starts, term.elected or term.starts) <= day <= term.ends


class SourcedForm(ModelForm):
    """
    Typed values on their way to a record.

    Once the form is valid, a corrected record is ``stored``; a new one has been rehearsed, and ``submission`` is what
    will go to review.
    """

    draft_fields: ClassVar[dict[str, str]] = {}
    """Where a draft's field (``official.za``) is typed, if not in the field of the same name."""
    helps: ClassVar[Mapping[str, StrOrPromise]] = {}
    """What to know of a field whose own words do not say it all."""
    user: ClassVar[User]
    """Who types; set by the admin for each request."""
    typed_on: ClassVar[Submission | None] = None
    """The draft that is typed on, if the form was opened again; set likewise."""

    reason = Text(
        label=gettext_lazy("reason of the correction"),
        help_text=gettext_lazy(
            "What was wrong and how you know, for example the page of the minutes. It will be public, with your change."
        ),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    """When the record was last changed before the page was opened; of a draft, its version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.adding = self.instance.pk is None
        self.stored: Stored | None = None
        self.submission: Submission | None = None
        if self.adding:
            del self.fields["reason"]
        self.initial["seen"] = self._version() if self.adding else self.instance.updated_at.isoformat()
        self.prepare()
        for name in self.helps.keys() & self.fields.keys():
            self.fields[name].help_text = self.helps[name]
        for field in self.fields.values():  # our own labels stand beside Django's, which begin with a capital
            field.label = capfirst(field.label)

    # What a kind of record says of itself

    def prepare(self) -> None:
        """Add what this kind of record needs beyond its own fields."""

    def draft(self) -> Any:
        """Give what was typed as a draft; ``None`` where no document states such a thing."""
        return None

    def known(self) -> dict[str, Any]:
        """Give what a person knows beside the draft, for its importer: who bears a name."""
        return {}

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        """Correct a stored record."""
        return Stored(record, correct(record, self.altered(), evidence))

    def record_of(self, stored: Stored) -> Sourced:
        """Give the record that this form edits, where the importer answers for another one."""
        return stored.record

    # What they share

    @property
    def corrections(self) -> list[str]:
        """The fields that were changed."""
        return [name for name in self.changed_data if name not in ABOUT_THE_CHANGE]

    def touched(self, *names: str) -> bool:
        """Tell whether any of these fields is new or changed; what a document has said before is not refused now."""
        return self.adding or not set(names).isdisjoint(self.changed_data)

    def altered(self) -> dict[str, Any]:
        """Give the changed values of the record's own fields."""
        own = {field.name for field in self.instance._meta.concrete_fields}
        return {name: self.cleaned_data[name] for name in self.corrections if name in own}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._mask_private_people()
        self._refuse_slips_of_the_hand()
        if self.adding:
            self._refuse_if_typed_meanwhile()
            if "address" not in self.errors and not (cleaned.get("address") or cleaned.get("note")):
                self.add_error("address", _("Give the document's address, or describe the document in the note."))
        elif self.corrections and not self.errors:
            self._refuse_if_changed_meanwhile()
            if not cleaned.get("reason"):
                self.add_error("reason", _("Say why you change it: every correction is shown with its reason."))
        return cleaned

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if address and self.touched("address"):
            URLValidator(schemes=["http", "https"])(address)
        return address

    def refuse_future(self, name: str) -> None:
        """Refuse a day that has not come yet: nothing can have been decided on it."""
        day = self.cleaned_data.get(name)
        if day and self.touched(name) and is_future(day):
            self.add_error(name, _("This day has not come yet."))

    def refuse_end_before_start(self) -> None:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end is before the start."))

    def refuse_outside(self, term: Period | None, *names: str) -> None:
        """Refuse days that do not belong to the term."""
        for name in names:
            day = self.cleaned_data.get(name)
            if term and day and self.touched(name) and not lies_in(term, day):
                self.add_error(name, _("This day lies outside the term."))

    def _mask_private_people(self) -> None:
        """Mask whom a draft would mask: a correction, its reason and our note reach the record without one."""
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = masked(value)

    def _refuse_slips_of_the_hand(self) -> None:
        """Refuse a whole document pasted into one field, and a text without a letter or a figure: it has no address."""
        for name, value in list(self.cleaned_data.items()):
            if not isinstance(value, str) or not value or not self.touched(name):
                continue
            if len(value) > LONGEST:
                text = _("At most %(most)s characters fit here, and these are %(count)s. Was too much pasted?")
                self.add_error(name, text % {"most": LONGEST, "count": len(value)})
            elif not slugify(value):
                self.add_error(name, _("Write letters or figures."))

    def _refuse_if_changed_meanwhile(self) -> None:
        locked = type(self.instance)._base_manager.select_for_update().get(pk=self.instance.pk)
        if locked.updated_at.isoformat() == self.cleaned_data.get("seen"):
            return
        message = _(
            "Somebody changed this record while you were editing it, so nothing was saved. What you typed is still "
            'here: <a href="{url}">open the current version</a> beside it and enter your corrections there.'
        )
        self.add_error(None, ValidationError(format_html(message, url=admin_url(locked)), code="changed_meanwhile"))

    def _version(self) -> str:
        return str(self.typed_on.version) if self.typed_on else ""

    def _refuse_if_typed_meanwhile(self) -> None:
        if self.cleaned_data.get("seen", "") == self._version():
            return
        message = _(
            "Somebody has saved this draft while you were typing, or it has been sent on, so nothing was saved. What "
            'you typed is still here: <a href="{url}">open the draft</a> beside it and enter your changes there.'
        )
        url = self.typed_on.get_absolute_url() if self.typed_on else reverse("backroom:submissions")
        self.add_error(None, ValidationError(format_html(message, url=url), code="changed_meanwhile"))

    def _get_validation_exclusions(self) -> set[str]:
        """Leave to the importer to say whether a new record is one that we have: the same one again is no error."""
        if self.adding:
            return {field.name for field in self.instance._meta.fields}
        return super()._get_validation_exclusions()  # type: ignore[misc,no-any-return]  # Django's own, not in the stubs

    def _update_errors(self, errors: ValidationError) -> None:
        """Leave to the draft, the importer and the database what else only the name of a constraint would say."""
        told = errors.error_dict
        unnamed = [error for error in told.pop(NON_FIELD_ERRORS, []) if error.code]
        if unnamed:
            told[NON_FIELD_ERRORS] = unnamed
        super()._update_errors(errors)  # type: ignore[misc]  # Django's own hook, not in the stubs

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, not in the stubs
        if not self.errors:
            self._take_in()

    def _take_in(self) -> None:
        """Let the importer store what was typed; what it refuses becomes an error, and nothing of it is kept."""
        try:
            with transaction.atomic():
                self.stored = self._corrected() if self.instance.pk else self._rehearsed()
                transaction.set_rollback(self.instance.pk is None)
        except DraftError as error:
            self._show(error)
        except ValidationError as refusal:
            self.add_error(None, refusal)
        except (Rejection, Unreadable) as refusal:
            self.add_error(None, str(refusal))
        except (DataError, IntegrityError):
            logger.exception("the database refused what was typed")
            self.add_error(None, _("The database refused this: a value is too long or contradicts another record."))

    def _rehearsed(self) -> Stored:
        """Let the importer take a new record; whoever called undoes it, and what stays is the submission."""
        cleaned, draft = self.cleaned_data, self.draft()
        address, place = cleaned.get("address", ""), cleaned.get("place", "")
        known = self.known()
        stored = store_typed(draft, Evidence(user=self.user, address=address, place=place), known)
        record = self.record_of(stored)
        if stored.outcome is Outcome.CHANGED:
            raise ValidationError(_already_known(record), code="already_known")
        self.submission = Submission(
            kind=kind_of(draft),
            title=Truncator(str(record)).chars(TITLE_LENGTH),
            draft=draft.model_dump(mode="json"),
            known=known,
            address=address,
            place=place,
            author=self.user,
        )
        return stored

    def _corrected(self) -> Stored:
        record = type(self.instance)._base_manager.get(pk=self.instance.pk)  # ours already holds what was typed
        if not self.corrections:
            return Stored(record, Outcome.UNCHANGED)
        return self.correct(record, self.draft(), Evidence(user=self.user, reason=self.cleaned_data["reason"]))

    def _show(self, error: DraftError) -> None:
        for part in error.errors(include_url=False):
            where = ".".join(str(step) for step in part["loc"])
            name = self.draft_fields.get(where, where)
            reason = str(part["ctx"]["error"]) if part["type"] == "value_error" else KINDS.get(part["type"], "")
            text = f"{reason[:1].upper()}{reason[1:]}." if reason else _("This value is not allowed.")
            self.add_error(name if name in self.fields else None, text)


def _already_known(record: Sourced) -> str:
    message = _(
        'The portal knows this already and says something else of it. Correct it there: <a href="{url}">{name}</a>.'
    )
    return format_html(message, url=admin_url(record), name=record)
