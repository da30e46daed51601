"""R024, R025, R038 and R058: asked of all processes together; quartiles and fences counted by hand."""

from __future__ import annotations

import pytest

from spending.signals.ocds.outcome import Group
from spending.signals.ocds.quartiles import quartiles
from tests.spending.signals.ocds.processes import Json, asked, award, bid, flagged, gaps, process

WON = [award("W")]


def two(ocid: str, won: float, second: float) -> Json:
    return process(ocid, [bid("W", won), bid("L", second)], WON)


def test_quartiles_are_of_the_eighth_type():
    """Of five, the first stands at (5 + 1/3) / 4 + 1/3 = 5/3: two thirds of the way from the first to the second."""
    found = quartiles([50, 10, 30, 20, 40])

    assert found == pytest.approx((10 + 10 * 2 / 3, 40 + 10 * 1 / 3))
    assert found.upper_fence - found.q3 == found.q1 - found.lower_fence == pytest.approx(1.5 * (found.q3 - found.q1))
    assert quartiles([7]) == (7, 7)
    assert quartiles([1, 2]) == pytest.approx((1, 2))


def test_r024_flags_a_second_price_under_the_lower_fence_with_both_firms():
    """Differences 0, 1, 1, 1, 1, 1, 1: both quartiles are 1, the fence is 1, and differences at it are flagged too."""
    usual = [two(f"u{n}", 100, 200) for n in range(6)]

    outcome = asked("R024", two("close", 100, 100), *usual)

    assert outcome.meta["R024"] == {"q1": 1, "q3": 1, "lower_fence": 1}
    assert outcome.flagged("R024", Group.OCID) == {"close": 0.0} | {f"u{n}": 1.0 for n in range(6)}
    assert outcome.flagged("R024", Group.TENDERER) == {"W": 0.0, "L": 0.0}


def test_r024_and_r058_find_the_planted_outliers_and_nothing_else():
    """0.10, 0.11, 0.12, 0.13, 0.14 five times: quartiles 0.11 and 0.13, fences 0.08 and 0.16."""
    usual = [two(f"u{n}{m}", 100, 110 + n) for n in range(5) for m in range(5)]

    assert flagged("R024", *usual, two("close", 100, 101), two("at 9%", 100, 109)) == {"close": 0.01}
    assert flagged("R058", *usual, two("far", 100, 150), two("at 15%", 100, 115)) == {"far": 0.5}


def test_r024_says_nothing_where_a_quarter_of_differences_is_nought():
    outcome = asked("R024", two("a", 1, 1), two("b", 1, 1), two("c", 1, 9))

    assert not outcome.results
    assert outcome.computed["R024"] == 0
    assert outcome.lacking["R024"][Group.OCID] == {"no_fence": 3}
    assert asked("R058", two("a", 1, 1), two("b", 1, 1)).lacking["R058"][Group.OCID] == {"no_fence": 2}


def test_r024_and_r058_take_a_threshold_of_the_settings_in_place_of_the_fence():
    assert flagged("R024", two("a", 100, 104), two("b", 100, 106), r024_threshold=0.05) == {"a": 0.04}
    assert flagged("R058", two("a", 100, 104), two("b", 100, 106), r058_threshold=0.05) == {"b": 0.06}


def test_r058_flags_the_winner_alone():
    assert asked("R058", two("a", 100, 200), r058_threshold=1).flagged("R058", Group.TENDERER) == {"W": 0.0}


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (process("a", None, WON), "no_bids"),
        (process("a", [bid("W", 1), bid("L", 2)]), "no_awards"),
        (process("a", [bid("W", 1), bid("L", 2)], [award("W", "cancelled")]), "no_active_award"),
        (process("a", [bid("W", 1), bid("L", 2)], [award("W"), award("W")]), "several_awards"),
        (process("a", [bid("W", 1), bid("L", 2)], [award("WX")]), "several_suppliers"),
        (process("a", [bid("W", 1), bid("L", 2)], [{"status": "active"}]), "no_supplier"),
        (process("a", [bid("W"), bid("L")], WON), "no_prices"),
        (process("a", [bid("W", 1, "pending"), bid("L", 2)], WON), "winner_did_not_bid"),
        (process("a", [bid("W", 1, "disqualified"), bid("L", 2)], WON), "winner_did_not_bid"),
        (process("a", [bid("W", 1), bid("LM", 2)], WON), "no_second_bid"),
        (process("a", [bid("W", 1), bid("L", 2, "withdrawn")], WON), "no_second_bid"),
        (process("a", [bid("W", 2), bid("L", 1)], WON), "not_lowest"),
        (process("a", [bid("W", 0), bid("L", 1)], WON), "zero_price"),
    ],
)
@pytest.mark.parametrize("code", ["R024", "R058"])
def test_a_difference_is_not_computable_without_two_comparable_prices(code, told, reason):
    assert gaps(code, told) == [reason]


