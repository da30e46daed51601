"""What is typed of a text of ours, and of a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from watchdog.core.text import slugify
from watchdog.pages import pictures
from watchdog.pages.comparing import Difference, differences
from watchdog.pages.models import Editorial, Picture

LONGEST_BODY = 200_000
"""Characters: a book of a hundred pages."""


class TextForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """
    A text of ours as it is worked on.

    ``began`` is the version at which the writer began. Where somebody has saved another one since, nothing is stored:
    what was typed stays in the form, the other version is shown beside it, and the next save is made knowing of both.
    """

    began = forms.IntegerField(required=False, widget=forms.HiddenInput)
    theirs: Sequence[Difference] = ()
    """How what was typed differs from what somebody else has saved in the meantime."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        text = kwargs.get("instance")
        if text is not None and text.pk:
            standing = {name.removesuffix("_id"): value for name, value in text.working().values().items()}
            kwargs["initial"] = {**standing, "began": text.version, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name.startswith("body") and isinstance(field, forms.CharField):
                field.max_length = LONGEST_BODY
                field.widget = forms.Textarea(
                    attrs={"rows": 28, "cols": 80, "spellcheck": "true", "class": "text-body"}
                )
        if "change_note" in self.fields and not self.is_public_already:
            del self.fields["change_note"]

    @property
    def is_public_already(self) -> bool:
        return self.instance.published_at is not None

    def typed(self) -> dict[str, Any]:
        """Give what was typed by the attribute of each edited column."""
        cleaned = self.cleaned_data
        found = {name: cleaned.get(name.removesuffix("_id")) for name in self.instance.EDITED}
        return {name: value.pk if isinstance(value, Model) else value for name, value in found.items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            self._refuse_stale(cleaned.get("began"))
        return cleaned

    def _refuse_stale(self, began: int | None) -> None:
        model = type(self.instance)
        current: Editorial = model._base_manager.select_for_update(of=("self",)).get(pk=self.instance.pk)
        if began == current.version:
            return
        self.theirs = differences(model, current.working().values(), {**current.working().values(), **self.typed()})
        typed: Any = self.data
        self.data = {**typed.dict(), "began": str(current.version)} if hasattr(typed, "dict") else typed
        raise ValidationError(
            _("Somebody has saved another version since you began. Nothing is lost: your text stands in the form, and "
              "below you see how theirs differs. Put together what you need and save again."),
            code="stale",
        )  # fmt: skip

    def _post_clean(self) -> None:
        """Check what was typed on a copy, so that a public text never holds what only waits."""
        public, self.instance = self.instance, self.instance.with_values({})
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, which the stubs leave out
        self.checked, self.instance = self.instance, public


class DecisionForm(forms.Form):
    """What becomes of a version: a button for each act, and a note where the act asks one."""

    ACTS: ClassVar[dict[str, Any]] = {
        "review": gettext_lazy("Send to review"),
        "publish": gettext_lazy("Publish"),
        "send_back": gettext_lazy("Send back with a note"),
        "withdraw": gettext_lazy("Withdraw"),
    }
    DONE: ClassVar[dict[str, Any]] = {
        "review": gettext_lazy("The text was sent to review."),
        "publish": gettext_lazy("The text is published."),
        "send_back": gettext_lazy("The text was sent back with your note."),
        "withdraw": gettext_lazy("The text is withdrawn; your note stands in its place."),
    }
    """What became of it, told to whoever pressed."""

    act = forms.ChoiceField(choices=list(ACTS.items()))
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=300,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed to send a text back, and to withdraw it: then readers see it."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    """The version that was looked at."""


class PictureForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A picture with what it shows and who made it; the file itself is never changed afterwards."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("JPEG, PNG or WebP, at most 10 MB and 40 million pixels."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    class Meta:
        model = Picture
        fields = ("slug", "alt", "decorative", "caption", "author", "licence")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("file", None)
        elif "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("The name by which texts call it; empty: made of what the picture shows.")

    def clean_file(self) -> Any:
        self.brought = pictures.read(self.cleaned_data["file"])
        same = Picture.objects.filter(sha256=self.brought.sha256).first()
        if same:
            raise ValidationError(_("This picture is here already; its name is “%(name)s”.") % {"name": same.slug})
        return self.cleaned_data["file"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("alt") and not cleaned.get("decorative"):
            self.add_error("alt", _("Write what the picture shows, or tick that it only decorates."))
        if "slug" in self.fields and not cleaned.get("slug"):
            cleaned["slug"] = self._free_slug(cleaned.get("alt") or _("decoration"))
        return cleaned

    def _free_slug(self, words: str) -> str:
        slug = slugify(words, 50) or "obraz"
        taken = set(Picture.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
        return next(each for each in (slug, *(f"{slug}-{n}" for n in range(2, 10_000))) if each not in taken)
