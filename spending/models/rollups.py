"""
Sums of contracts that the database keeps beside them (ADR 22).

A row is a number to be added: what is true is always the sum of all rows of one key. A statement that writes contracts
appends what it changed, and nobody's row is ever touched by two writers; ``spending_fold`` makes one row of the many.
Only triggers write here (migration 0008). A year of 0 is one that the days of signing do not tell.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from spending.models.organizations import Organization

DERIVED = "derived: kept by the triggers of another table"
"""A comment of the table in the database, by which backups know that its rows need not be taken along."""

MEASURES = ("n", "total", "rounded")
COUNTS = (*MEASURES, "contracts", "without_value", "inferred", "removed", "hidden", "nameless")


def _organization(*, db_index: bool = True) -> models.ForeignKey[Organization, Organization]:
    """Name an organization without a constraint: a sum never keeps anybody from being deleted."""
    return models.ForeignKey(
        Organization, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=db_index
    )


class Rollup(models.Model):
    """What all of them have: how many contracts, whether this row was made of several, and of which register."""

    KEYS: ClassVar[tuple[str, ...]]
    """The columns whose equal values belong together."""
    ADDED: ClassVar[tuple[str, ...]] = MEASURES
    """The columns that are added up."""

    register = models.CharField(max_length=40)
    currency = models.CharField(max_length=3)
    tax = models.CharField(max_length=5)
    n = models.BigIntegerField()
    folded = models.BooleanField(db_default=False)

    class Meta:
        abstract = True
        default_permissions = ()
        db_table_comment = DERIVED

    def __str__(self) -> str:
        return f"{self.register} {self.currency} {self.tax}: {self.n}"


class _Counted(Rollup):
    """Everything that is counted of rows of any kind; ``adds`` tells those whose values may be added."""

    ADDED = COUNTS

    kind = models.CharField(max_length=12)
    adds = models.BooleanField()
    year = models.SmallIntegerField()
    dzial = models.CharField(max_length=3)
    total = models.DecimalField(max_digits=30, decimal_places=2)
    rounded = models.BigIntegerField()
    contracts = models.BigIntegerField()
    without_value = models.BigIntegerField()
    inferred = models.BigIntegerField()
    removed = models.BigIntegerField()
    hidden = models.BigIntegerField()
    nameless = models.BigIntegerField()

    class Meta(Rollup.Meta):
        abstract = True


class ContractSum(_Counted):
    """All rows of registers by kind, kind of amount, year and dział."""

    KEYS = ("register", "kind", "currency", "tax", "adds", "year", "dzial")

    class Meta(_Counted.Meta):
        verbose_name = _("sum of contracts")
        verbose_name_plural = _("sums of contracts")


class UnitSum(_Counted):
    """The same of each unit by itself; rows that name no unit are not here."""

    KEYS = (*ContractSum.KEYS, "buyer")

    buyer = _organization()

    class Meta(_Counted.Meta):
        verbose_name = _("sum of a unit's contracts")
        verbose_name_plural = _("sums of units' contracts")


class _OfSupplier(Rollup):
    """Contracts whose values may be added, with the first supplier that they name."""

    total = models.DecimalField(max_digits=30, decimal_places=2)
    rounded = models.BigIntegerField()

    class Meta(Rollup.Meta):
        abstract = True


class SupplierSum(_OfSupplier):
    """What each supplier delivers by contracts of a kind of amount."""

    KEYS = ("register", "currency", "tax", "supplier")

    supplier = _organization()

    class Meta(_OfSupplier.Meta):
        verbose_name = _("sum of a supplier's contracts")
        verbose_name_plural = _("sums of suppliers' contracts")
        indexes = [
            models.Index(fields=["currency", "tax", "register", "total"], name="supplier_sum_largest"),
            models.Index(fields=["id"], condition=models.Q(folded=False), name="supplier_sum_fresh"),
        ]


class SupplierYear(_OfSupplier):
    """The same of one year."""

    KEYS = (*SupplierSum.KEYS, "year")

    supplier = _organization(db_index=False)
    year = models.SmallIntegerField()

    class Meta(_OfSupplier.Meta):
        verbose_name = _("sum of a supplier's year")
        verbose_name_plural = _("sums of suppliers' years")
        indexes = [
            models.Index(fields=["year", "currency", "tax", "register", "total"], name="supplier_year_largest"),
            models.Index(fields=["id"], condition=models.Q(folded=False), name="supplier_year_fresh"),
        ]


class ValueCount(Rollup):
    """
    How many contracts have a value of one narrow range, by which medians are found.

    ``level`` says among which contracts, ``member`` among those of which year, dział or unit; ``low`` names the range
    (``spending.stats.ranges``), and ranges stand in the order of their names.
    """

    KEYS = ("register", "currency", "tax", "level", "member", "low")
    ADDED = ("n",)

    class Level(models.TextChoices):
        ALL = "all", _("all")
        YEAR = "year", _("of one year")
        DZIAL = "dzial", _("of one dział")
        UNIT = "unit", _("of one unit")

    level = models.CharField(max_length=5, choices=Level)
    member = models.CharField(max_length=20)
    low = models.DecimalField(max_digits=18, decimal_places=2)

    class Meta(Rollup.Meta):
        verbose_name = _("count of values")
        verbose_name_plural = _("counts of values")
        indexes = [models.Index(fields=["level", "member"], name="value_count_by_member")]


ROLLUPS: tuple[type[Rollup], ...] = (ContractSum, UnitSum, SupplierSum, SupplierYear, ValueCount)
