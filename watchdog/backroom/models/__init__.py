"""What the back room keeps of its own work; public records live in the apps."""

from watchdog.backroom.models.imports import ImportFile
from watchdog.backroom.models.presence import Presence
from watchdog.backroom.models.submissions import Bundle, State, Submission
from watchdog.backroom.models.typing import Sent, Typing

__all__ = ["Bundle", "ImportFile", "Presence", "Sent", "State", "Submission", "Typing"]
