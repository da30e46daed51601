"""The back room of the city's money: what a volunteer reads in a document and types in."""

from spending.admin import companies

__all__ = ["companies"]
