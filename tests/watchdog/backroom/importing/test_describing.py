from pathlib import Path

from django.conf import settings

from watchdog.backroom.importing.columns import GUARDED
from watchdog.backroom.importing.describing import columns_in_markdown
from watchdog.backroom.importing.kinds import all_kinds
from watchdog.exports.writers import FORMULA


def test_the_documentation_gives_the_columns_that_the_code_reads():
    page = Path(settings.BASE_DIR, "docs", "import.md").read_text(encoding="utf-8")

    assert page.endswith(columns_in_markdown(all_kinds()))


def test_the_guard_that_is_taken_off_is_the_one_that_our_files_put_on():
    assert GUARDED == FORMULA


def test_no_two_columns_of_a_kind_share_a_heading():
    for kind in all_kinds():
        headings = [heading for column in kind.columns for heading in column.headings]
        assert len(headings) == len(set(headings)), kind.slug
