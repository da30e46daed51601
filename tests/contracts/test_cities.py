"""Every city profile is whole: a deployment can be started from it and sentences can be made of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pydantic import ValidationError

from spending.sources.bzp import PublicProcurementBulletin
from spending.sources.cru import CentralRegister
from watchdog.cities import CityProfile, UnitProfile, all_cities, profile
from watchdog.core.ids import nip, regon
from watchdog.core.text import fold
from watchdog.ingest.registry import all_sources, publishes_on_the_web
from watchdog.ingest.source import HostedSource

CITIES = [profile(slug) for slug in all_cities()]
every_city = pytest.mark.parametrize("city", CITIES, ids=lambda city: city.slug)


@every_city
def test_the_name_stands_in_every_case_that_sentences_need(city: CityProfile) -> None:
    cases = [city.name.nominative, city.name.genitive, city.name.locative]

    assert all(case == case.strip() and case[:1].isupper() for case in cases)


@every_city
def test_the_unit_has_its_seven_digits(city: CityProfile) -> None:
    assert len(city.teryt) == 7
    assert city.teryt.isdigit()


@every_city
def test_terms_follow_one_another_without_a_shared_day(city: CityProfile) -> None:
    for earlier, later in pairwise(city.council.terms):
        assert earlier.starts < earlier.ends < later.starts < later.ends


@every_city
def test_no_two_terms_share_an_address(city: CityProfile) -> None:
    slugs = [term.slug for term in city.council.terms]

    assert len(set(slugs)) == len(slugs)


@every_city
def test_a_term_carries_the_years_between_which_it_runs(city: CityProfile) -> None:
    for term in city.council.terms:
        assert term.slug == f"{term.starts:%Y}-{term.ends:%Y}" or term.elected is not None
        assert term.ends.year == int(term.slug[-4:])


@every_city
def test_a_term_begins_to_meet_after_it_was_elected(city: CityProfile) -> None:
    for term in city.council.terms:
        days = [day for day in (term.elected, term.first_session) if day]
        assert days == sorted(days)
        assert term.first_session is None or term.starts <= term.first_session <= term.ends


@every_city
def test_the_council_is_recognised_under_its_own_name(city: CityProfile) -> None:
    assert fold(city.council.name) in {fold(name) for name in city.council.names}


@every_city
def test_addresses_are_plain_https_and_hosts_are_bare(city: CityProfile) -> None:
    assert city.council.homepage.startswith("https://")
    assert all("/" not in host and "." in host for host in city.hosts)


@every_city
def test_addresses_of_voting_systems_are_those_of_sources_that_serve_many_cities(city: CityProfile) -> None:
    hosted = {slug for slug, source in all_sources().items() if isinstance(source, HostedSource)}

    assert set(city.sources) <= hosted
    assert all(address.startswith("https://") for address in city.sources.values())


@pytest.mark.parametrize("address", ["miasto.example", "https://miasto.example/?a=1", "https://miasto.example/#a", ""])
def test_a_start_that_is_no_bare_address_is_refused(address: str) -> None:
    values = profile("gliwice").model_dump() | {"sources": {"esesja_votes": address}}

    with pytest.raises(ValidationError):
        CityProfile.model_validate(values)


def test_no_two_cities_share_a_council_name_or_a_host() -> None:
    names = [fold(name) for city in CITIES for name in set(city.council.names)]
    hosts = [host for city in CITIES for host in city.hosts]

    assert len(set(names)) == len(names)
    assert len(set(hosts)) == len(hosts)


@every_city
def test_one_clock_of_a_kind_runs_at_a_time(city: CityProfile) -> None:
    for kind in {clock.kind for clock in city.clocks}:
        settings = sorted((clock for clock in city.clocks if clock.kind is kind), key=lambda clock: clock.since)
        for earlier, later in pairwise(settings):
            assert earlier.until is not None
            assert earlier.until < later.since


@every_city
def test_the_units_that_registers_are_asked_for_have_numbers_that_can_be(city: CityProfile) -> None:
    numbers = [(regon, unit.regon) for unit in city.units] + [(nip, unit.nip) for unit in city.units]

    assert [text for check, text in numbers if text and check(text) != text] == []
    assert len({unit.regon for unit in city.units if unit.regon}) == sum(bool(unit.regon) for unit in city.units)


@pytest.mark.parametrize(
    "unit",
    [
        {"name": "Miasto", "verified": False},
        {"name": "Miasto", "regon": "276255430", "verified": True},
        {"name": "Miasto", "nip": "631-100-66-40", "verified": False},
    ],
)
def test_a_unit_without_a_number_or_a_source_of_it_is_refused(unit: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        UnitProfile.model_validate(unit)


def test_a_register_of_the_country_is_asked_only_where_the_profile_names_units() -> None:
    unit = UnitProfile(name="Miasto", regon="276255430", nip="6311006640", verified=False)

    for kind in (CentralRegister, PublicProcurementBulletin):
        assert publishes_on_the_web(kind(CITIES[0].model_copy(update={"units": (unit,)})))
        assert not publishes_on_the_web(kind(CITIES[0].model_copy(update={"units": ()})))
