"""
Interpellations and questions in Gliwice's public information bulletin (BIP): a list, and the letters that it names.

The list says what was asked; who asked, and the days, stand only inside the letters (``p<id>.pdf`` the question,
``o<id>.pdf`` the answer), some of which are scans. List and letters are one record, known by the question's address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from council.drafts import AnswerState, InterpellationDraft, InterpellationKind, LetterDraft, LetterRole
from council.sources._letters import Letter, letter_of
from watchdog.cities import profile
from watchdog.core.text import fold
from watchdog.ingest.markup import Node, page_of
from watchdog.ingest.platforms import Listing
from watchdog.ingest.source import Authority, Disclosure, Draft, Finding, Reject, Unreadable

FILES = "https://bip.gliwice.eu/storage/interpelacje/"
LETTER = re.compile(r"(?:^|[/:])(?P<name>(?P<role>[po])(?P<id>\d+)\.pdf)$")
CARD = re.compile(r"/interpelacja/(?P<id>\d+)$")
KINDS = {"interpelacja": InterpellationKind.INTERPELLATION, "zapytanie": InterpellationKind.QUESTION}
ROLES = {"p": LetterRole.QUESTION, "o": LetterRole.ANSWER}
SUBJECT = re.compile(r"\bdotyczy\s*:\s*(?P<subject>.+?)(?:\s*pobierz plik.*)?$", re.IGNORECASE)


class GliwiceBipInterpellations(Listing):
    """
    Publisher: the city of Gliwice, public information bulletin (BIP).
    Cadence: when a letter comes in or is answered.
    Licence: official texts, no copyright; public-sector information re-used under the act of 11 August 2021.
    Caveat: the list names neither the councillor nor a day; both are read from the letters where these hold text, and a
        scan leaves them open; the day of a question is the one on the letter, not that of its receipt.
    """

    # Source
    slug = "gliwice_bip_interpellations"
    title = "Interpelacje i zapytania radnych Gliwic (BIP)"
    city = "gliwice"
    homepage = "https://bip.gliwice.eu/radaMiasta/interpelacje"
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("text/html", "application/pdf")
    complete = False
    rank = 60
    live = False

    # Listing
    base = "https://bip.gliwice.eu/radaMiasta/interpelacje"
    marks = (b'id="interpelacje"',)
    fields: ClassVar[dict[str, str]] = {"subject": "przedmiot"}

    def discover(self, since: date) -> Iterable[str]:
        return (self.base,)

    def follow(self, address: str, content: bytes, since: date) -> Iterable[str]:
        """Name every letter of the list; a letter itself leads nowhere."""
        if LETTER.search(address):
            return ()
        rows = self.rows(page_of(content)) or []
        letters = (f"{FILES}{name}" for row in rows for name in _letters(row))
        return list(dict.fromkeys(letters))

    def read(self, content: bytes, address: str) -> Iterator[Draft | Reject]:
        letter = LETTER.search(address)
        if letter is None:
            yield from self.parse(content)
        else:
            yield _letter(letter, content)

    def rows(self, page: Node) -> list[Node] | None:
        table = page.first("table", id="interpelacje")
        return [row for row in table.all("tr") if row.first("td")] if table else None

    def draft(self, place: str, row: Node) -> InterpellationDraft:
        words, number, letters = row.text(), _number(row), _letters(row)
        kind = next((kind for word, kind in KINDS.items() if fold(words).startswith(word)), None)
        subject = SUBJECT.search(words)
        if kind is None:
            raise ValueError("Wiersz nie jest interpelacją ani zapytaniem.")
        if not number:
            raise ValueError("Wiersz nie prowadzi do żadnego pisma.")
        answer = f"o{number}.pdf"
        return InterpellationDraft(
            place=place,
            address=f"https://bip.gliwice.eu/radaMiasta/interpelacja/{number}",
            council=profile("gliwice").council.name,
            form=kind,
            subject=subject["subject"] if subject else "",
            authors=(),
            answer=AnswerState.GIVEN if answer in letters else AnswerState.UNKNOWN,
            question_url=f"{FILES}p{number}.pdf",
            answer_url=f"{FILES}{answer}" if answer in letters else "",
        )


def _number(row: Node) -> str:
    """Give the number under which the bulletin keeps the letters; empty where the row points to two or to none."""
    links = [link.attributes.get("href", "").strip() for link in row.all("a")]
    found = {match["id"] for link in links for match in (LETTER.search(link), CARD.search(link)) if match}
    return found.pop() if len(found) == 1 else ""


def _letters(row: Node) -> list[str]:
    """Give the names of the row's files, the question's first; it is there even where only the card is linked."""
    number = _number(row)
    if not number:
        return []
    links = [link.attributes.get("href", "").strip() for link in row.all("a")]
    answered = any(match["role"] == "o" for match in map(LETTER.search, links) if match)
    return [f"p{number}.pdf", f"o{number}.pdf"] if answered else [f"p{number}.pdf"]


def _letter(named: re.Match[str], content: bytes) -> LetterDraft:
    """Read a letter; a scan says nothing but that it is one."""
    role, doubts = ROLES[named["role"]], []
    try:
        read = letter_of(content)
    except Unreadable as refusal:
        if refusal.code != "scan_without_text":
            raise
        whose = "Pytanie" if role is LetterRole.QUESTION else "Odpowiedź"
        text = f"{whose} to skan bez warstwy tekstowej; nazwiska i dnia nie da się z niego odczytać."
        doubts = [Finding(code="scan_without_text", text=text, place=named["name"])]
        read = Letter()
    return LetterDraft(
        place=named["name"],
        question_url=f"{FILES}p{named['id']}.pdf",
        role=role,
        authors=read.councillors if role is LetterRole.QUESTION else (),
        dated_on=read.day,
        findings=tuple(doubts),
    )
