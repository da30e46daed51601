"""
What the council's record lacks, introduced to the board of what is missing.

Each lack is a question of the database with the day from which it is missing. Records that an office removed lack
nothing. Nothing here says that the office has not published: only that we have not got it.
"""

# ruff: noqa: I001 -- the board lists the lacks in this order
from council.missing import sessions, votes, papers, asked, people, doubts

__all__ = ["asked", "doubts", "papers", "people", "sessions", "votes"]
