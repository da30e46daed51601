"""What a document has stated, noted one by one or as the keys of records that were made in a row."""

from __future__ import annotations

import pytest
from django.db import transaction

from spending.models import Organization
from tests.factories.spending import OrganizationFactory
from watchdog.ingest.seen import Seen

pytestmark = pytest.mark.django_db


def test_keys_in_a_row_count_as_those_that_were_noted_one_by_one() -> None:
    pks = sorted(OrganizationFactory().pk for _ in range(9))
    first, last = pks[0], pks[-1]
    with transaction.atomic():
        seen = Seen()
        seen.add(Organization, [pks[0]])
        seen.add_all(Organization, range(pks[2], pks[4]))
        seen.add_all(Organization, range(pks[4], pks[5]))
        seen.add_all(Organization, range(pks[6], pks[7]))
        seen.add_all(Organization, range(0))

        assert last - first == 8, "keys follow one another"
        assert seen.count(Organization) == 5
        everybody = Organization.objects.filter(pk__in=pks)
        assert seen.without(everybody, Organization) == [pks[1], pks[5], pks[7], pks[8]]
        assert seen.add(Organization, [pks[0], pks[1], pks[3], pks[6]]) == {pks[1]}
        assert seen.count(Organization) == 6
