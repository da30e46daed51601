"""A portal that is brought up to date: what its older records lack is found as for new ones."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from council.models import Vote
from tests.factories.council import ResolutionFactory, VoteFactory


@pytest.mark.django_db
def test_votes_stored_before_kinds_were_known_get_theirs() -> None:
    check = VoteFactory(subject="Sprawdzenie kworum", kind="")
    adopted = VoteFactory(subject="Strefa parkowania", kind="", resolution=ResolutionFactory())
    told = VoteFactory(subject="Strefa parkowania", kind="package")

    import_module("council.migrations.0008_kinds_of_kept_votes").find_kinds(apps, None)

    kinds = dict(Vote.objects.values_list("pk", "kind"))
    assert (kinds[check.pk], kinds[adopted.pk], kinds[told.pk]) == ("quorum", "resolution", "package")
