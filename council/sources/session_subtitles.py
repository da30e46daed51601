"""Subtitles of recorded sessions (WebVTT): what was said, and when an item of the agenda was taken up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import zip_longest
from typing import NamedTuple

from pydantic import ValidationError

from council.drafts import MeetingRef, PassageDraft, TimeCodeDraft
from council.timecodes import clock, seconds_of
from watchdog.core.ids import roman_to_int
from watchdog.core.text import fold, squash
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, Certainty, Disclosure, Draft, Reject, Source, Unreadable

TIMING = re.compile(
    r"(?P<from>(?:\d{1,2}:)?\d{1,3}:\d{2}[.,]\d{3})[ \t]+-->[ \t]+(?P<to>(?:\d{1,2}:)?\d{1,3}:\d{2}[.,]\d{3})"
    r"(?:[ \t]+(?:align|line|position|region|size|vertical):\S+)*"
)
TAG = re.compile(r"</?[a-z][^>]*>|<\d[^>]*>", re.IGNORECASE)
OPENING = re.compile(
    r"\b(?:otwieram|rozpoczynamy?)\s+(?:obrady\s+)?(?:\w+\s+)?(?P<roman>[IVXLCDM]+)\s+(?:\w+\s+)?"
    r"sesj[ęei]\s+(?P<council>rady\s.+?)"
    r"(?:\s+kadencji\s+(?P<term>\d{4}\s*[-–]\s*\d{4}))?[.,]",
    re.IGNORECASE,
)
ITEM = re.compile(
    r"\bprzechodzimy do (?:kolejnego |nastepnego )?(?:pkt|punktu)\.?\s*(?:nr |numer )?"
    r"(?P<label>\d{1,3}(?:\.\d{1,2})?[a-z]?)\b"
)
PASSAGE = 90
"""Seconds after which a passage ends, at the next cue that closes a sentence."""
LONGEST = 150
"""Seconds after which it ends anywhere."""
SILENCE = 20
"""Seconds without a word that end it at once."""


class Cue(NamedTuple):
    """One subtitle; seconds from the recording's beginning."""

    starts: int
    ends: int
    text: str


class SessionSubtitles(Source):
    """
    Publisher: the recording service of a council's sessions (radni.tv for Gliwice, subtitles since 23 September 2020).
    Cadence: with each recording.
    Licence: public-sector information, re-used under the act of 11 August 2021 on open data.
    Caveat: made by a machine, without speakers, with mistakes; the session is known only by the chair's opening words,
        and a file that does not hold them cannot be placed. Time codes of agenda items are inferred from words.
    """

    # Source
    slug = "session_subtitles"
    title = "Napisy do nagrań sesji (WebVTT)"
    city = "generic"
    homepage = ""
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("text/vtt",)
    complete = True
    seed = False
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:6] == b"WEBVTT"

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Unreadable("bad_encoding", "Plik nie jest zapisany w UTF-8.") from error
        if not self.recognises(content):
            raise Unreadable("wrong_shape", "To nie są napisy: plik nie zaczyna się od słowa WEBVTT.")
        found = list(_cues(text))
        cues = [each for each in found if isinstance(each, Cue)]
        if not cues:
            raise Unreadable("wrong_shape", "W pliku z napisami nie ma ani jednego napisu.")
        meeting = _meeting(cues)
        yield from (each for each in found if isinstance(each, Reject))
        yield from _passages(cues, meeting)
        yield from _time_codes(cues, meeting)


def _cues(text: str) -> Iterator[Cue | Reject]:
    """Read cues by their timings alone, so that lost line ends, numbers of cues and settings do no harm.

    A cue at a time that no clock shows is rejected.
    """
    found = list(TIMING.finditer(text))
    for here, after in zip_longest(found, found[1:]):
        said = text[here.end() : after.start() if after else len(text)]
        said = re.sub(r"\n\s*\n.*", "", said.replace("\r\n", "\n").lstrip("\n"), flags=re.DOTALL)  # cue names, notes
        words = squash(unescape(TAG.sub("", said)))
        if words:
            yield _cue(here, words)


def _cue(timing: re.Match[str], words: str) -> Cue | Reject:
    try:
        return Cue(seconds_of(timing["from"]), seconds_of(timing["to"]), words)
    except ValueError as error:
        return Reject(place=timing["from"], reason=str(error), raw=words[:2000])


def _meeting(cues: list[Cue]) -> MeetingRef:
    """Find the session by the words that open it; raise ``Unreadable`` where they are not said."""
    said = squash(" ".join(cue.text for cue in cues))
    found = OPENING.search(said)
    if not found:
        raise Unreadable("wrong_shape", "W napisach nie padają słowa, które otwierają sesję: nie wiadomo, której są.")
    term = re.sub(r"\s*[-–]\s*", "-", found["term"] or "")
    try:
        return MeetingRef(council=found["council"], term=term, number=roman_to_int(found["roman"]))
    except ValueError as error:
        raise Unreadable("wrong_shape", f"„{found['roman']}” nie jest numerem sesji.") from error


def _passages(cues: list[Cue], meeting: MeetingRef) -> Iterator[Draft | Reject]:
    group: list[Cue] = []
    for cue in cues:
        if group and _is_full(group, cue):
            yield _passage(group, meeting)
            group = []
        group.append(cue)
    yield _passage(group, meeting)


def _is_full(group: list[Cue], cue: Cue) -> bool:
    length = group[-1].ends - group[0].starts
    closed = group[-1].text.endswith((".", "?", "!"))
    return cue.starts - group[-1].ends >= SILENCE or length >= LONGEST or (closed and length >= PASSAGE)


def _passage(group: list[Cue], meeting: MeetingRef) -> Draft | Reject:
    place = clock(group[0].starts)
    text = squash(" ".join(cue.text for cue in group))
    try:
        return PassageDraft(place=place, meeting=meeting, starts=group[0].starts, ends=group[-1].ends, text=text)
    except ValidationError as error:
        return Reject(place=place, reason=polish(error), raw=text[:2000])


def _time_codes(cues: list[Cue], meeting: MeetingRef) -> Iterator[Draft]:
    """Infer when items were taken up: „przechodzimy do punktu 3”, in one cue or broken over two; the first counts."""
    met: set[str] = set()
    for cue, after in zip_longest(cues, cues[1:]):
        both = fold(f"{cue.text} {after.text if after else ''}")
        found = ITEM.search(both)
        if not found or found.start() >= len(fold(cue.text)) or found["label"] in met:
            continue
        met.add(found["label"])
        note = f"Z napisów, które zrobiła maszyna: „{found[0]}”."
        yield TimeCodeDraft(
            place=clock(cue.starts),
            meeting=meeting,
            label=found["label"],
            starts=cue.starts,
            certainty=Certainty.INFERRED,
            note=note,
        )
