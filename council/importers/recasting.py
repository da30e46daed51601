"""One roll call put in the place of another: what changes, and what waits because a person's word stands there."""

from __future__ import annotations

from council.models import Ballot, Vote
from watchdog.archive.models import Change
from watchdog.archive.writing import Evidence, change_of
from watchdog.core.text import name_key

BALLOT = "ballot: "
"""How a change of one name's entry is marked, before the name."""
FIELD_LENGTH = 60

Key = tuple[int | None, str]


def ballot_field(name: str) -> str:
    """Name the field of a ``Change`` for one entry of a roll call."""
    return f"{BALLOT}{name}"[:FIELD_LENGTH]


def ballot_key(field: str) -> str:
    """Give the key of the name in such a field, whatever the order of the names."""
    return name_key(field.removeprefix(BALLOT))


class Recast:
    """A vote's entries before and after a document or a person has spoken."""

    def __init__(self, vote: Vote, ballots: list[Ballot], evidence: Evidence) -> None:
        self.vote = vote
        self.evidence = evidence
        self.typed = vote.entered_by_id is not None and evidence.user is None
        """Whether a machine speaks of a vote that a person entered: then nothing of its roll call may change."""
        self.after = {_key(ballot): ballot for ballot in ballots}
        self.before = self._stored()
        self._corrected = set() if evidence.user else self._by_people()

    def _stored(self) -> dict[Key, Ballot]:
        """Give the stored entries; a name nobody was known under goes with the person the new roll call finds in it."""
        known = {name_key(ballot.name): key for key, ballot in self.after.items()}
        stored = self.vote.ballots.all()
        return {_key(old) if old.person_id else known.get(name_key(old.name), _key(old)): old for old in stored}

    def _by_people(self) -> set[str]:
        fields = self.vote.changes.filter(user__isnull=False, applied=True, field__startswith=BALLOT)
        return {ballot_key(field) for field in fields.values_list("field", flat=True)}

    def _stands(self, key: Key) -> bool:
        """Tell whether a person's word stands at this entry and the evidence is a machine's."""
        if self.typed:
            return bool(self.before)
        pair = (self.before.get(key), self.after.get(key))
        return any(ballot_key(ballot_field(each.name)) in self._corrected for each in pair if each)

    def ballots(self) -> list[Ballot]:
        """Give the roll call to be stored: the new entries, and the old ones where a person's word stands."""
        rows: list[Ballot] = []
        for key in {**self.after, **self.before}:
            row = (self.before if self._stands(key) else self.after).get(key)
            if row is not None:
                rows.append(_entry(self.vote, row, person=key[0], position=len(rows) + 1))
        return rows

    def changes(self) -> list[Change]:
        """Give a change for each entry that differs; silence about a person's word, or a repetition, is none."""
        if not self.before:
            return []
        differing = [self._change(key) for key in {**self.before, **self.after} if self._differs(key)]
        waiting = set(self.vote.changes.filter(applied=False).values_list("field", "after"))
        return [
            change
            for change in differing
            if change.applied or (change.after is not None and (change.field, change.after) not in waiting)
        ]

    def _differs(self, key: Key) -> bool:
        old, new = self.before.get(key), self.after.get(key)
        return (old and old.choice) != (new and new.choice)

    def _change(self, key: Key) -> Change:
        old, new = self.before.get(key), self.after.get(key)
        name = (old or new).name  # type: ignore[union-attr]  # the key stands in one of the two
        before, after = (each.choice if each else None for each in (old, new))
        return change_of(self.vote, ballot_field(name), before, after, self.evidence, applied=not self._stands(key))


def _key(ballot: Ballot) -> Key:
    return (ballot.person_id, "" if ballot.person_id else name_key(ballot.name))


def _entry(vote: Vote, row: Ballot, *, person: int | None, position: int) -> Ballot:
    values = {"name": row.name, "choice": row.choice, "label": row.label}
    return Ballot(vote=vote, person_id=person, position=position, **values)


def said(ballots: list[Ballot]) -> list[tuple[int | None, str, str, str]]:
    """Give what a roll call says, for comparing two of them."""
    return [(each.person_id, each.name, each.choice, each.label) for each in ballots]
