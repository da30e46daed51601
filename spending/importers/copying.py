"""
Plain rows of a register of contracts copied to where they belong by statements about all of them.

The outcome is that of ``write_many``: what is new goes in, what says the same is read and not written. Whatever else a
row may be (a contract that says something else now, one that its register shows again, one with further parties, a
supplier of whom a person has said that it is to be hidden, an address that is taken) comes back as a draft, and is
stored as any other draft.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from spending.drafts import ContractDraft, Party, PartyKind
from spending.drafts.blocks import COLUMNS, MARK, ContractBlock
from spending.importers.hidden import HiddenNames
from spending.importers.organizations import Organizations, Written, written
from spending.importers.persons import pseudonym
from spending.importers.rows import unit_of
from spending.importers.straight import Shared, Straight
from watchdog.archive.writing import Evidence

STAGE, PARTIES, PEOPLE = "contract_stage", "contract_stage_parties", "contract_stage_people"
PARTY_COLUMNS = ("n", "role", "spelling", "organization", "hidden", "name", "kind", "nip", "regon", "krs")
ROLES = {"buyer": "buys", "supplier": "supplies"}
"""By what a party does in a row, the column in which its organization remembers it."""
SNAPSHOT = "snapshot_id"

NOTHING = {
    "note": "",
    "findings": "[]",
    "approximate": False,
    **dict.fromkeys(("parent_key", "parent_number", "value_effect"), ""),
}
"""What every plain row says of fields for which it has no place; those left out are empty by themselves."""
STATED = {
    **{name: f"s.{name}" for name in ("subject", "currency", "dzial", "rozdzial", "paragraf", "financing", "number")},
    **{name: f"s.{name}" for name in ("number_key", "signed_first", "signed_last", "published_on", "modified_on")},
    **{name: f"s.{name}" for name in ("valid_from", "valid_until", "open_ended", "term", "value", "value_words")},
    **{name: f"s.{name}" for name in ("procedure", "category", "status", "kind", "tax")},
    "buyer_id": "b.organization",
    "buyer_as_id": "b.spelling",
    "supplier_id": "p.organization",
    "supplier_as_id": "p.spelling",
    "supplier_hidden": "s.hidden",
    "supplier_code": "coalesce(q.code, '')",
    "notice_number": "s.notice",
    **{name: f"%({name})s" for name in NOTHING},
    "findings": "%(findings)s::jsonb",
    "eu_funded": "NULL::boolean",
}
"""What a plain row says of each field that its document states, by the column of the record."""

JOINED = f"""
    FROM {STAGE} s
    LEFT JOIN {PARTIES} b ON b.n = s.buyer
    LEFT JOIN {PARTIES} p ON p.n = s.supplier
    LEFT JOIN {PEOPLE} q ON q.n = s.person
