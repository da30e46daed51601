"""A council's interpellations, questions and motions as Radoskop gathers them: one JSON list, one entry each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote

from pydantic import ValidationError

from council.checks import future
from council.drafts import AnswerState, InterpellationDraft, InterpellationKind
from watchdog.cities import CityProfile, TermProfile, all_cities, profile
from watchdog.core.dates import is_future, parse_date
from watchdog.core.text import fold, name_key, squash
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, Disclosure, Draft, Finding, Reject, Source, Unreadable, json_of

MARKS = (b'"nr_sprawy"', b'"data_wplywu"', b'"odpowiedz_status"')
"""Fields by which such a list is known."""

KINDS = {
    "interpelacja": InterpellationKind.INTERPELLATION,
    "interpelacje": InterpellationKind.INTERPELLATION,
    "zapytanie": InterpellationKind.QUESTION,
    "zapytania": InterpellationKind.QUESTION,
    "wniosek": InterpellationKind.MOTION,
    "wnioski": InterpellationKind.MOTION,
}
ANSWERED = ("odpowiedziano", "udzielono odpowiedzi")
WAITING = "oczekuje na odpowiedz"
"""States of an answer, folded."""

FIELDS = {"subject": "przedmiot", "authors": "pytający", "number": "numer sprawy"}
TITLE_DAY = re.compile(r"\bz\s+dni[^\W\d]*\s*(\d{1,2}\.\d{1,2}\.\d{4})", re.IGNORECASE)
BETWEEN_NAMES = re.compile(r"[\n;]")
CALLED = re.compile(r"^(?:(?:Pani|Pan|Radna|Radny|Radni)\s+)+", re.IGNORECASE)
"""What stands before a name and is no part of it."""
SAFE = "/:?=&%#,;+~@!$'()*"


class _List(NamedTuple):
    """What every entry of the list has in common."""

    city: CityProfile | None
    as_of: date | None
    """The day of the newest entry: a list that has an entry of that day was made on that day or later."""

    def term(self, roman: str) -> TermProfile:
        """Find the term that the list calls by its Roman number; raise ``ValueError`` in Polish for an unknown one."""
        terms = self.city.council.terms if self.city else ()
        found = next((term for term in terms if term.name.split()[0] == roman), None)
        if found is None:
            raise ValueError(f"Nie znamy kadencji „{roman[:60]}”.")
        return found


class RadoskopInterpellations(Source):
    """
    Publisher: Radoskop (radoskop.pl), from the interpellations that the council's office publishes in its BIP.
    Cadence: rebuilt by the publisher, on no announced days.
    Licence: CC-BY 4.0, Radoskop.
    Caveat: a copy, not the office's document; the day of an answer may be the day on which it was published; eight of
        a thousand have no case number and three no day; a day left out is read from the entry's own title.
    """

    # Source
    slug = "radoskop_interpellations"
    title = "Interpelacje, zapytania i wnioski radnych w postaci danych (Radoskop)"
    city = "generic"
    homepage = "https://radoskop.pl/"
    authority = Authority.STRUCTURED
    disclosure = Disclosure.PUBLIC
    media_types = ("application/json",)
    complete = True
    seed = False
    rank = 60
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
        return start[:1] == b"[" and all(mark in content for mark in MARKS)

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        entries = json_of(content)
        if not isinstance(entries, list):
            raise Unreadable("wrong_shape", "Plik nie jest listą interpelacji, jaką podaje Radoskop.")
        rows = [entry for entry in entries if isinstance(entry, dict)]
        about = _List(_city(rows), _newest_day(rows))
        if rows and about.city is None:
            raise Unreadable("other_city", "Adresy w pliku nie prowadzą do urzędu żadnego miasta, które znamy.")
        for index, entry in enumerate(entries):
            place = f"$[{index}]"
            if isinstance(entry, dict):
                yield _entry(place, entry, about)
            else:
                yield Reject(place=place, reason="Wpis na liście nie jest interpelacją.", raw=str(entry)[:2000])


def _city(rows: list[dict[str, Any]]) -> CityProfile | None:
    """Find the city by the hosts of the office's pages that entries point to; the file does not name it."""
    hosts = {_text(row, "bip_url").partition("://")[2].partition("/")[0].lower() for row in rows}
    found = [city for city in map(profile, all_cities()) if hosts & set(city.hosts)]
    return found[0] if len(found) == 1 else None


