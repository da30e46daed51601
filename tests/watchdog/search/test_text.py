from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from watchdog.search.text import SIGNS, plain


def words_of(text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector('portal', %s)::text", [text])
        return str(cursor.fetchone()[0])


@given(st.text())
def test_a_plain_text_is_as_long_as_the_text(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_no_sign_is_named_twice() -> None:
    assert len(set(SIGNS)) == len(SIGNS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zażółć GĘŚLĄ jaźń", "'gesla':2 'jazn':3 'zazolc':1"),
        ("ŁÓDŹ łódź lodz", "'lodz':1,2,3"),
        (plain("ul.Zwycięstwa"), "'ul':1 'zwyciestwa':2"),
        (plain("XLIV/949/2014"), "'2014':3 '949':2 'xliv':1"),
        (plain("PFP-7/2024"), "'2024':3 '7':2 'pfp':1"),
        (plain("biuro@um.gliwice.pl"), "'biuro':1 'gliwice':3 'pl':4 'um':2"),
        (plain("http://a.pl/b?c=1"), "'1':6 'a':2 'b':4 'c':5 'http':1 'pl':3"),
        ("w i na", "'i':2 'na':3 'w':1"),
    ],
)
def test_the_database_reads_words_without_diacritics_and_leaves_none_out(text: str, words: str) -> None:
    assert words_of(text) == words


@pytest.mark.django_db
def test_the_owner_of_a_database_may_make_the_configuration_without_being_a_superuser() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT trusted FROM pg_available_extension_versions WHERE name IN ('unaccent', 'pg_trgm')")
        trusted = {row[0] for row in cursor}

    assert trusted == {True}
