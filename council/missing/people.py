"""What is missing of people and committees: who sat where, in which club."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.missing.filters import OfTerm
from council.missing.wholes import COMMITTEES, MANDATES
from council.models import BodyMembership, ClubMembership, CommitteeTerm, Mandate
from watchdog.backroom.links import add_url, admin_url
from watchdog.missing.registry import Lack, register


def without_club() -> QuerySet[Mandate]:
    """Keep the mandates whose holder stood, as far as we know, in no club of that term."""
    stood = ClubMembership.objects.filter(person=OuterRef("person"), club__term=OuterRef("term"), withdrawn_at=None)
    mandates = Mandate.objects.filter(~Exists(stood), withdrawn_at=None).select_related("person", "term")
    return mandates.annotate(lacking_since=Coalesce("since", "term__starts"))


def not_in_full() -> QuerySet[CommitteeTerm]:
    """Keep the committees of which no document lists all members on any day of the term."""
    members = BodyMembership.objects.filter(body=OuterRef("body"), term=OuterRef("term"), withdrawn_at=None)
    found = CommitteeTerm.objects.filter(members_known_since=None, withdrawn_at=None).select_related("body", "term")
    return found.annotate(lacking_since=F("term__starts"), some_known=Exists(members))


NO_MEMBERS = register(
    Lack(
        code="komisje-bez-pelnego-skladu",
        title=gettext_lazy("Committees whose members are not all known"),
        why=gettext_lazy("Without all members nobody can say whether a committee had its quorum."),
        where=gettext_lazy("the office's page of committees (BIP), or a resolution on their members"),
        clock=gettext_lazy("from the beginning of the term"),
        whole=COMMITTEES,
        records=not_in_full,
        label=str,
        url=lambda committee: committee.get_absolute_url(),
        known=lambda committee: _("some members") if committee.some_known else _("only its name"),
        mend=admin_url,
        permission="council.change_committeeterm",
        filterset=OfTerm,
    )
)
NO_CLUB = register(
    Lack(
        code="radni-bez-klubu",
        title=gettext_lazy("Mandates without a club"),
        why=gettext_lazy("Votes of a club are counted only from those whose membership a document states."),
        where=gettext_lazy("the office's page of clubs, or the minutes of the session at which a club was formed"),
        clock=gettext_lazy("from the beginning of the mandate"),
        whole=MANDATES,
        records=without_club,
        label=lambda mandate: f"{mandate.person.name} ({mandate.term})",
        url=lambda mandate: mandate.person.get_absolute_url(),
        known=lambda mandate: mandate.committee,
        mend=lambda mandate: add_url(ClubMembership, person=mandate.person_id),
        permission="council.add_clubmembership",
        caution=gettext_lazy("A councillor may stand in no club. No document that we have read says so of these."),
        filterset=OfTerm,
    )
)
