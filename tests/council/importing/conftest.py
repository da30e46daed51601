"""The volunteer and the reviewer of the back room, and the way a table is brought."""

from tests.watchdog.backroom.conftest import reviewer
from tests.watchdog.backroom.importing.conftest import brought, volunteer

__all__ = ["brought", "reviewer", "volunteer"]
