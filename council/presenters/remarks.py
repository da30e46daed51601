"""What people say of a recorded vote, beside the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from council.models import Remark, Vote
from watchdog.archive.evidence import Correction, Doubt, corrections_of, doubts
from watchdog.core.typography import long_date


@dataclass(frozen=True)
class Told:
    """One remark as the page of its vote shows it."""

    key: str
    """The anchor of the remark on the page."""
    about: str
    """Whose choice, in words; empty for the vote as a whole."""
    url: str
    """The person's page, where it is known who is meant."""
    mistaken: bool
    text: str
    who: str
    when: str
    address: str
    note: str
    doubts: tuple[Doubt, ...]
    history: tuple[Correction, ...]


def remarks_of(vote: Vote) -> tuple[Told, ...]:
    """Give the remarks to a vote fetched by ``for_page``, each with its own history, in one query."""
    remarks = list(vote.remarks.all())
    history = corrections_of(remarks)
    return tuple(_told(remark, history[remark.pk]) for remark in remarks)


def _told(remark: Remark, history: Sequence[Correction]) -> Told:
    return Told(
        key=f"uwaga-{remark.pk}",
        about=remark.person.name if remark.person else remark.about,
        url=remark.person.get_absolute_url() if remark.person else "",
        mistaken=remark.mistaken,
        text=remark.text,
        who=", ".join(part for part in (remark.speaker, remark.get_said_by_display()) if part),
        when=long_date(remark.said_on) if remark.said_on else _("day not known"),
        address=remark.address,
        note=remark.note,
        doubts=tuple(doubts(remark.findings)),
        history=tuple(history),
    )


def remarked_people(remarks: Iterable[Remark]) -> dict[int, str]:
    """Say whose choices are remarked on, with the anchor of the first remark on each."""
    found: dict[int, str] = {}
    for remark in remarks:
        if remark.person_id:
            found.setdefault(remark.person_id, f"#uwaga-{remark.pk}")
    return found


def in_a_line(vote: Vote) -> str:
    """Say every remark to a vote in one text, for a cell of a table."""
    return " | ".join(_line(remark) for remark in vote.remarks.all())


def _line(remark: Remark) -> str:
    about = f"{remark.about}: " if remark.about else ""
    who = remark.speaker or remark.get_said_by_display()
    return f"{about}{remark.text} ({who}, {remark.address})" if remark.address else f"{about}{remark.text} ({who})"
