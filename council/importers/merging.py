"""
Making one of two records of a person, and taking that back exactly.

Whatever points at a person moves, found by the models themselves (``Person._meta.related_objects``), so that a kind of
record yet to come moves too. A row that the kept person has already (a spelling, a mandate) is folded: what the kept
one leaves open is filled, its evidence moves, and a copy of the row is kept. ``PersonMerge.moved`` says of each row
what became of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from council.importers.conflicts import conflicts
from council.importers.hanging import Hanging, counterpart, hanging_on
from council.models import Person, PersonMerge, PersonRedirect
from watchdog.archive.models import Change, Reading, Sourced
from watchdog.archive.writing import Evidence, change_of, is_empty
from watchdog.ingest.source import Rejection
from watchdog.search import indexing

MERGED = "merged"
"""How a change that made one person of two is marked."""
OWN = {
    *("person", "snapshot", "place", "address", "certainty", "authority", "entered_by"),
    *("created_at", "updated_at", "withdrawn_at"),
}
"""What folding fills of no row: whose it is, where it was read, and whether the office has removed it."""


class Exactly(DjangoJSONEncoder):
    """Keeps moments to the microsecond, which Django's own encoder cuts off."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else super().default(value)


@transaction.atomic
def merge(kept: Person, gone: Person, user: User, reason: str) -> PersonMerge:
    """
    Make one person of two: everything of ``gone`` becomes ``kept``'s, and its address leads on.

    Raises ``Rejection`` where the two cannot be one, or where somebody has merged one of them meanwhile.
    """
    kept, gone = _locked(kept, gone)
    refuse_two_people(kept, gone)
    moved = absorb(kept, gone)
    word = PersonMerge.objects.create(
        person=kept, other_name=gone.name, other_slug=gone.slug, reason=reason, user=user, moved=moved
    )
    change_of(kept, MERGED, None, gone.name, Evidence(user=user, reason=reason)).save()
    remove(gone, kept)
    return word


def absorb(kept: Person, gone: Person) -> dict[str, Any]:
    """Let everything of one person be another's, and say of each row what became of it."""
    moved: dict[str, Any] = {"person": _copy(gone), "rows": [], "folded": [], "filled": [], "history": []}
    for hanging in hanging_on(gone):
        for row in hanging.rows(gone):
            _hand_over(hanging, row, kept, moved)
    moved["filled"].append(_fill(kept, gone))
    moved["history"].append(_move_history(gone, kept))
    return moved


def remove(gone: Person, kept: Person) -> None:
    """Take a person on whom nothing hangs any more out of search and of the record; the address leads on."""
    indexing.remove(gone)
    gone.delete()
    PersonRedirect.objects.create(slug=gone.slug, person=kept)
    kept.save(update_fields=["updated_at"])


def refuse_two_people(kept: Person, gone: Person) -> None:
    """Raise ``Rejection`` where two records cannot be of one person."""
    refused = [each for each in conflicts(kept, gone) if each.forbids]
    if refused:
        raise Rejection(_("These are two people: %(why)s") % {"why": "; ".join(each.text for each in refused)})


@transaction.atomic
def undo_merge(word: PersonMerge, user: User) -> Person:
    """Part again what a merge has made one: what moved goes back, and what was folded stands again."""
    word = PersonMerge.objects.select_for_update().get(pk=word.pk)
    refuse_undoing(word)
    kept = Person.objects.select_for_update().get(pk=word.person_id)
    moved = word.moved
    PersonRedirect.objects.filter(slug=word.other_slug).delete()
    _restore(moved["person"])
    other = Person.objects.get(slug=word.other_slug)
    for fold in moved["folded"]:
        _restore(fold)
    for filled in moved["filled"]:
        _put_back(filled)
    for history in moved["history"]:
        _move_back(history)
    give_back(moved["rows"], kept, other)
    word.undone_at, word.undone_by = timezone.now(), user
    word.save(update_fields=["undone_at", "undone_by"])
    evidence = Evidence(user=user, reason=_("A merge was taken back."))
    change_of(kept, MERGED, word.other_name, None, evidence).save()
    kept.save(update_fields=["updated_at"])
    return other