"""
KNOWN = "LEFT JOIN spending_contract c ON c.register = %(register)s AND c.key = s.key"
DIFFERS = f"""(
    c.withdrawn_at IS NOT NULL
    OR ({", ".join(f"c.{name}" for name in STATED)}) IS DISTINCT FROM ({", ".join(STATED.values())})
    OR EXISTS (SELECT 1 FROM spending_contractparty m WHERE m.contract_id = c.id)
)"""
TAKEN = "EXISTS (SELECT 1 FROM spending_contract o WHERE o.slug = s.slug)"


@dataclass(frozen=True)
class Copied:
    """
    What became of the rows of a block.

    ``drafts`` are those that go the way of drafts, ``unnoted`` the keys of records that nobody has noted yet.
    """

    stored: int
    unchanged: int
    drafts: list[ContractDraft]
    unnoted: range = range(0)


class Copying:
    """
    The tables beside the database's own through which the blocks of one document go.

    They outlive whoever made them: after a batch of drafts that the database refused, another goes on with the parties.
    """

    def __init__(self, organizations: Organizations, hidden: HiddenNames, *, straight: bool = False) -> None:
        self._organizations = organizations
        self._hidden = hidden
        self._straight = Straight() if straight else None
        """The table itself, while rows may go straight into it."""
        self._shared = Shared(STAGE)
        self._buyers: set[int] = set()
        self._names_notices = False
        self._begin()

    @staticmethod
    def _begin() -> None:
        # Rows are told apart by where they stand in the block: two sheets may have a row of the same place.
        columns = ", ".join(("n integer GENERATED ALWAYS AS IDENTITY", *map(" ".join, COLUMNS.items())))
        party = "n integer PRIMARY KEY, role text, spelling bigint, organization bigint, hidden boolean, "
        party += ", ".join(f"{name} text" for name in PARTY_COLUMNS[5:])
        tables = {STAGE: columns, PARTIES: party, PEOPLE: "n integer PRIMARY KEY, code text"}
        with connection.cursor() as cursor:
            for name, inside in tables.items():
                cursor.execute(f"CREATE TEMPORARY TABLE IF NOT EXISTS {name} ({inside}) ON COMMIT DROP")

    def copy(self, block: ContractBlock, evidence: Evidence, noted: str, *, slugs_are_checked: bool) -> Copied:
        """
        Bring the contracts to what a block says.

        ``evidence`` is that of every row but for the place, ``noted`` a statement that begins to note the keys of
        records (``INSERT INTO … SELECT kind, ``); without ``slugs_are_checked`` the database will check them later.
        """
        self._learn(block, evidence)
        said: dict[str, Any] = {
            **NOTHING,
            "register": block.register_name,
            "snapshot": evidence.snapshot.pk if evidence.snapshot else None,
            "address": evidence.address,
            "certainty": str(evidence.certainty),
            "authority": evidence.weight,
        }
        if self._straight is not None:
            return self._copy_straight(self._straight, block, said)
        self._stage(block)
        with connection.cursor() as cursor:
            odd = self._odd(cursor, said, slugs=slugs_are_checked)
            drafts = [self._draft(row, block) for row in odd]
            if odd:
                cursor.execute(f"DELETE FROM {STAGE} WHERE n = ANY(%s)", [[row["n"] for row in odd]])
            cursor.execute(f"{noted} c.id {JOINED} JOIN spending_contract c ON {KNOWN.partition(' ON ')[2]}", said)
            unchanged = cursor.rowcount
            stored = 0
            if unchanged + len(odd) < block.count:
                cursor.execute(_insertion(noted), said)
                stored = cursor.rowcount
        return Copied(stored, unchanged, drafts)

    def _copy_straight(self, table: Straight, block: ContractBlock, said: Mapping[str, Any]) -> Copied:
        columns = {SNAPSHOT if name == "snapshot" else name: value for name, value in said.items()}
        done = table.copy(block, [code for _n, code in self._codes(block)], columns)
        self._buyers, self._names_notices = done.buyers, done.names_notices
        return Copied(block.count, 0, [], done.keys)

    def _learn(self, block: ContractBlock, evidence: Evidence) -> None:
        """Learn the new parties, but for those that a person has hidden, and keep beside the stage who they are."""
        shown = [each for each in block.parties if not self._hidden.hides(each[1])]
        hidden = {each[0] for each in block.parties} - {each[0] for each in shown}
        rows: list[tuple[Any, ...]] = []
        if block.parties and block.parties[0][0] == 0:  # another document in the same transaction
            with connection.cursor() as cursor:
                cursor.execute(f"TRUNCATE {PARTIES}")
        roles: dict[Written, set[str]] = defaultdict(set)
        for _n, party, role in shown:
            if role:
                roles[written(party)].add(ROLES[role])
        self._organizations.learn((party for _n, party, _role in shown), evidence, roles)
        for n, party, role in block.parties:
            spelling = None if n in hidden else self._organizations.spelling(party)
            tied = (spelling.pk, spelling.organization_id) if spelling else (None, None)
            rows.append((n, role, *tied, n in hidden, party.name, party.kind.value, party.nip, party.regon, party.krs))
        _copy(PARTIES, PARTY_COLUMNS, rows)
        if hidden:
            self.end()  # from here on the rows of a hidden name are told apart
        if self._straight is not None:
            self._straight.learn((n, spelling, owner) for n, _role, spelling, owner, *_party in rows)

    def end(self) -> None:
        """Let no more rows go straight into the table, and leave it as it was."""
        if self._straight is not None:
            self._straight.end()
            self._straight = None

    def roles(self) -> list[tuple[str, list[int]]]:
        """Give the organizations of the parties learnt so far by what they do; each is given once."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {PARTIES} SET role = '' WHERE role <> '' AND organization IS NOT NULL "
                "RETURNING OLD.role, organization"
            )
            found = cursor.fetchall()
        return [(role, [pk for each, pk in found if each == role]) for role in ("buyer", "supplier")]

    def buyers(self) -> set[int]:
        """Give the organizations that order in the rows that came last."""
        if self._straight is not None:
            return self._buyers
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT DISTINCT b.organization FROM {STAGE} s JOIN {PARTIES} b ON b.n = s.buyer "
                "WHERE b.organization IS NOT NULL"
            )
            return {pk for (pk,) in cursor.fetchall()}

    def names_notices(self) -> bool:
        """Tell whether any row that came last names a notice."""
        if self._straight is not None:
            return self._names_notices
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {STAGE} WHERE notice <> '')")
            return bool(cursor.fetchone()[0])

    def _codes(self, block: ContractBlock) -> list[tuple[int, str]]:
        """Give the pseudonyms of a block's people by their numbers in it."""
        if not block.people:
            return []
        units = self._units({person.buyer for person in block.people if person.buyer is not None})
        return [
            (n, pseudonym(each.name, unit_of(units[each.buyer]) if each.buyer is not None else "", each.year))
            for n, each in enumerate(block.people)
        ]

    def _stage(self, block: ContractBlock) -> None:
        codes = self._codes(block)
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {STAGE}, {PEOPLE}")  # the numbers of rows go on
            _copy(PEOPLE, ("n", "code"), codes)
            self._shared.say(block.shared)
            with cursor.copy(f"COPY {STAGE} ({', '.join(block.columns)}) FROM STDIN") as copy:
                for piece in block.content:
                    copy.write(piece.replace(MARK.encode(), b"\t"))
            cursor.execute(f"ANALYZE {STAGE}")

    def _odd(self, cursor: Any, said: dict[str, Any], *, slugs: bool) -> list[dict[str, Any]]:
        """Give the rows that cannot be copied, with the parties that they name."""
        taken = f"c.id IS NULL AND ({TAKEN} OR s.slug IN (SELECT slug FROM {STAGE} GROUP BY slug HAVING count(*) > 1))"
        wanted = ["b.hidden", "p.hidden", f"c.id IS NOT NULL AND {DIFFERS}", *([taken] if slugs else [])]
        parties = ", ".join(f"{one}.{name} AS {one}_{name}" for one in "bp" for name in PARTY_COLUMNS[5:])
        cursor.execute(
            f"SELECT s.*, {parties} {JOINED} {KNOWN} WHERE {' OR '.join(f'({each})' for each in wanted)} ORDER BY s.n",
            said,
        )
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    @staticmethod
    def _units(numbers: Iterable[int]) -> dict[int | None, Party]:
        """Give the units of these numbers as they are printed."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT n, name, kind, nip, regon, krs FROM {PARTIES} WHERE n = ANY(%s)", [list(numbers)])
            return {row[0]: _party(*row[1:]) for row in cursor.fetchall()}

    @staticmethod
    def _draft(row: dict[str, Any], block: ContractBlock) -> ContractDraft:
        """Give the draft that the reader would have made of a row."""
        buyer = _party(*(row[f"b_{name}"] for name in PARTY_COLUMNS[5:])) if row["buyer"] is not None else None
        supplier = _party(*(row[f"p_{name}"] for name in PARTY_COLUMNS[5:])) if row["supplier"] is not None else None
        if row["hidden"] == PartyKind.WITHHELD:
            supplier = Party.withheld()
        elif row["hidden"]:
            supplier = Party.person(block.people[row["person"]].name if row["person"] is not None else "")
        same = set(COLUMNS) & set(ContractDraft.model_fields) - {"buyer", "supplier"}
        return ContractDraft(
            **{name: row[name] for name in same},
            address=block.address,
            register_name=block.register_name,
            buyer=buyer,
            suppliers=(supplier,) if supplier else (),
        )


def _insertion(noted: str) -> str:
    """Give the statement that makes records of the staged rows that are new."""
    values = {
        **STATED,
        "register": "%(register)s",
        "key": "s.key",
        "slug": "s.slug",
        "snapshot_id": "%(snapshot)s",
        "place": "s.place",
        "address": "%(address)s",
        "certainty": "%(certainty)s",
        "authority": "%(authority)s",
        "created_at": "now()",
        "updated_at": "now()",
    }
    return (
        f"WITH made AS (INSERT INTO spending_contract ({', '.join(values)}) "
        f"SELECT {', '.join(values.values())} {JOINED} {KNOWN} WHERE c.id IS NULL ORDER BY s.n RETURNING id) "
        f"{noted} id FROM made"
    )


def _party(name: str, kind: str, nip: str, regon: str, krs: str) -> Party:
    return Party(name=name, kind=PartyKind(kind), nip=nip, regon=regon, krs=krs)


def _copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
