"""The portal's words: extraction from code and templates, and what makes a catalogue complete."""

from __future__ import annotations

from gettext import GNUTranslations
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from watchdog.core import messages

PYTHON = """\
from django.utils.translation import gettext_lazy as _, npgettext, pgettext
title = _("Council")
month = pgettext("navigation", "May")


def count(n):
    return npgettext("people", "One person", "%(count)s people", n) % {"count": n}
"""
TEMPLATE = """\
{% load i18n %}
<p title="{% translate 'Council' %}">
    {# Translators: the deck of a page #}
    {% translate "Start" context "navigation" %}
    {% blocktranslate trimmed count votes=votes %}
      One vote in {{ year }}
    {% plural %}
      {{ votes }} votes in {{ year }}
    {% endblocktranslate %}
</p>
"""
POLISH = {
    "Council": "Rada",
    "May": "maj",
    "Start": "Początek",
    "One person": ("Jedna osoba", "%(count)s osoby", "%(count)s osób"),
    "One vote in %(year)s": (
        "Jedno głosowanie w %(year)s",
        "%(votes)s głosowania w %(year)s",
        "%(votes)s głosowań w %(year)s",
    ),
}


@pytest.fixture
def project(tmp_path: Path, settings: Settings) -> Path:
    """Give a project of one module, one template and a complete catalogue."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "council" / "migrations").mkdir(parents=True)
    (tmp_path / "council" / "words.py").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "council" / "migrations" / "0001_initial.py").write_text('_("A migration")\n', encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    call_command("messages", "update", verbosity=0)
    translate(tmp_path, POLISH)
    return tmp_path


def translate(project: Path, words: dict[str, str | tuple[str, ...]]) -> None:
    path = messages.catalogue_path(project)
    catalogue = messages.read(path)
    for message in catalogue:
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        if key in words:
            message.string = words[str(key)]
    path.write_text(messages.write(catalogue), encoding="utf-8")


def replace(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_messages_come_from_code_and_templates_with_their_contexts_and_plurals(project: Path) -> None:
    found = {(message.context, message.id) for message in messages.extract(project) if message.id}

    assert found == {
        (None, "Council"),
        ("navigation", "May"),
        ("navigation", "Start"),
        ("people", ("One person", "%(count)s people")),
        (None, ("One vote in %(year)s", "%(votes)s votes in %(year)s")),
    }


def test_a_catalogue_names_files_and_comments_but_neither_lines_nor_dates(project: Path) -> None:
    text = messages.catalogue_path(project).read_text(encoding="utf-8")

    assert "#: council/words.py templates/page.html\nmsgid" in text
    assert "#. Translators: the deck of a page\n" in text
    assert "Date" not in text


def test_a_complete_catalogue_has_no_problems(project: Path) -> None:
    out = StringIO()

    call_command("messages", "check", stdout=out)

    assert out.getvalue() == "The catalogue is complete.\n"


def test_an_update_keeps_what_was_translated(project: Path) -> None:
    before = messages.catalogue_path(project).read_text(encoding="utf-8")

    call_command("messages", "update", verbosity=0)

    assert messages.catalogue_path(project).read_text(encoding="utf-8") == before


def test_a_message_missing_from_the_catalogue_is_a_problem(project: Path) -> None:
    (project / "templates" / "new.txt").write_text("{% load i18n %}{% translate 'New' %}", encoding="utf-8")

    assert "not in the catalogue: 'New' (templates/new.txt)" in list(messages.problems(project))


def test_a_message_that_the_code_no_longer_says_is_a_problem_until_the_next_update(project: Path) -> None:
    replace(project / "council" / "words.py", '_("Council")', '_("The council")')
    replace(project / "templates" / "page.html", "'Council'", "'The council'")

    before = list(messages.problems(project))
    call_command("messages", "update", verbosity=0)

    assert "no longer in the code: 'Council' (council/words.py, templates/page.html)" in before
    assert list(messages.problems(project)) == ["not translated: 'The council' (council/words.py, templates/page.html)"]


def test_an_obsolete_entry_is_a_problem(project: Path) -> None:
    with messages.catalogue_path(project).open("a", encoding="utf-8") as catalogue:
        catalogue.write('\n#~ msgid "Gone"\n#~ msgstr "Nie ma"\n')

    assert "no longer in the code: 'Gone' (catalogue)" in list(messages.problems(project))


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('msgstr "maj"', 'msgstr ""', "not translated: 'May' [navigation] (council/words.py)"),
        ('msgstr[2] "%(count)s osób"', 'msgstr[2] ""', "not translated: 'One person' [people] (council/words.py)"),
        ('msgctxt "navigation"\nmsgid "May"', '#, fuzzy\nmsgctxt "navigation"\nmsgid "May"', "marked fuzzy: 'May'"),
        ("%(count)s osób", "%(liczba)s osób", "placeholders differ: 'One person'"),
        ("%(votes)s głosowań w %(year)s", "%(votes)s głosowań", "placeholders differ: 'One vote in %(year)s'"),
        ("Jedno głosowanie w %(year)s", "Jedno głosowanie", "placeholders differ: 'One vote in %(year)s'"),
        ("%(count)s osób", "%(count)s % osób", "placeholders differ: 'One person'"),
        ('msgstr "maj"', 'msgstr "maj %s"', "placeholders differ: 'May'"),
        ("nplurals=3", "nplurals=4", "not in its kept form"),
        ("gliwice-odnowa", "inna", "not in its kept form"),
    ],
)
def test_a_translation_that_would_fail_on_a_page_is_a_problem(
    project: Path, before: str, after: str, problem: str
) -> None:
    replace(messages.catalogue_path(project), before, after)

    assert any(found.startswith(problem) for found in messages.problems(project))


def test_a_message_that_became_a_plural_is_written_anew(project: Path) -> None:
    replace(
        project / "council" / "words.py", 'pgettext("navigation", "May")', 'npgettext("navigation", "May", "Mays", 2)'
    )

    call_command("messages", "update", verbosity=0)

    assert "not translated: 'May' [navigation] (council/words.py)" in list(messages.problems(project))


def test_the_form_for_one_may_leave_out_the_number(project: Path) -> None:
    replace(messages.catalogue_path(project), "Jedna osoba", "%(count)s osoba")

    assert list(messages.problems(project)) == []


def test_the_check_fails_with_every_problem_in_its_words(project: Path) -> None:
    replace(messages.catalogue_path(project), 'msgstr "maj"', 'msgstr ""')

    with pytest.raises(CommandError, match=r"not translated: 'May'"):
        call_command("messages", "check")


def test_what_is_compiled_speaks_polish_with_its_three_plural_forms(project: Path) -> None:
    call_command("messages", "compile", verbosity=0)

    with messages.catalogue_path(project).with_suffix(".mo").open("rb") as compiled:
        polish = GNUTranslations(compiled)
    said = [polish.npgettext("people", "One person", "%(count)s people", n) for n in (1, 2, 5, 22)]
    assert said == ["Jedna osoba", "%(count)s osoby", "%(count)s osób", "%(count)s osoby"]


def test_an_extraction_prints_a_catalogue_without_translations(project: Path) -> None:
    out = StringIO()

    call_command("messages", "extract", stdout=out)

    assert 'msgid "Council"\nmsgstr ""' in out.getvalue()


def test_the_card_of_a_source_is_part_of_the_catalogue(project: Path) -> None:
    sources = project / "council" / "sources"
    sources.mkdir()
    card = '"""\n    Publisher: the office,\n        in its bulletin.\n    Cadence: daily.\n    """'
    (sources / "prints.py").write_text(f"class Prints:\n    {card}\n", encoding="utf-8")

    found = messages.extract(project)

    assert found.get("the office, in its bulletin.") is not None
    assert found.get("daily.") is not None


def test_a_message_inside_an_f_string_is_refused(project: Path) -> None:
    text = "from django.utils.translation import gettext as _\nsaid = f\"{_('Council')}: {1}\"\n"
    (project / "council" / "said.py").write_text(text, encoding="utf-8")

    assert "a message inside an f-string: council/said.py:2" in list(messages.problems(project))


def test_a_function_of_translation_under_another_name_is_refused(project: Path) -> None:
    text = 'from django.utils.translation import gettext_lazy as lazy, gettext_lazy as _\nsaid = lazy("Votes")\n'
    (project / "council" / "said.py").write_text(text, encoding="utf-8")

    assert list(messages.problems(project)) == ["messages under the name of lazy: council/said.py:1"]
