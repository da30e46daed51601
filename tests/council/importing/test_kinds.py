from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.drafts import BodyMembershipDraft, BodyRole, Choice, CommitteeDraft
from council.importing import COMMITTEES, INTERPELLATIONS, PEOPLE, SESSIONS, VOTES_LONG, VOTES_WIDE
from watchdog.backroom.importing.kinds import ImportKind
from watchdog.backroom.importing.tables import Row, Table
from watchdog.ingest.source import Unreadable

KINDS = [PEOPLE, SESSIONS, COMMITTEES, VOTES_LONG, VOTES_WIDE, INTERPELLATIONS]


def table(*lines: str) -> Table:
    head, *rows = [tuple(line.split("|")) for line in lines]
    return Table(head, tuple(Row(number, cells) for number, cells in enumerate(rows, start=2)), ())


def drafts(kind: ImportKind, *lines: str):
    found = kind.find(kind, table(*lines)).entries
    assert [error.said for entry in found for error in entry.errors] == []
    return [entry.draft for entry in found]


def errors(kind: ImportKind, *lines: str) -> list[str]:
    return [error.said for entry in kind.find(kind, table(*lines)).entries for error in entry.errors]


def test_headings_forgive_case_diacritics_order_and_punctuation():
    [person] = drafts(PEOPLE, "KADENCJA|Imie_i  NAZWISKO:|Okręg", "2010/2014|Anna Lis|3")

    assert (person.term, person.name, person.district, person.place) == ("2010-2014", "Anna Lis", 3, "row 2")


def test_a_name_may_stand_in_two_columns():
    [person] = drafts(PEOPLE, "nazwisko|imię|kadencja", "Lis|Anna Maria|2010-2014")

    assert person.name == "Anna Maria Lis"


def test_a_missing_column_is_named():
    with pytest.raises(Unreadable, match="„kadencja”"):
        PEOPLE.find(PEOPLE, table("imię i nazwisko", "Anna Lis"))


def test_columns_nobody_knows_are_named_and_ignored():
    found = SESSIONS.find(SESSIONS, table("numer|data|pogoda", "I|2011-01-01|deszcz"))

    assert found.warnings == ("Pominięto kolumny, których nie znamy: „pogoda”.",)


def test_what_is_wrong_is_said_by_row_and_column():
    assert errors(PEOPLE, "osoba|kadencja|okręg|od", "|2010|trzeci|31.02.2011") == [
        "wiersz 2, kolumna „kadencja”: kadencję wpisuje się latami, np. 2018-2024; jest „2010”",
        "wiersz 2, kolumna „okręg”: to nie jest liczba całkowita („trzeci”)",
        "wiersz 2, kolumna „od”: to nie jest data („31.02.2011”)",
    ]


def test_an_excel_day_number_is_a_day():
    [person] = drafts(PEOPLE, "osoba|kadencja|od", "Anna Lis|2010-2014|40513")

    assert person.since == date(2010, 12, 1)


def test_a_session_sat_on_several_days():
    [session] = drafts(SESSIONS, "numer|dni|godzina", "XLIV|12.06.2014, 13.06.2014|15.30")

    assert (session.meeting.number, session.sittings) == (44, (date(2014, 6, 12), date(2014, 6, 13)))
    assert f"{session.starts_at:%H:%M}" == "15:30"


def test_a_number_that_cannot_be_is_said_at_its_column():
    assert errors(SESSIONS, "numer|data", "999|2014-06-12") == [
        "wiersz 2, kolumna „numer”: to nie jest numer sesji („999”)"
    ]


def test_a_committee_a_member_and_a_function_in_the_council():
    committee, member, chair = drafts(
        COMMITTEES,
        "kadencja|komisja|osoba|rola",
        "2010-2014|Komisja Rewizyjna||",
        "2010-2014|Komisja Rewizyjna|Anna Lis|",
        "2010-2014||Jan Kot|Przewodniczący",
    )

    assert isinstance(committee, CommitteeDraft)
    assert isinstance(member, BodyMembershipDraft)
    assert (member.role, chair.role, chair.committee) == (BodyRole.MEMBER, BodyRole.CHAIR, "")


def test_rows_of_one_question_are_one_vote_and_what_is_said_once_holds_for_all():
    first, second = drafts(
        VOTES_LONG,
        "sesja|data|temat|za|osoba|głos",
        "44|2014-06-12|Plan|2|Anna Lis|za",
        "44|2014-06-12|Budżet||Anna Lis|PRZECIW",
        "44|2014-06-12|Plan||Jan Kot|wstrzymał się",
    )

    assert [(each.name, each.choice, each.label) for each in first.ballots] == [
        ("Anna Lis", Choice.FOR, "za"),
        ("Jan Kot", Choice.ABSTAIN, "wstrzymał się"),
    ]
    assert (first.official.za, second.official.za, second.place) == (2, None, "row 3")


