"""A procurement notice: what it announces, by whom, and the contract that it led to."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spending.models import Contract, Notice, Organization
from spending.presenters.amounts import amount_words, lacks_of, tax_words
from spending.registers_shown import RegisterShown, register_shown
from watchdog.archive.evidence import Correction, Doubt, corrections, doubts
from watchdog.archive.models import Reading
from watchdog.archive.telling import readings_of
from watchdog.core.typography import long_date, number


@dataclass(frozen=True)
class NoticeRow:
    """One notice of a list."""

    notice: Notice
    title: str
    kind: str
    when: str
    value: str
    tax: str


def row(notice: Notice) -> NoticeRow:
    return NoticeRow(
        notice=notice,
        title=notice.subject or notice.key,
        kind=str(notice.get_kind_display()),
        when=long_date(notice.published_on),
        value=_amount(notice, "value"),
        tax=tax_words(notice.tax) if notice.value is not None else "",
    )


@dataclass(frozen=True)
class Fact:
    """A line of what the notice says; ``url`` leads to the page of whom it names."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class NoticePage:
    """Everything the template shows of one notice."""

    notice: Notice
    readings: tuple[Reading, ...]
    others: tuple[Notice, ...]
    """Further notices of the same procedure."""
    doubts: list[Doubt]
    history: list[Correction]

    @property
    def kind(self) -> str:
        return capfirst(str(self.notice.get_kind_display()))

    @property
    def register(self) -> RegisterShown:
        return register_shown(self.notice.register)

    @property
    def title(self) -> str:
        return self.notice.subject or self.notice.key

    @property
    def answer(self) -> str:
        return _("%(kind)s, published on %(day)s.") % {"kind": self.kind, "day": long_date(self.notice.published_on)}

    @property
    def facts(self) -> list[Fact]:
        """What the notice says, in its order; what it leaves out is left out."""
        said = self.notice
        facts = [
            Fact(_("Number of the notice"), said.key),
            Fact(_("Unit"), said.buyer_shown, _page_of(said.buyer)),
            Fact(_("Supplier"), said.supplier_shown, _page_of(said.supplier)),
            Fact(_("Identifier of the procedure"), said.tender),
            Fact(_("The unit's number of the procedure"), said.reference),
            Fact(_("Kind of order"), said.order_type),
            Fact(_("Procedure"), said.procedure),
            Fact("CPV", said.cpv),
            Fact(_("Result"), said.result),
            *_days(said),
            Fact(_("Number of offers"), number(said.offers) if said.offers is not None else ""),
            Fact(_("Value"), _with_lacks(said, "value")),
            Fact(_("Lowest offer"), _with_lacks(said, "lowest")),
            Fact(_("Highest offer"), _with_lacks(said, "highest")),
        ]
        return [fact for fact in facts if fact.text]

    @property
    def contract(self) -> Contract | None:
        return self.notice.contract

    @property
    def citation(self) -> str:
        return f"{self.register}, {self.notice.key}: {self.title}"


def notice_page(notice: Notice) -> NoticePage:
    """Build the page of a notice fetched by ``for_page``."""
    same = Notice.objects.filter(tender=notice.tender, register=notice.register).exclude(pk=notice.pk)
    others = tuple(same.order_by("published_on", "pk")[:20]) if notice.tender else ()
    return NoticePage(notice, tuple(readings_of(notice)), others, doubts(notice.findings), corrections(notice))


def _page_of(organization: Organization | None) -> str:
    return organization.get_absolute_url() if organization else ""


def _days(notice: Notice) -> list[Fact]:
    days = ((_("Offers until"), notice.offers_until), (_("Contract signed on"), notice.contract_on))
    return [Fact(label, long_date(day) if day else "") for label, day in days]


def _amount(notice: Notice, name: str) -> str:
    value = getattr(notice, name)
    return amount_words(value, notice.currency) if value is not None else ""


def _with_lacks(notice: Notice, name: str) -> str:
    """Write an amount with what it is: gross, net, or what the notice does not say."""
    amount = _amount(notice, name)
    which = ", ".join(filter(None, (tax_words(notice.tax), *lacks_of(notice.currency, notice.tax))))
    return f"{amount} ({which})" if amount else ""
