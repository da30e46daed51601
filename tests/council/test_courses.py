"""Session by session: a councillor's attendance as recorded, the clubs' part in votes; each with its table."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from council.models import Mandate
from tests.factories.committees import AttendanceFactory
from tests.factories.council import (
    ClubFactory,
    ClubMembershipFactory,
    PersonFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2014, 6, 12)


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode().replace("\u00a0", " ")


def test_a_calendar_tells_absence_from_what_nobody_recorded_and_from_days_without_a_mandate(client: Client) -> None:
    term = TermFactory()
    anna = PersonFactory(in_term=term)
    Mandate.objects.filter(person=anna).update(since=DAY)
    held = [SessionFactory(term=term, number=n, day=DAY + timedelta(days=30 * (n - 2))) for n in range(1, 6)]
    for session, state in zip(held[1:4], ("present", "absent", "excused"), strict=True):
        AttendanceFactory(meeting=session, person=anna, state=state)

    page = get(client, f"/rada/radni/{anna.slug}/")

    calendar = page[page.index('<ul class="cal"') : page.index("Sesje w tabeli")]
    said = [each.partition('"')[0] for each in calendar.split('aria-label="')[2:]]
    assert said == ["bez mandatu w tym dniu", "obecność", "nieobecność", "nieobecność usprawiedliwiona", "nie zapisano"]
    assert calendar.count("<b>1</b>") == 5
    assert page.count("<td>nie zapisano</td>") == 1
    assert "Listy obecności" in page or "Podpisane listy" in page


def test_no_calendar_stands_where_no_layer_names_the_person(client: Client) -> None:
    anna = PersonFactory(in_term=TermFactory())
    SessionFactory()

    assert "Sesje w tabeli" not in get(client, f"/rada/radni/{anna.slug}/")


def test_clubs_are_drawn_on_one_scale_with_the_numbers_they_were_drawn_from(client: Client) -> None:
    term, club, other = TermFactory(), ClubFactory(name="Dęby"), ClubFactory(name="Lipy")
    anna, jan, ewa = (PersonFactory(in_term=term) for _ in range(3))
    for person, stood in ((anna, club), (jan, club), (ewa, other)):
        ClubMembershipFactory(person=person, club=stood)
    for at in range(3):
        session = SessionFactory(term=term, number=at + 1, day=DAY + timedelta(days=at))
        choices = [(anna, "za"), (jan, "nieobecny" if at else "przeciw"), *([] if at == 2 else [(ewa, "za")])]
        VoteFactory(meeting=session, choices=choices)

    page = get(client, "/en/rada/kluby/")

    drawn = page[page.index('<ul class="multiples">') :]
    assert drawn.count('class="spark"') == 2
    assert drawn.count('viewBox="0 0 3 1"') == 2
    assert "Votes cast in 3 sessions, one column each; in 1 all of them." in drawn
    assert drawn.count("1 of 2") == 2
    assert drawn.count("nobody named") == 1
    assert get(client, f"/en/rada/kluby/{club.slug}/").count('class="spark"') == 2


def test_two_sessions_have_no_course(client: Client) -> None:
    club, term = ClubFactory(), TermFactory()
    anna = PersonFactory(in_term=term)
    ClubMembershipFactory(person=anna, club=club)
    VoteFactory(choices=[(anna, "za")])

    assert "multiples" not in get(client, "/rada/kluby/")