def test_rows_of_one_vote_that_contradict_one_another_are_said():
    assert errors(
        VOTES_LONG,
        "data|temat|za|osoba|głos",
        "2014-06-12|Plan|2|Anna Lis|za",
        "2014-06-12|Plan|3|Jan Kot|za",
    ) == ["wiersz 3, kolumna „za”: „3” – a wiersz 2 tego głosowania mówi co innego"]


def test_an_unknown_choice_stops_its_vote_and_says_where():
    [said] = errors(VOTES_LONG, "data|temat|osoba|głos", "2014-06-12|Plan|Anna Lis|może")

    assert said.startswith("wiersz 2, kolumna „głos”: nie rozumiemy głosu „może”")


def test_the_wide_form_tells_councillors_from_other_columns():
    found = VOTES_WIDE.find(
        VOTES_WIDE,
        table(
            "data|temat|Anna Lis|Jan Kot|nasza notatka|Ewa Nieobecna",
            "2014-06-12|Plan|ZA|P|ciekawe|",
            "2014-06-12|Budżet|W||też|nieobecna",
        ),
    )

    assert [[(each.name, each.choice) for each in entry.draft.ballots] for entry in found.entries] == [
        [("Anna Lis", Choice.FOR), ("Jan Kot", Choice.AGAINST)],
        [("Anna Lis", Choice.ABSTAIN), ("Ewa Nieobecna", Choice.ABSENT)],
    ]
    assert found.warnings[1] == "Pominięto kolumny, których nie znamy: „nasza notatka”."


def test_a_column_of_answers_that_is_headed_by_no_name_is_nobodys_vote():
    found = VOTES_WIDE.find(VOTES_WIDE, table("data|temat|znane nazwiska|Anna Lis", "2014-06-12|Plan|tak|tak"))

    assert [each.name for each in found.entries[0].draft.ballots] == ["Anna Lis"]
    assert "„znane nazwiska”" in found.warnings[1]


def test_a_wrong_choice_in_the_wide_form_is_said_at_its_person():
    said = errors(VOTES_WIDE, "data|temat|Anna Lis", "2014-06-12|Plan|za", "2014-06-12|Budżet|tak jakby")

    assert said[0].startswith("wiersz 3, kolumna „Anna Lis”: nie rozumiemy głosu")


def test_a_secret_vote_with_names_is_refused():
    said = errors(VOTES_LONG, "data|temat|tajne|osoba|głos", "2014-06-12|Wybór|tak|Anna Lis|za")

    assert said == ["wiersz 2: głosowanie tajne nie może mieć wykazu nazwisk"]


def test_an_interpellation_with_several_people_and_an_answer():
    [asked] = drafts(
        INTERPELLATIONS,
        "temat|kto pytał|data wpływu|data odpowiedzi|rodzaj",
        "Drogi|Anna Lis; Jan Kot|12.06.2014|26.06.2014|Zapytanie",
    )

    assert (asked.authors, asked.answer.value, asked.form.value) == (("Anna Lis", "Jan Kot"), "given", "zapytanie")


def test_an_apostrophe_before_a_formula_is_the_guard_of_our_own_files():
    [vote] = drafts(VOTES_WIDE, "data|temat", "2014-06-12|'=Plan")

    assert vote.subject == "=Plan"


def test_no_address_but_one_of_the_web_is_taken():
    [said] = errors(SESSIONS, "numer|data|źródło", "1|2011-01-01|javascript:alert(1)")

    assert said.startswith("wiersz 2, kolumna „źródło”: to nie jest adres strony")


@pytest.mark.parametrize(
    ("kind", "lines", "words"),
    [
        (PEOPLE, ("osoba|kadencja|od", "Anna Lis|2010-2014|2018-12-01"), "nie należy do kadencji 2010-2014"),
        (SESSIONS, ("kadencja|dni", "2010-2014|2018-12-01"), "nie należy do kadencji 2010-2014"),
        (SESSIONS, ("dni|obecni|nieobecni", "2014-06-12|24|3"), "jest razem 27, a rada liczy 25 osób"),
        (VOTES_WIDE, ("data|temat|uchwała", "2014-06-12|Plan|949"), "wygląda jak XLIV/949/2014"),
    ],
)
def test_what_the_forms_refuse_is_refused_in_a_table_too(kind, lines, words):
    assert words in errors(kind, *lines)[0]


CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["za", "2010-2014", "12.06.2014", "XLIV", "99999", "-1", "tak", "Anna Lis", "=1", "\x00", "²"]),
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
@given(data=st.data())
def test_any_text_in_any_cell_is_a_draft_or_a_message(kind, data):
    heads = (*(column.name for column in kind.columns), "Anna Lis")
    rows = data.draw(st.lists(st.tuples(*[CELLS for _head in heads]), min_size=1, max_size=3))

    found = kind.find(kind, Table(heads, tuple(Row(number, row) for number, row in enumerate(rows, start=2)), ()))

    for entry in found.entries:
        assert (entry.draft is None) == bool(entry.errors)
        assert all(error.said for error in entry.errors)
