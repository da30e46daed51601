"""The budget as documents state it: every amount with its year, side, stage and place in the classification."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.drafts import CodeKind, Scope, Side, Stage
from spending.models.rows import Classified
from watchdog.archive.models import Sourced
from watchdog.core.typography import number


class BudgetQuerySet(models.QuerySet["BudgetFigure"]):
    def of_year(self, year: int) -> Self:
        """Keep the figures of one year that offices still state."""
        return self.filter(year=year, withdrawn_at__isnull=True)

    def for_list(self) -> Self:
        """Fetch what a list of figures shows: each with its document."""
        return self.select_related("snapshot")


class BudgetFigure(Classified):
    """
    One amount of a budget. Two registers that speak of the same stand beside each other.

    Stages are never added to one another, quarters neither (each counts from 1 January), and of scopes only lines of
    one register, side, stage, year and quarter may be added.
    """

    class OfSide(models.TextChoices):
        REVENUE = Side.REVENUE.value, pgettext_lazy("side of a budget", "revenue")
        EXPENDITURE = Side.EXPENDITURE.value, pgettext_lazy("side of a budget", "expenditure")
        RESULT = Side.RESULT.value, pgettext_lazy("side of a budget", "result")
        DEBT = Side.DEBT.value, pgettext_lazy("side of a budget", "debt")
        FINANCING = Side.FINANCING.value, pgettext_lazy("side of a budget", "financing of a deficit")

    class AtStage(models.TextChoices):
        DRAFT = Stage.DRAFT.value, pgettext_lazy("stage of a budget", "draft")
        ADOPTED = Stage.ADOPTED.value, pgettext_lazy("stage of a budget", "adopted")
        AMENDED = Stage.AMENDED.value, pgettext_lazy("stage of a budget", "after changes")
        EXECUTED = Stage.EXECUTED.value, pgettext_lazy("stage of a budget", "executed")
        COMMITMENTS = Stage.COMMITMENTS.value, pgettext_lazy("stage of a budget", "committed")
        LIABILITIES = Stage.LIABILITIES.value, pgettext_lazy("stage of a budget", "liabilities")

    class Covers(models.TextChoices):
        TOTAL = Scope.TOTAL.value, pgettext_lazy("what a figure covers", "total")
        PART = Scope.PART.value, pgettext_lazy("what a figure covers", "part")
        LINE = Scope.LINE.value, pgettext_lazy("what a figure covers", "line of the classification")
        TASK = Scope.TASK.value, pgettext_lazy("what a figure covers", "task")

    register = models.CharField(_("register"), max_length=40)
    key = models.CharField(_("key in the register"), max_length=160)
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"), null=True, blank=True)
    side = models.CharField(_("side"), max_length=12, choices=OfSide)
    stage = models.CharField(_("stage"), max_length=12, choices=AtStage, blank=True)
    scope = models.CharField(_("covers"), max_length=6, choices=Covers)
    group = models.CharField(_("group of paragraphs"), max_length=4, blank=True)
    label = models.CharField(_("name in the document"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, default="PLN")
    approximate = models.BooleanField(_("rounded"), default=False)
    act = models.CharField(_("resolution or ordinance"), max_length=200, blank=True)

    objects = BudgetQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "side", "stage", "dzial", "rozdzial", "paragraf", "financing", "pk"]
        verbose_name = _("figure of the budget")
        verbose_name_plural = _("figures of the budget")
        indexes = [models.Index(fields=["year", "side", "stage", "scope"], name="budget_of_year")]
        constraints = [
            models.UniqueConstraint(fields=["register", "key"], name="budget_figure_once_in_its_register"),
            models.CheckConstraint(name="budget_side_known", condition=Q(side__in=[each.value for each in Side])),
            models.CheckConstraint(name="budget_stage_known", condition=Q(stage__in=[each.value for each in Stage])),
            models.CheckConstraint(name="budget_scope_known", condition=Q(scope__in=[each.value for each in Scope])),
            models.CheckConstraint(
                name="budget_quarter_is_one_of_four", condition=Q(quarter=None) | Q(quarter__gte=1, quarter__lte=4)
            ),
            models.CheckConstraint(name="budget_line_has_a_dzial", condition=~Q(scope=Scope.LINE.value) | ~Q(dzial="")),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.label or self.dzial or self.get_side_display()} {number(self.amount, 2)}"

    def get_absolute_url(self) -> str:
        return reverse("spending:budget-figure", args=[self.register, self.key])


class ClassificationCode(Sourced):
    """A code of the budget classification and its name, valid from a day to a day."""

    class Kind(models.TextChoices):
        DZIAL = CodeKind.DZIAL.value, _("dział")
        ROZDZIAL = CodeKind.ROZDZIAL.value, _("rozdział")
        REVENUE = CodeKind.REVENUE.value, _("paragraf of revenue")
        EXPENDITURE = CodeKind.EXPENDITURE.value, _("paragraf of expenditure")
        GROUP = CodeKind.GROUP.value, _("group of paragraphs")
        FINANCING = CodeKind.FINANCING.value, _("fourth digit")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    code = models.CharField(_("code"), max_length=5)
    name = models.TextField(_("name"))
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["kind", "code", "-valid_from"]
        verbose_name = _("code of the classification")
        verbose_name_plural = _("codes of the classification")
        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "valid_from"], name="classification_code_once_a_day"),
            models.CheckConstraint(
                name="classification_kind_known", condition=Q(kind__in=[each.value for each in CodeKind])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
