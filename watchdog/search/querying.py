"""
Asking the table of search: how many, of which kinds, years and bodies, and the best of them.

The cost of a question is bounded, whatever is asked (``finding``), and the next page of an answer, or the same question
of the next visitor, neither counts nor ranks again (``remembering``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

from watchdog.records import record_types
from watchdog.search.expanding import expanded, nearest
from watchdog.search.finding import KEPT, Found, find, find_if_few, find_within
from watchdog.search.headlines import START, STOP, has_hit, marked, passage
from watchdog.search.matching import Narrowing
from watchdog.search.models import Entry
from watchdog.search.question import Question
from watchdog.search.remembering import remembered
from watchdog.search.text import SIGNS
from watchdog.search.vocabulary import spelled_out
from watchdog.search.widening import FEW, widened

PER_PAGE = 20
PAGES = KEPT // PER_PAGE
QUOTED_FROM = 20_000
"""Characters of a body in which the passage to quote is looked for."""
_MARKED = (
    f"ts_headline('portal', translate({{}}, %s, %s), asked, 'StartSel={START}, StopSel={STOP}, HighlightAll=true')"
)
# Written out: to put it together anew for each page takes longer than to mark the texts.
_SHOWN = f"""
    SELECT id, title, keywords, url, kind, day, year, left(body, {QUOTED_FROM}) AS body_start,
           {_MARKED.format("title")} AS title_headline,
           {_MARKED.format("keywords")} AS keywords_headline,
           {_MARKED.format(f"left(body, {QUOTED_FROM})")} AS body_headline
    FROM search_entry, to_tsquery('portal', %s) AS asked WHERE id = ANY(%s)
