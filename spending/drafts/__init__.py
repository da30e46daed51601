"""
The city's money as documents state it.

Sources build these; ``spending.importers`` stores them. Nothing here knows the database or Django.
"""

from spending.drafts.budget import BudgetFigureDraft, Scope, Side, Stage
from spending.drafts.classification import ClassificationCodeDraft, CodeKind
from spending.drafts.companies import BoardBody, BoardMemberDraft, CompanyDraft, Extent, LegalForm, Span, span
from spending.drafts.contracts import ContractDraft, ContractKind, ValueEffect
from spending.drafts.notices import NoticeDraft, NoticeKind
from spending.drafts.parties import PERSON_SHOWN, Party, PartyKind
from spending.drafts.payments import PaymentDraft
from spending.drafts.rows import Tax

__all__ = [
    "PERSON_SHOWN",
    "BoardBody",
    "BoardMemberDraft",
    "BudgetFigureDraft",
    "ClassificationCodeDraft",
    "CodeKind",
    "CompanyDraft",
    "ContractDraft",
    "ContractKind",
    "Extent",
    "LegalForm",
    "NoticeDraft",
    "NoticeKind",
    "Party",
    "PartyKind",
    "PaymentDraft",
    "Scope",
    "Side",
    "Span",
    "Stage",
    "Tax",
    "ValueEffect",
    "span",
]
