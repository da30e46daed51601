"""What the back room keeps of its own work."""

from watchdog.backroom.models.typing import Sent, Typing

__all__ = ["Sent", "Typing"]