def refuse_undoing(word: PersonMerge) -> None:
    """Raise ``Rejection`` for what is undone already, and for what a later merge or parting has built upon."""
    if word.undone_at is not None:
        raise Rejection(_("Somebody has taken this back meanwhile."))
    later = PersonMerge.objects.filter(person=word.person_id, undone_at=None, pk__gt=word.pk)
    if later.exists():
        raise Rejection(_("Take back first what was done later with this person: %(name)s.") % {"name": later[0]})


def give_back(rows: list[dict[str, Any]], holder: Person, owner: Person) -> None:
    """Let rows be another person's again; one that was written anew since is found by what it belongs to."""
    for mark in rows:
        hanging = Hanging.named(mark["model"], mark["field"])
        for row in hanging.again(mark, holder)[:1]:
            hanging.give(row, owner)


def _locked(kept: Person, gone: Person) -> tuple[Person, Person]:
    """Take hold of both, in one order whoever asks; who has gone meanwhile cannot be merged again."""
    wanted = [kept.pk, gone.pk]
    held = {each.pk: each for each in Person.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    if len(held) < 2:
        raise Rejection(_("One of the two is not there any more: somebody has merged them meanwhile."))
    return held[kept.pk], held[gone.pk]


def _hand_over(hanging: Hanging, row: Model, kept: Person, moved: dict[str, Any]) -> None:
    twin = counterpart(hanging, row, kept)
    if twin is None:
        moved["rows"].append(hanging.mark(row))
        hanging.give(row, kept)
        return
    moved["folded"].append(_copy(row))
    if isinstance(row, Sourced):
        moved["filled"].append(_fill(twin, row))
        moved["history"].append(_move_history(row, twin))
    row.delete()


def _fill(twin: Model, row: Model) -> dict[str, Any]:
    """Let the kept row say what only the folded one said, and give what stood there before."""
    columns = [
        each for each in row._meta.concrete_fields if each.name not in OWN and not (each.primary_key or each.generated)
    ]
    open_here = [each.attname for each in columns if is_empty(getattr(twin, each.attname))]
    filled = [name for name in open_here if not is_empty(getattr(row, name))]
    before = _copy(twin)
    for name in filled:
        setattr(twin, name, getattr(row, name))
    if filled:
        twin.save()
    return {"copy": before, "fields": filled}


def _put_back(filled: dict[str, Any]) -> None:
    """Empty again what folding has filled, unless it has become something else since."""
    if not filled["fields"]:
        return
    [copy] = serializers.deserialize("json", filled["copy"])
    twin = type(copy.object)._base_manager.filter(pk=copy.object.pk).first()
    if twin is not None:
        for name in filled["fields"]:
            setattr(twin, name, getattr(copy.object, name))
        twin.save()


def _move_history(row: Sourced, twin: Model) -> dict[str, Any]:
    """Let the readings and changes of one record be another's; a reading that both have stays where it is."""
    kind = ContentType.objects.get_for_model(row)
    kept: list[str] = []
    history: dict[str, Any] = {"from": row.pk, "kind": row._meta.label, "copies": kept}
    for model in (Reading, Change):
        rows = model._default_manager.filter(content_type=kind, object_id=row.pk)
        if model is Reading:
            there = set(Reading.objects.filter(content_type=kind, object_id=twin.pk).values_list("snapshot", "place"))
            doubled = [each for each in row.readings.all() if (each.snapshot_id, each.place) in there]
            kept += [_copy(each) for each in doubled]
            rows = rows.exclude(pk__in=[each.pk for each in doubled])
        history[model.__name__] = list(rows.values_list("pk", flat=True))
        rows.update(object_id=twin.pk)
    return history


def _move_back(history: dict[str, Any]) -> None:
    for model in (Reading, Change):
        model._default_manager.filter(pk__in=history[model.__name__]).update(object_id=history["from"])
    for copy in history["copies"]:
        _restore(copy)


def _copy(row: Model) -> str:
    """Give a row as text, whole, so that it can be put back under its own key."""
    return str(serializers.serialize("json", [row], cls=Exactly))


def _restore(copy: str) -> None:
    for each in serializers.deserialize("json", copy):
        each.save()


def what_moves(gone: Person, kept: Person) -> list[tuple[str, int, int]]:
    """Say what a merge would move: the kind of record, how many rows move, how many are folded."""
    told = []
    for hanging in hanging_on(gone):
        rows = list(hanging.rows(gone))
        folded = sum(counterpart(hanging, row, kept) is not None for row in rows)
        if rows:
            told.append((hanging.plural, len(rows) - folded, folded))
    return told
