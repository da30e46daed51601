"""R003, R018, R028, R030, R035 and R036: asked of one process at a time; expectations counted by hand."""

from __future__ import annotations

import pytest

from spending.signals.ocds.gaps import Lacking
from spending.signals.ocds.outcome import Group
from spending.signals.ocds.r003 import is_shorter_by_days
from spending.signals.ocds.settings import CODES
from tests.spending.signals.ocds.processes import asked, award, bid, flagged, gaps, period, process

DAYS_14 = period("2026-03-01T12:00:00+01:00", "2026-03-16T11:59:59+01:00")
DAYS_15 = period("2026-03-01T12:00:00+01:00", "2026-03-16T12:00:00+01:00")
WON = [award("W")]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"tender": {}}, "no_ocid"),
        ({"ocid": 7}, "no_ocid"),
        (process("a", status="cancelled"), "cancelled"),
        (process("a", procurementMethodDetails="losowanie"), "excluded_method"),
    ],
)
def test_every_indicator_leaves_out_what_is_cancelled_unnamed_or_set_aside(code, told, reason):
    assert gaps(code, told, excluded_details=frozenset({"losowanie"})) == [reason]


@pytest.mark.parametrize("code", CODES)
def test_a_process_that_says_nothing_is_not_computable_and_never_zero(code):
    outcome = asked(code, process("a"))

    assert (outcome.computed[code], sum(outcome.lacking[code][Group.OCID].values())) == (0, 1)
    assert not outcome.results


def test_r003_counts_whole_days_of_the_period():
    assert flagged("R003", process("short", tenderPeriod=DAYS_14), process("enough", tenderPeriod=DAYS_15)) == {
        "short": 1.0
    }
    assert flagged(
        "R003", process("a", tenderPeriod=period("2026-03-28T12:00:00+01:00", "2026-04-12T12:30:00+02:00"))
    ) == {"a": 1.0}


def test_r003_takes_its_threshold_and_its_methods_from_the_settings():
    ten = period("2026-03-01T00:00:00Z", "2026-03-11T00:00:00Z")

    assert flagged("R003", process("a", tenderPeriod=ten), r003_days=10) == {}
    assert (
        flagged("R003", process("a", tenderPeriod=ten, procurementMethodDetails="x"), r003_days_by_details={"x": 10})
        == {}
    )
    assert gaps("R003", process("a", tenderPeriod=ten), r003_methods=frozenset({"open"})) == ["no_method"]
    limited = process("a", tenderPeriod=ten, procurementMethod="limited")
    assert gaps("R003", limited, r003_methods=frozenset({"open"})) == ["other_method"]
    assert flagged("R003", limited) == {"a": 1.0}


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"startDate": "2026-03-01T00:00:00Z"}, "no_period"),
        (period("2026-03-01", "2026-03-02"), "not_a_moment"),
        (period("2026-03-01T00:00:00", "2026-03-02T00:00:00"), "not_a_moment"),
        (period("2026-02-30T00:00:00Z", "2026-03-02T00:00:00Z"), "not_a_moment"),
    ],
)
def test_r003_needs_two_moments_with_hour_and_offset(told, reason):
    assert gaps("R003", process("a", tenderPeriod=told)) == [reason]


def test_r003_takes_days_alone_only_where_the_hours_cannot_matter():
    assert is_shorter_by_days("2026-03-01", "2026-03-15", 15)
    assert not is_shorter_by_days("2026-03-01", "2026-03-17", 15)
    with pytest.raises(Lacking, match="edge_of_days"):
        is_shorter_by_days("2026-03-01", "2026-03-16", 15)


def test_r018_flags_one_tenderer_where_others_could_come():
    told = [
        process(method, procurementMethod=method, numberOfTenderers=1) for method in ("open", "selective", "limited")
    ]

    assert flagged("R018", *told, process("two", procurementMethod="open", numberOfTenderers=2)) == {
        "open": 1,
        "selective": 1,
    }
    assert flagged("R018", *told, r018_methods=frozenset({"limited"})) == {"limited": 1}


