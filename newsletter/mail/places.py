"""Where this portal is, for whoever reads it in a mail and not in a browser."""

from __future__ import annotations

from email.utils import parseaddr
from urllib.parse import urljoin

from django.conf import settings


def absolute(path: str) -> str:
    """Give the whole address of a page of this portal."""
    return urljoin(settings.SITE_URL, path)


def domain() -> str:
    """Give the domain that mails come from: the one of the sender's address, in ASCII."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2].encode("idna").decode("ascii")
