"""A letter as it goes over the wire: it passes the lint, reads well as text, and carries each reader's own values."""

from __future__ import annotations

import base64
import hashlib
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.conf import settings as django_settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from newsletter.letters.building import Template, build
from newsletter.letters.filling import ADDRESS, KEY, MANAGE, UNSUBSCRIBE, Filling
from newsletter.letters.signing import relaxed_body, relaxed_header
from newsletter.letters.wording import text_of
from newsletter.models import Issue
from tests.factories.letters import IssueFactory, ReaderFactory
from tests.mail_lint import lint

pytestmark = pytest.mark.django_db


def letter(issue: Issue, address: str = "anna+rada@xn--w-uga1v8h.pl") -> tuple[bytes, EmailMessage]:
    made = Template(build(issue)).for_reader(ReaderFactory(email=address), uuid4())
    parsed = message_from_bytes(made, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return made, parsed


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"title": "Ż" * 120, "lead": "Bardzo długie zdanie o budżecie. " * 18, "body": f"- [{'ą' * 300}](/x/)\n" * 40},
        {"body": "." * 90 + "\n\n.\n\nZdanie.\n\n```\n.kod\n```"},
        {"title": "= ? =?utf-8?q?x?=", "body": "A = B =3D https://example.org/?a=1&b=2"},
    ],
)  # fmt: skip
def test_every_letter_passes_the_lint(values: dict[str, str]) -> None:
    wire, mail = letter(IssueFactory(**values))

    assert lint(wire) == []
    assert "invalid" not in wire.decode()
    assert not re.search(r"qx\w+xq", re.sub("=\r\n", "", wire.decode()))
    assert mail["To"] == "anna+rada@xn--w-uga1v8h.pl"


def test_the_plain_text_says_everything_by_itself() -> None:
    issue = IssueFactory()
    _wire, mail = letter(issue)

    text = part(mail, "plain")

    link = str(mail["List-Unsubscribe"]).strip("<>")
    site = django_settings.SITE_URL.rstrip("/")
    assert link in text
    assert link in part(mail, "html")
    assert f"* IX sesja rady: {site}/rada/sesje/2024-2029/9/" in re.sub(r"\n +", " ", text)
    assert "\nPIENIĄDZE\n" in text
    assert "1. Szpital\n2. Bonifikata" in text
    assert f"{site}{issue.get_absolute_url()}" in text
    assert "<" not in text
    assert max(len(line) for line in text.partition("\n--")[0].splitlines() if "http" not in line) <= 80


def test_the_link_of_a_letter_ends_the_newsletter_by_a_post_alone() -> None:
    wire_of = IssueFactory()
    _wire, mail = letter(wire_of, "a@example.net")
    path = re.sub(r"^https?://[^/]+", "", str(mail["List-Unsubscribe"]).strip("<>"))
    foreign = Client(enforce_csrf_checks=True)

    assert foreign.get(path).status_code == 200
    assert ReaderFactory._meta.model.objects.get(email="a@example.net").wants_letters
    foreign.post(path, {"List-Unsubscribe": "One-Click"})

    assert not ReaderFactory._meta.model.objects.get(email="a@example.net").wants_letters


def test_the_page_shows_what_the_mail_shows(client: Client) -> None:
    issue = IssueFactory()
    _wire, mail = letter(issue)
    page = client.get(issue.get_absolute_url()).content.decode()

    for words in re.findall(r"<li>.*?</li>", page[page.index('<div class="prose') :], re.DOTALL)[:2]:
        assert re.sub(r"<.*?>", "", words) in re.sub(r"<.*?>", "", part(mail, "html"))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_becomes_plain_text(body: str) -> None:
    assert isinstance(text_of(body), str)


@given(st.integers(1, 74), st.text(alphabet="abc=", min_size=1, max_size=200))
def test_a_mark_is_found_wherever_a_soft_break_has_cut_it_and_no_line_grows_too_long(cut: int, value: str) -> None:
    mark = UNSUBSCRIBE.encode()
    body = b"x" * 10 + mark[:cut] + (b"=\r\n" if cut < len(mark) else b"") + mark[cut:] + b"y" * 10
    values = {ADDRESS: "a@b.pl", KEY: "k", UNSUBSCRIBE: value, MANAGE: "m"}

    made = Filling(b"To: x\r\n\r\n" + body + b"\r\n").with_values(values)

    quoted = made.partition(b"\r\n\r\n")[2]
    assert all(len(line) <= 76 for line in quoted.split(b"\r\n"))
    assert b"".join(quoted.split(b"=\r\n")).replace(b"=3D", b"=") == b"x" * 10 + value.encode() + b"y" * 10 + b"\r\n"


@pytest.mark.parametrize("value", ["a\r\nBcc: b@example.org", "żółw@example.org", "a\x00b"])
def test_a_value_that_would_break_the_head_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="no value"):
        Filling(b"To: x\r\n\r\n").with_values({ADDRESS: value})


def test_a_letter_is_signed_where_there_is_a_key_and_the_signature_holds(settings: Settings, tmp_path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (tmp_path / "key").write_bytes(key.private_bytes(*pem))
    settings.DKIM_KEY_FILE = str(tmp_path / "key")

    wire, mail = letter(IssueFactory())

    assert lint(wire) == []
    head, _blank, body = wire.partition(b"\r\n\r\n")
    tags = dict(tag.strip().split("=", 1) for tag in re.sub(r"\s", "", str(mail["DKIM-Signature"])).split(";"))
    assert tags["bh"] == base64.b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode()
    fields = {field.partition(b":")[0].lower(): field + b"\r\n" for field in re.split(rb"\r\n(?![ \t])", head)}
    ours = re.sub(rb"b=[^;]*$", b"b=", fields[b"dkim-signature"].rstrip(b"\r\n"), flags=re.DOTALL)
    seen = [relaxed_header(fields[name.encode()]) for name in tags["h"].split(":")]
    signed = b"".join(seen) + relaxed_header(ours).rstrip(b"\r\n")
    key.public_key().verify(base64.b64decode(tags["b"]), signed, padding.PKCS1v15(), hashes.SHA256())
    assert {"from", "list-unsubscribe", "list-unsubscribe-post"} <= set(tags["h"].split(":"))
