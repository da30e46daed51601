"""
What the record of the city's money lacks, introduced to the board of what is missing.

Each lack is a question of the database with the day from which it is missing. Rows that an office took back lack
nothing. Nothing here says that the office has not published: only that we have not got it.
"""

from spending.missing import budget, contracts

__all__ = ["budget", "contracts"]
