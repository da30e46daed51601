"""
What minutes and tables say of a vote by name, pasted as text, becomes a choice a person.

Lists („Przeciw: Nowak Jan, Annie Lis oraz radnych Kota i Żaka”), sentences („radny Kot wstrzymał się”), rows („1. Nowak
Jan ZA”) and tables copied from PDF or Excel, in either order of names and any case. What fits two people is never
guessed, and what is no name is given back. Free of Django.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from council.drafts import Choice
from council.labels import USUAL, choice_of, split_label
from council.naming import Known
from council.pasting.choices import COUNTERS, NOBODY, REST, UNANIMOUS, Phrase, counted, flat, phrases
from council.pasting.people import ADDRESSED, VERBS, Names, Read, cleaned
from watchdog.core.text import squash

SENTENCE = re.compile(
    r"(?<=\w\w)(?<!dr)(?<!hab)(?<!prof)(?<!mgr)(?<!inż)(?<!wstrz)\.\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ])"
    r"|(?<=\d)\.\s+(?=(?:Za|Przeciw|Wstrzym|Nie|Nikt|Pozosta|Wszys|Wyłącz|Brak|Głos))"
)
"""Where a sentence ends; „dr Lis”, „J. Nowak” and „1. Nowak” go on."""
COUNT_OF_LIST = re.compile(r"(?:^|\d)[\s:–-]*(?:[^\W\d]+\s*){0,2}\(")
"""What opens a list in brackets: „2 radnych (Kot, Żak)”."""
ROW_NUMBER = re.compile(r"^\s*\d{1,3}\s*[.)]?[\s|;]+(?=[^\W\d])")
CELLS = re.compile(r"\t|\s*[|]\s*|;")
AGAINST = re.compile(r"\b(?:odrzuc|oddal|przeciw|nie\s+(?:przyj|podj|uchwal|wyraz))\w*")
"""In flat text: what turns „jednogłośnie” round."""
NOT_ONE = re.compile(r"\bnikt\b(?=.*\bnie\b)")
ABOUT_NOBODY = (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)
CROSS = {"x", "+", "✓", "✔", "●", "•", "1", "v"}
"""What a table puts into the column of a person's choice."""


@dataclass(frozen=True)
class Unread:
    """Words in the place of a name that do not say who is meant."""

    text: str
    choice: Choice
    candidates: tuple[int, ...]
    """Whom they may mean, the closest first; empty for nobody that day."""
    several: bool
    """Whether they fit more than one person exactly as they are written."""


@dataclass(frozen=True)
class PastedRoll:
    """What a paste says of a vote; people are named by the keys of ``Known``."""

    choices: dict[int, Choice]
    counters: dict[str, int]
    """The numbers that the text prints, by the names of ``Official``."""
    implied: frozenset[int]
    """Of those in ``choices``: whom no name but „pozostali za” or „jednogłośnie” tells of."""
    unmentioned: tuple[int, ...]
    conflicts: dict[int, tuple[Choice, ...]]
    """Who is named with different choices; they have none in ``choices``."""
    unread: tuple[Unread, ...]
    leftover: tuple[str, ...]
    """Words that are neither names nor choices, as pasted."""
    doubts: tuple[str, ...]
    """What a person should look at, in sentences."""


def read_names(text: str, people: Sequence[Known], absent: Collection[int] = ()) -> PastedRoll:
    """Read a pasted list; ``people`` held a mandate that day, ``absent`` are those of them known not to be there."""
    reader = _Reader(people)
    for line in re.split(r"\r\n|[\n\r\v\f\u2028]", text):
        if not reader.row(line):
            for sentence in SENTENCE.split(line):
                reader.sentence(sentence)
    reader.close()
    return _answer(reader, people, absent)


