"""Issues, and the readers that they go to."""

from __future__ import annotations

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from newsletter.models import Issue, Subscriber
from tests.factories.texts_of_ours import TextFactory


class IssueFactory(TextFactory):
    class Meta:
        model = Issue

    slug = factory.Sequence(lambda n: f"wydanie-{n}")
    title = "O czym rada zdecyduje 19 grudnia"
    lead = "W czwartek rada zdecyduje o budżecie na 2025 rok. Sesja zaczyna się o godz. 14:00."
    body = (
        "## Sesje\n\n- [IX sesja rady](/rada/sesje/2024-2029/9/)\n- Projekt „zamiast druku nr 128/2024”\n\n"
        "## Pieniądze\n\nWydatki: **2,12 mld zł**. Więcej: [umowy](/wydatki/umowy/).\n\n1. Szpital\n2. Bonifikata"
    )


class ReaderFactory(DjangoModelFactory[Subscriber]):
    """Somebody who asked for the newsletter and confirmed it."""

    class Meta:
        model = Subscriber

    email = factory.Sequence(lambda n: f"czytelnik{n}@example.net")
    state = Subscriber.State.CONFIRMED
    confirmed_at = factory.LazyFunction(timezone.now)
    wants_letters = True
