"""Who publishes the data is the portal of the city that it is about, in every standard."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.contracts.test_records import body_of
from tests.factories.council import VoteFactory
from tests.factories.spending import ContractFactory

pytestmark = pytest.mark.django_db

NAMING = ("/dane/", "/katalog.ttl", "/api/v1/", "/api/v1/openapi.json", "/oparl/v1/system", "/dane/popolo.json")


def test_data_of_another_city_are_not_said_to_be_of_gliwice(client: Client, settings: Any) -> None:
    VoteFactory()
    ContractFactory()
    settings.CITY = "katowice"

    said = {address: body_of(client.get(address)) for address in (*NAMING, "/dane/ocds/umowy.json")}

    assert [address for address, text in said.items() if "Katowice OdNowa" not in text] == []
    assert [address for address, text in said.items() if "Gliwice OdNowa" in text] == []
