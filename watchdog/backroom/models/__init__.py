"""What the back room keeps of its own work; public records live in the apps."""

from watchdog.backroom.models.submissions import Bundle, State, Submission

__all__ = ["Bundle", "State", "Submission"]
