"""Records written many at once are those that the ORM would write one by one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import CharField, Model

from spending.models import Organization, Spelling
from watchdog.core import db


class _Stamped(CharField):  # type: ignore[type-arg]  # the stubs want two types that at run time it cannot be given
    def pre_save(self, model_instance: Model, add: bool) -> Any:
        return "stamped"


def test_a_field_that_has_a_say_before_it_is_saved_is_asked() -> None:
    assert db._goes_as_it_is(CharField())
    assert not db._goes_as_it_is(_Stamped())


@pytest.mark.django_db
def test_copied_records_are_those_of_the_orm(monkeypatch: pytest.MonkeyPatch) -> None:
    def firms(beginning: str) -> list[Organization]:
        return [
            Organization(
                name=f'„Łoś" \\ {n}\t', key=f"los {n}", slug=f"{beginning}-{n}", kind="firm", findings=[{"code": "x"}]
            )
            for n in range(3)
        ]

    monkeypatch.setattr(db, "WORTH_COPYING", 10)
    db.create_many(Organization, asked := firms("a"))
    monkeypatch.setattr(db, "WORTH_COPYING", 1)
    db.create_many(Organization, copied := firms("b"))
    db.create_many(Spelling, [Spelling(organization=firm, name=firm.name, key=firm.key) for firm in copied])

    left_out = ("id", "slug", "created_at", "updated_at")
    names = [field.attname for field in Organization._meta.concrete_fields if field.attname not in left_out]
    rows = Organization.objects.order_by("pk").values_list(*names)
    assert list(rows.filter(slug__startswith="a-")) == list(rows.filter(slug__startswith="b-"))
    assert all(firm.created_at and firm.updated_at for firm in (*asked, *copied))
    assert [each.organization_id for each in Spelling.objects.order_by("pk")] == [firm.pk for firm in copied]
