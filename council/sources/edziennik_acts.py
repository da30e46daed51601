"""
The electronic journal of a voivodeship (e-Dziennik): acts of local law, and rulings on them, through its ELI server.

The walk goes from the list of journals to the lists of years, from there to the acts of the portal's own council, and
from an act to those that concern it. Two dates of an act change places between a year's list and the act's own record:
in the list ``announcementDate`` is the day of the journal's issue, in the record it is the day of the act. Only the
record is quoted; of the list's two dates the walk uses the issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from pydantic import ValidationError

from council.checks import future
from council.drafts import ResolutionDraft, RulingDraft, Validity
from council.sources._journal import act_of, ruling_of
from watchdog.cities import CityProfile, JournalProfile, profile
from watchdog.core.dates import parse_date
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, Disclosure, Draft, Reject, Source, Unreadable, json_of

Answer = dict[str, Any]

FIELDS = {"title": "tytuł", "year": "rok", "authority_name": "organ"}
INVALID = {"isinvalid": Validity.INVALID, "ispartialinvalid": Validity.PARTLY_INVALID}


class EDziennikActs(Source):
    """The journal in which a city's council publishes; a city is two lines below."""

    # Source
    homepage = "https://dzienniki.slask.eu/"
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("application/json",)
    complete = False
    rank = 46
    live = False

    # EDziennikActs
    place: ClassVar[str]
    """Slug of the city whose council's acts are kept."""

    @property
    def profile(self) -> CityProfile:
        return profile(self.place)

    @property
    def journal(self) -> JournalProfile:
        journal = self.profile.journal
        assert journal is not None, f"the profile of {self.place} names its journal"
        return journal

    def recognises(self, content: bytes, name: str = "") -> bool:
        lowered = content.lower()
        ours = any(known.encode() in content for known in self.profile.council.names)
        record = b'"promulgation"' in lowered and self.journal.publisher.encode() in content
        return content.lstrip(b"\xef\xbb\xbf \r\n")[:1] == b"{" and ours and (record or b'"actstatus"' in lowered)

    def discover(self, since: date) -> Iterable[str]:
        return (f"{self.journal.eli}/eli/acts",)

    def follow(self, address: str, content: bytes, since: date) -> Iterable[str]:
        data = json_of(content)
        if isinstance(data, list):
            return list(self._years(data, since))
        answer = _lowered(data)
        if isinstance(answer.get("items"), list):
            return list(self._published(answer["items"], since))
        return list(self._related(answer))

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        return self.read(content, "")

    def read(self, content: bytes, address: str) -> Iterator[Draft | Reject]:
        data = json_of(content)
        if isinstance(data, list):
            self._refuse_unknown_journal(data)
            return
        answer = _lowered(data)
        if isinstance(answer.get("items"), list):
            yield from _shortened(answer)
        elif "actstatus" in answer:
            yield from self._attempt(self._registered, answer, _register_place(address))
        elif isinstance(answer.get("title"), str) and answer.get("publisher") == self.journal.publisher:
            yield from self._attempt(self._recorded, answer, (_year(answer.get("year")), _position(answer.get("pos"))))
        else:
            raise Unreadable("wrong_shape", "Serwer dziennika odpowiedział czym innym niż listą albo aktem.")

    # Where a walk goes

    def _years(self, journals: list[Any], since: date) -> Iterator[str]:
        for journal in map(_lowered, journals):
            years = journal.get("years") if journal.get("code") == self.journal.publisher else None
            for year in sorted(filter(None, map(_year, years if isinstance(years, list) else []))):
                if year >= since.year:
                    yield f"{self.journal.eli}/eli/acts/{self.journal.publisher}/{year}"

    def _published(self, items: list[Any], since: date) -> Iterator[str]:
        """Name the acts of our council that a year's list dates since a day; one without a day is asked for too."""
        for item in map(_lowered, items):
            issued = _day_or_none(item.get("announcementdate"))
            if self._ours(item) and (issued is None or issued >= since):
                yield from self._addresses(_year(item.get("year")), _position(item.get("pos")))

    def _related(self, answer: Answer) -> Iterator[str]:
        """Name the acts that the register ties to this one: a ruling leads to the resolution, and back."""
        for relation in _rows(answer.get("actrelations")):
            for act in _rows(relation.get("legalactsrelated")):
                yield from self._addresses(_year(act.get("year")), _position(act.get("position")))

    def _addresses(self, year: int | None, position: str) -> Iterator[str]:
        if year and position:
            yield self._record(year, position)
            yield f"{self.journal.eli}/legalact?year={year}&journal=0&position={position}"

    def _record(self, year: int, position: str) -> str:
        return f"{self.journal.eli}/eli/acts/{self.journal.publisher}/{year}/{position}"

    def _ours(self, item: Answer) -> bool:
        title = str(item.get("title") or "")
        try:
            return bool(act_of(title, self.profile) or ruling_of(title, self.profile))
        except ValueError:
            return True  # a day that cannot exist is told of where the act itself is read

    # What an answer says

    def _recorded(self, answer: Answer, at: tuple[int | None, str]) -> Iterator[Draft]:
        """Read an act's own record: here ``promulgation`` is the day of the issue, ``announcementDate`` the act's."""
        issued, dated = _day(answer.get("promulgation")), _day(answer.get("announcementdate"))
        forced = _day(answer.get("entryintoforce"))
        yield from self._drafts(str(answer["title"]), at, dated, issued, forced, Validity.UNKNOWN, "")

    def _registered(self, answer: Answer, at: tuple[int | None, str]) -> Iterator[Draft]:
        """Read what the journal's register knows of an act: its days, and whether it was declared invalid."""
        status = _lowered(answer["actstatus"])
        validity = next((INVALID[name] for name in INVALID if status.get(name) is True), Validity.UNKNOWN)
        note = str(status.get("description") or "").strip() if validity else ""
        dated, issued = _day(answer.get("actdate")), _day(answer.get("publicationdate"))
        forced = _day(answer.get("bindingdatefrom"))
        yield from self._drafts(str(answer.get("title") or ""), at, dated, issued, forced, validity, note)

    def _drafts(
        self,
        title: str,
        at: tuple[int | None, str],
        dated: date | None,
        issued: date | None,
        forced: date | None,
        validity: Validity,
        note: str,
    ) -> Iterator[Draft]:
        year, position = at
        common: dict[str, Any] = {"council": self.profile.council.name, "journal_year": year}
        common["journal_position"] = position
        act, ruling = act_of(title, self.profile), ruling_of(title, self.profile)
        if act:
            day = act.day or dated
            yield ResolutionDraft(
                place="$.title",
                findings=future(issued, "$.promulgation"),
                number=act.number,
                adopted_on=day,
                year=day.year if day else year or 0,
                title=act.title,
                journal_on=issued,
                in_force_on=forced,
                eli=self._record(year, position) if year and position else "",
                validity=validity,
                validity_note=f"Rejestr dziennika: {note}" if note else "",
                **common,
            )
        elif ruling:
            day = ruling.day or dated
            yield RulingDraft(
                place="$.title",
                findings=future(day, "$.title"),
                resolution=ruling.resolution,
                subject=ruling.subject,
                authority_name=ruling.authority,
                number=ruling.number,
                ruled_on=day,
                year=day.year if day else year or 0,
                effect=ruling.effect,
                **common,
            )

    def _attempt(self, read: Any, answer: Answer, at: tuple[int | None, str]) -> Iterator[Draft | Reject]:
        try:
            yield from read(answer, at)
        except ValidationError as error:
            yield Reject(place="$", reason=polish(error, FIELDS), raw=str(answer)[:2000])
        except ValueError as error:
            yield Reject(place="$", reason=str(error), raw=str(answer)[:2000])

    def _refuse_unknown_journal(self, journals: list[Any]) -> None:
        if not any(journal.get("code") == self.journal.publisher for journal in map(_lowered, journals)):
            raise Unreadable("wrong_shape", f"Serwer nie wymienia dziennika {self.journal.publisher}.")


