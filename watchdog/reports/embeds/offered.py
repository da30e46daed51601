"""Where the drawing of a page stands."""

ENDING = "osadz/"
"""What stands behind a page's address; the same in both editions, as all addresses."""
