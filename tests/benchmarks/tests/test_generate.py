import random
from collections import Counter
from itertools import islice

import pytest

from tests.benchmarks.generate import COMMON, FREQUENT, HEADINGS, RARE, SUPPLIERS, UNITS, nip_of, rows, suppliers, write
from watchdog.core.ids import nip

COUNT = 40_000


@pytest.fixture(scope="module")
def made():
    return list(rows(COUNT))


def test_a_longer_register_begins_with_a_shorter_one(made):
    assert list(islice(rows(10 * COUNT), 500)) == list(rows(500)) == made[:500]


def test_another_seed_is_another_register(made):
    assert next(rows(1, seed=2)) != made[0]


def test_words_stand_as_often_as_the_measurements_need_and_two_never_meet(made):
    subjects = [row[4].lower() for row in made]
    frequent = sum(FREQUENT in subject for subject in subjects) / COUNT
    common = sum(COMMON in subject for subject in subjects) / COUNT
    assert 0.24 < frequent < 0.26
    assert 0.055 < common < 0.065
    assert not any(FREQUENT in subject and COMMON in subject for subject in subjects)


def test_a_rare_word_stands_once_in_twenty_thousand_rows(made):
    rare = sum(any(row[4].endswith(f" {word}") for word in RARE) for row in made)
    assert 0.5 < rare / len(RARE) / (COUNT / 20_000) < 2


def test_every_supplier_has_a_number_of_its_own_that_is_right():
    numbers = [each.nip for each in suppliers(random.Random(1))]
    assert len(set(numbers)) == SUPPLIERS
    assert all(nip(number) == number for number in numbers)


def test_a_number_without_a_check_digit_gives_way_to_the_next():
    given = [body for body in range(100_000_000, 100_000_200) if not nip_of(body).startswith(str(body))]
    assert given
    assert all(nip(nip_of(body)) for body in given)


def test_few_suppliers_have_most_rows_and_forty_units_order(made):
    [(_first, most), *_others] = Counter(row[3] for row in made).most_common()
    assert 0.015 < most / COUNT < 0.03
    assert len(UNITS) == 40
    assert {row[8] for row in made} == set(UNITS)


def test_numbers_of_contracts_never_repeat(made):
    assert len({row[1] for row in made}) == COUNT


def test_a_file_has_its_headings_and_may_have_a_row_above_them(tmp_path):
    plain = write(tmp_path / "a.csv", 3).read_text(encoding="utf-8").splitlines()
    above = write(tmp_path / "b.csv", 3, comment="Rejestr").read_text(encoding="utf-8").splitlines()
    turned = write(tmp_path / "c.csv", 3, backwards=True).read_text(encoding="utf-8").splitlines()
    assert plain[0] == ",".join(HEADINGS)
    assert above == ["Rejestr", *plain]
    assert turned == [plain[0], *reversed(plain[1:])]
