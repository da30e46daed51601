"""Tables of the city's money that people bring: figures of the budget. Free of models."""

from spending.importing.budget import BUDGET
from watchdog.backroom.importing.kinds import introduce

introduce(BUDGET)
