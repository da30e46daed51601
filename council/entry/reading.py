"""Votes read from a file that a volunteer brought: each becomes a draft with the file as evidence, to be confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from council.drafts import VoteDraft
from council.entry.numbers import stored_votes, taken, votes_of
from council.entry.occasions import Occasion, standing
from council.entry.pasting import filled_from, people_of
from council.entry.saving import save_vote
from council.entry.vote_form import EntryVoteForm, vote_form
from council.forms.listing import Listing
from council.forms.roll_call import ROW
from council.forms.votes import OFFICIAL
from council.importers.people import Roster
from council.importers.places import refuse_other_city
from council.importers.resolutions import known_draft
from council.models import Meeting
from council.pasting.files import words_of
from watchdog.backroom.models import Bundle, Submission
from watchdog.core.ids import int_to_roman
from watchdog.ingest import limited
from watchdog.ingest.reading import DocumentReading
from watchdog.ingest.source import Rejection, Unreadable
from watchdog.ingest.uploads import Upload, examined


def keep_votes(work: Bundle, user: User, votes: Sequence[VoteDraft], file: Upload) -> list[Submission]:
    """
    Keep votes of a file as drafts of this session, in the file's order; one that is not whole waits for a person.

    Raises ``Unreadable`` for another council's file, and ``Rejection`` for another session's.
    """
    for vote in votes:
        refuse_other_city(vote.meeting.council)
        _refuse_other_session(Occasion.of(work), vote)
    return [_keep(work, user, file, vote) for vote in votes]


def keep_list(work: Bundle, user: User, file: Upload, reading: DocumentReading) -> Submission:
    """
    Keep a list of names as the draft of a vote whose question is still to be typed.

    Raises ``Unreadable``: the reading's own, where it says more than that no reader knows the file, and
    ``unrecognised`` where the file names nobody of this council.
    """
    finding = reading.findings[0] if reading.status == "failed" else None
    if finding and finding.code != "unrecognised":
        raise Unreadable(finding.code, finding.text)
    looked = examined(file)
    text: str = limited.call(words_of, looked.kind, looked.document)
    with standing(work, user) as meeting:
        form_class = _form(work, user, meeting)
        people = people_of([row.person for row in form_class.rows if row.person])
        found = filled_from(text, people, form_class.before.absent)
        if not found.understood:
            raise Unreadable("unrecognised", _("No vote and no list of names of this council was found in this file."))
        typed = {**_source(work, file), **found.values, "pasted": text, "listing": Listing.NAMES.value}
        form = form_class(_query(typed))
        form.is_valid()
    return _saved(form, work, user, typed, file)


def _keep(work: Bundle, user: User, file: Upload, vote: VoteDraft) -> Submission:
    with standing(work, user) as meeting:
        form_class = _form(work, user, meeting)
        typed = {**_source(work, file, vote.place), **_typed(vote, meeting)}
        form = form_class(_query(typed))
        form.is_valid()
    return _saved(form, work, user, typed, file)


def _refuse_other_session(ours: Occasion, vote: VoteDraft) -> None:
    """Refuse a vote of a session with another number, or of a day on which this one did not sit."""
    number, day = vote.meeting.number, vote.day or vote.meeting.day
    if (number and ours.number and number != ours.number) or (day and ours.days and day not in ours.days):
        named = int_to_roman(number) if number else "–"
        text = _("The file is about another session: %(number)s, %(day)s. You are typing: %(ours)s.")
        raise Rejection(text % {"number": named, "day": f"{day:%d.%m.%Y}" if day else "–", "ours": ours.title})


def _form(work: Bundle, user: User, meeting: Meeting) -> type[EntryVoteForm]:
    return vote_form(meeting, user, None, taken(work, votes_of(work), stored_votes(meeting), None))


def _saved(form: Any, work: Bundle, user: User, typed: dict[str, str], file: Upload) -> Submission:
    """Save what was read as if it had been typed; a name that nobody bears leaves it for a person to complete."""
    kept = save_vote(form, work, None, {name: [value] for name, value in typed.items()}, user, file.snapshot)
    kept.page = reverse("entry:vote", args=[work.pk, kept.pk])
    kept.save(update_fields=["page"])
    return kept


def _source(work: Bundle, file: Upload, place: str = "") -> dict[str, str]:
    """Say which document it is read from: the session's own address, and the file by its name."""
    occasion = Occasion.of(work)
    return {"address": occasion.address, "place": place, "note": _("Read from the file “%s”.") % file.name}


def _typed(vote: VoteDraft, meeting: Meeting) -> dict[str, str]:
    """Give a read vote as it would be typed; names of nobody, or of one person twice, stay in the pasted list."""
    roster = Roster(meeting.term)
    found = [(ballot, roster.find(ballot.name)) for ballot in vote.ballots]
    times = Counter(person for _ballot, person in found)
    sure = [(ballot, person) for ballot, person in found if person and times[person] == 1]
    rows = {f"{ROW}{person}": ballot.choice.value for ballot, person in sure}
    unsure = [f"{ballot.name} {ballot.label}" for ballot, person in found if person is None or times[person] > 1]
    official = {field: getattr(vote.official, name) for name, field in OFFICIAL.items()}
    values = {
        "number": vote.number,
        "item": vote.item,
        "subject": vote.subject,
        "day": f"{vote.day:%d.%m.%Y}" if vote.day else "",
        "time": f"{vote.on:%H:%M}" if vote.on and vote.on != vote.day else "",
        "print_number": vote.print_number if known_draft(meeting.term, vote.print_number) else "",
        "resolution_number": vote.resolution,
        "secret": "on" if vote.secret else "",
        "kind_stated": vote.kind.value,
        "required_majority": vote.majority.value,
        "result": vote.result.value,
        "result_label": vote.result_label,
        "listing": _listing(vote).value,
        "pasted": "\n".join(unsure),
        **official,
        **rows,
    }
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


def _listing(vote: VoteDraft) -> Listing:
    if vote.secret:
        return Listing.SECRET
    return Listing.NAMES if vote.ballots else Listing.TOTALS


def _query(typed: dict[str, str]) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(typed)
    return query
