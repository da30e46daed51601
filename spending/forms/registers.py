"""Saying how a register's table is read: which column fills which field, and what its cells mean."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Map
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from pydantic import ValidationError as MappingError

from spending.drafts import ContractKind, Tax
from spending.registers.mapping import AnnexCell, Listing, Mapping
from spending.registers.previewing import titles
from spending.sources.register_table import PREFIX
from watchdog.ingest.reasons import polish
from watchdog.ingest.registry import all_sources

COLUMN = "column_"
PARTED_BY = [("", gettext_lazy("one contractor a cell")), (";", ";"), (",", ","), ("/", "/"), ("|", "|")]
KINDS = ("grant", "lease", "loan")
"""Kinds that a register may name in a column, each with a field of its own."""


class FileForm(forms.Form):
    """A file of a register, and by which mapping to look at it."""

    file = forms.FileField(
        label=gettext_lazy("file with the register"),
        help_text=gettext_lazy("CSV (also .gz), XLSX, XLS or ODS, at most 20 MB. Kept for the back room only."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.gz,.xlsx,.xls,.ods"}),
    )
    mapping = forms.ChoiceField(label=gettext_lazy("read it by"), required=False)

    def __init__(self, *args: Any, mappings: Iterable[Mapping], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(each.slug, each.title) for each in mappings]
        self.fields["mapping"] = forms.ChoiceField(
            label=self.fields["mapping"].label, required=False, choices=[("", _("a new mapping")), *offered]
        )


class MappingForm(forms.Form):
    """A whole mapping for one file; its columns are chosen among those that the file has."""

    title = forms.CharField(label=gettext_lazy("what the register is called"), max_length=200)
    slug = forms.SlugField(
        label=gettext_lazy("short name"),
        max_length=29,
        help_text=gettext_lazy("Small letters, figures and _; it stays for good."),
    )
    homepage = forms.CharField(label=gettext_lazy("the publisher’s page"), max_length=500, required=False)
    listing = forms.ChoiceField(
        label=gettext_lazy("a row is"),
        choices=[
            (Listing.CONTRACTS.value, gettext_lazy("a contract")),
            (Listing.PAYMENTS.value, gettext_lazy("a payment")),
        ],
    )
    buyer = forms.CharField(label=gettext_lazy("the unit, where no column names it"), max_length=300, required=False)
    currency = forms.CharField(
        label=gettext_lazy("currency, where the register says it"),
        max_length=3,
        required=False,
        help_text=gettext_lazy("PLN, EUR; leave empty where neither the file nor its page says it."),
    )
    tax = forms.ChoiceField(
        label=gettext_lazy("amounts are"),
        required=False,
        choices=[
            (Tax.UNKNOWN.value, gettext_lazy("not said")),
            (Tax.GROSS.value, pgettext_lazy("an amount", "gross")),
            (Tax.NET.value, pgettext_lazy("an amount", "net")),
        ],
    )
    decimal = forms.ChoiceField(
        label=gettext_lazy("sign before grosze"),
        required=False,
        choices=[
            ("", gettext_lazy("find out from the whole column")),
            (",", gettext_lazy("comma")),
            (".", gettext_lazy("point")),
        ],
    )
    parties = forms.ChoiceField(label=gettext_lazy("several contractors in a cell"), required=False, choices=PARTED_BY)
    annex = forms.ChoiceField(
        label=gettext_lazy("the column of annexes"),
        required=False,
        choices=[
            (AnnexCell.MENTION.value, gettext_lazy("an annex only where “annex to …” stands there")),
            (AnnexCell.ROW.value, gettext_lazy("an annex wherever anything stands there")),
        ],
    )
    grant = forms.CharField(
        label=gettext_lazy("kinds that are grants"),
        required=False,
        help_text=gettext_lazy(
            "Words of the column with the kind, parted by semicolons; they are never added to contracts."
        ),
    )
    lease = forms.CharField(label=gettext_lazy("kinds that are leases"), required=False)
    loan = forms.CharField(label=gettext_lazy("kinds that are loans or sureties"), required=False)
    nothing = forms.CharField(
        label=gettext_lazy("cells that say nothing"), required=False, help_text=gettext_lazy("Parted by semicolons.")
    )
    complete = forms.BooleanField(
        label=gettext_lazy("each file lists the whole register"),
        required=False,
        help_text=gettext_lazy("Then a row missing from a newer file is marked as withdrawn; nothing is ever deleted."),
    )

    def __init__(self, *args: Any, columns: Iterable[str], saved: Mapping | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.saved = saved
        named = set(columns) | set(saved.columns.values() if saved else ())
        choices = [("", "–"), *((each, each) for each in sorted(named))]
        for name, title in (titles(Listing.CONTRACTS) | titles(Listing.PAYMENTS)).items():
            self.fields[f"{COLUMN}{name}"] = forms.ChoiceField(label=title, choices=choices, required=False)
        if saved:
            self.fields["slug"].disabled = True

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields that say which column is which."""
        return [self[name] for name in self.fields if name.startswith(COLUMN)]

    @property
    def habits(self) -> list[forms.BoundField]:
        """The other fields."""
        return [self[name] for name in self.fields if not name.startswith(COLUMN)]

    def clean_slug(self) -> str:
        """Refuse the name of another source."""
        slug: str = self.cleaned_data["slug"]
        if f"{PREFIX}{slug}" in all_sources():
            raise ValidationError(_("The project has a register of this name already; choose another one."))
        return slug

    def clean(self) -> dict[str, Any] | None:
        """Build the mapping, so that what it does not allow is said at the form."""
        if not self.errors:
            try:
                self.mapping = Mapping.model_validate(self._values(self.cleaned_data))
            except MappingError as error:
                raise ValidationError(polish(error)) from error
        return self.cleaned_data

    def _values(self, data: Map[str, Any]) -> dict[str, Any]:
        listing = Listing(data["listing"])
        columns = {name: data[f"{COLUMN}{name}"] for name in titles(listing) if data[f"{COLUMN}{name}"]}
        plain = ("title", "slug", "homepage", "listing", "buyer", "currency", "tax", "decimal", "parties", "complete")
        kinds = {words: ContractKind(kind) for kind in KINDS for words in _parted(data[kind])}
        return {
            **{name: data[name] for name in plain},
            "city": self.saved.city if self.saved else settings.CITY,
            "register_name": self.saved.register_name if self.saved else f"{PREFIX}{data['slug']}"[:40],
            "optional": self.saved.optional if self.saved else (),
            "columns": columns,
            "kinds": kinds,
            "annex": data["annex"] or AnnexCell.MENTION,
            "nothing": _parted(data["nothing"]),
        }


def initial_of(mapping: Mapping) -> dict[str, Any]:
    """Give what a form of this mapping begins with."""
    values = mapping.model_dump(mode="json", exclude={"columns", "kinds", "nothing"})
    kinds = {kind: "; ".join(words for words, each in mapping.kinds.items() if each == kind) for kind in KINDS}
    columns = {f"{COLUMN}{name}": head for name, head in mapping.columns.items()}
    return {**values, **kinds, "nothing": "; ".join(mapping.nothing), **columns}


def initial_for(columns: Map[str, str]) -> dict[str, Any]:
    """Give what a form of a new mapping begins with: columns told by their headings, and what the headings say."""
    value = columns.get("value", "").lower()
    tax = Tax.GROSS if "brutto" in value else Tax.NET if "netto" in value else Tax.UNKNOWN
    currency = "PLN" if any(sign in value.split() for sign in ("zł", "[zł]", "(zł)", "pln")) else ""
    return {"tax": tax.value, "currency": currency, **{f"{COLUMN}{name}": head for name, head in columns.items()}}


def _parted(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