@pytest.mark.parametrize(
    ("tender", "reason"),
    [
        ({"procurementMethod": "limited", "numberOfTenderers": 1}, "other_method"),
        ({"numberOfTenderers": 1}, "no_method"),
        ({"procurementMethod": "open"}, "no_number"),
        ({"procurementMethod": "open", "numberOfTenderers": -1}, "no_number"),
        ({"procurementMethod": "open", "numberOfTenderers": "1"}, "no_number"),
        ({"procurementMethod": "open", "numberOfTenderers": True}, "no_number"),
    ],
)
def test_r018_is_not_computable_without_its_inputs(tender, reason):
    assert gaps("R018", process("a", **tender)) == [reason]


def test_r028_flags_the_same_price_of_different_tenderers_and_both_of_them():
    outcome = asked("R028", process("same", [bid("A", 100), bid("B", 100, "disqualified"), bid("C", 101)]))

    assert outcome.flagged("R028", Group.OCID) == {"same": 1.0}
    assert outcome.flagged("R028", Group.TENDERER) == {"A": 1.0, "B": 1.0}
    assert outcome.ties["R028"] == {"same": {"A", "B"}}


@pytest.mark.parametrize(
    "bids",
    [
        [bid("A", 100), bid("A", 100)],
        [bid("AZ", 100), bid("ZA", 100)],
        [bid("A", 100), bid("B", 100, currency="EUR")],
        [bid("A", 100), bid("B", 100, "withdrawn"), bid("C", 100, "invited")],
        [bid("A", 100), bid("", 100), bid("B", 100.01)],
    ],
)
def test_r028_does_not_flag_what_is_no_second_tenderer_at_the_same_price(bids):
    assert flagged("R028", process("a", bids)) == {}


def test_r028_compares_a_price_with_the_last_one_like_it():
    """Cardinal remembers, for each price, the last offer only: A, AB, AB flags A and B by the first pair."""
    assert asked("R028", process("a", [bid("A", 5), bid("AB", 5)])).flagged("R028", Group.TENDERER) == {"A": 1, "B": 1}


def test_r028_and_r036_compare_no_prices_where_settings_say_so():
    bids = [bid("A", 100), bid("B", 100), bid("C", 90, "disqualified")]
    fixed, other = (process(name, bids, WON, procurementMethodDetails=name) for name in ("fixed", "other"))

    for code in ("R028", "R036"):
        assert set(flagged(code, fixed, other, no_price_comparison=frozenset({"fixed"}))) == {"other"}
        assert set(flagged(code, fixed, other, process("none", bids, WON), price_comparison=frozenset({"fixed"}))) == {
            "fixed"
        }


def test_r030_flags_a_late_valid_offer_of_a_winner():
    tender = {"tenderPeriod": {"endDate": "2026-05-10T12:00:00Z"}}
    late, in_time = "2026-05-12T08:00:00Z", "2026-05-10T12:00:00Z"

    outcome = asked("R030", process("late", [bid("W", date=late), bid("L", date=late)], WON, **tender))

    assert outcome.flagged("R030", Group.OCID) == {"late": 1.0}
    assert outcome.flagged("R030", Group.TENDERER) == {"W": 1.0}
    assert flagged("R030", process("a", [bid("W", date=in_time)], WON, **tender)) == {}
    assert flagged("R030", process("a", [bid("W", date=in_time), bid("L", date=late)], WON, **tender)) == {}
    assert (
        flagged("R030", process("a", [bid("W", date=in_time), bid("W", status="pending", date=late)], WON, **tender))
        == {}
    )
    assert flagged("R030", process("a", [bid("WX", date=late)], [*WON, award("P", "pending")], **tender)) == {"a": 1.0}


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (process("a", [bid("W", date="2026")], WON), "no_period"),
        (process("a", None, WON, tenderPeriod={"endDate": "2025"}), "no_bids"),
        (process("a", [bid("W", date="2026")], tenderPeriod={"endDate": "2025"}), "no_awards"),
        (
            process("a", [bid("W", date="2026")], [award("W", "pending")], tenderPeriod={"endDate": "2025"}),
            "no_active_award",
        ),
        (process("a", [bid("W", date="2026")], [award("")], tenderPeriod={"endDate": "2025"}), "no_supplier"),
        (process("a", [bid("W")], WON, tenderPeriod={"endDate": "2025"}), "no_bid_dates"),
    ],
)
def test_r030_is_not_computable_without_its_inputs(told, reason):
    assert gaps("R030", told) == [reason]