@dataclass
class _Reader:
    """Takes lines one by one; a list runs on over lines until other words come."""

    people: Sequence[Known]
    said: dict[int, list[Choice]] = field(default_factory=lambda: defaultdict(list))
    counters: dict[str, int] = field(default_factory=dict)
    rest: Choice | None = None
    unread: list[Unread] = field(default_factory=list)
    leftover: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._names = Names(self.people)
        self._open: Choice | str | None = None
        self._list = ""
        self._columns: list[Choice | None] = []

    # Rows of tables

    def row(self, line: str) -> bool:
        """Take a row that gives one person and one choice; tell whether it was one."""
        cells = [squash(cell) for cell in CELLS.split(ROW_NUMBER.sub("", line))]
        choices = [choice_of(cell) for cell in cells]
        given = [choice for choice in choices if choice]
        if len(given) > 1 and not any(self._names.read(cell).matches for cell in cells if cell):
            self.close()
            self._columns = choices
            return True
        if len(cells) > 1 and self._columns and not given:
            crossed = [place for place, cell in enumerate(cells) if cell.lower() in CROSS]
            given = [choice for place in crossed if place < len(self._columns) and (choice := self._columns[place])]
            cells = [cell for place, cell in enumerate(cells) if place not in crossed]
        else:
            cells = [cell for cell, choice in zip(cells, choices, strict=True) if not choice]
        if len(given) == 1 and any(cells) and len(choices) > 1:
            return self._take_cells(cells, given[0])
        return self._labelled(line)

    def _take_cells(self, cells: list[str], choice: Choice) -> bool:
        """Find the name among the cells of a row: in one, or in two that stand side by side."""
        words = [cell for cell in cells if re.search(r"[^\W\d]", cell)]
        tries = [" ".join(words[:2]), *words, " ".join(words)]
        read = next((read for each in tries if (read := self._names.read(cleaned(each))).matches), None)
        self.close()
        self._keep(read or self._names.read(" ".join(words)), choice)
        return True

    def _labelled(self, line: str) -> bool:
        """Take „Nowak Jan TAK”, „Nowak Jan – OBECNY”: a known label closes the line and one name stands before it."""
        name, label = split_label(squash(ROW_NUMBER.sub("", line)))
        choice = choice_of(label) if label else None
        bare = cleaned(name)
        if choice is None or not bare or phrases(flat(name)) or re.search(r"[,;:]|\si\s|\soraz\s", name):
            return False
        read = self._names.read(bare)
        if not read.matches and (REST.search(flat(name)) or not bare[:1].isupper() or self._list):
            return False
        self.close()
        self._keep(read, choice)
        return True

    # Lists and sentences

    def sentence(self, text: str) -> None:
        words = flat(text)
        found = phrases(words)
        if UNANIMOUS.search(words) and self._unanimous(text, words, found):
            return
        if NOT_ONE.search(words) and found:
            self._nobody(found)
        elif not found:
            self._without_choice(text)
        elif self._mixed(text, found):
            self.close()
            self.leftover.append(squash(text))
            self.doubts.append(f"Nie wiadomo, czyj jest który głos: „{squash(text)}”.")
        elif self._names_first(text, words, found):
            self._backward(text, words, found)
        else:
            self._forward(text, words, found)

    def _unanimous(self, text: str, words: str, found: list[Phrase]) -> bool:
        """Take „jednogłośnie”: everybody for, unless the sentence tells of a refusal; tell whether that was all."""
        self.close()
        if AGAINST.search(words):
            self.leftover.append(squash(text))
            self.doubts.append(f"Nie wiadomo, czy jednogłośnie za, czy przeciw: „{squash(text)}”.")
            return True
        self.rest = Choice.FOR
        return not found

    def _nobody(self, found: list[Phrase]) -> None:
        """Take „nikt nie był przeciw, nikt się nie wstrzymał”."""
        self.close()
        self.counters |= {COUNTERS[phrase.what]: 0 for phrase in found if phrase.what in ABOUT_NOBODY}

    def _mixed(self, text: str, found: list[Phrase]) -> bool:
        """Tell „przeciw był Nowak, a Anna Lis wstrzymała się”: whose is the last word cannot be told for sure."""
        tail, before = text[found[-1].end :], text[: found[0].start]
        if len(found) < 2 or ":" in tail or re.search(r"[^\W_]", VERBS.sub("", tail)) or self._named(before):
            return False
        return self._named(text[found[-2].end : found[-1].start])

    def _without_choice(self, text: str) -> None:
        """Go on with an open list, or give the line back."""
        if self._open is not None and squash(text):
            self._list += f"\n{text}"
        elif squash(text):
            self.leftover.append(squash(text))

    def _names_first(self, text: str, words: str, found: list[Phrase]) -> bool:
        """Tell „Jan Nowak był przeciw” from „Przeciw był Jan Nowak”."""
        after, before = text[found[-1].end :], text[: found[0].start]
        if REST.search(flat(before)) and not self._named(after):
            return True
        return not re.match(r"\s*[:(–-]", after) and self._named(before) and not self._named(after)

    def _named(self, text: str) -> bool:
        return any(read.matches for read in self._names.listed(text))

    def _backward(self, text: str, words: str, found: list[Phrase]) -> None:
        self.close()
        start = 0
        for phrase in found:
            self._count(words, phrase, start)
            self._take(text[start : phrase.start], phrase.what)
            start = phrase.end
        self._give_back(text[start:])

    def _forward(self, text: str, words: str, found: list[Phrase]) -> None:
        before = text[: found[0].start]
        if self._open is not None and self._named(before):
            self._list += f"\n{before}"
            before = ""
        self.close()
        self._give_back(before)
        for place, phrase in enumerate(found):
            end = found[place + 1].start if place + 1 < len(found) else len(text)
            self._count(words, phrase, found[place - 1].end if place else 0)
            self.close()
            self._open, self._list = phrase.what, text[phrase.end : end]

    def _count(self, words: str, phrase: Phrase, before: int) -> None:
        nobody = NOBODY.match(words, phrase.end)
        number = 0 if nobody else counted(words, phrase, before)
        if number is not None and phrase.what in COUNTERS:
            self.counters[COUNTERS[phrase.what]] = number

    def close(self) -> None:
        """Read the names of the list that was open."""
        if self._open is not None:
            self._take(self._list, self._open)
        self._open, self._list = None, ""

    def _take(self, text: str, what: Choice | str) -> None:
        words = flat(text)
        if not isinstance(what, Choice):
            self._give_back(text)
            return
        if NOBODY.match(words):
            return
        if REST.search(words):
            self.rest = what
            text = "".join("," if _within(place, REST, words) else letter for place, letter in enumerate(text))
        for read in self._names.listed(COUNT_OF_LIST.sub(",", text)):
            self._keep(read, what)

    def _keep(self, read: Read, choice: Choice) -> None:
        if read.who is not None:
            self.said[read.who].append(choice)
        elif read.matches or any(word[:1].isupper() for word in read.text.split()):
            keys = tuple(match.key for match in read.matches)
            self.unread.append(Unread(read.text, choice, keys, read.several))
        else:
            self.leftover.append(read.text)

    def _give_back(self, text: str) -> None:
        words = squash(VERBS.sub(" ", ADDRESSED.sub(" ", text)))
        if re.search(r"[^\W\d]{3}", words):
            self.leftover.append(squash(text))


