"""The same people of the back room as at the organisation's own pages."""

from tests.watchdog.pages.conftest import as_, fill, reviewer, writer

__all__ = ["as_", "fill", "reviewer", "writer"]
