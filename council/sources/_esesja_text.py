"""
The text print of eSesja as a stream of lines: where a vote opens, what its lines are, where its lists of names end.

A vote opens with „Głosowano w sprawie”; the line „Wyniki głosowania”, the counters, „Wyniki imienne” and a heading for
each choice follow, any of them possibly missing. What stands between two votes are headings of the agenda and words of
the minutes. Free of Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile

from council.labels import choice_of
from council.sources._counters import COUNTER, counter_of
from council.sources._line_ends import run_on
from council.sources._name_lists import NameList
from council.sources._running_lines import heads, without_feet
from watchdog.core.text import fold
from watchdog.ingest.pdf import Line

OPENS = re.compile(
    r"(?:\d{1,3}\s?[.)]\s*)?głosowan(?:o(?P<how>(?:\s+(?:tajnie|jawnie|imiennie|wniosek))*)|ie\s+(?P<secret>tajne))"
    r"\s+w\s+sprawie\b\s*:?\s*(?P<subject>.*)",
    re.IGNORECASE,
)
QUORUM = re.compile(r"(?:sprawdz|stwierdz|potwierdz)\w+\s+(?:kworum|quorum|obecnosci)\b")
RESULTS = re.compile(r"wyniki glosowania\b")
NAMES = re.compile(r"(?:wyniki|glosy)\s+imienne\b\s*:?\s*")
WHEN = re.compile(r"(?:data\s+glosowania|glosowanie\s+(?:z\s+dnia|zakonczono|rozpoczeto|przeprowadzono))\b\s*")
HEADING = re.compile(r"(?P<label>[^\d(),:;]{2,40}?)\s*\((?P<count>\d{1,4})\)\s*:?\s*(?P<names>.*)")
INLINE = re.compile(r"(?P<name>[^(),;]+?)\s*\((?P<label>[^()]+)\)")
OUTCOME = re.compile(
    r"(?:wynik\w*\s*:|(?:uchwal|wnios|projekt|poprawk|stanowisk|apel|rezolucj|protokol|porzad)\w*\b.*\bzostal)"
    r".*\b(?P<word>podjet|przyjet|przyjec|uchwalon|odrzucon)\w*"
)
SECRET = re.compile(
    r"(?:(?:typ|rodzaj|tryb|forma)\s+glosowania\s*:?\s*tajn|(?:wyniki\s+)?glosowani[ae]\s+tajne|tajne\W*$)"
)
TITLE = re.compile(r"\brad[ay]\b.*\b(?:miasta|miejsk|gminy|powiatu)|\bsesj[ai]\b|^protokol\b")
ITEM = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*\s?[a-z]?|[a-z])\s?[.)]\s")
FURNITURE = re.compile(
    r"wygenerowan|przygotowano (?:przy pomocy|w)|przygotowal|wydruk(?:owano)?\b.*(?:esesj|\d)|.*\besesja\.pl\b"
    r"|(?:strona|str\.?|s\.)\s*\d+(?:\s*(?:z|/)\s*\d+)?$|-?\s*\d{1,4}\s*-?$|\d{1,4}\s*/\s*\d{1,4}$"
)


@dataclass
class Group:
    """The names under one heading, with the heading's words and the count it prints."""

    label: str
    printed: int | None
    names: NameList


@dataclass
class Block:
    """One vote, part by part, as printed."""

    opened: Line
    how: str = ""
    """Words of the opening line beside the question („tajnie”, „wniosek”)."""
    heading: list[Line] = field(default_factory=list)
    """What stands between the vote before and this one."""
    subject: list[str] = field(default_factory=list)
    counters: list[str] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    inline: list[tuple[str, str]] = field(default_factory=list)
    """Lines of „Imię Nazwisko (ZA)”, each with its place."""
    when: str = ""
    outcome: str = ""
    secret: bool = False
    quorum: bool = False

    @property
    def place(self) -> str:
        return self.opened.place


@dataclass
class Print:
    """A document: what stands above its first vote, and its votes."""

    head: list[str]
    blocks: list[Block]


def read_print(lines: list[Line]) -> Print:
    """Part a document into its head and its votes."""
    kept = without_feet([line for line in lines if not FURNITURE.match(fold(line.text))])
    body = list(dropwhile(lambda line: not opens(line), kept)) or kept
    reader = _Reader(max((line.cells[-1].right for line in body), default=0.0), titles_of(kept))
    for line, following in zip(kept, [*kept[1:], None], strict=True):
        reader.read(line, following)
    return Print(reader.head, reader.blocks)


def opens(line: Line, following: Line | None = None) -> bool:
    """Say whether a line opens a vote, or a check of the quorum with its results right below."""
    if OPENS.fullmatch(line.text):
        return True
    return bool(QUORUM.match(fold(line.text))) and following is not None and _starts_results(following)


def titles_of(lines: list[Line]) -> set[str]:
    """Give the lines of the first page's title, which some prints repeat on top of every page."""
    above = list(takewhile(lambda line: not opens(line), lines))
    return {fold(line.text) for line in above if TITLE.search(fold(line.text))} | heads(lines, above)


