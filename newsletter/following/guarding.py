"""
Who may make us write to an address: no machine, no other site, nobody too often.

The public pages set no cookie, so the usual token of a form is not there. A form carries when it was drawn, signed; the
browser says from which site it sends; a field that no person sees stays empty; and counters in the cache keep one
address from being flooded, whoever asks, and one network from flooding many.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest

from watchdog.accounts.throttling import client_address, is_too_often

FORM_GOOD_FOR = 24 * 3600
"""Seconds."""
MOST_TO_ADDRESS = 3
"""Mails of confirmation to one address in an hour."""
MOST_TO_ADDRESS_A_DAY = 6
MOST_FROM_NETWORK = 30
"""Forms from one network in an hour; a school or an office is one network."""
_SALT = "newsletter.following.form"


def drawn_now() -> str:
    """Sign the moment at which a form is drawn."""
    return signing.TimestampSigner(salt=_SALT).sign("f")


def is_drawn_here(word: str) -> bool:
    """Tell whether a form was drawn by this portal within the last day."""
    try:
        signing.TimestampSigner(salt=_SALT).unsign(word, max_age=FORM_GOOD_FOR)
    except signing.BadSignature:
        return False
    return True


def is_from_here(request: HttpRequest) -> bool:
    """Tell whether a browser sends the form from a page of ours; one that says nothing is believed."""
    origin = request.headers.get("Origin", "")
    if origin:
        return urlsplit(origin).netloc == request.get_host()
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")


def may_write(request: HttpRequest, email: str) -> bool:
    """Count one more wish and tell whether its address may be written to."""
    checks = [
        is_too_often("follow.network", network_of(client_address(request)), MOST_FROM_NETWORK),
        is_too_often("follow.address", email, MOST_TO_ADDRESS),
        is_too_often("follow.address.day", email, MOST_TO_ADDRESS_A_DAY, 24 * 3600),
    ]
    return not any(checks)


def network_of(number: str) -> str:
    """Give the network of an IP number: 256 neighbours, or what one household has in IPv6."""
    try:
        ip = ipaddress.ip_address(number)
    except ValueError:
        return number
    return str(ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 64}", strict=False))