def _newest_day(rows: list[dict[str, Any]]) -> date | None:
    """Give the day of the entry that the office entered last; nothing where that day cannot be true."""
    numbered = [row for row in rows if _text(row, "doc_id").isdecimal()]
    newest = max(numbered, key=lambda row: int(_text(row, "doc_id")), default=None)
    day = _day(_text(newest, "data_wplywu")) if newest else None
    return None if day is None or is_future(day) else day


def _entry(place: str, row: dict[str, Any], about: _List) -> InterpellationDraft | Reject:
    try:
        term = about.term(_text(row, "kadencja"))
        written = _received(row)
        doubts = _findings(written, term, place)
        received = None if any(doubt.code == "day_outside_term" for doubt in doubts) else written
        state = _answer(row, None if doubts or written is None else about.as_of)
        return InterpellationDraft(
            place=place,
            address=_link(row, "bip_url"),
            findings=doubts,
            council=about.city.council.name if about.city else "",
            term=term.slug,
            form=KINDS[fold(_text(row, "typ"))],
            number=_text(row, "nr_sprawy"),
            subject=_text(row, "przedmiot"),
            authors=_authors(row),
            received_on=received,
            question_url=_link(row, "tresc_url"),
            answer_url=_link(row, "odpowiedz_url"),
            **state,
        )
    except ValidationError as error:
        return Reject(place=place, reason=polish(error, FIELDS), raw=str(row)[:2000])
    except KeyError:
        return Reject(place=place, reason=f"Nieznany rodzaj pisma: „{_text(row, 'typ')}”.", raw=str(row)[:2000])
    except ValueError as error:
        return Reject(place=place, reason=str(error), raw=str(row)[:2000])


def _received(row: dict[str, Any]) -> date | None:
    """Give the day the office received it; where the field is empty, the day in the entry's own title."""
    written = _text(row, "data_wplywu")
    if written:
        return _whole_day(written, "wpływu")
    found = TITLE_DAY.search(_text(row, "full_title"))
    return _day(found[1]) if found else None


def _findings(received: date | None, term: TermProfile, place: str) -> tuple[Finding, ...]:
    """Doubt a day that has not come, or that the term named beside it does not hold: counted from, it would accuse."""
    if received is None or term.starts <= received <= term.ends:
        return future(received, place)
    text = f"Dzień {received:%d.%m.%Y} leży poza kadencją {term.slug}, którą podaje ten sam wpis; dnia nie przyjęto."
    return future(received, place) or (Finding(code="day_outside_term", text=text, place=place),)


def _answer(row: dict[str, Any], as_of: date | None) -> dict[str, Any]:
    """Say what the entry knows of the answer, and when; the days of a list that contradicts itself prove nothing."""
    state, written = fold(_text(row, "odpowiedz_status")), _text(row, "data_odpowiedzi")
    if state in ANSWERED:
        return {"answer": AnswerState.GIVEN, "answered_on": _whole_day(written, "odpowiedzi") if written else None}
    if state != WAITING:
        return {"note": f"Źródło pisze o odpowiedzi: „{_text(row, 'odpowiedz_status')}”."} if state else {}
    if _text(row, "odpowiedz_url") or written:
        return {"note": "Źródło pisze „oczekuje na odpowiedź”, a zarazem wskazuje odpowiedź."}
    if as_of is None:
        return {"note": "Źródło pisze „oczekuje na odpowiedź”, a nie podaje, na jaki dzień."}
    note = f"Braku odpowiedzi dowodzi spis, którego najnowszy wpis jest z {as_of:%d.%m.%Y}."
    return {"answer": AnswerState.NONE, "answer_as_of": as_of, "note": note}


def _authors(row: dict[str, Any]) -> tuple[str, ...]:
    """Give those who asked, without what they are called by, each once."""
    written = row.get("radny")
    names = (CALLED.sub("", squash(name)) for name in BETWEEN_NAMES.split(written if isinstance(written, str) else ""))
    return tuple({name_key(name): name for name in names if name}.values())


def _whole_day(text: str, of: str) -> date | None:
    """Read a day; raise ``ValueError`` in Polish for text that is none, so that it is not lost in silence."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None and not text.startswith("0001-01-01"):
        raise ValueError(f"Dzień {of} „{text[:60]}” nie jest datą.")
    return day


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _link(row: dict[str, Any], field: str) -> str:
    """Give an address as a browser sends it: the office's file names hold spaces and Polish letters."""
    address = _text(row, field)
    return quote(address, safe=SAFE) if address.startswith(("https://", "http://")) else ""


def _text(row: dict[str, Any], field: str) -> str:
    value = row.get(field)
    return squash(str(value)) if isinstance(value, str | int) else ""
