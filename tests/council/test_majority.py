from __future__ import annotations

import pytest

from council.majority import Counts, Rule, assess, basis, several_candidates


@pytest.mark.parametrize(
    ("subject", "rule"),
    [
        ("Uchwała w sprawie budżetu", Rule.ORDINARY),
        ("7. Udzielenie absolutorium Prezydentowi Miasta", Rule.STATUTORY),
        ("Udzielenie wotum zaufania", Rule.STATUTORY),
        ("5. Zmiany w porządku obrad. Dopisanie punktu 28a", Rule.STATUTORY),
        ("Wniosek o zdjęcie punktu 12", Rule.STATUTORY),
        ("Przyjęcie porządku obrad", Rule.ORDINARY),
        ("wybór Przewodniczącego Rady Miasta", Rule.ABSOLUTE),
        ("5. Odwołanie Wiceprzewodniczącej Rady Miasta", Rule.ABSOLUTE),
        ("Wybór przewodniczącego komisji", Rule.ORDINARY),
    ],
)
def test_the_rule_follows_the_question(subject, rule):
    assert basis(subject).rule is rule


@pytest.mark.parametrize(
    ("counts", "passed"),
    [
        (Counts(22, 0, 2), True),
        (Counts(10, 12, 2), False),
        (Counts(7, 6, 11), True),
        (Counts(7, 7, 10), False),
        (Counts(5, 4, 3, not_voting=0), False),
        (Counts(None, 0, 0), None),
        (Counts(10, None, None), None),
    ],
)
def test_an_ordinary_majority_is_more_for_than_against_with_half_of_25_present(counts, passed):
    assert assess("uchwała", counts, seats=25).passed is passed


def test_half_of_an_odd_council_is_rounded_up():
    assert assess("uchwała", Counts(13, 0, 0), seats=25).quorum_needed == 13


def test_an_even_council_has_its_quorum_at_exactly_half():
    assert assess("uchwała", Counts(14, 0, 0), seats=28).quorum_met is True


def test_present_people_who_did_not_vote_count_for_the_quorum():
    assert assess("uchwała", Counts(6, 4, 2, not_voting=1), seats=25).quorum_met is True


def test_few_votes_prove_no_missing_quorum_while_the_silent_are_not_counted():
    assessment = assess("uchwała", Counts(6, 4, 2), seats=25)

    assert assessment.quorum_met is None
    assert assessment.passed is None


@pytest.mark.parametrize(("ayes", "passed"), [(13, True), (12, False)])
def test_a_discharge_needs_more_than_half_of_all_seats(ayes, passed):
    assert assess("absolutorium", Counts(ayes, 0, 25 - ayes), seats=25).passed is passed


def test_a_recorded_result_against_the_arithmetic_is_seen():
    assert assess("uchwała", Counts(10, 12, 2), seats=25, recorded="passed").agrees is False
    assert assess("uchwała", Counts(10, 12, 2), seats=25, recorded="failed").agrees is True
    assert assess("uchwała", Counts(10, 12, 2), seats=25).agrees is None


@pytest.mark.parametrize(("ayes", "passed"), [(15, True), (14, False)])
def test_three_fifths_of_25_seats_are_15(ayes, passed):
    assert assess("uchwała", Counts(ayes, 0, 25 - ayes), seats=25, stated="three_fifths").passed is passed


def test_a_stated_majority_goes_before_the_words_of_the_question():
    found = assess("absolutorium", Counts(12, 0, 0, not_voting=3), seats=25, stated="ordinary")

    assert found.basis.stated is True
    assert (found.basis.rule, found.passed) == (Rule.ORDINARY, True)


def test_a_stated_majority_keeps_the_article_that_the_words_lead_to():
    assert basis("absolutorium", "statutory").article.startswith("art. 28a ust. 2")
    assert basis("absolutorium", "absolute").article == ""


def test_a_committee_gives_an_opinion_by_an_ordinary_majority_of_its_own_people():
    found = assess("Wniosek o absolutorium", Counts(3, 2, 0), seats=7, committee=True)

    assert (found.basis.rule, found.quorum_needed, found.passed) == (Rule.ORDINARY, 4, True)


def test_a_choice_between_candidates_is_not_recomputed():
    assert several_candidates("Wybór przewodniczącego (kandydaci: A i B)", "election", 12) is True
    assert several_candidates("Wybór przewodniczącego", "election", None) is True
    assert several_candidates("Wybór przewodniczącego", "election", 0) is False
    assert several_candidates("uchwała", "resolution", None) is False


def test_articles_that_we_did_not_check_say_so():
    assert basis("absolutorium").checked is True
    assert basis("wotum zaufania").checked is False
