"""BeSTi@: reports that come in pages, read whole or doubted; amounts as the ministry states them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from spending.drafts import BudgetFigureDraft, Scope, Side, Stage
from spending.models import BudgetFigure
from spending.sources.bestia import Bestia, Period, address_of, quarters, unit_filter
from tests.fakes import bestia as fakes
from tests.fakes.office import Office
from watchdog.cities import profile
from watchdog.ingest import pipeline
from watchdog.ingest.documents import Report
from watchdog.ingest.source import Reject, Unreadable

SITE = "https://bestia-api.mf.gov.pl"
TODAY = date(2025, 3, 20)
UNIT = {"jednostka-wk": "24", "jednostka-pk": "66", "jednostka-gk": "00", "jednostka-pt": "2"}
YEAR = ("pozycje-rb28s", "2024", "4")
ADDRESS = address_of("pozycje-rb28s", unit_filter("2466011"), Period(2024, 4))


def lines(count: int, amount: str = "10.00") -> list[fakes.Row]:
    return [
        fakes.expenditure("801", "80101", f"{400 + number // 10}", str(number % 10), "1100", "12.00", amount)
        for number in range(count)
    ]


def read(*rows: Any, address: str = ADDRESS) -> list[Any]:
    content = json.dumps({"data": rows, "paging": {"totalPages": 1}}).encode()
    return list(Bestia().read(content, address))


def test_a_line_is_a_figure_at_every_stage_that_says_something() -> None:
    row = fakes.expenditure("600", "60015", "605", "7", "1600", "5000000.00", "487654.32")

    drafts = read(row)

    assert [(draft.stage, draft.amount) for draft in drafts] == [
        (Stage.AMENDED, Decimal("5000000.00")),
        (Stage.COMMITMENTS, Decimal("487654.32")),
        (Stage.EXECUTED, Decimal("487654.32")),
    ]
    first = drafts[0]
    assert (first.year, first.quarter, first.side, first.scope) == (2024, 4, Side.EXPENDITURE, Scope.LINE)
    assert (first.dzial, first.rozdzial, first.paragraf, first.financing, first.group) == (
        *("600", "60015", "605", "7", "1600"),
    )


def test_revenue_is_read_from_its_own_report_and_noughts_in_front_come_back() -> None:
    row = {
        "dzial": "10",
        "rozdzial": "1095",
        "paragraf": "75",
        "finansowanie-paragrafu": "0",
        "pl": "1 000,50",
        "dw": 0,
    }

    drafts = read(row, address=ADDRESS.replace("rb28s", "rb27s"))

    assert [(draft.side, draft.stage, str(draft.amount)) for draft in drafts] == [
        (Side.REVENUE, Stage.AMENDED, "1000.50"),
        (Side.REVENUE, Stage.EXECUTED, "0"),
    ]
    assert (drafts[0].dzial, drafts[0].rozdzial, drafts[0].paragraf) == ("010", "01095", "075")


def test_sums_and_the_debt_are_taken_as_stated_and_their_parts_left_out() -> None:
    sums = read(
        {"symbol": "A", "p": "100.00", "w": "90.00"},
        {"symbol": "A1", "p": "80.00", "w": "70.00"},
        {"symbol": "C", "p": "-10.00", "w": "-5.00"},
        {"symbol": "D2", "p": "3.00", "w": "2.00"},
        address=ADDRESS.replace("rb28s", "rbnds"),
    )
    debt = read(
        {"symbol": "E", "z": "500.00"}, {"symbol": "E1", "z": "200.00"}, address=ADDRESS.replace("rb28s", "rbztd")
    )

    assert [(each.side, each.stage, str(each.amount)) for each in [*sums, *debt]] == [
        (Side.REVENUE, Stage.AMENDED, "100.00"),
        (Side.REVENUE, Stage.EXECUTED, "90.00"),
        (Side.RESULT, Stage.AMENDED, "-10.00"),
        (Side.RESULT, Stage.EXECUTED, "-5.00"),
        (Side.FINANCING, Stage.AMENDED, "-3.00"),
        (Side.FINANCING, Stage.EXECUTED, "-2.00"),
        (Side.DEBT, Stage.EXECUTED, "500.00"),
    ]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"ww": "12,3,4"}, "nie jest kwotą"),
        ({"pl": "1e30"}, "nie jest kwotą"),
        ({"pl": "NaN"}, "nie jest kwotą"),
        ({"rozdzial": "75023"}, "nie należy do działu"),
        ({"dzial": "80I"}, "dzial"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason_and_the_rest_is_read(changed: dict[str, str], reason: str) -> None:
    good, bad = lines(1)[0], lines(2)[1] | changed

    *figures, refused = read(good, bad)

    assert all(isinstance(each, BudgetFigureDraft) for each in figures)
    assert isinstance(refused, Reject)
    assert reason in refused.reason


def test_a_line_that_stands_twice_is_counted_once() -> None:
    drafts = read(*lines(1), *lines(1))

    assert [type(draft) for draft in drafts] == [BudgetFigureDraft] * 3 + [Reject]


@pytest.mark.parametrize("content", [b"<html>Przerwa techniczna</html>", b'{"data": {}}', b"[]", b'{"data": ['])
def test_an_answer_of_another_shape_is_no_report(content: bytes) -> None:
    with pytest.raises(Unreadable):
        list(Bestia().read(content, ADDRESS))


def test_a_city_with_county_rights_is_asked_for_by_its_county_and_a_commune_by_its_kind() -> None:
    assert unit_filter("2466011") == "&".join(f"filter[{name}]={value}" for name, value in UNIT.items())
    assert "filter[jednostka-gk]=03&filter[jednostka-gt]=2" in unit_filter("2401032")


def test_of_years_long_over_only_the_last_quarter_is_asked_for() -> None:
    asked = list(quarters(date(2021, 5, 1), TODAY))

    assert [str(each) for each in asked] == [
        *("2021-q4", "2022-q4", "2023-q1", "2023-q2", "2023-q3", "2023-q4"),
        *("2024-q1", "2024-q2", "2024-q3", "2024-q4"),
    ]


Walk = Callable[[], list[Report]]


@pytest.fixture
def ministry(office: Office) -> fakes.Ministry:
    return fakes.publish(office, **UNIT)


@pytest.fixture
def walk(office: Office, ministry: fakes.Ministry, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Give a way to read the reports of 2024 from the ministry on loopback."""
    source = Bestia(profile("gliwice"))
    monkeypatch.setattr(Bestia, "discover", lambda self, since: [ADDRESS])
    return lambda: list(pipeline.run(source, TODAY, office.standing_for(SITE)))


