"""Contracts, their annexes, and what registers list beside them: offers, tenders, grants, leases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Count, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.drafts import ContractKind, PartyKind, Tax, ValueEffect
from spending.models.organizations import Organization, Spelling
from spending.models.rows import RegisterRow
from watchdog.archive.models import Certainty
from watchdog.core.addresses import address_of
from watchdog.core.order import known

PARTIES = ("buyer", "buyer_as", "supplier", "supplier_as")

IS_CONTRACT = Q(kind=ContractKind.CONTRACT.value, parent__isnull=True, withdrawn_at__isnull=True)
"""A contract of its own that the register still lists: no annex, no part, no offer."""
COUNTED = IS_CONTRACT & Q(value__isnull=False) & ~Q(certainty=Certainty.INFERRED.value)
"""What may be added up; see ``ContractQuerySet.counted``."""


FEW = {
    "without_value": Q(value__isnull=True),
    "removed": Q(withdrawn_at__isnull=False),
    "rounded": Q(approximate=True),
}
"""Conditions that few rows meet: a list of them must not look through all the others."""
TOLD = {
    "kind": ~Q(kind=ContractKind.CONTRACT.value),
    "tax": ~Q(tax=Tax.GROSS.value),
    **{name: ~Q(**{name: ""}) for name in ("dzial", "rozdzial", "paragraf")},
}
"""Fields by whose value lists are filtered, and of which rows an index holds it: not of those that most rows are."""


def _of_few(name: str, condition: Q, *fields: str) -> models.Index:
    """Return the index that gives some rows in the order of lists."""
    return models.Index(
        *fields, known("signed_last", models.DateField), "id", name=f"contract_{name}", condition=condition
    )


class ContractQuerySet(models.QuerySet["Contract"]):
    def for_list(self) -> Self:
        """Fetch what a list of contracts shows, in three queries whatever its length."""
        named = Coalesce("supplier__sort_key", Value(""), output_field=models.CharField(max_length=500))
        found = self.select_related(*PARTIES).annotate(supplier_name=named)
        return found.prefetch_related("parties__spelling", "parties__organization")

    def with_others(self) -> Self:
        """Annotate ``others``, how many deliver besides the first supplier; what is sorted or cut is counted after."""
        named = ContractParty.objects.filter(contract=OuterRef("pk"), role=ContractParty.Role.SUPPLIER)
        counted = named.order_by().values("contract").annotate(n=Count("pk")).values("n")
        return self.annotate(others=Coalesce(Subquery(counted), 0))

    def for_page(self) -> Self:
        """Fetch a contract with its parties, the contract it belongs to and its document."""
        found = self.select_related(*PARTIES, "snapshot", "parent", "parent__snapshot")
        return found.prefetch_related("parties__spelling", "parties__organization")

    def counted(self) -> Self:
        """
        Keep what may be added up: contracts with a value that the register still lists and that are no part of others.

        Annexes, offers, grants, leases and totals are not contracts; their amounts stand on their own pages. What we
        inferred ourselves enters no sum either.
        """
        return self.filter(COUNTED)

    def of_supplier(self, organization: Organization) -> Self:
        """
        Keep the contracts in which an organization delivers, alone or with others.

        One short query tells whether any names it beside others; of most organizations none does, and then the index
        by which lists are ordered answers alone.
        """
        among = ContractParty.objects.filter(organization=organization, role=ContractParty.Role.SUPPLIER)
        if not among.exists():
            return self.filter(supplier=organization)
        alone = Contract.objects.filter(supplier=organization)
        # One condition with OR would read every contract there is; two sets of keys are found by their indexes.
        keys = alone.order_by().values("pk").union(among.order_by().values("contract"))
        return self.filter(pk__in=keys)

    def of_buyer(self, organization: Organization) -> Self:
        """Keep the contracts that a unit concluded."""
        return self.filter(buyer=organization)

    def signed_within(self, first: date | None, last: date | None) -> Self:
        """Keep what was certainly signed between two days: all days on which it may have been signed lie there."""
        # The last day is asked for as lists are ordered, so that their index finds where to begin and to end.
        found = self.alias(_last=known("signed_last", models.DateField))
        found = found.filter(signed_first__gte=first, _last__gte=first) if first else found
        return found.filter(signed_last__isnull=False, _last__lte=last) if last else found

    def with_signal(self, code: str) -> Self:
        """Keep those on which a standing signal of a class rests; a class of whole years rests on none alone."""
        from spending.models.signals import Signal  # which points to contracts by their keys

        signals = Signal.objects.standing().filter(code=code).order_by()
        return self.filter(pk__in=signals.values(each=Func(F("contracts"), function="unnest")))

    def worth(self, lowest: Decimal | None, highest: Decimal | None) -> Self:
        """Keep those whose amount is known and lies between two, both included."""
        # Asked for as lists are ordered by it, so that their index finds it.
        found = self.alias(_value=known("value", models.DecimalField))
        found = found.filter(_value__gte=lowest, value__isnull=False) if lowest is not None else found
        return found.filter(_value__lte=highest, value__isnull=False) if highest is not None else found

    def without_value(self) -> Self:
        """Keep those of which the register gives no amount."""
        return self.filter(value__isnull=True)

    def rounded(self) -> Self:
        """Keep those whose amount is a rounded one."""
        return self.filter(approximate=True)

    def removed(self) -> Self:
        """Keep those that the register no longer lists."""
        return self.filter(withdrawn_at__isnull=False)

    def chain(self) -> Self:
        """Fetch what belongs to one contract, annexes and parts, in their order; undated ones come last."""
        return self.select_related("supplier_as").order_by(F("signed_last").asc(nulls_last=True), "number", "pk")


class Contract(RegisterRow):
    """A row of a register of contracts; its kind says whether it is a contract at all."""

    class Kind(models.TextChoices):
        CONTRACT = ContractKind.CONTRACT.value, pgettext_lazy("kind of contract", "contract")
        AMENDMENT = ContractKind.AMENDMENT.value, pgettext_lazy("kind of contract", "annex")
        TENDER = ContractKind.TENDER.value, pgettext_lazy("kind of contract", "tender")
        OFFER = ContractKind.OFFER.value, pgettext_lazy("kind of contract", "offer")
        CHOSEN_OFFER = ContractKind.CHOSEN_OFFER.value, pgettext_lazy("kind of contract", "chosen offer")
        GRANT = ContractKind.GRANT.value, pgettext_lazy("kind of contract", "grant")
        LEASE = ContractKind.LEASE.value, pgettext_lazy("kind of contract", "lease")
        LOAN = ContractKind.LOAN.value, pgettext_lazy("kind of contract", "loan")
        TOTAL = ContractKind.TOTAL.value, pgettext_lazy("kind of contract", "several orders in one sum")
        COST = ContractKind.COST.value, pgettext_lazy("kind of contract", "cost of an investment")

    class Effect(models.TextChoices):
        CHANGE = ValueEffect.CHANGE.value, _("changes the value by this amount")
        NEW_TOTAL = ValueEffect.NEW_TOTAL.value, _("this is the value from then on")

    # The indexes of these two with the day begin with them, so they need none of their own.
    buyer = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit"),
        db_index=False,
    )
    supplier = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("supplier"),
        db_index=False,
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    number = models.CharField(_("number"), max_length=200, blank=True)
    number_key = models.CharField(max_length=200, blank=True, editable=False)
    signed_first = models.DateField(_("signed, first day"), null=True, blank=True)
    signed_last = models.DateField(_("signed, last day"), null=True, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    modified_on = models.DateField(_("changed in the register on"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    open_ended = models.BooleanField(_("for an indefinite time"), default=False)
    term = models.CharField(_("term"), max_length=200, blank=True)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=2, null=True, blank=True)
    value_words = models.CharField(_("value as printed"), max_length=200, blank=True)
    approximate = models.BooleanField(_("rounded"), default=False)
    procedure = models.CharField(_("procedure"), max_length=200, blank=True)
    category = models.CharField(_("kind as the register names it"), max_length=200, blank=True)
    status = models.CharField(_("state as the register names it"), max_length=200, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("contract that it belongs to"),
    )
    parent_key = models.CharField(_("key of that contract"), max_length=160, blank=True)
    parent_number = models.CharField(_("number of that contract"), max_length=200, blank=True)
    value_effect = models.CharField(_("what an annex does to the value"), max_length=10, choices=Effect, blank=True)
    notice_number = models.CharField(_("number of the notice"), max_length=200, blank=True)
    eu_funded = models.BooleanField(_("paid with money of the European Union"), null=True, blank=True)

    objects = ContractQuerySet.as_manager()

    class Meta(RegisterRow.Meta):
        ordering = [F("signed_last").desc(nulls_last=True), "-pk"]
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        indexes = [
            models.Index(known("signed_last", models.DateField), "id", name="contract_newest"),
            models.Index("supplier", known("signed_last", models.DateField), "id", name="contract_of_supplier"),
            models.Index("buyer", known("signed_last", models.DateField), "id", name="contract_of_buyer"),
            models.Index(known("value", models.DecimalField), "id", name="contract_largest"),
            models.Index(fields=["number_key"], name="contract_by_number"),
            models.Index(known("signed_last", models.DateField, desc=False), "id", name="contract_oldest"),
            models.Index(known("value", models.DecimalField, desc=False), "id", name="contract_smallest"),
            # The largest suppliers of a unit are added up from the index alone: its rows lie all over the table.
            models.Index(
                fields=["buyer", "supplier"],
                include=["currency", "tax", "value", "approximate"],
                condition=COUNTED,
                name="contract_of_pair",
            ),
            *(_of_few(name, condition) for name, condition in FEW.items()),
            *(_of_few(f"by_{name}", condition, name) for name, condition in TOLD.items()),
        ]
        constraints = [
            *RegisterRow.Meta.constraints,
            models.CheckConstraint(
                name="contract_kind_known", condition=Q(kind__in=[each.value for each in ContractKind])
            ),
            models.CheckConstraint(
                name="contract_signed_days_in_order",
                condition=Q(signed_first=None, signed_last=None) | Q(signed_first__lte=F("signed_last")),
            ),
            models.CheckConstraint(
                name="contract_ends_after_it_starts",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
            ),
            models.CheckConstraint(
                name="contract_only_an_annex_changes_a_value",
                condition=Q(value_effect="")
                | Q(kind=ContractKind.AMENDMENT.value, value_effect__in=["change", "new_total"]),
            ),
            models.CheckConstraint(
                name="contract_is_no_part_of_itself", condition=Q(parent__isnull=True) | ~Q(parent=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.subject[:80] or self.slug

    def get_absolute_url(self) -> str:
        return address_of("spending:contract", self.slug)


class ContractParty(models.Model):
    """Somebody named in a contract besides its first buyer and its first supplier: a member of a consortium."""

    class Role(models.TextChoices):
        BUYER = "buyer", pgettext_lazy("role in a contract", "orders")
        SUPPLIER = "supplier", pgettext_lazy("role in a contract", "delivers")

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="parties", verbose_name=_("contract"))
    role = models.CharField(_("role"), max_length=8, choices=Role)
    position = models.PositiveSmallIntegerField(_("position"))
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organization")
    )
    spelling = models.ForeignKey(
        Spelling, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("as printed")
    )
    hidden = models.CharField(_("hidden"), max_length=8, choices=RegisterRow.Hidden, blank=True)
    code = models.CharField(_("pseudonym"), max_length=12, blank=True)

    class Meta:
        ordering = ["role", "position"]
        verbose_name = _("further party of a contract")
        verbose_name_plural = _("further parties of contracts")
        constraints = [
            models.UniqueConstraint(fields=["contract", "role", "position"], name="party_once_at_its_position"),
            models.CheckConstraint(name="party_role_known", condition=Q(role__in=["buyer", "supplier"])),
            models.CheckConstraint(
                name="party_named_or_hidden",
                condition=Q(hidden="", organization__isnull=False, spelling__isnull=False)
                | Q(hidden__in=[PartyKind.PERSON.value, PartyKind.WITHHELD.value], organization=None, spelling=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.spelling or self.get_hidden_display())