def test_r035_counts_the_others_who_were_rejected_and_flags_the_winner():
    bids = [bid("D", status="disqualified"), bid("D", status="disqualified"), bid("E", status="disqualified"), bid("W")]

    outcome = asked("R035", process("a", bids, [*WON, award("W"), award("C", "cancelled"), award("U", "unsuccessful")]))

    assert outcome.flagged("R035", Group.OCID) == {"a": 2.0}
    assert outcome.flagged("R035", Group.TENDERER) == {"W": 0.0}
    assert flagged("R035", process("a", bids, WON), r035_threshold=3) == {}


@pytest.mark.parametrize(
    ("bids", "awards"),
    [
        ([bid("W"), bid("V"), bid("D", status="disqualified")], WON),
        ([bid("W"), bid("D", status="disqualified")], [award("S")]),
        ([bid("W"), bid("D", status="disqualified")], [award("W"), award("X")]),
        ([bid("WX"), bid("D", status="disqualified")], [award("WX")]),
        ([bid("W"), bid("W", status="disqualified")], WON),
        ([bid("W"), bid("D", status="withdrawn")], WON),
        ([bid("D", status="disqualified")], WON),
    ],
)
def test_r035_does_not_flag_other_constellations(bids, awards):
    assert flagged("R035", process("a", bids, awards)) == {}


@pytest.mark.parametrize("status", ["pending", "invalid"])
@pytest.mark.parametrize("code", ["R024", "R025", "R035", "R058"])
def test_an_award_that_may_change_leaves_the_process_out(code, status):
    bids = [bid("W", 1), bid("D", 2, "disqualified")]

    assert gaps(code, process("a", bids, [*WON, award("P", status)])) == ["award_pending"]


def test_r036_flags_a_rejected_lowest_offer_when_another_is_valid():
    low, high = bid("", 90, "disqualified"), bid("", 98)

    assert flagged("R036", process("a", [low, high], [{"status": "active"}])) == {"a": 1.0}
    assert flagged("R036", process("a", [low, high], [award("W"), award("P", "pending")])) == {"a": 1.0}
    assert flagged("R036", process("a", [low, high, bid("", 80, "withdrawn")], WON)) == {"a": 1.0}
    assert flagged("R036", process("a", [low, high, bid("", 80, "pending")], WON)) == {}
    assert flagged("R036", process("a", [low, bid("", 89)], WON)) == {}
    assert flagged("R036", process("a", [low, bid("", 90)], WON)) == {"a": 1.0}
    assert flagged("R036", process("a", [bid("", 90), low], WON)) == {}


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (process("a", [bid("", 1)]), "no_awards"),
        (process("a", [bid("", 1)], [award("W", "pending")]), "no_active_award"),
        (process("a", None, WON), "no_bids"),
        (process("a", [bid("W")], WON), "no_prices"),
        (process("a", [bid("", 1, "disqualified"), bid("W")], WON), "no_valid_bids"),
        (process("a", [bid("", True)], WON), "no_prices"),
        (process("a", [bid("", float("inf"))], WON), "no_prices"),
    ],
)
def test_r036_is_not_computable_without_its_inputs(told, reason):
    assert gaps("R036", told) == [reason]
