"""Pages of long texts: one page of minutes, one passage of a recording, each with its neighbours and its document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from council.models import Meeting, MinutesPage, Passage
from council.presenters.sessions import name_of
from council.timecodes import clock
from watchdog.archive.evidence import Correction, Doubt, corrections, doubts, readings_of
from watchdog.archive.models import Disclosure, Reading

LONGEST_EXCERPT = 240
"""Characters of a piece in a list."""


@dataclass(frozen=True)
class Neighbour:
    """The piece before or after this one."""

    name: str
    url: str


@dataclass(frozen=True)
class PiecePage:
    """Everything the template shows of one piece of a long text."""

    piece: MinutesPage | Passage
    heading: str
    kicker: str
    facts: tuple[SafeString | str, ...]
    before: Neighbour | None
    after: Neighbour | None
    doubts: tuple[Doubt, ...]
    readings: Sequence[Reading]
    history: Sequence[Correction]

    @property
    def short_name(self) -> str:
        return name_of_piece(self.piece)

    @property
    def lines(self) -> list[str]:
        return self.piece.text.splitlines()

    @property
    def by_machine(self) -> bool:
        """Whether the words were written down by a machine that listened."""
        return isinstance(self.piece, Passage)

    @property
    def citation(self) -> str:
        return f"{self.piece.meeting.body.name}, {self.heading}"


def name_of_piece(piece: MinutesPage | Passage) -> str:
    """Name a piece within its text: „s. 5”, „12:05”."""
    return _("p. %(n)s") % {"n": piece.number} if isinstance(piece, MinutesPage) else clock(piece.starts)


def minutes_page(page: MinutesPage) -> PiecePage:
    """Build a page of minutes fetched by ``MinutesPage.objects.for_list()``."""
    pages = list(MinutesPage.objects.filter(meeting=page.meeting_id).values_list("number", flat=True))
    words = {"n": page.number, "all": len(pages)}
    facts = [_("page %(n)s of %(all)s that we have") % words, *_original(page), _meeting_link(page.meeting)]
    return _page(page, _("Minutes"), facts, _around(page.meeting, "protokol", pages, page.number, _page_name))


def passage_page(passage: Passage) -> PiecePage:
    """Build a passage of a recording fetched by ``Passage.objects.for_list()``."""
    starts = list(Passage.objects.filter(meeting=passage.meeting_id).values_list("starts", flat=True))
    span = _("from %(start)s to %(end)s") % {"start": clock(passage.starts), "end": clock(passage.ends)}
    facts = [span, *_recording(passage), _meeting_link(passage.meeting)]
    return _page(passage, _("Recording"), facts, _around(passage.meeting, "nagranie", starts, passage.starts, clock))


def _page(
    piece: MinutesPage | Passage,
    kicker: str,
    facts: Iterable[SafeString | str],
    around: tuple[Neighbour | None, Neighbour | None],
) -> PiecePage:
    return PiecePage(
        piece=piece,
        heading=f"{name_of(piece.meeting)}, {name_of_piece(piece)}",
        kicker=f"{kicker} · {piece.meeting.body.name}",
        facts=tuple(facts),
        before=around[0],
        after=around[1],
        doubts=tuple(doubts(piece.findings)),
        readings=readings_of(piece),
        history=corrections(piece),
    )


def _page_name(number: int) -> str:
    return _("p. %(n)s") % {"n": number}


def _around(
    meeting: Meeting, part: str, all_of_it: list[int], here: int, name: Callable[[int], str]
) -> tuple[Neighbour | None, Neighbour | None]:
    place = all_of_it.index(here)

    def neighbour(other: int) -> Neighbour:
        return Neighbour(name(other), f"{meeting.get_absolute_url()}{part}/{other}/")

    before = neighbour(all_of_it[place - 1]) if place else None
    return before, neighbour(all_of_it[place + 1]) if place + 1 < len(all_of_it) else None


def _original(page: MinutesPage) -> list[SafeString]:
    """Lead to the same page of the document itself, where it may be seen."""
    if page.snapshot is None or page.snapshot.disclosure != Disclosure.PUBLIC:
        return []
    url = reverse("archive:file", args=[page.snapshot.sha256])
    return [format_html('<a href="{}#page={}">{}</a>', url, page.number, _("this page of the document"))]


def _recording(passage: Passage) -> list[SafeString]:
    """Lead to the place in the recording by a media fragment (W3C), which players that know it obey."""
    address = passage.meeting.recording
    if not address.startswith(("http://", "https://")):
        return []
    return [format_html('<a href="{}#t={}" rel="noopener">{}</a>', address, passage.starts, _("recording"))]


def _meeting_link(meeting: Meeting) -> SafeString:
    return format_html('<a href="{}">{}</a>', meeting.get_absolute_url(), _("the whole meeting"))


@dataclass(frozen=True)
class Excerpt:
    """A piece in a list: where it stands, and its first words."""

    piece: MinutesPage | Passage
    heading: str
    words: str


def excerpt(piece: MinutesPage | Passage) -> Excerpt:
    """Show a piece, fetched by ``for_list``, in a list."""
    words = Truncator(" ".join(piece.text.split())).chars(LONGEST_EXCERPT)
    return Excerpt(piece, f"{name_of(piece.meeting)}, {name_of_piece(piece)}", words)
