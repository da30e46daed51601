"""What the organisation writes to its readers."""

from newsletter.models.alerts import Alert, Notice, Rate, Told
from newsletter.models.articles import Article, Category
from newsletter.models.issues import Issue
from newsletter.models.mailings import Delivery, Mailing
from newsletter.models.packs import PackPiece, SessionPack
from newsletter.models.subscribers import Consent, Subscriber, Suppression

__all__ = [
    "Alert",
    "Article",
    "Category",
    "Consent",
    "Delivery",
    "Issue",
    "Mailing",
    "Notice",
    "PackPiece",
    "Rate",
    "SessionPack",
    "Subscriber",
    "Suppression",
    "Told",
]