def _within(place: int, pattern: re.Pattern[str], text: str) -> bool:
    return any(found.start() <= place < found.end() for found in pattern.finditer(text))


def _answer(reader: _Reader, people: Sequence[Known], absent: Collection[int]) -> PastedRoll:
    said = {key: tuple(dict.fromkeys(choices)) for key, choices in reader.said.items()}
    conflicts = {key: choices for key, choices in said.items() if len(choices) > 1}
    choices = {key: only[0] for key, only in said.items() if len(only) == 1}
    others = [person.key for person in people if person.key not in said and person.key not in absent]
    doubts = [*reader.doubts, *_contradictions(people, conflicts), *_uncounted(choices, reader)]
    implied: list[int] = []
    if reader.rest:
        implied, doubt = _implied(reader, choices, others)
        doubts += doubt
        choices |= dict.fromkeys(implied, reader.rest)
    unmentioned = tuple(each.key for each in people if each.key not in choices and each.key not in conflicts)
    return PastedRoll(
        choices,
        reader.counters,
        frozenset(implied),
        unmentioned,
        conflicts,
        tuple(reader.unread),
        tuple(reader.leftover),
        tuple(doubts),
    )


def _implied(reader: _Reader, choices: dict[int, Choice], others: list[int]) -> tuple[list[int], list[str]]:
    """Give those whom „pozostali” means; nobody while a name is unclear or the printed number is another."""
    rest = reader.rest
    if rest is None:
        return [], []
    printed = reader.counters.get(COUNTERS.get(rest, ""))
    number = sum(choice is rest for choice in choices.values()) + len(others)
    words = USUAL[rest]
    if reader.unread:
        return [], [f"Nie wiadomo, kto należy do „pozostałych” ({words}), dopóki są nazwiska nierozpoznane."]
    if printed is not None and printed != number:
        text = (
            f"Tekst podaje liczbę {printed} przy „{words}”, a „pozostałych” byłoby razem {number}: zaznacz ich osobno."
        )
        return [], [text]
    return others, []


def _contradictions(people: Sequence[Known], conflicts: dict[int, tuple[Choice, ...]]) -> list[str]:
    named = {person.key: f"{person.given} {person.family}" for person in people}
    return [
        f"{named[key]}: tekst podaje dwa różne głosy ({', '.join(USUAL[choice] for choice in choices)})."
        for key, choices in conflicts.items()
    ]


def _uncounted(choices: dict[int, Choice], reader: _Reader) -> list[str]:
    """Hold the printed numbers against the names, where any are given under that choice."""
    found = []
    for choice in dict.fromkeys(choices.values()):
        printed = reader.counters.get(COUNTERS.get(choice, ""))
        names = sum(each is choice for each in choices.values())
        if printed is not None and printed != names and choice is not reader.rest:
            found.append(f"Tekst podaje liczbę {printed} przy „{USUAL[choice]}”, a rozpoznanych nazwisk jest {names}.")
    return found