class _Reader:
    """Takes in line after line and knows which part of which vote they belong to."""

    def __init__(self, margin: float, titles: set[str]) -> None:
        self.head: list[str] = []
        self.blocks: list[Block] = []
        self._margin = margin
        self._titles = titles
        self._between: list[Line] = []
        self._when_before = ""
        self._part = ""
        """Of the open vote: ``subject``, ``counters``, ``names``, ``inline``, or empty between votes."""

    def read(self, line: Line, following: Line | None) -> None:
        text = fold(line.text)
        if self.blocks and text in self._titles:
            return
        if self._opened(line, following) or self._marked(line, text):
            return
        if self.blocks and self._continued(line, text):
            return
        self._part = ""
        self._between.append(line)
        if not self.blocks:
            self.head.append(line.text)

    def _opened(self, line: Line, following: Line | None) -> bool:
        found = OPENS.fullmatch(line.text)
        if not found and (self._part == "subject" or not opens(line, following)):
            return False
        block = Block(line, heading=self._between, when=self._when_before, quorum=not found)
        if found:
            block.how = fold(found["how"] or found["secret"] or "")
            block.subject = [found["subject"]] if found["subject"] else []
        else:
            block.subject = [line.text]
        block.secret = "tajn" in block.how
        self.blocks.append(block)
        self._between, self._when_before, self._part = [], "", "subject"
        return True

    def _marked(self, line: Line, text: str) -> bool:
        """Take a line that says by its first words what it is."""
        when = WHEN.match(text)
        if when:
            self._moment(line.text, text)
            return True
        if not self.blocks:
            return False
        block = self.blocks[-1]
        if RESULTS.match(text):
            block.secret |= "tajn" in text and self._part != ""
            self._part = "counters" if self._part else ""
            return True
        return self._secret(block, text) or self._named(block, line, text) or self._ended(block, line, text)

    def _moment(self, printed: str, text: str) -> None:
        """Keep when a vote was taken: of the open one, or of the one to come where the print dates votes first."""
        moment = re.sub(r"^.*?(?=\d)", "", WHEN.sub("", text))
        if self.blocks and not self.blocks[-1].when:
            self.blocks[-1].when = moment
        elif not self.blocks or self._when_comes_first:
            self._when_before = moment
        self._part = "" if self._part == "names" else self._part or ""
        if self._part == "subject" and self.blocks and self.blocks[-1].subject:
            self._part = "counters"

    @property
    def _when_comes_first(self) -> bool:
        return bool(self.blocks and self.blocks[-1].when)

    def _secret(self, block: Block, text: str) -> bool:
        if not self._part or not SECRET.match(text) or (self._part == "subject" and not block.subject):
            return False
        block.secret = True
        return True

    def _named(self, block: Block, line: Line, text: str) -> bool:
        """Take the line that opens the names, or the heading of a choice, with names that follow on the same line."""
        found = NAMES.match(text)
        if found:
            self._part = "inline"
            rest = line.text.partition(":")[2].strip()
            if rest and not self._heading(block, line, rest):
                block.inline.append((rest, line.place))
            return True
        return self._heading(block, line, line.text)

    def _heading(self, block: Block, line: Line, printed: str) -> bool:
        found = HEADING.fullmatch(printed)
        if not found or not (choice_of(found["label"]) or (self._part in ("names", "inline") and _shouts(found))):
            return False
        names = NameList(self._margin, int(found["count"]))
        if found["names"]:
            names.take(line, found["names"])
        block.groups.append(Group(found["label"].strip(), int(found["count"]), names))
        self._part = "names"
        return True

    def _ended(self, block: Block, line: Line, text: str) -> bool:
        """Take the line that says what became of the question."""
        if self._part == "subject" or block.outcome or not OUTCOME.match(text) or ITEM.match(text):
            return False
        if self._between:
            return False
        block.outcome, self._part = line.text, ""
        return True

    def _continued(self, line: Line, text: str) -> bool:
        """Take a line that goes on with the part before it."""
        block = self.blocks[-1]
        if self._part in ("subject", "counters") and COUNTER.match(text) and _counts(text):
            block.counters.append(text)
            self._part = "counters"
        elif self._part == "counters" and block.counters and _goes_on_counting(block.counters[-1], text):
            block.counters.append(text)
        elif self._part == "subject":
            block.subject.append(line.text)
        elif self._part == "names" and block.groups[-1].names.goes_on(line):
            block.groups[-1].names.take(line, line.text)
        elif self._part == "inline" and _inline_goes_on(block.inline, line.text):
            block.inline.append((line.text, line.place))
        else:
            return False
        return True


def _starts_results(line: Line) -> bool:
    heading = HEADING.fullmatch(line.text)
    text = fold(line.text)
    return bool(
        RESULTS.match(text) or NAMES.match(text) or WHEN.match(text) or (heading and choice_of(heading["label"]))
    )


def _counts(text: str) -> bool:
    found = COUNTER.match(text)
    return bool(found and counter_of(found["label"]))


def _goes_on_counting(before: str, text: str) -> bool:
    """Say whether a line is the rest of counters that were wrapped („…, WSTRZYMUJĘ” and „SIĘ: 1, …”)."""
    return bool(COUNTER.search(text)) and (not re.search(r"\d\s*\.?$", before) or _counts(text))


def _inline_goes_on(before: list[tuple[str, str]], text: str) -> bool:
    """Say whether a line still belongs to „Imię Nazwisko (ZA), …”: an entry was left open, or it holds one itself."""
    if before and not before[-1][0].rstrip().endswith(")"):
        return not ITEM.match(fold(text))
    found = INLINE.search(text)
    return bool(found and choice_of(found["label"])) and not ITEM.match(fold(text))


def _shouts(found: re.Match[str]) -> bool:
    return found["label"].isupper() and not found["names"]


def entries(inline: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield name, label and place of each „Imię Nazwisko (ZA)”."""
    text, starts = "", []
    for line, place in inline:
        text = run_on(text, line) if text else line
        starts.append((len(text), place))
    for found in INLINE.finditer(text):
        place = next(place for end, place in starts if found.start("name") < end)
        yield found["name"].strip(" .,;"), found["label"].strip(), place
