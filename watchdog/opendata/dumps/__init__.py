"""
Files of everything, written every night (ADR 26): a table of each kind, a database, and what apps introduce.

``rows`` reads a kind, ``tables`` writes it as CSV, ``database`` as SQLite, ``package`` says what all the files are,
``writing`` makes them and puts them in the place of yesterday's, ``places`` knows where they lie.
"""
