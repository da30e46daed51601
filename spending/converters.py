"""Codes of the budget classification in addresses: digits with their zeros."""

from __future__ import annotations

from django.urls.converters import StringConverter


class DzialConverter(StringConverter):
    """A dział: ``010``, ``801``."""

    regex = r"\d{3}"


class RozdzialConverter(StringConverter):
    """A rozdział: ``80101``."""

    regex = r"\d{5}"
