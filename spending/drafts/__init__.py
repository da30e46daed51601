"""
The city's money as documents state it.

Sources build these; ``spending.importers`` stores them. Nothing here knows the database or Django.
"""

from spending.drafts.companies import BoardBody, BoardMemberDraft, CompanyDraft, Extent, LegalForm, Span, span

__all__ = ["BoardBody", "BoardMemberDraft", "CompanyDraft", "Extent", "LegalForm", "Span", "span"]
