"""Numbers of contracts and notices in the form in which they are compared, and addresses of rows. Free of Django."""

from __future__ import annotations

from hashlib import sha256

from watchdog.core.text import NOT_WORD, fold, slugify


def number_key(number: str) -> str:
    """Return the letters and digits of a number, folded: „IR.272.1.2026” and „IR 272/1/2026” are one."""
    return NOT_WORD.sub("", fold(number))[:200]


def slug_of(register: str, key: str) -> str:
    """Return the tail of a row's address, the same after every reseed; a key that no address can hold gets a hash."""
    plain = slugify(key, 100)
    whole = f"{slugify(register)}-{plain}"
    return whole if plain == key.lower() else f"{whole}-{sha256(key.encode()).hexdigest()[:6]}"
