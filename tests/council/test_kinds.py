"""Kinds of questions by their words: the ways in which real records word them, and every one of Katowice's 673."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from council.drafts import VoteKind
from council.kinds import kind_of
from tests.real import real


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("7. Rozpatrzenie projektu uchwały w sprawie zmian w budżecie (DS-226/25).", VoteKind.RESOLUTION),
        ("21a. Rozpatrzenie petycji: w sprawie pomników przyrody (DS-413/25).", VoteKind.RESOLUTION),
        ("Zmiana uchwały w sprawie Wieloletniej Prognozy Finansowej", VoteKind.RESOLUTION),
        ("Projekt uchwały w sprawie statutu (druk nr 495) z autopoprawką", VoteKind.RESOLUTION),
        ("25b. Głosowanie poprawki do projektu uchwały zgłoszonej przez radnego", VoteKind.AMENDMENT),
        ("5. Zmiany w porządku obrad. Dopisanie punktu 28a. Rozpatrzenie projektu uchwały", VoteKind.PROCEDURAL),
        ("5. Wniosek o przerwę w obradach", VoteKind.PROCEDURAL),
        ("7. Wniosek formalny: dot. reasumpcji głosowania", VoteKind.PROCEDURAL),
        ("29. Rozpatrzenie projektu uchwały w sprawie drzew - reasumpcja", VoteKind.REPEATED),
        ("Sprawdzenie kworum", VoteKind.QUORUM),
        ("4. Przyjęcie protokołu z II sesji.", VoteKind.MINUTES),
        ("3. Przyjęcie porządku obrad", VoteKind.AGENDA),
        ("18. Głosowanie w sprawie sposobu rozpatrzenia nieuwzględnionych uwag", VoteKind.PLANNING_REMARK),
        ("2. Powołanie sekretarzy sesji.", VoteKind.ELECTION),
        ("Wybór przewodniczącego Rady Miasta", VoteKind.ELECTION),
        ("Głosowanie pakietowe nad uwagami", VoteKind.PACKAGE),
        ("6a. Apel Rady Miasta w sprawie listy ośrodków", VoteKind.POSITION),
        ("Strefa płatnego parkowania", VoteKind.OTHER),
    ],
)
def test_the_kind_follows_the_words(subject: str, kind: VoteKind) -> None:
    assert kind_of(subject) is kind


def test_what_its_document_says_it_adopted_is_a_resolution() -> None:
    assert kind_of("Utworzenie Osiedla Baildona", adopted=True) is VoteKind.RESOLUTION


def test_no_question_of_katowice_stays_without_a_kind() -> None:
    votes = json.loads(real("votes/katowice-2024-2029.json").read_text())["votes"]

    kinds = Counter(kind_of(vote["topic"]) for vote in votes)

    assert kinds[VoteKind.OTHER] == 0
    assert (kinds[VoteKind.RESOLUTION], kinds[VoteKind.PROCEDURAL], kinds[VoteKind.MINUTES]) == (474, 104, 25)
