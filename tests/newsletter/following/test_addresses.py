"""Addresses as people type them, and attacks."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from newsletter.addresses import fingerprint, normalized, shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Anna+Rada@Example.PL ", "anna+rada@example.pl"),
        ("jan@Żółw.pl", "jan@xn--w-uga1v8h.pl"),
        ("jan@xn--w-uga1v8h.pl", "jan@xn--w-uga1v8h.pl"),
    ],
)
def test_one_mailbox_has_one_spelling(typed: str, kept: str) -> None:
    assert normalized(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "anna@example.pl\r\nBcc: wszyscy@example.pl",
        "anna@example.pl\n",
        "anna@exam\u0000ple.pl",
        "anna.example.pl",
        "@example.pl",
        "anna@",
        "żaneta@example.pl",
        "anna@example.pl,jan@example.pl",
        "Anna <anna@example.pl>",
        f"{'a' * 290}@example.pl",
        f"anna@{'ą' * 200}.pl",
        "anna@ex ample.pl",
        "",
    ],
)
def test_what_is_no_address_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        normalized(typed)

    assert len(refused.value.messages[0]) > 20
    assert "Bcc" not in refused.value.messages[0]


def test_an_address_is_shown_in_its_own_letters() -> None:
    assert shown("jan@xn--w-uga1v8h.pl") == "jan@żółw.pl"


def test_a_fingerprint_says_nothing_without_the_key(settings: object) -> None:
    before = fingerprint("anna@example.pl")
    settings.PSEUDONYM_KEY = "other"  # type: ignore[attr-defined]  # pytest-django's

    assert before != fingerprint("anna@example.pl")
