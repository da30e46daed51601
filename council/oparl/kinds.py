"""Every type of OParl that has lists, with the tables that its objects stand in."""

from __future__ import annotations

from functools import partial

from council.models import Term
from council.oparl.objects import consultations, files, meetings, organizations, papers, people, terms
from council.oparl.pieces import Piece

PIECES: dict[str, tuple[Piece, ...]] = {
    "LegislativeTerm": (Piece("", lambda: Term.objects.all(), terms.term, dated=False),),
    "Organization": (
        Piece("body", organizations.bodies, organizations.body, dated=False),
        Piece("club", organizations.clubs, organizations.club, dated=False),
    ),
    "Person": (Piece("", people.people, people.person),),
    "Membership": (
        Piece("mandate", people.mandates, people.mandate),
        Piece("function", people.functions, people.function),
        Piece("club", people.club_memberships, people.club_membership),
    ),
    "Meeting": (Piece("", meetings.meetings, meetings.meeting),),
    "AgendaItem": (Piece("", meetings.agenda_items, meetings.agenda_item),),
    "Paper": (
        Piece("draft", papers.drafts, papers.draft),
        Piece("resolution", papers.resolutions, papers.resolution),
        Piece("interpellation", papers.interpellations, papers.interpellation),
        Piece("petition", papers.petitions, papers.petition),
    ),
    "Consultation": (
        Piece("item", consultations.items, consultations.item),
        Piece("opinion", consultations.opinions, consultations.opinion),
    ),
    "File": (
        Piece("", files.documents, files.document, created="kept_at", altered="kept_at", number="sha256"),
        Piece("question", partial(files.letters, "question_url"), files.question, altered="updated_at"),
        Piece("answer", partial(files.letters, "answer_url"), files.answer, altered="updated_at"),
    ),
    "Location": (Piece("meeting", meetings.places, meetings.location),),
}
