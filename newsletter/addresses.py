"""
E-mail addresses as people type them, and as they are kept: one spelling for one mailbox.

``Anna+Rada@Żółw.PL `` is kept as ``anna+rada@xn--w-uga1v8h.pl``: small letters, the domain in the letters of the wire.
What stands behind a plus is part of the mailbox and is left alone. Nothing here knows models.
"""

from __future__ import annotations

import hmac
import unicodedata

import idna
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

LONGEST = 254
"""Characters; a longer path is not allowed by RFC 5321."""


def normalized(typed: str) -> str:
    """Return an address as it is kept; raise ``ValidationError`` with a sentence for whoever typed it."""
    text = unicodedata.normalize("NFC", typed).strip(" ")
    if len(text) > LONGEST:
        raise ValidationError(_("This address is too long: an e-mail address has at most 254 characters."))
    if "@" not in text:
        raise ValidationError(_("Write an address with the sign @, like anna@example.pl."))
    mailbox, _at, domain = text.rpartition("@")
    if not mailbox.isascii():
        raise ValidationError(_("Before the sign @ we can take letters without Polish diacritics only."))
    address = f"{mailbox.lower()}@{_on_the_wire(domain)}"
    _validate(address)
    return address


def shown(address: str) -> str:
    """Return an address as people write it: the domain in its own letters."""
    mailbox, at, domain = address.rpartition("@")
    try:
        return f"{mailbox}{at}{idna.decode(domain)}"
    except idna.IDNAError:
        return address


def fingerprint(address: str) -> str:
    """
    Return the keyed SHA-256 by which a normalized address is known once it is no longer kept.

    Without ``settings.PSEUDONYM_KEY`` nobody can tell whose it is by trying addresses.
    """
    return hmac.digest(settings.PSEUDONYM_KEY.encode(), b"mail:" + address.encode(), "sha256").hex()


def _on_the_wire(domain: str) -> str:
    """Write a domain in ASCII; one that has no such spelling is left as it is, for the check to refuse."""
    if domain.isascii():
        return domain.lower()
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return domain


def _validate(address: str) -> None:
    """Refuse what no mail server would take; a line break or a space in an address is an attack or a slip."""
    try:
        if not address.isascii() or not address.isprintable() or len(address) > LONGEST:
            raise ValidationError("")
        validate_email(address)
    except ValidationError as error:
        raise ValidationError(_("This is no e-mail address. It looks like anna@example.pl.")) from error
