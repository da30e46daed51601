"""
Typing a contract or a payment that a document states, and correcting a row of a register.

A private person is chosen as such and never named: what is typed is kept as a draft, and a draft is read by people.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spending.drafts import PERSON_SHOWN, ContractDraft, ContractKind, Party, PartyKind, PaymentDraft, Tax, ValueEffect
from spending.figures import TYPED_REGISTER
from spending.forms.organizations import checked_number
from spending.importers.contracts import follow_correction
from watchdog.archive.writing import Evidence, Stored
from watchdog.backroom.fields import Line, Lines
from watchdog.backroom.forms import SourcedForm
from watchdog.core.ids import nip
from watchdog.core.people import is_private_person, masked_as
from watchdog.core.text import fold, slugify

SUPPLIERS = (
    ("", gettext_lazy("a firm or an institution, named below")),
    (PartyKind.PERSON.value, gettext_lazy("a private person")),
    (PartyKind.WITHHELD.value, gettext_lazy("the office keeps the name secret")),
)


class RowForm(SourcedForm):
    """What rows of registers have in common: who orders, who delivers, in which currency, with or without VAT."""

    supplier_is = forms.ChoiceField(label=gettext_lazy("who delivers"), choices=SUPPLIERS, required=False)
    supplier_name = Line(
        label=gettext_lazy("name of who delivers"),
        widget=AdminTextInputWidget,
        max_length=500,
        required=False,
        help_text=gettext_lazy("As printed. A private person is chosen above and not named."),
    )
    supplier_nip = Line(label=gettext_lazy("NIP of who delivers"), max_length=20, required=False)
    further_suppliers = Lines(
        label=gettext_lazy("further suppliers"),
        required=False,
        help_text=gettext_lazy(
            "The other members of a consortium, one a line: the name and, after a semicolon, the NIP. For a private "
            "person write only: osoba fizyczna."
        ),
    )
    buyer_name = Line(
        label=gettext_lazy("unit that orders"), widget=AdminTextInputWidget, max_length=500, required=False
    )
    buyer_nip = Line(label=gettext_lazy("NIP of the unit"), max_length=20, required=False)

    helps: ClassVar = {"currency": gettext_lazy("PLN, EUR; leave it empty where the document does not say it.")}
    parties: ClassVar = (
        *("supplier_is", "supplier_name", "supplier_nip", "further_suppliers"),
        *("buyer_name", "buyer_nip"),
    )

    def prepare(self) -> None:
        if not self.adding:
            for name in self.parties:
                del self.fields[name]

    def clean_supplier_nip(self) -> str:
        return checked_number("NIP", self.cleaned_data["supplier_nip"], nip)

    def clean_further_suppliers(self) -> list[Party]:
        return [_member(line) for line in self.cleaned_data["further_suppliers"]]

    def clean_buyer_nip(self) -> str:
        return checked_number("NIP", self.cleaned_data["buyer_nip"], nip)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name, number = cleaned.get("supplier_name", ""), cleaned.get("supplier_nip", "")
        if name and (cleaned.get("supplier_is") or _is_person(name, number)):
            text = _("A private person is not named here. Leave this empty and choose it above.")
            self.add_error("supplier_name", text)
        return cleaned

    def shared(self) -> dict[str, Any]:
        """Give the fields of a draft that every row has."""
        cleaned = self.cleaned_data
        buyer = Party(name=cleaned["buyer_name"], nip=cleaned["buyer_nip"]) if cleaned["buyer_name"] else None
        return {
            "register_name": TYPED_REGISTER,
            "buyer": buyer,
            "suppliers": self._suppliers(),
            "tax": Tax(cleaned["tax"]),
            **{name: cleaned[name] for name in ("subject", "currency", "note")},
        }

    def _suppliers(self) -> tuple[Party, ...]:
        cleaned = self.cleaned_data
        hidden = {PartyKind.PERSON.value: Party.person, PartyKind.WITHHELD.value: Party.withheld}
        named = cleaned["supplier_name"]
        first = [Party(name=named, nip=cleaned["supplier_nip"])] if named else []
        if cleaned["supplier_is"]:
            first = [hidden[cleaned["supplier_is"]]()]
        return (*first, *cleaned.get("further_suppliers", []))


def _is_person(name: str, number: str) -> bool:
    return bool(masked_as(name)) or is_private_person(name, has_number=bool(number))


def _member(line: str) -> Party:
    """Read one further supplier; refuse a private person who is named."""
    name, _semicolon, number = (part.strip() for part in line.partition(";"))
    if fold(name) == fold(PERSON_SHOWN):
        return Party.person()
    number = checked_number("NIP", number, nip)
    if _is_person(name, number):
        raise forms.ValidationError(_("A private person is not named here. Write only: osoba fizyczna."))
    return Party(name=name, nip=number)


class ContractForm(RowForm):
    """A contract, a grant or an annex, as one document states it."""

    helps: ClassVar = {
        **RowForm.helps,
        "signed_first": gettext_lazy("Where the day is known, it is enough here."),
        "parent_number": gettext_lazy("Of an annex: the number of the contract that it changes."),
        "value_effect": gettext_lazy("Of an annex: whether the amount above is a change or the new value."),
    }

    def prepare(self) -> None:
        super().prepare()
        if self.adding:
            self.fields["kind"].initial = ContractKind.CONTRACT.value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("signed_first"), cleaned.get("signed_last")
        cleaned["signed_first"], cleaned["signed_last"] = first or last, last or first
        for name in ("signed_first", "signed_last"):
            if name in self.fields:
                self.refuse_future(name)
        return cleaned

    def draft(self) -> Any:
        if not self.adding:
            return None
        cleaned = self.cleaned_data
        names = (
            *("number", "signed_first", "signed_last", "valid_from", "valid_until", "open_ended", "value"),
            *("value_words", "approximate", "procedure", "parent_number"),
        )
        kind = ContractKind(cleaned["kind"])
        key = [cleaned["buyer_name"], cleaned["number"] or cleaned["subject"], str(cleaned["signed_first"] or "")]
        if kind is not ContractKind.CONTRACT:  # an annex may bear its contract's number, and be of the same day
            key += [kind.value, cleaned["parent_number"]]
        return ContractDraft(
            **self.shared(),
            key=slugify(" ".join(key), 160),
            kind=kind,
            value_effect=ValueEffect(cleaned["value_effect"]),
            **{name: cleaned[name] for name in names},
        )

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        stored = super().correct(record, draft, evidence)
        follow_correction(record, self.corrections)
        return stored


class PaymentForm(RowForm):
    """A payment or an invoice, as one document states it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("issued_on", "paid_on"):
            self.refuse_future(name)
        return cleaned

    def draft(self) -> Any:
        if not self.adding:
            return None
        cleaned = self.cleaned_data
        names = ("document_number", "issued_on", "paid_on", "amount", "contract_number")
        what = cleaned["document_number"] or f"{cleaned['subject']} {cleaned['amount']}"
        key = [cleaned["buyer_name"], cleaned["supplier_name"], what, str(cleaned["paid_on"] or "")]
        return PaymentDraft(**self.shared(), key=slugify(" ".join(key), 160), **{name: cleaned[name] for name in names})
