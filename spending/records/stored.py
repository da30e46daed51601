"""What the columns of rows of money say, as the database tells it: the twins of properties of the models."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, Exists, F, Func, OuterRef, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, ConcatPair

from spending.drafts import PERSON_SHOWN, PartyKind
from spending.models import ContractParty
from spending.models.rows import RegisterRow


class _Joined(Func):
    """A text and those of an array, in a line; what is unknown is left out."""

    template = "concat_ws('; ', %(expressions)s)"
    output_field = TextField()


class _Listed(Func):
    """The texts of an array in a line; unknown where there is none."""

    template = "NULLIF(array_to_string(%(expressions)s, '; '), '')"
    output_field = TextField()


class _Findings(Func):
    """The sentences of a list of findings, in a line."""

    template = (
        "CASE WHEN %(expressions)s <> '[]'::jsonb THEN (SELECT string_agg(found.finding->>'text', ' ' ORDER BY found.n)"
        " FROM jsonb_array_elements(%(expressions)s) WITH ORDINALITY AS found (finding, n)) END"
    )
    output_field = TextField()


def findings() -> Combinable:
    return _Findings(F("findings"))


def paragraf() -> Combinable:
    return ConcatPair(F("paragraf"), F("financing"), output_field=CharField())


def supplier() -> Combinable:
    """Say the same as ``RegisterRow.supplier_shown``."""
    return _shown("supplier_hidden", "supplier_code", "supplier_as__name")


def suppliers() -> Combinable:
    """Say the same as ``presenters.parties.in_a_line``."""
    others = ContractParty.objects.filter(contract=OuterRef("pk"), role=ContractParty.Role.SUPPLIER)
    named = others.order_by("position").values(shown=_shown("hidden", "code", "spelling__name"))
    # Most contracts have one supplier, who is named: that is cheaper to ask than to put a line together of one text.
    alone = When(~Exists(others), supplier_hidden="", then=F("supplier_as__name"))
    return Case(alone, default=_Joined(supplier(), _Listed(ArraySubquery(named))), output_field=TextField())


def _shown(hidden: str, code: str, name: str) -> Case:
    """Name a party as printed, or by the mask of whom nobody may name; nothing where nobody is named."""
    person, withheld = PartyKind.PERSON.value, PartyKind.WITHHELD.value
    coded = Concat(Value(f"{PERSON_SHOWN} ("), F(code), Value(")"))
    return Case(
        When(**{hidden: person, code: ""}, then=Value(PERSON_SHOWN)),
        When(**{hidden: person}, then=coded),
        When(**{hidden: withheld}, then=Value(str(RegisterRow.Hidden.WITHHELD.label))),
        When(**{f"{name}__gt": ""}, then=F(name)),
        output_field=TextField(),
    )
