"""What the organisation writes to its readers."""

from newsletter.models.articles import Article, Category

__all__ = ["Article", "Category"]
