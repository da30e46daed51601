"""What the address of a budget's page asks for, and the addresses of its other views."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from spending.presenters.budget_words import SIDES, STAGES

QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4}
SIDE_NAMES = {side.value: name for name, side in SIDES.items()}
STAGE_NAMES = {stage.value: name for name, stage in STAGES.items()}


class NotThere(LookupError):
    """The address asks for something that no budget has."""


@dataclass(frozen=True)
class Choice:
    """Another view of the page: its words, its address, and whether it is the one that is seen."""

    words: str
    url: str
    here: bool


@dataclass(frozen=True)
class Asked:
    """``?strona=wydatki&etap=wykonanie&kwartal=2&rejestr=bestia``; what is not said is chosen by the page."""

    side: str = ""
    stage: str | None = None
    quarter: int | None = None
    register: str = ""

    @classmethod
    def of(cls, params: Mapping[str, str]) -> Self:
        """Read the address; raise ``NotThere`` for a value that it cannot have."""
        try:
            return cls(
                side=SIDES[params["strona"]].value if "strona" in params else "",
                stage=STAGES[params["etap"]].value if "etap" in params else None,
                quarter=QUARTERS[params["kwartal"]] if "kwartal" in params else None,
                register=params.get("rejestr", ""),
            )
        except KeyError as error:
            raise NotThere from error

    @property
    def url(self) -> str:
        """The query of this view, with „?” where there is any; „?” alone leads to what the page itself would choose."""
        said = {
            "strona": SIDE_NAMES.get(self.side, ""),
            "etap": "" if self.stage is None else STAGE_NAMES[self.stage],
            "kwartal": str(self.quarter or ""),
            "rejestr": self.register,
        }
        return f"?{urlencode({name: value for name, value in said.items() if value})}"

    def choices(self, name: str, values: Iterable[Any], words: Callable[[Any], str], here: Any) -> tuple[Choice, ...]:
        """Offer the views that differ from this one in one thing; none where there is nothing to choose from."""
        offered = tuple(Choice(words(value), replace(self, **{name: value}).url, value == here) for value in values)
        return offered if len(offered) > 1 else ()
