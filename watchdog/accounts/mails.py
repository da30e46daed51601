"""Mails to people of the back room: plain text, in Polish, one folder of templates each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import override

from watchdog.core.naming import portal_name, sender


def send(name: str, address: str, context: Mapping[str, Any]) -> None:
    """
    Send one mail made of ``email/<name>/subject.txt`` and ``body.txt``; whom the server refuses raises.

    Every template has ``portal``, the portal's name.
    """
    known = {"portal": portal_name(), **context}
    with override(settings.LANGUAGE_CODE):
        subject = " ".join(render_to_string(f"email/{name}/subject.txt", known).split())
        body = render_to_string(f"email/{name}/body.txt", known)
    send_mail(subject, body, sender(), [address])
