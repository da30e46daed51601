"""
Conversations with a mail server, a step at a time.

A conversation pauses wherever the server has the word. So one thread holds several of them: what one server thinks
about costs the others nothing, and no thread waits for another.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator, Iterable
from typing import Any, Self, TypeVar

from newsletter.mail.answers import Answer

Said = TypeVar("Said")
Talk = Generator[None, None, Said]
"""A conversation: it yields whenever the server has the word, and returns what came of it."""


class Line(ABC):
    """Whatever carries letters, one after the other."""

    @abstractmethod
    def talk(self, recipient: str, letter: bytes) -> Talk[Answer]:
        """Hand one letter over: a whole mail with CRLF at each line's end; the next one only after its answer."""

    @abstractmethod
    def hang_up(self) -> None:
        """Close the line; the next letter opens it again."""

    def send(self, recipient: str, letter: bytes) -> Answer:
        """Hand one letter over, and wait for what is said to it."""
        return together([self.talk(recipient, letter)])[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: Any, error: Any, at: Any) -> None:
        self.hang_up()


def together(talks: Iterable[Talk[Said]]) -> list[Said]:
    """Hold conversations on different lines at the same time; give what came of each, in their order."""
    ended: dict[int, Said] = {}
    going_on = dict(enumerate(talks))
    while going_on:
        for place, talk in list(going_on.items()):
            try:
                next(talk)
            except StopIteration as end:
                ended[place] = end.value
                del going_on[place]
    return [ended[place] for place in sorted(ended)]
