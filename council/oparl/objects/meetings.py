"""Sessions and meetings of committees, with their agendas and places (Meeting, AgendaItem, Location)."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import OuterRef, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from council.drafts import Layer, Presence
from council.models import AgendaItem, Attendance, Meeting, Vote
from council.oparl.addresses import Addresses
from council.oparl.objects.files import document_of
from council.oparl.objects.votes import told, votes
from council.oparl.pieces import Built, altered, filled, head, is_deleted


def meetings() -> QuerySet[Meeting]:
    came = Attendance.objects.filter(layer=Layer.LIST, state=Presence.PRESENT, withdrawn_at=None, person__isnull=False)
    parts = ((AgendaItem.objects.all(), "meeting"), (Vote.objects.all(), "meeting"), (came, "meeting"))
    return (
        Meeting.objects.select_related("body", "term", "snapshot")
        .annotate(modified_at=altered(*parts))
        .prefetch_related(
            "sittings",
            Prefetch("agenda_items", agenda_items_alone().order_by("position")),
            Prefetch("votes", votes()),
            Prefetch("attendance", came.order_by("pk")),
        )
    )


def meeting(meeting: Meeting, addresses: Addresses) -> Built:
    """
    Write a meeting with its agenda.

    Votes whose item is not on the agenda that we know stand with the meeting itself. Who took part is told where the
    signed list is known, and only then.
    """
    items = [each for each in meeting.agenda_items.all() if not is_deleted(each)]
    known = {each.label for each in items}
    made = {
        **head("Meeting", meeting.pk, meeting, addresses, meeting.get_absolute_url()),
        "name": _name(meeting),
        **_start(meeting.day, meeting.starts_at),
        "location": location(meeting, addresses) if meeting.venue else None,
        "organization": [addresses.one("Organization", f"body-{meeting.body_id}")],
        "participant": [addresses.one("Person", each.person_id) for each in meeting.attendance.all()],
        "auxiliaryFile": document_of(meeting, addresses),
        "odnowa:legislativeTerm": addresses.one("LegislativeTerm", meeting.term_id),
        "odnowa:sittings": [each.day.isoformat() for each in meeting.sittings.all()],
        "odnowa:recording": meeting.recording,
        **{
            name: value
            for name, value in told((each for each in meeting.votes.all() if each.item not in known), addresses).items()
            if name != "result"
        },
    }
    return {**filled(made), "agendaItem": [_item(each, meeting, addresses) for each in items]}


def _name(meeting: Meeting) -> str:
    if not meeting.is_session:
        return meeting.body.name
    return _("Session %(number)s") % {"number": meeting.roman} if meeting.roman else _("Session")


def _start(day: date | None, at: time | None) -> Built:
    """Say when it began; where no hour is known it is the beginning of the day, and said to be."""
    if day is None:
        return {}
    start = timezone.make_aware(datetime.combine(day, at or time()))
    return {"start": start.isoformat(), "odnowa:startPrecision": "minute" if at else "day"}


def agenda_items_alone() -> QuerySet[AgendaItem]:
    """Return the items without their meetings, for what has these already."""
    held = Vote.objects.filter(meeting=OuterRef("meeting"), item=OuterRef("label"))
    return AgendaItem.objects.annotate(modified_at=altered((held, "")))


def agenda_items() -> QuerySet[AgendaItem]:
    return agenda_items_alone().select_related("meeting").prefetch_related(Prefetch("meeting__votes", votes()))


def agenda_item(item: AgendaItem, addresses: Addresses) -> Built:
    return _item(item, item.meeting, addresses)


def _item(item: AgendaItem, meeting: Meeting, addresses: Addresses) -> Built:
    made = {
        **head("AgendaItem", item.pk, item, addresses),
        "meeting": addresses.one("Meeting", meeting.pk),
        "number": item.label,
        "order": item.position,
        "name": item.title,
        "consultation": addresses.one("Consultation", f"item-{item.pk}") if item.draft_id else "",
        **told((each for each in meeting.votes.all() if each.item == item.label), addresses),
    }
    return filled(made)


def places() -> QuerySet[Meeting]:
    """Return the meetings of which the place is known: a place has no table of its own."""
    return Meeting.objects.exclude(venue="").annotate(modified_at=altered())


def location(meeting: Meeting, addresses: Addresses) -> Built:
    made = head("Location", f"meeting-{meeting.pk}", meeting, addresses)
    return {**made, "description": meeting.venue, "meetings": [addresses.one("Meeting", meeting.pk)]}
