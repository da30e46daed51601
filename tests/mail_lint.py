"""
A lint of a mail as it goes over the wire: RFC 5322 (form), 2045/2047 (MIME), 2369/2919 (lists), 8058 (one click).

``lint`` gives a sentence for each fault; none for a mail that any server and any mail program should take.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser

ONCE = ("from", "to", "subject", "date", "message-id", "mime-version", "list-id", "list-unsubscribe", "reply-to")
NEEDED = ("from", "to", "subject", "date", "message-id", "mime-version", "content-type")
MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+>")
LOADS = {("img", "src"), ("link", "href"), ("script", "src"), ("iframe", "src"), ("video", "src"), ("source", "src")}


def lint(content: bytes, *, is_of_a_list: bool = True) -> list[str]:
    """Look at a whole mail with CRLF at each line's end."""
    head, _blank, _body = content.partition(b"\r\n\r\n")
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    found = [*_lines(content), *_head(head.decode("latin-1"), mail), *_parts(mail), *_html(mail)]
    return [*found, *_list(mail)] if is_of_a_list else found


def _lines(content: bytes) -> Iterator[str]:
    if re.search(rb"(?<!\r)\n|\r(?!\n)", content):
        yield "5322 2.3: a bare CR or LF"
    if any(len(line) > 998 for line in content.split(b"\r\n")):
        yield "5322 2.1.1: a line over 998 octets"
    if max(content) > 127:
        yield "5322 2.1: octets that are no ASCII outside of an encoding"
    if b"\x00" in content:
        yield "2045 2.8: a NUL"
    if not content.endswith(b"\r\n"):
        yield "5322 2.3: the last line has no end"


def _head(head: str, mail: EmailMessage) -> Iterator[str]:
    fields = re.findall(r"(?m)^([^ \t:]+):", head)
    if len(fields) != sum(1 for line in head.split("\r\n") if line[:1] not in (" ", "\t")):
        yield "5322 2.2: a line of the head is no field"
    if any(len(line) > 78 for line in head.split("\r\n") if not re.match(r"\S+: <?\S+>?$|\s\S+$", line)):
        yield "5322 2.1.1: a line of the head over 78 signs that could be folded"
    counts = Counter(name.lower() for name in fields)
    yield from (f"5322 3.6: {name} stands {counts[name]} times" for name in ONCE if counts[name] > 1)
    yield from (f"5322 3.6: no {name}" for name in NEEDED if not counts[name])
    if not MESSAGE_ID.fullmatch(str(mail["Message-ID"])):
        yield "5322 3.6.4: Message-ID is not <left@right>"
    if parsedate_to_datetime(str(mail["Date"])).tzinfo is None:
        yield "5322 3.3: Date has no zone"
    for name in ("From", "To"):
        if not all("@" in address for _words, address in getaddresses([str(mail[name])])):
            yield f"5322 3.4: {name} holds something that is no address"
    yield from (f"{name}: {defect}" for name, value in mail.items() for defect in getattr(value, "defects", ()))


def _parts(mail: Message) -> Iterator[str]:
    if str(mail["MIME-Version"]) != "1.0":
        yield "2045 4: MIME-Version is not 1.0"
    for part in mail.walk():
        yield from (f"{part.get_content_type()}: {defect}" for defect in part.defects)
        if part.is_multipart():
            continue
        way = str(part["Content-Transfer-Encoding"] or "7bit").lower()
        raw = str(part.get_payload())
        if way == "quoted-printable":
            yield from _quoted_printable(raw)
        elif way == "base64":
            base64.b64decode(raw.replace("\n", "").replace("\r", ""), validate=True)
        elif way != "7bit":
            yield f"2045 6.2: {way} needs a server that can take it"
        if part.get_content_maintype() == "text" and not part.get_content_charset():
            yield "2045 5.2: a text without its charset"
    kinds = [part.get_content_type() for part in mail.walk()]
    if kinds[:3] != ["multipart/alternative", "text/plain", "text/html"]:
        yield f"2046 5.1.4: the plain text is not the first of the alternatives: {kinds}"


def _quoted_printable(raw: str) -> Iterator[str]:
    for line in raw.splitlines():
        if len(line) > 76:
            yield "2045 6.7 (5): a line over 76 signs"
        if re.search(r"=(?![0-9A-F]{2}|$)", line):
            yield f"2045 6.7 (1): an equals sign that stands for nothing: {line}"
        if re.search(r"[ \t]$", line):
            yield "2045 6.7 (3): a space at the end of a line"


def _list(mail: EmailMessage) -> Iterator[str]:
    if not re.search(r"<[A-Za-z0-9.-]+\.[A-Za-z0-9.-]+>$", str(mail["List-Id"] or "")):
        yield "2919 2: List-Id has no <name.domain>"
    links = re.findall(r"<([^<>\s]+)>", str(mail["List-Unsubscribe"] or ""))
    if not links or not all(re.match(r"https?://|mailto:", link) for link in links):
        yield "2369 3.2: List-Unsubscribe has no address in angle brackets"
    if not any(link.startswith("http") for link in links):
        yield "8058 3.1: List-Unsubscribe has no address of the web"
    if str(mail["List-Unsubscribe-Post"]) != "List-Unsubscribe=One-Click":
        yield "8058 3.1: List-Unsubscribe-Post is not List-Unsubscribe=One-Click"


def _html(mail: EmailMessage) -> Iterator[str]:
    body = mail.get_body(("html",))
    if body is None:
        return
    for tag, name in _Loads(body.get_content()).found:
        yield f"the HTML fetches something: {tag} {name}"


class _Loads(HTMLParser):
    """Reads what a mail program would fetch by itself; also one that a style asks for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = [("style", "url()")] if re.search(r"url\(|@import", html) else []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, name) for name, _value in attrs if (tag, name) in LOADS or name.startswith("on")]
