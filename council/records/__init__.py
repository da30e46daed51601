"""
The council's kinds of records, introduced to search, exports, feeds and sitemaps.

What search keeps is Polish, like the documents. Where a record was read stands in every export by itself.
"""

# ruff: noqa: I001 -- search, feeds and sitemaps list the kinds in this order
from council.records.people import PEOPLE
from council.records.sessions import SESSIONS
from council.records.committees import COMMITTEES
from council.records.votes import VOTES
from council.records.resolutions import DRAFTS, RESOLUTIONS
from council.records.texts import MINUTES, PASSAGES
from council.records.interpellations import INTERPELLATIONS
from council.records.petitions import PETITIONS

__all__ = [
    "COMMITTEES",
    "DRAFTS",
    "INTERPELLATIONS",
    "MINUTES",
    "PASSAGES",
    "PEOPLE",
    "PETITIONS",
    "RESOLUTIONS",
    "SESSIONS",
    "VOTES",
]
