"""What the back room keeps of its own work; public records live in the apps."""

from watchdog.backroom.models.presence import Presence
from watchdog.backroom.models.submissions import Bundle, State, Submission

__all__ = ["Bundle", "Presence", "State", "Submission"]
