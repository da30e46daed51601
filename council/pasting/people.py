"""Whom a list in minutes names: its names parted, cleaned of titles and offices, and held against those we know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from council.naming import Known, Match, Why, candidates
from watchdog.core.text import squash

SEPARATOR = re.compile(
    r"[,;|]|(?<!\w)(?:i|oraz|a\s+także|jak\s+również)(?!\w)|(?:^|(?<=\s))\d{1,3}[.)](?=\s*[^\W\d])|\t"
)
"""What parts names; a line's end may part them or break one."""
ADDRESSED = re.compile(
    r"(?<!\w)(?:rad(?:n\w{1,4}|c[ay])|p\.|pan(?:|i|a|u|em|ią|ie|ów|owie|om|ami)|państw\w+|(?:wice)?przewodnicząc\w+(?:\s+rady)?"
    r"|imienn\w+|nazwisk\w*|lista|kol\.|ob\.|m\.\s?in\.)(?!\w)",
    re.IGNORECASE,
)
"""What stands before a name and is none."""
VERBS = re.compile(
    r"(?<!\w)(?:głosow\w+|głos(?:y|ów|em|u)?|był[aiyo]?|byli|są|jest|oddał\w*|udział\w*|wniosk\w+|projekt\w+|uchwał\w+|się|od"
    r"|osob\w+|osób|przy|liczba|łącznie|ogółem|to)(?!\w)",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
NEAR = 0.05
"""Two matches of a double name are as close as each other within so much."""
EDGES = " \n:.–—-()[]„”\"'’*/="


@dataclass(frozen=True)
class Read:
    """A name as written and whom it may mean."""

    text: str
    matches: tuple[Match, ...]

    @property
    def who(self) -> int | None:
        """The one person it means; ``None`` where nobody, or more than one, may be meant: nothing is guessed."""
        same = [match.key for match in self.matches if match.why is Why.SAME]
        likely = [match.key for match in self._likely]
        return next((keys[0] for keys in (same, likely) if len(keys) == 1), None) if len(same) < 2 else None

    @property
    def several(self) -> bool:
        """Whether it fits more than one person as it is written."""
        return self.who is None and len(self._likely) > 1

    @property
    def _likely(self) -> list[Match]:
        """Leave out slips of the pen, and whoever shares one half of a double name that is another's whole."""
        likely = [match for match in self.matches if match.why is not Why.SLIP]
        best = max((match.score for match in likely), default=0.0)
        return [match for match in likely if "-" not in self.text or match.score > best - NEAR]


class Names:
    """The people whom a list may name."""

    def __init__(self, people: Sequence[Known]) -> None:
        self._people = people
        self._known: dict[str, Read] = {}

    def read(self, text: str) -> Read:
        """Hold one name against everybody; a name is looked at several times while its list is taken apart."""
        if text not in self._known:
            self._known[text] = Read(text, tuple(candidates(text, self._people)))
        return self._known[text]

    def listed(self, text: str) -> Iterator[Read]:
        """Give every name of a list, in its order; words that are no name are given as read, without matches."""
        for part in SEPARATOR.split(text):
            rows = [row for each in part.split("\n") if (row := cleaned(each))]
            yield from self._rows(rows)

    def _rows(self, rows: list[str]) -> Iterator[Read]:
        """Read rows between two commas: each a name, or one name that a line's end has broken."""
        place = 0
        while place < len(rows):
            alone = self.read(rows[place])
            if place + 1 < len(rows):
                joined = self.read(run_together(rows[place], rows[place + 1]))
                broken = rows[place].endswith("-") or not self.read(rows[place + 1]).matches
                if joined.matches and broken:
                    yield joined
                    place += 2
                    continue
            yield from self._whole(alone)
            place += 1

    def _whole(self, read: Read) -> Iterator[Read]:
        """Give one name, or several that nothing parts („Nowak Jan Lis Anna”), if each of them is somebody's."""
        words = read.text.split()
        if not read.matches and len(words) > 3 and len(words) % 2 == 0:
            pairs = [self.read(f"{one} {other}") for one, other in list(pairwise(words))[::2]]
            if all(pair.matches for pair in pairs):
                yield from pairs
                return
        yield read


def run_together(before: str, after: str) -> str:
    """Join two lines of one name: a hyphen at the end of a line is that of a double name."""
    return f"{before}{after}" if before.endswith("-") else f"{before} {after}"


def cleaned(text: str) -> str:
    """Return a name without what stands around it: „radnej Anny Lis (PO)” is „Anny Lis”."""
    bare = VERBS.sub(" ", ADDRESSED.sub(" ", IN_BRACKETS.sub(" ", text)))
    hyphened = text.rstrip().endswith("-") and bool(re.search(r"\w-$", text.rstrip()))
    words = squash(re.sub(r"(?<!\w)\d+(?!\w)", " ", bare)).strip(EDGES)
    words = f"{words}." if re.search(r"(?:^|\s)[^\W\d]$", words) and text.rstrip().endswith(".") else words
    return f"{words}-" if hyphened else words
