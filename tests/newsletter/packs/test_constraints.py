"""The rules that the database keeps of packs."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from council.models import Meeting
from newsletter.models import PackPiece, SessionPack

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("newsletter_pack_done_has_a_moment", {"state": "done"}),
        ("newsletter_pack_made_says_of_which_data", {"made_at": timezone.now()}),
    ],
)
def test_the_database_keeps_what_a_pack_says_of_itself(session: Meeting, name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        SessionPack.objects.create(session=session, **fields)


@pytest.mark.parametrize(
    ("name", "sums"),
    [("newsletter_piece_once_in_pack", ("a" * 64, "b" * 64)), ("newsletter_piece_sha256_is_hex", ("Z" * 64,))],
)
def test_the_database_keeps_what_a_piece_is(session: Meeting, name: str, sums: tuple[str, ...]) -> None:
    pack = SessionPack.objects.create(session=session)
    pieces = [PackPiece(pack=pack, kind="table", name="a.csv", sha256=each, size=1, position=1) for each in sums]
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PackPiece.objects.bulk_create(pieces)