def standing() -> list[tuple[str, str]]:
    found = BudgetFigure.objects.filter(withdrawn_at=None, stage="executed").order_by("paragraf", "financing")
    return [(each.full_paragraf, str(each.amount)) for each in found]


@pytest.mark.django_db
def test_a_report_of_many_pages_is_read_once_and_whole(office: Office, ministry: fakes.Ministry, walk: Walk) -> None:
    ministry.reports[YEAR] = lines(250)

    first, second = walk(), walk()

    assert len(standing()) == 250
    assert [report.status for report in first] == ["ok"] * 3
    assert [report.status for report in second] == ["unchanged"] * 3
    assert not [finding for report in [*first, *second] for finding in report.findings]
    assert all("sort=dzial" in path for path in office.paths)


@pytest.mark.django_db
def test_a_correction_that_moves_lines_between_pages_withdraws_only_what_is_gone(
    ministry: fakes.Ministry, walk: Walk
) -> None:
    ministry.reports[YEAR] = lines(150)
    walk()
    kept = lines(150)[:20] + lines(150, "11.00")[30:]
    ministry.reports[YEAR] = kept

    last = walk()[-1]

    assert standing() == [(f"{row['paragraf']}{row['finansowanie-paragrafu']}", row["ww"]) for row in kept]
    assert [finding.code for finding in last.findings] == ["withdrawn"]


@pytest.mark.django_db
@pytest.mark.parametrize("fault", ["broken", "absent"])
def test_a_report_with_a_page_missing_withdraws_nothing(ministry: fakes.Ministry, walk: Walk, fault: str) -> None:
    ministry.reports[YEAR] = lines(250)
    walk()
    ministry.reports[YEAR] = lines(250)[10:]
    getattr(ministry, fault).add(2)

    reports = walk()

    assert len(standing()) == 250
    assert "pages_missing" in [finding.code for report in reports for finding in report.findings]


@pytest.mark.django_db
def test_pages_that_repeat_rows_are_doubted_and_withdraw_nothing(ministry: fakes.Ministry, walk: Walk) -> None:
    ministry.reports[YEAR] = lines(250)
    walk()
    ministry.reports[YEAR] = [*lines(250)[10:], *lines(250)[10:20]]

    reports = walk()

    assert len(standing()) == 250
    assert [finding.code for finding in reports[-1].findings] == ["pages_repeat"]


@pytest.mark.django_db
def test_a_report_that_does_not_exist_yet_is_no_fault(walk: Walk) -> None:
    (report,) = walk()

    assert (report.status, report.findings) == ("unchanged", [])


def test_the_walk_names_every_report_of_the_city(time_machine: Any) -> None:
    time_machine.move_to(TODAY)

    named = list(Bestia(profile("gliwice")).discover(TODAY))

    assert len(named) == 2 * 4
    assert all("filter[okres-rok]=2024" in each and "&sort=" in each and each.endswith("&page=1") for each in named)
    assert list(Bestia().discover(TODAY)) == []
