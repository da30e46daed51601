"""Sources and store functions are found, not listed."""

from __future__ import annotations

import types
from datetime import date

import pytest

from council.drafts import VoteDraft
from council.importers import store_vote
from tests.fakes.sources import SessionsOfATerm
from watchdog.cities import CityProfile, profile
from watchdog.ingest import registry
from watchdog.ingest.source import Draft, HostedSource, Source


def test_the_councils_sources_are_found() -> None:
    assert "roll_call_two_columns" in registry.all_sources()


def test_a_base_without_a_slug_is_not_a_source() -> None:
    assert Source not in {type(source) for source in registry.all_sources().values()}


def test_the_taker_of_a_draft_is_found() -> None:
    assert registry.store_for(VoteDraft.model_construct()) is store_vote


def test_a_draft_that_nobody_takes_is_an_error() -> None:
    with pytest.raises(LookupError):
        registry.store_for(Draft())


def test_two_sources_of_one_name_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType(SessionsOfATerm.__module__)
    module.SessionsOfATerm = SessionsOfATerm  # type: ignore[attr-defined]  # a module made for the test
    monkeypatch.setattr(registry, "_modules", lambda name: [module, module])

    with pytest.raises(ValueError, match="fake_sessions"):
        registry._found.__wrapped__()


def test_a_citys_own_source_is_asked_before_shared_and_foreign_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    cities = ["katowice", registry.GENERIC, "gliwice"]
    kinds = [type(city, (SessionsOfATerm,), {"slug": city, "city": city}) for city in cities]
    monkeypatch.setattr(registry, "_found", lambda: {kind.slug: kind() for kind in kinds})

    asked = registry.by_likelihood("gliwice")

    assert [source.city for source in asked] == ["gliwice", registry.GENERIC, "katowice"]
    assert [source.city for source in registry.sources_of("gliwice")] == [registry.GENERIC, "gliwice"]


def test_sources_stand_in_the_order_in_which_they_build_up(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = [type(slug, (SessionsOfATerm,), {"slug": slug, "rank": rank}) for slug, rank in [("a", 20), ("b", 10)]]
    monkeypatch.setattr(registry, "_found", lambda: {kind.slug: kind() for kind in kinds})

    assert list(registry.all_sources()) == ["b", "a"]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> CityProfile:
    """Say in the profile of this deployment's city where eSesja serves it."""
    city = profile("gliwice").model_copy(update={"sources": {"esesja_votes": "https://miasto.example/"}})
    monkeypatch.setattr(registry, "profile", lambda slug: city)
    return city


def test_a_hosted_source_starts_where_the_city_is_served(served: CityProfile) -> None:
    sources = registry._found.__wrapped__()

    source = sources["esesja_votes"]
    assert isinstance(source, HostedSource)
    assert list(source.discover(date(2024, 5, 1))) == ["https://miasto.example/glosowania"]
    assert registry.publishes_on_the_web(source)


def test_a_hosted_source_of_a_city_that_names_no_address_waits_for_files() -> None:
    source = registry.all_sources()["esesja_votes"]

    assert list(source.discover(date(2024, 5, 1))) == []
    assert not registry.publishes_on_the_web(source)
