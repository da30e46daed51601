"""
Open Contracting's indicators as classes of signals: what each says of itself, and what it finds in stored notices.

The rules themselves are in ``spending.signals.ocds``, free of Django; here are their words, and ``bulletin``, which
lends them the notices of the Biuletyn Zamówień Publicznych. The classes introduce themselves in the order of their
codes.
"""

from spending.signals.open_contracting import competition, prices, rejections

__all__ = ["competition", "prices", "rejections"]