class GliwiceEDziennik(EDziennikActs):
    """
    Publisher: the voivode of Silesia, electronic journal of the voivodeship (Dz. Urz. Woj. Śl.).
    Cadence: a resolution some weeks after the session, a ruling when it was made.
    Licence: official texts, no copyright; public-sector information re-used under the act of 11 August 2021.
    Caveat: only acts of local law are published here; the server gives a whole year at once and cannot be searched, its
        „in force” is often left empty, and what a judgment decided does not stand in its title.
    """

    # Source
    slug = "gliwice_edziennik_acts"
    title = "Uchwały Gliwic w Dzienniku Urzędowym Województwa Śląskiego i rozstrzygnięcia o nich"
    city = "gliwice"

    # EDziennikActs
    place = "gliwice"


class KatowiceEDziennik(EDziennikActs):
    """
    Publisher: the voivode of Silesia, electronic journal of the voivodeship (Dz. Urz. Woj. Śl.).
    Cadence: a resolution some weeks after the session, a ruling when it was made.
    Licence: official texts, no copyright; public-sector information re-used under the act of 11 August 2021.
    Caveat: only acts of local law are published here; the server gives a whole year at once and cannot be searched, its
        „in force” is often left empty, and what a judgment decided does not stand in its title.
    """

    # Source
    slug = "katowice_edziennik_acts"
    title = "Uchwały Katowic w Dzienniku Urzędowym Województwa Śląskiego i rozstrzygnięcia o nich"
    city = "katowice"

    # EDziennikActs
    place = "katowice"


def _lowered(data: Any) -> Answer:
    """Give an answer under lower-case names: servers of two generations write ``title`` and ``Title``."""
    return {str(name).lower(): value for name, value in data.items()} if isinstance(data, dict) else {}


def _rows(value: Any) -> Iterator[Answer]:
    yield from map(_lowered, value if isinstance(value, list) else [])


def _shortened(answer: Answer) -> Iterator[Reject]:
    """Tell of a year's list that holds less than the server says there is (a stale copy)."""
    total, sent = answer.get("totalcount"), len(answer["items"])
    if isinstance(total, int) and total > sent:
        yield Reject(place="$.totalCount", reason=f"Serwer podaje aktów: {total}, a przysłał: {sent}.")


def _register_place(address: str) -> tuple[int | None, str]:
    """Read year and position from the address of a register's answer; the answer itself does not say them."""
    asked = parse_qs(urlsplit(address).query)
    return _year(next(iter(asked.get("year", [])), "")), _position(next(iter(asked.get("position", [])), ""))


def _year(value: Any) -> int | None:
    text = str(value)
    return int(text) if re.fullmatch(r"(19|20)\d\d", text) else None


def _position(value: Any) -> str:
    text = str(value)
    return text if re.fullmatch(r"[1-9]\d{0,5}", text) else ""


def _day(value: Any) -> date | None:
    """Read a day, empty where the server has its mark of nothing (0001-01-01); raise ``ValueError`` in Polish."""
    text = str(value or "")
    try:
        return parse_date(text)
    except ValueError as error:
        raise ValueError(f"Dzień „{text[:40]}” nie jest datą.") from error


def _day_or_none(value: Any) -> date | None:
    try:
        return _day(value)
    except ValueError:
        return None
