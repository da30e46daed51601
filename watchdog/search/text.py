"""
How text is made comparable, the same on both sides: in the index and in a question.

The database has a text search configuration of its own, ``portal``: the default parser, then ``unaccent``, then
``simple`` (lower case, no endings taken off, no stop words), so that „Łódź”, „lodz” and „LODZ” are one word. Before the
parser sees a text, punctuation becomes spaces, character for character: the parser would otherwise take
``ul.Zwycięstwa`` for the name of a computer and ``XLIV/949/2014`` for the path of a file.
"""

from __future__ import annotations

from django.contrib.postgres.search import SearchConfig, SearchVector
from django.db.models import Func, TextField, Value
from django.db.models.expressions import Combinable

CONFIG = SearchConfig("portal")

SIGNS = (
    "/.-\u2010\u2011\u2012\u2013\u2014\u2212_,;:@#&+*=~^?!|\\'\"`<>()[]{}"
    "\u2019\u201d\u201e\u201c\u00ab\u00bb\u2026\u00b7"
)
_TO_SPACES = str.maketrans(SIGNS, " " * len(SIGNS))


def plain(text: str) -> str:
    """Return the text with punctuation as spaces, as long as it was."""
    return text.translate(_TO_SPACES)


def plain_column(column: str | Combinable) -> Func:
    """Return the same of a column, computed by the database."""
    return Func(column, Value(SIGNS), Value(" " * len(SIGNS)), function="translate", output_field=TextField())


def text_vector(*names: str, weight: str | None = None) -> SearchVector:
    """
    Return the words of these columns as search keeps them, for a generated column, a filter or an index::

        GinIndex(text_vector("subject"), name="vote_text")
    """
    return SearchVector(*map(plain_column, names), config=CONFIG, weight=weight)
