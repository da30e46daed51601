"""What pages tell programs of themselves: each kind of record the properties of its type, and nobody who is hidden."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.test import Client

from tests.factories.committees import CommitteeMeetingFactory, CommitteeTermFactory
from tests.factories.companies import CompanyFactory
from tests.factories.council import (
    ClubFactory,
    DraftResolutionFactory,
    PersonFactory,
    ResolutionFactory,
    SessionFactory,
    TermFactory,
)
from tests.factories.spending import ContractFactory, OrganizationFactory
from tests.factories.texts_of_ours import ArticleFactory
from tests.linked import blocks

pytestmark = pytest.mark.django_db

ELI = "https://dziennik.example/eli/POL_WOJ_SL/2014/3456"
HOSTILE = 'Zmiana </script><script>alert(1)</script> „budżetu” "\u202e'


def told(client: Client, address: str) -> dict[str, dict[str, Any]]:
    """Return the objects of a page by their type."""
    return {each["@type"]: each for each in blocks(client.get(address).content.decode())}


def test_a_councillor_is_told_by_mandates_and_clubs_with_the_days_that_documents_give(client: Client) -> None:
    club = ClubFactory(name="Koalicja")
    person = PersonFactory(given_name="Ewa", family_name="Ćwik", in_term=TermFactory(), club=club)
    person.mandates.update(since=date(2012, 1, 5))

    known = told(client, person.get_absolute_url())["Person"]

    assert known["name"] == "Ewa Ćwik"
    assert known["url"].endswith(person.get_absolute_url())
    mandate, membership = known["memberOf"]
    assert mandate["startDate"] == "2012-01-05"
    assert "endDate" not in mandate
    assert mandate["memberOf"]["name"] == "Rada Miasta Gliwice"
    assert membership["memberOf"]["name"] == "Koalicja"
    assert "jobTitle" not in known, "the mandate is over"


def test_meetings_and_bodies_of_the_council_have_their_objects(client: Client) -> None:
    session = SessionFactory(starts_at=time(15), venue="Ratusz", sat=[date(2014, 6, 12), date(2014, 6, 13)])
    committee = CommitteeTermFactory()
    meeting = CommitteeMeetingFactory(body=committee.body)

    event = told(client, session.get_absolute_url())["Event"]
    assert event["startDate"] == "2014-06-12T15:00:00+02:00"
    assert event["endDate"] == "2014-06-13"
    assert event["location"] == {"@type": "Place", "name": "Ratusz"}
    assert event["organizer"]["@type"] == "GovernmentOrganization"
    body = told(client, committee.get_absolute_url())["GovernmentOrganization"]
    assert body["name"] == committee.body.name
    assert body["parentOrganization"]["name"] == "Rada Miasta Gliwice"
    assert told(client, meeting.get_absolute_url())["Event"]["organizer"]["name"] == committee.body.name


def test_acts_have_their_numbers_and_days_and_a_hostile_title_stays_a_title(client: Client) -> None:
    resolution = ResolutionFactory(
        number="XLIV/949/2014", adopted_on=date(2014, 6, 12), eli=ELI, title=HOSTILE, journal_on=date(2014, 7, 1)
    )
    draft = DraftResolutionFactory(title=HOSTILE)

    act = told(client, resolution.get_absolute_url())["Legislation"]
    assert act["legislationIdentifier"] == "XLIV/949/2014"
    assert act["legislationDate"] == "2014-06-12"
    assert act["datePublished"] == "2014-07-01"
    assert act["legislationPassedBy"]["name"] == "Rada Miasta Gliwice"
    assert act["sameAs"] == ELI
    assert "</script><script>alert(1)</script>" in act["name"]
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert [each["@type"] for each in blocks(page)] == ["DigitalDocument", "BreadcrumbList"]
    assert blocks(page)[0]["identifier"] == draft.number


@pytest.mark.parametrize("mark", [{"certainty": "inferred"}, {"withdrawn_at": datetime(2026, 5, 4, tzinfo=UTC)}])
def test_what_is_inferred_or_withdrawn_is_told_by_its_way_back_alone(mark: dict[str, Any], client: Client) -> None:
    assert list(told(client, ResolutionFactory(**mark).get_absolute_url())) == ["BreadcrumbList"]


def test_an_article_names_its_authors_as_the_site_does(client: Client) -> None:
    article = ArticleFactory(authors="Anna Nowak, Redakcja OdNowa")

    news = told(client, article.get_absolute_url())["NewsArticle"]

    assert news["headline"] == article.title
    assert news["datePublished"] == article.published_at.isoformat()
    assert news["author"] == [
        {"@type": "Person", "name": "Anna Nowak"},
        {"@type": "Organization", "name": "Redakcja OdNowa"},
    ]


def test_organizations_have_their_numbers_and_whoever_may_be_a_person_is_not_told(client: Client) -> None:
    firm = OrganizationFactory(name="Budimex S.A.", supplies=True, nip="6311006640")
    person = OrganizationFactory(name="Kancelaria Jan Kowalski", supplies=True, nip="6311006641")
    masked = ContractFactory(supplier=None, supplier_hidden="person")
    company = CompanyFactory(krs="0000123456")

    known = told(client, firm.get_absolute_url())["Organization"]
    assert known["taxID"] == "6311006640"
    assert known["identifier"] == [{"@type": "PropertyValue", "propertyID": "NIP", "value": "6311006640"}]
    assert told(client, company.get_absolute_url())["Organization"]["identifier"][0]["propertyID"] == "KRS"
    assert told(client, person.get_absolute_url()) == {}
    assert list(told(client, masked.get_absolute_url())) == ["BreadcrumbList"]


def test_the_start_page_the_data_and_a_list_tell_what_they_are(client: Client) -> None:
    site = told(client, "/")["WebSite"]
    assert site["potentialAction"]["target"]["urlTemplate"].endswith("/szukaj/?q={search_term_string}")

    catalogue = told(client, "/dane/")["DataCatalog"]
    assert catalogue["license"] == "https://creativecommons.org/licenses/by/4.0/"
    votes = next(each for each in catalogue["dataset"] if each["url"].endswith("/rada/glosowania/"))
    assert {each["encodingFormat"] for each in votes["distribution"]} >= {"text/csv", "application/json"}
    assert all(each["contentUrl"].startswith("http") for each in votes["distribution"])
    assert 50 < len(votes["description"]) < 5000

    assert list(told(client, "/rada/glosowania/")) == ["BreadcrumbList"]
