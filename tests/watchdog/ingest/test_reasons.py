"""Pydantic's errors in Polish."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from council.drafts import PersonDraft, SessionDraft, VoteDraft
from watchdog.ingest.reasons import polish


def refusal(draft: type[Any], **values: Any) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        draft.model_validate(values)
    return caught.value


def test_each_wrong_field_is_named_with_its_value() -> None:
    error = refusal(PersonDraft, term="", name="Jan Nowak", since="wczoraj", votes="wiele")

    assert polish(error) == (
        "Pole „term”: brak wartości; pole „votes”: to nie jest liczba całkowita („wiele”); "
        "pole „since”: to nie jest data („wczoraj”)."
    )


def test_a_validators_own_message_stands_as_written() -> None:
    assert polish(refusal(SessionDraft, meeting={})) == "Sesja bez numeru i bez daty."


def test_fields_may_be_called_by_polish_names() -> None:
    error = refusal(VoteDraft, meeting={}, subject="Apel", year=1200)

    assert polish(error, {"year": "rok"}) == "Rok: liczba jest za mała („1200”)."


def test_an_error_of_another_kind_is_still_polish() -> None:
    error = refusal(PersonDraft, term="2024-2029", name=["Jan"])

    assert polish(error) == "Pole „name”: niedozwolona wartość."
