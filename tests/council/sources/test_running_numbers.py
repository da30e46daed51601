"""Taking the running number out of subjects: the one token, and no other figure."""

from __future__ import annotations

from council.sources._running_numbers import numbered

LONG = "Rozpatrzenie projektu uchwały w sprawie ustalenia lokalizacji inwestycji mieszkaniowej"
REST = "przy ulicy Granicznej i ulicy Przemysłowej w Katowicach (DS-119/24)."


def test_the_token_at_the_line_break_is_the_number() -> None:
    found = numbered([f"2. {LONG} 1 {REST}"])[0]

    assert (found.number, found.subject, found.doubtful) == (1, f"2. {LONG} {REST}", False)


def test_a_figure_of_the_subject_itself_stays() -> None:
    subject = f"2. {LONG} na 1 działce {REST}"

    found = numbered([subject.replace("mieszkaniowej", "mieszkaniowej 1")])[0]

    assert found.number == 1
    assert found.subject == subject


def test_numbers_follow_the_text_where_votes_are_missing_from_the_list() -> None:
    subjects = [f"{item}. {LONG} {number} {REST}" for item, number in ((2, 1), (3, 2), (4, 5), (5, 6))]

    assert [each.number for each in numbered(subjects)] == [1, 2, 5, 6]


def test_years_and_street_numbers_are_never_numbers_of_votes() -> None:
    subjects = [f"2. Zmiany budżetu na 2025 rok, ul. Polna 40, {LONG} 1 {REST}", f"3. {LONG} 2 {REST}"]

    found = numbered(subjects)

    assert [each.number for each in found] == [1, 2]
    assert "ul. Polna 40," in found[0].subject


def test_a_subject_of_one_line_takes_its_number_from_its_neighbours() -> None:
    subjects = [f"2. {LONG} 1 {REST}", "3. Przyjęcie protokołu.", f"4. {LONG} 3 {REST}"]

    assert numbered(subjects)[1] == (2, "3. Przyjęcie protokołu.", False)


def test_no_number_is_guessed_where_one_may_be_missing() -> None:
    subjects = ["2. Powołanie sekretarzy.", f"4. {LONG} 3 {REST}", "5. Przyjęcie protokołu."]

    assert [each.number for each in numbered(subjects)] == [None, 3, None]


def test_two_equal_figures_in_equally_good_places_leave_the_subject_alone() -> None:
    subject = f"2. {LONG} 7 7 {REST}"

    found = numbered([subject])[0]

    assert found.subject == subject
    assert found.doubtful


def test_a_session_without_votes_has_no_numbers() -> None:
    assert numbered([]) == []
