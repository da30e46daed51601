"""A new password by mail; who asks learns nothing about whether somebody has that address."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from watchdog.accounts.mails import send


def send_link(address: str, site: str) -> None:
    """Send a link to each active person of an address; ``site`` is the portal's own, „https://portal.example”."""
    for user in User.objects.filter(email__iexact=address, is_active=True):
        who = urlsafe_base64_encode(force_bytes(user.pk))
        page = reverse("password_reset_confirm", args=[who, default_token_generator.make_token(user)])
        send("new_password", user.email, {"person": user, "link": f"{site}{page}"})
