"""What one resolution does to another, read from either of the two pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from council.drafts import RelationKind
from council.models import Resolution, ResolutionRelation
from council.presenters.steps import Step, day_words
from council.titles import capitalised, resolution_title


@dataclass(frozen=True)
class Related:
    """One line of the list of related acts: what the relation is, and the other act, with a page if we have it."""

    words: str
    number: str
    title: str
    url: str
    when: str
    source: str
    """Whence we know: the official title, or another document."""
    doubt: str = ""


def outgoing(relations: Iterable[ResolutionRelation]) -> list[Related]:
    """Tell what a resolution does to others."""
    return [_related(_does(each.kind), each, each.target, each.target_number) for each in relations]


def incoming(relations: Iterable[ResolutionRelation]) -> list[Related]:
    """Tell what others do to a resolution, in the order in which they were adopted."""
    return [_related(_suffers(each.kind), each, each.resolution, each.resolution.number) for each in relations]


def turns(relations: Iterable[ResolutionRelation]) -> list[tuple[ResolutionRelation, Step]]:
    """Tell of each later act that changed, repealed or consolidated a resolution, as an event of its way."""
    return [(each, _turn(each)) for each in relations]


def _turn(relation: ResolutionRelation) -> Step:
    acting = relation.resolution
    title = resolution_title(acting.title)
    return Step(
        when=day_words(acting.adopted_on),
        title=f"{capitalised(_suffers(relation.kind))}: {acting.number or title}",
        text=title if acting.number else "",
        url=acting.get_absolute_url(),
        state="turn" if relation.kind == RelationKind.REPEALS else "known",
    )


def _related(words: str, relation: ResolutionRelation, other: Resolution | None, number: str) -> Related:
    return Related(
        words=capitalised(words),
        number=number or _("number not known"),
        title=resolution_title(other.title) if other else "",
        url=other.get_absolute_url() if other else "",
        when=day_words(other.adopted_on) if other else "",
        source=_("read from the official title") if relation.from_title else "",
        doubt=" ".join(finding["text"] for finding in relation.findings),
    )


def _does(kind: str) -> str:
    return {
        RelationKind.CHANGES.value: _("it changes"),
        RelationKind.REPEALS.value: _("it repeals"),
        RelationKind.CONSOLIDATES.value: _("it announces the consolidated text of"),
        RelationKind.EXECUTES.value: _("it executes"),
    }[kind]


def _suffers(kind: str) -> str:
    return {
        RelationKind.CHANGES.value: _("changed by"),
        RelationKind.REPEALS.value: _("repealed by"),
        RelationKind.CONSOLIDATES.value: _("consolidated text in"),
        RelationKind.EXECUTES.value: _("executed by"),
    }[kind]
