"""Tables as volunteers bring them, and a person who may import them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from council.drafts import PersonDraft
from council.importers import store_person
from tests.council.importers.conftest import document
from tests.watchdog.backroom.conftest import person_of
from watchdog.backroom.importing.kinds import kind_called
from watchdog.backroom.importing.receiving import receive
from watchdog.backroom.models import ImportFile

ROLL_CALL = """sesja;data;numer głosowania;temat;imię i nazwisko;głos
XLIV;12.06.2014;5;7. Osiedle Baildona;Lis Anna;za
XLIV;12.06.2014;5;7. Osiedle Baildona;Jan Kot;przeciw
XLIV;12.06.2014;6;8. Budżet;Lis Anna;wstrzymała się
XLIV;12.06.2014;6;8. Budżet;Jan Kot;ZA
"""
PEOPLE = "imię i nazwisko;kadencja\nAnna Lis;2010-2014\nJan Kot;2010–2014\n"


@pytest.fixture
def volunteer(db: None) -> User:
    return person_of("wolontariuszka", "add_vote", "add_session", "add_person", "add_interpellation")


@pytest.fixture
def councillors(db: None) -> None:
    for name in ("Anna Lis", "Jan Kot"):
        store_person(PersonDraft(term="2010-2014", name=name), document("f"))


def table(content: str | bytes, name: str = "tabela.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


@pytest.fixture
def brought(volunteer: User) -> Callable[..., ImportFile]:
    """Bring a table, and give its preview."""

    def bring(slug: str, content: str | bytes, name: str = "tabela.csv") -> ImportFile:
        kind: Any = kind_called(slug)
        return receive(table(content, name), kind, volunteer)[0]

    return bring


def statuses(file: ImportFile) -> list[str]:
    return [entry["status"] for entry in file.entries]
