"""
What a provider of mail tells at our door, ``/poczta/zdarzenia/``, in the common words of django-anymail.

Anymail's own view checks the provider's signature or our password first; what is not signed never comes here.
"""

from __future__ import annotations

from typing import Any

from anymail.signals import EventType, RejectReason, tracking
from anymail.webhooks.base import AnymailBaseWebhookView
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, path
from django.utils.module_loading import import_string

from newsletter.letters.bounces import came_back, key_in
from newsletter.letters.classes import STATUS, Kind, kind_of_status

VIEWS = {
    "brevo": "anymail.webhooks.brevo.BrevoTrackingWebhookView",
    "mailgun": "anymail.webhooks.mailgun.MailgunTrackingWebhookView",
    "mailjet": "anymail.webhooks.mailjet.MailjetTrackingWebhookView",
    "postmark": "anymail.webhooks.postmark.PostmarkTrackingWebhookView",
    "sparkpost": "anymail.webhooks.sparkpost.SparkPostTrackingWebhookView",
}
"""The providers whose webhooks need no further package."""


def listen() -> None:
    """Have every signed event told to us; called once, when the app is ready."""
    tracking.connect(took_event, dispatch_uid="newsletter.provider")


def took_event(event: Any, **_sender: Any) -> None:
    """Note a bounce or complaint; whatever else a provider counts (openings, clicks) is none of our business."""
    kind = kind_of_event(event)
    if kind:
        came_back(kind, event.recipient or "", key_in(event.message_id or ""))


def kind_of_event(event: Any) -> Kind | None:
    """Say in our words what an event means; ``None`` where it means nothing to us."""
    if event.event_type == EventType.COMPLAINED or event.reject_reason == RejectReason.SPAM:
        return "complaint"
    if event.event_type == EventType.DEFERRED:
        return "soft"
    if event.event_type not in (EventType.BOUNCED, EventType.REJECTED, EventType.FAILED):
        return None
    words = f"{event.mta_response or ''} {event.description or ''}"
    if STATUS.search(words):
        return kind_of_status(words)
    if event.reject_reason in (RejectReason.INVALID, RejectReason.BOUNCED):
        return "hard"
    return "blocked" if event.reject_reason == RejectReason.BLOCKED else "soft"


def urls() -> list[URLPattern]:
    """Give the door of the provider that the settings name; without one there is none, and none stands open."""
    provider = settings.MAIL_PROVIDER
    if not provider:
        return []
    if provider not in VIEWS:
        raise ImproperlyConfigured(f"MAIL_PROVIDER must be one of {', '.join(VIEWS)}.")
    if not (settings.ANYMAIL.get("WEBHOOK_SECRET") or settings.ANYMAIL.get(f"{provider.upper()}_WEBHOOK_SIGNING_KEY")):
        raise ImproperlyConfigured("A provider's door needs MAIL_EVENTS_SECRET or MAIL_EVENTS_KEY.")
    view: type[AnymailBaseWebhookView] = import_string(VIEWS[provider])
    return [path("zdarzenia/", view.as_view(), name="mail-events")]


urlpatterns = urls()
