"""Every kind of record says on whose page it stands, and every page of a record ends with the same block."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.contracts.test_records import KINDS, MAKERS
from tests.factories.archive import ReadingFactory
from tests.factories.council import VoteFactory
from watchdog.archive.models import Sighting, Sourced
from watchdog.errata import shown
from watchdog.ingest.models import Failure, Run

SOURCED = [kind for kind in KINDS if issubclass(kind.model, Sourced)]
NOWHERE = {"ClassificationCode"}
"""Names of the budget classification: law, which stands beside amounts and on no page of its own."""
MODELS = [
    each
    for each in apps.get_models()
    if issubclass(each, Sourced) and not each._meta.proxy and each.__name__ not in NOWHERE
]


def body(client: Client, record: Any) -> str:
    return client.get(record.get_absolute_url()).content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_kind_of_record_is_shown_somewhere(model: type[Sourced]) -> None:
    assert model in shown.known()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", SOURCED, ids=lambda kind: kind.kind)
def test_the_page_of_every_kind_says_how_we_know_and_takes_remarks(kind: Any, client: Client) -> None:
    record = MAKERS[kind.kind](0)
    reading = ReadingFactory(record=record, place="p. 7")

    page = body(client, record)

    assert page.count('id="how-we-know"') == 1
    assert page.count('id="uwagi"') == 1
    assert reading.snapshot.sha256[:16] in page
    assert reading.snapshot.get_absolute_url() in page
    label = shown.label_of(type(record))
    assert f"/korekty/?zapis={label}-{record.pk}" in page
    assert client.get(reverse("errata:report", args=[label, record.pk])).status_code == 200


@pytest.mark.django_db
def test_an_address_that_no_longer_answers_says_so_until_it_does(client: Client) -> None:
    vote = VoteFactory()
    reading = ReadingFactory(record=vote)
    seen = Sighting.objects.create(
        snapshot=reading.snapshot, address=reading.address, source="a", seen_at=timezone.now()
    )
    assert "adres nie działa" not in body(client, vote)

    Failure.objects.create(run=Run.objects.create(source="a"), address=reading.address, code="gone", text="404")
    assert "adres nie działa, nasza kopia" in body(client, vote)

    seen.confirmed_at = timezone.now()
    seen.save()
    assert "adres nie działa" not in body(client, vote)
