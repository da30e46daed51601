"""The city's money: contracts, payments, notices, the budget, who orders and who delivers, municipal companies."""

from spending.models.budget import BudgetFigure, ClassificationCode
from spending.models.companies import BoardMember, Company, Holding
from spending.models.contracts import Contract, ContractParty
from spending.models.identity import HiddenName, OrganizationDecision, OrganizationRedirect
from spending.models.mappings import RegisterMapping
from spending.models.notices import Notice
from spending.models.organizations import Organization, Spelling, Supplier, Unit
from spending.models.payments import Payment
from spending.models.rollups import ContractSum, SupplierSum, SupplierYear, UnitSum, ValueCount
from spending.models.signals import Signal, SignalComputation, SignalGap, SignalWord

__all__ = [
    "BoardMember",
    "BudgetFigure",
    "ClassificationCode",
    "Company",
    "Contract",
    "ContractParty",
    "ContractSum",
    "HiddenName",
    "Holding",
    "Notice",
    "Organization",
    "OrganizationDecision",
    "OrganizationRedirect",
    "Payment",
    "RegisterMapping",
    "Signal",
    "SignalComputation",
    "SignalGap",
    "SignalWord",
    "Spelling",
    "Supplier",
    "SupplierSum",
    "SupplierYear",
    "Unit",
    "UnitSum",
    "ValueCount",
]
