"""
What the lists of the city's money are filtered by; the same in page, export, feed and alert.

Names and values stand in addresses for years: they are Polish, short, and never renamed.
"""

from spending.filters.companies import CompanyFilter
from spending.filters.notices import NoticeFilter
from spending.filters.organizations import OrganizationFilter

__all__ = ["CompanyFilter", "NoticeFilter", "OrganizationFilter"]