def test_a_difference_takes_the_lowest_offer_of_each_and_overlooks_offers_made_together():
    told = process("a", [bid("W", 150), bid("W", 100), bid("L", 130), bid("K", 120), bid("MN", 101)], WON)

    assert flagged("R058", told, r058_threshold=0.1) == {"a": 0.2}


def test_the_main_currency_is_the_chosen_one_else_the_first_that_is_compared():
    def of(ocid: str, currency: str) -> Json:
        return process(ocid, [bid("W", 1, currency=currency), bid("L", 2, currency=currency)], WON)

    assert set(flagged("R058", of("a", "EUR"), of("b", "PLN"), r058_threshold=1)) == {"a"}
    assert set(flagged("R058", of("a", "EUR"), of("b", "PLN"), r058_threshold=1, currency="PLN")) == {"b"}
    assert gaps("R058", of("a", "EUR"), currency="PLN") == ["other_currency"]
    assert gaps("R036", of("a", "EUR"), currency="PLN") == ["other_currency"]


def test_r025_flags_a_firm_that_bids_most_and_wins_far_more_seldom():
    """Of six firms F wins 1 of 10; the others win all of their 1 or 2, so both quartiles of shares are 1."""
    lost = [process(f"f{n}", [bid("F"), bid("F"), bid("ABCDE"[n % 5])], [award("ABCDE"[n % 5])]) for n in range(9)]
    won = process("f9", [bid("F")], [award("F")])

    outcome = asked("R025", *lost, won)

    assert outcome.meta["R025"]["upper_fence"] == pytest.approx(2 + 8 / 12)  # at 6.33 × 0.75 + 0.33 of 1 2 2 2 2 10
    assert outcome.flagged("R025", Group.TENDERER) == {"F": 0.1}


def test_r025_does_not_flag_who_bids_seldom_and_says_nothing_where_a_quarter_never_won():
    lost = process("a", [bid("F"), bid("W")], WON)
    often = [process(f"w{n}", [bid("W")], WON) for n in range(3)]

    assert asked("R025", lost, *often).lacking["R025"][Group.TENDERER] == {"no_fence": 2}
    assert asked("R025", lost, *often, r025_threshold=0.5).flagged("R025", Group.TENDERER) == {}
    assert asked("R025", lost, *often, r025_threshold=0.5, r025_percentile=0).flagged("R025", Group.TENDERER) == {
        "F": 0.0
    }


def test_r025_leaves_out_offers_made_together_and_those_not_valid():
    told = process("a", [bid("FG"), bid("F", status="disqualified")], WON)

    assert gaps("R025", told) == ["no_valid_bids"]


def bought(ocid: str, who: str, *bids: Json) -> Json:
    return process(ocid, list(bids), procuringEntity={"id": who.lower()}) | {"buyer": {"id": who}}


def test_r038_flags_a_buyer_and_a_procuring_entity_by_their_submitted_offers():
    """B rejected one of two, six others none of two: both quartiles are nought, so only a chosen threshold flags B."""
    rejected = bought("b", "B", bid("X"), bid("Y", status="disqualified"))
    others = [bought(f"o{n}", f"O{n}", bid("X"), bid("X")) for n in range(6)]

    outcome = asked("R038", rejected, *others, bought("one", "ONE", bid("Z", status="disqualified")))

    assert outcome.lacking["R038"][Group.BUYER] == {"too_few": 1, "no_fence": 7}
    some = asked("R038", rejected, *others, r038_threshold=0.5)
    assert some.flagged("R038", Group.BUYER) == {"B": 0.5}
    assert some.flagged("R038", Group.PROCURING_ENTITY) == {"b": 0.5}


def test_r038_flags_a_tenderer_of_several_processes():
    told = [
        process("a", [bid("D", status="disqualified"), bid("E")]),
        process("b", [bid("D"), bid("E", status="withdrawn")]),
    ]

    outcome = asked("R038", *told)

    assert outcome.meta["R038"] == {"Tenderer_q1": 0.5, "Tenderer_q3": 0.5, "Tenderer_upper_fence": 0.5}
    assert outcome.flagged("R038", Group.TENDERER) == {"D": 0.5}
    assert asked("R038", *told, r038_bids=3).flagged("R038", Group.TENDERER) == {}


def test_numbers_as_identifiers_are_text_and_one_object_is_a_list_of_one():
    told = {
        "ocid": "a",
        "bids": {"details": [{"status": "valid", "tenderers": {"id": 12}, "value": {"amount": 1, "currency": "PLN"}}]},
        "awards": [{"status": "active", "suppliers": {"id": "12"}}],
    }

    assert asked("R025", told, r025_threshold=2).flagged("R025", Group.TENDERER) == {"12": 1.0}
