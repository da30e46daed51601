"""
What the lists of the city's money are filtered by; the same in page, export, feed and alert.

Names and values stand in addresses for years: they are Polish, short, and never renamed.
"""

from spending.filters.companies import CompanyFilter
from spending.filters.contracts import ContractFilter
from spending.filters.payments import PaymentFilter

__all__ = ["CompanyFilter", "ContractFilter", "PaymentFilter"]
