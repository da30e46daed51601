"""DKIM (RFC 6376): a letter is signed with the domain's key where the deployment gives one."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from newsletter.mail.places import domain

HEADERS = (
    "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "list-id", "list-unsubscribe",
    "list-unsubscribe-post",
)  # fmt: skip
"""What a relay must not alter; RFC 8058 asks that the two headers of signing off be among them."""

_SPACES = re.compile(rb"[ \t]+")
_SPACES_AT_THE_END = re.compile(rb"[ \t]+(?=\r\n)")


def signed(letter: bytes) -> bytes:
    """Give a letter with its signature in front, or as it is where there is no key."""
    return _signature(letter) + letter if settings.DKIM_KEY_FILE else letter


def _signature(letter: bytes) -> bytes:
    head, _blank, body = letter.partition(b"\r\n\r\n")
    fields = _fields(head + b"\r\n")
    names = [name for name in HEADERS if name in fields]
    tags = {
        "v": "1",
        "a": "rsa-sha256",
        "c": "relaxed/relaxed",
        "d": domain(),
        "s": settings.DKIM_SELECTOR,
        "t": str(int(time.time())),
        "h": ":".join(names),
        "bh": base64.b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode(),
        "b": "",
    }
    unsigned = "DKIM-Signature: " + ";\r\n ".join(f"{tag}={value}" for tag, value in tags.items())
    seen = [relaxed_header(fields[name]) for name in names] + [relaxed_header(unsigned.encode()).rstrip(b"\r\n")]
    value = _key(settings.DKIM_KEY_FILE).sign(b"".join(seen), PKCS1v15(), hashes.SHA256())
    folded = re.sub(r"(.{70})(?=.)", "\\1\r\n ", base64.b64encode(value).decode())
    return f"{unsigned}{folded}\r\n".encode()


def relaxed_header(field: bytes) -> bytes:
    """Write a header field in the relaxed form of RFC 6376, 3.4.2."""
    name, _colon, value = field.partition(b":")
    return name.strip().lower() + b":" + _SPACES.sub(b" ", value.replace(b"\r\n", b"")).strip() + b"\r\n"


def relaxed_body(body: bytes) -> bytes:
    """Write a body in the relaxed form of RFC 6376, 3.4.4."""
    text = _SPACES.sub(b" ", _SPACES_AT_THE_END.sub(b"", body)).rstrip(b"\r\n")
    return text + b"\r\n" if text else b""


def _fields(head: bytes) -> dict[str, bytes]:
    """Give each header field, whole, by its name in small letters; ours stand once each."""
    found = re.findall(rb"(?m)^[^ \t\r\n:]+:.*(?:\r\n[ \t].*)*\r\n", head)
    return {field.partition(b":")[0].decode().lower(): field for field in found}


@lru_cache(maxsize=2)
def _key(path: str) -> RSAPrivateKey:
    key = load_pem_private_key(Path(path).read_bytes(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise ImproperlyConfigured("DKIM_KEY_FILE must hold an RSA key.")
    return key
