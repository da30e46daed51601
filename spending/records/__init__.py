"""
The kinds of records of the city's money, introduced to search, exports, feeds and sitemaps.

What search keeps is Polish, like the documents. Where a record was read stands in every export by itself.
"""

from spending.records.companies import COMPANIES
from spending.records.contracts import CONTRACTS
from spending.records.payments import PAYMENTS

__all__ = ["COMPANIES", "CONTRACTS", "PAYMENTS"]
