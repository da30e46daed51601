"""The pages of drafts and resolutions as timelines: what they say, what they leave open, what they cost."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from council.models import DraftResolution, DraftStage, ResolutionRelation, Ruling
from tests.factories.committees import CommitteeMeetingFactory, OpinionFactory
from tests.factories.council import (
    AgendaItemFactory,
    CommitteeFactory,
    DraftResolutionFactory,
    ResolutionFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)
from tests.factories.life import DraftStageFactory, ResolutionRelationFactory, RulingFactory

pytestmark = pytest.mark.django_db

ADOPTED = date(2023, 7, 13)


def text(client: Client, address: str) -> str:
    """Give the words of a page, in English whatever edition the last page left active."""
    html = client.get(f"/en{address.removeprefix('/en')}").content.decode().replace("<", " <")
    return re.sub(r"\s+", " ", strip_tags(html).replace("\xa0", " ")).replace(" .", ".")


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address, headers={"Cache-Control": "no-cache"})
    return len(captured)


def order(page: str, *words: str) -> bool:
    places = [page.index(each) for each in words]
    return places == sorted(places)


def term() -> object:
    return TermFactory(slug="2018-2024", starts=date(2018, 10, 21), ends=date(2024, 4, 30))


# Drafts


@pytest.mark.parametrize("subject", ["Poprawka do projektu uchwały", "Wniosek formalny o przerwę"])
def test_a_vote_beside_the_draft_does_not_adopt_it(subject: str) -> None:
    draft = DraftResolutionFactory()
    VoteFactory(draft=draft, subject=subject, result="passed")

    assert DraftResolution.objects.for_page().get(pk=draft.pk).state == "unknown"


def test_a_committees_vote_does_not_adopt_a_draft_and_the_councils_does() -> None:
    draft = DraftResolutionFactory()
    VoteFactory(draft=draft, meeting=CommitteeMeetingFactory(), result="passed")
    assert DraftResolution.objects.for_page().get(pk=draft.pk).state == "unknown"

    VoteFactory(draft=draft, result="passed")
    assert DraftResolution.objects.for_page().get(pk=draft.pk).state == "adopted"


def test_a_committees_opinion_stands_on_the_drafts_way_with_its_numbers(client: Client) -> None:
    opinion = OpinionFactory(committee__name="Komisja Budżetu", votes_for=5, votes_against=1)

    page = text(client, opinion.draft.get_absolute_url())

    assert "Komisja Budżetu: positive opinion" in page
    assert "For: 5, against: 1." in page
    assert "what the committees said of it" not in page


def test_a_draft_that_nothing_is_known_of_says_so(client: Client) -> None:
    page = text(client, DraftResolutionFactory().get_absolute_url())

    assert "Who tabled it stands in none of the documents" in page
    assert "what the committees said of it" in page
    assert "We do not know how the council voted on it." in page


def test_events_of_a_draft_stand_in_the_order_of_their_days(client: Client) -> None:
    draft = DraftResolutionFactory(initiator="mayor")
    committee = CommitteeFactory(name="Komisja Budżetu")
    item = AgendaItemFactory(draft=draft)
    DraftStageFactory(draft=draft, stage="opinion", body=committee, day=item.meeting.day - timedelta(days=3))
    DraftStageFactory(draft=draft, stage="tabled", day=None)
    VoteFactory(draft=draft, meeting=item.meeting, result="passed")

    page = text(client, draft.get_absolute_url())

    assert "Tabled by: the mayor" in page
    assert order(page, "Opinion of a committee: Komisja Budżetu", "On the agenda", "Vote: adopted")
    assert page.index("day not known") < page.index("Opinion of a committee")


def test_what_an_agenda_or_a_vote_proves_is_not_told_twice(client: Client) -> None:
    draft = DraftResolutionFactory()
    item = AgendaItemFactory(draft=draft)
    VoteFactory(draft=draft, meeting=item.meeting, result="passed")
    DraftStageFactory(draft=draft, stage="on_agenda", day=item.meeting.day)
    DraftStageFactory(draft=draft, stage="adopted", day=item.meeting.day)

    page = text(client, draft.get_absolute_url())

    assert "Put on the agenda" not in page
    assert "Adopted by the council" not in page


def test_a_residents_draft_has_a_clock_of_three_months_that_days_can_prove_overdue(client: Client) -> None:
    draft = DraftResolutionFactory(term=term(), initiator="residents")
    DraftStageFactory(draft=draft, day=date(2023, 1, 31))
    meeting = SessionFactory(term=draft.term, day=date(2023, 5, 1))
    AgendaItemFactory(draft=draft, meeting=meeting)

    page = text(client, draft.get_absolute_url())

    assert "3 months from filing to the session by 30 April 2023 · overdue" in page


def test_no_clock_runs_from_an_inferred_day(client: Client) -> None:
    draft = DraftResolutionFactory(term=term(), initiator="residents")
    DraftStageFactory(draft=draft, day=date(2023, 1, 31), certainty="inferred")

    page = text(client, draft.get_absolute_url())

    assert "not counted: the day of filing is not known" in page
    assert "30 April 2023" not in page


# Resolutions


def test_the_earliest_end_is_called_so_and_the_provision_unread(client: Client) -> None:
    resolution = ResolutionFactory(adopted_on=ADOPTED, number="XLVIII/992/2023", term=term())

    page = text(client, resolution.get_absolute_url())

    assert "7 days to hand it over to supervision by 20 July 2023 · not known whether it was kept" in page
    assert "ends on 12 August 2023 at the earliest" in page
    assert "number of the provision not checked by us" in page
    assert "overdue" not in page


def test_nothing_is_counted_for_a_resolution_whose_day_we_inferred(client: Client) -> None:
    resolution = ResolutionFactory(adopted_on=ADOPTED, certainty="inferred", term=term())

    page = text(client, resolution.get_absolute_url())

    assert "not counted: no document states the day of adoption" in page
    assert "20 July 2023" not in page


def test_a_budget_probably_goes_to_the_chamber_of_audit(client: Client) -> None:
    guessed = ResolutionFactory(title="w sprawie budżetu miasta na 2014 rok")
    known = ResolutionFactory(title="w sprawie budżetu miasta na 2014 rok")
    RulingFactory(resolution=known, authority_name="Kolegium RIO w Katowicach", number="", effect="opened", key="a")

    assert "probably the regional chamber of audit (RIO)" in text(client, guessed.get_absolute_url())
    page = text(client, known.get_absolute_url())
    assert "probably" not in page
    assert "how they ended we do not know" in page


def test_rulings_and_courts_stand_in_their_order_with_their_signatures(client: Client) -> None:
    resolution = ResolutionFactory(adopted_on=ADOPTED, number="XLVIII/992/2023", term=term())
    court = {"resolution": resolution, "year": 2024}
    RulingFactory(**court, authority_name="NSA", number="II GSK 1268/24", ruled_on=date(2024, 11, 5), effect="")
    RulingFactory(
        **court, authority_name="WSA w Gliwicach", number="III SA/Gl 747/23", ruled_on=date(2024, 1, 31), final=True
    )

    page = text(client, resolution.get_absolute_url())

    assert "It was declared invalid." in page
    assert order(page, "III SA/Gl 747/23", "It is final.", "II GSK 1268/24")
    assert "NSA: effect not known" in page


def test_rulings_that_do_not_go_one_way_are_not_decided_by_us(client: Client) -> None:
    resolution = ResolutionFactory()
    RulingFactory(resolution=resolution)
    RulingFactory(resolution=resolution, authority_name="WSA w Gliwicach", effect="upheld")

    assert "we do not decide between them" in text(client, resolution.get_absolute_url())


def test_local_law_enters_into_force_no_earlier_than_after_fourteen_days(client: Client) -> None:
    published = {"adopted_on": ADOPTED, "term": term(), "journal_year": 2023, "journal_position": "5500"}
    counted = ResolutionFactory(**published, journal_on=date(2023, 7, 24))
    stated = ResolutionFactory(**published, journal_on=date(2023, 7, 24), in_force_on=date(2023, 7, 25))

    assert "not before 8 August 2023, unless the act says otherwise" in text(client, counted.get_absolute_url())
    page = text(client, stated.get_absolute_url())
    assert "In force on 25 July 2023" in page
    assert "8 August 2023" not in page


def test_a_change_is_told_on_the_pages_of_both_acts(client: Client) -> None:
    relation = ResolutionRelationFactory(from_title=True)
    acting, target = relation.resolution, relation.target

    page, other = text(client, acting.get_absolute_url()), text(client, target.get_absolute_url())

    assert f"It changes {target.number}" in page
    assert f"Changed by {acting.number}" in other
    assert "read from the official title" in other


def test_an_act_known_by_its_number_alone_is_named_without_a_page(client: Client) -> None:
    relation = ResolutionRelationFactory(target=None, target_number="I/1/2010")

    page = text(client, relation.resolution.get_absolute_url())

    assert "It changes I/1/2010" in page
    assert "we do not have this resolution" in page


def test_a_ruling_on_an_act_that_we_do_not_have_stands_under_the_list(client: Client) -> None:
    ResolutionFactory()
    RulingFactory(resolution=None, subject="w sprawie sprzedaży nieruchomości", number="")

    assert "w sprawie sprzedaży nieruchomości" in text(client, "/en/rada/uchwaly/")


def test_words_of_documents_are_text_and_no_markup(client: Client) -> None:
    ruling = RulingFactory(words="<script>alert(1)</script>", subject="<b>x</b>")

    assert "<script>alert" not in client.get(ruling.resolution.get_absolute_url()).content.decode()


# What they cost


@pytest.mark.parametrize("count", [2, 500])
def test_a_way_costs_the_same_however_long_it_is(client: Client, count: int) -> None:
    draft, resolution = DraftResolutionFactory(), ResolutionFactory()
    item = AgendaItemFactory(draft=draft)
    VoteFactory(draft=draft, meeting=item.meeting, resolution=resolution, result="passed")
    days = [date(2014, 1, 1) + timedelta(days=place % 180) for place in range(count)]
    kinds = ("discussed", "sent_back", "amended")
    DraftStage.objects.bulk_create(
        DraftStageFactory.build(draft=draft, stage=kinds[place // 180], day=day) for place, day in enumerate(days)
    )
    Ruling.objects.bulk_create(RulingFactory.build_batch(count, resolution=resolution))
    others = [ResolutionFactory() for _each in range(min(count, 50))]
    ResolutionRelation.objects.bulk_create(
        ResolutionRelationFactory.build(resolution=other, target=resolution) for other in others
    )

    assert queries(client, draft.get_absolute_url()) == 9
    assert queries(client, resolution.get_absolute_url()) == 12