"""
"""The texts of a page, marked by the database where it found something; without punctuation, as in the index."""
_SIGNS = [SIGNS, " " * len(SIGNS)]


@dataclass(frozen=True)
class Hit:
    """One entry that was found; texts carry the marks of ``headlines``."""

    title: str
    passage: str
    keywords: str
    """Empty unless something in them was found."""
    url: str
    kind: str
    day: date | None
    year: int | None


class Answer:
    """What the table says to a question, narrowed to some kinds, years and bodies (all where none is named)."""

    def __init__(
        self,
        question: Question,
        kinds: tuple[str, ...] = (),
        years: tuple[int, ...] = (),
        organs: tuple[str, ...] = (),
    ) -> None:
        self.question = question
        self.kinds = kinds
        self.years = years
        self.organs = organs

    @cached_property
    def is_complete(self) -> bool:
        """Whether every hit of the question was counted, so that its facets may show numbers."""
        return self._whole.is_complete

    @cached_property
    def total(self) -> int:
        """Hits of the narrowed question, at most ``MOST_COUNTED`` and one."""
        if self.is_complete:
            return sum(self.by_kind[kind] for kind in self.by_kind if not self.kinds or kind in self.kinds)
        return self._narrowed.total

    @property
    def has_more(self) -> bool:
        """Whether there are more hits than were counted."""
        return self._ranking.has_more

    @cached_property
    def by_kind(self) -> Counter[str]:
        """Hits of each kind in the years, and of the bodies, that were chosen."""
        chosen = self.years
        return _sums((kind, hits) for kind, year, hits in self._whole.counts if not chosen or year in chosen)

    @cached_property
    def by_year(self) -> Counter[int | None]:
        """Hits of each year (``None``: not known) in the kinds, and of the bodies, that were chosen."""
        return _sums((year, hits) for kind, year, hits in self._whole.counts if kind in (self.kinds or (kind,)))

    @cached_property
    def by_organ(self) -> Counter[str]:
        """Hits of the bodies with most of them, in the kinds and years that were chosen."""
        return _sums(self._whole.organs)

    @property
    def ranked(self) -> int:
        """How many hits were held against each other to find the best."""
        return self._ranking.ranked

    @property
    def are_newest(self) -> bool:
        """Whether these are the newest ones, because there are too many to rank them all."""
        return self._ranking.are_newest

    @property
    def looked_through(self) -> int:
        """In how many entries with its words their order was looked at, where not in all; then there may be more."""
        return self._ranking.looked_through

    @property
    def shown(self) -> int:
        """How many hits the pages of the answer show."""
        return len(self._best)

    @property
    def last_page(self) -> int:
        """How many pages are shown."""
        return -(-self.shown // PER_PAGE)

    def hits(self, page: int = 1) -> list[Hit]:
        """Return the best hits, by weight and then by age, 20 a page."""
        first = (page - 1) * PER_PAGE
        keys = self._best[first : first + PER_PAGE]
        if not keys:
            return []
        shown = Entry.objects.raw(_SHOWN, [*_SIGNS * 3, self._asked.tsquery(), list(keys)])
        entries = {entry.pk: entry for entry in shown}
        return [_hit(entries[key]) for key in keys if key in entries]

    @property
    def _best(self) -> tuple[int, ...]:
        return self._ranking.best

    @property
    def _ranking(self) -> Found:
        return self._whole if self.is_complete else self._narrowed

    @property
    def is_wide(self) -> bool:
        """Whether the hits of the question were so few that others follow which hold most of its words."""
        return self._answered[0] is not None

    @property
    def hits_of_all_words(self) -> int:
        """Hits of the narrowed question itself, which stand first."""
        kinds, years = self.kinds, self.years
        return sum(
            hits
            for kind, year, hits in self._strict.counts
            if (not kinds or kind in kinds) and (not years or year in years)
        )

    @cached_property
    def _strict(self) -> Found:
        return remembered(f"whole {self.name}", lambda: find(self._spelled_out, self._kinds, self._narrowing))

    @property
    def _whole(self) -> Found:
        return self._answered[1]

    @property
    def _asked(self) -> Question:
        """The question in every form of its words, as widely as it is answered."""
        return self._answered[0] or self.expanded

    @cached_property
    def _answered(self) -> tuple[Question | None, Found]:
        """The widest question with more hits, where the hits are few and those can all be held against each other."""
        if self._strict.total < FEW:
            for number, wider in enumerate(widened(self._spelled_out)):
                ask = partial(find_if_few, wider, self._kinds, self._narrowing)
                found = remembered(f"wider {number} {self.name}", ask)
                if found.is_complete and found.total > self._strict.total:
                    return wider, found
        return None, self._strict

    @cached_property
    def _narrowed(self) -> Found:
        if not self._narrowing:
            return self._whole
        return remembered(f"part {self.name}", lambda: find_within(self._spelled_out, self._kinds, self._narrowing))

    @cached_property
    def name(self) -> str:
        """Everything that the answer depends on beside the entries."""
        return f"{self.question.tsquery()} {self.question.is_exact} {self._kinds} {self._narrowing}"

    @cached_property
    def others(self) -> tuple[str, ...]:
        """What was looked for beside the words as they were typed."""
        return tuple(dict.fromkeys(form for term in self._asked.terms for form in term.shown))

    @cached_property
    def nearest(self) -> str:
        """Another question, of words that look most like those that stand nowhere; empty where there is none."""
        return "" if self.question.is_exact else remembered(f"nearest {self.name}", lambda: nearest(self.question))

    @cached_property
    def expanded(self) -> Question:
        """The question in every form of its words."""
        return expanded(self.question)

    @cached_property
    def _spelled_out(self) -> Question:
        return spelled_out(self.question)

    @property
    def _kinds(self) -> list[str]:
        """The kinds of the portal: entries of one that no app introduces any more are not shown."""
        return [kind.kind for kind in record_types()]

    @property
    def _narrowing(self) -> Narrowing:
        return Narrowing(self.kinds, self.years, self.organs)


def _sums(pairs: Iterable[tuple[Any, int]]) -> Counter[Any]:
    sums: Counter[Any] = Counter()
    for name, number in pairs:
        sums[name] += number
    return sums


def _hit(entry: Any) -> Hit:
    keywords = marked(entry.keywords, entry.keywords_headline)
    return Hit(
        title=marked(entry.title, entry.title_headline),
        passage=passage(marked(entry.body_start, entry.body_headline)),
        keywords=keywords if has_hit(keywords) else "",
        url=entry.get_absolute_url(),
        kind=entry.kind,
        day=entry.day,
        year=entry.year,
    )
