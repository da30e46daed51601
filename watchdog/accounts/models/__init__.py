"""The people of the back room, and the log of what they did."""

from watchdog.accounts.models.acts import Act

__all__ = ["Act"]
