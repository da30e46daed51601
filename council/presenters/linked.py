"""
The council's records in the words of schema.org (``watchdog.core.linked``).

Only what a document states is told here: these words have no place for the mark of an inference or of a withdrawal, so
a record that bears one has no object. Votes have none at all, because no type fits them.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from council.models import ClubMembership, Mandate, Meeting
from council.presenters.committees import CommitteePage
from council.presenters.drafts import DraftPage
from council.presenters.people import PersonPage, club_url
from council.presenters.resolutions import ResolutionPage
from council.presenters.sessions import SessionPage
from watchdog.archive.models import Sourced
from watchdog.core.dates import today
from watchdog.core.linked import Thing, absolute, city, council, moment, thing


def person_thing(page: PersonPage) -> Thing | None:
    """Tell who somebody is by mandates and clubs, each with the days that a document gives."""
    person = page.person
    if not _stated(person):
        return None
    mandates = [each for each in person.mandates.all() if _stated(each)]
    clubs = [each for each in person.club_memberships.all() if _stated(each)]
    return thing(
        "Person",
        name=person.name,
        givenName=person.given_name,
        familyName=person.family_name,
        url=absolute(person.get_absolute_url()),
        jobTitle=_councillor() if any(map(_runs, mandates)) else "",
        memberOf=[*map(_mandate, mandates), *map(_club, clubs)],
    )


def meeting_thing(page: SessionPage) -> Thing | None:
    """Tell when and where a session, or a committee's meeting, was held; nothing where its day is not known."""
    meeting = page.session
    if not _stated(meeting) or meeting.day is None:
        return None
    return thing(
        "Event",
        name=page.citation,
        url=absolute(meeting.get_absolute_url()),
        startDate=moment(meeting.day, meeting.starts_at),
        endDate=moment(page.days[-1]) if len(page.days) > 1 else "",
        location=thing("Place", name=meeting.venue) if meeting.venue else None,
        organizer=_body(meeting),
        inLanguage="pl",
    )


def committee_thing(page: CommitteePage) -> Thing | None:
    """Name a committee and the council whose it is."""
    committee = page.committee
    if not _stated(committee):
        return None
    url = absolute(committee.body.get_absolute_url())
    return thing("GovernmentOrganization", name=committee.body.name, url=url, parentOrganization=council())


def resolution_thing(page: ResolutionPage) -> Thing | None:
    """Tell a resolution's number and days; whether it is in force is a question for its page, not for one word."""
    resolution = page.resolution
    if not _stated(resolution):
        return None
    return thing(
        "Legislation",
        name=page.heading,
        legislationIdentifier=resolution.number,
        legislationType=str(resolution._meta.verbose_name),
        legislationDate=moment(resolution.adopted_on),
        legislationPassedBy=council(),
        legislationJurisdiction=city(),
        datePublished=moment(resolution.journal_on),
        url=absolute(resolution.get_absolute_url()),
        sameAs=resolution.eli if resolution.eli.startswith("https://") else "",
        inLanguage="pl",
    )


def draft_thing(page: DraftPage) -> Thing | None:
    """Name a draft by its print; nothing where its title is not known."""
    draft = page.draft
    if not _stated(draft) or not draft.title:
        return None
    return thing(
        "DigitalDocument",
        name=page.heading,
        identifier=draft.number,
        genre=str(draft._meta.verbose_name),
        url=absolute(draft.get_absolute_url()),
        inLanguage="pl",
    )


def _stated(record: Sourced) -> bool:
    return not record.is_inferred and record.withdrawn_at is None


def _runs(mandate: Mandate) -> bool:
    """Tell whether a mandate is in force; a day that is not known is the term's, as everywhere."""
    since, until = mandate.since or mandate.term.starts, mandate.until or mandate.term.ends
    return since <= today() <= until


def _councillor() -> str:
    return pgettext("member of the council", "councillor")


def _mandate(mandate: Mandate) -> Thing:
    return thing(
        "OrganizationRole",
        roleName=_councillor(),
        description=_("term %(term)s") % {"term": mandate.term},
        startDate=moment(mandate.since),
        endDate=moment(mandate.until),
        memberOf=council(),
    )


def _club(membership: ClubMembership) -> Thing:
    club = membership.club
    return thing(
        "OrganizationRole",
        description=_("term %(term)s") % {"term": club.term},
        startDate=moment(membership.since),
        endDate=moment(membership.until),
        memberOf=thing("Organization", name=club.name, url=absolute(club_url(club))),
    )


def _body(meeting: Meeting) -> Thing:
    if meeting.is_session:
        return council()
    url = absolute(meeting.body.get_absolute_url())
    return thing("GovernmentOrganization", name=meeting.body.name, url=url, parentOrganization=council())
