"""The city's money: so far the companies in which the city has shares."""

from spending.models.companies import BoardMember, Company, Holding

__all__ = ["BoardMember", "Company", "Holding"]
