"""What the share pictures of the council's pages say: what is quoted most, with its denominator."""

from __future__ import annotations

from collections.abc import Iterator

from django.shortcuts import get_object_or_404
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from council.models import Person, Vote
from council.presenters.people import PersonPage, club_labels, person_page
from council.presenters.rows import result_word
from council.presenters.sessions import SessionPage, session_page
from council.presenters.votes import VotePage, vote_page
from council.titles import capitalised
from council.views.sessions import session_of
from watchdog.core.charts.chamber import chamber
from watchdog.core.charts.votes import in_words, tally
from watchdog.core.typography import long_date
from watchdog.reports.sharing.introducing import Said, Shared, introduce


def vote_picture(slug: str) -> Shared:
    """State the question, the result and the people, drawn as seats where the names are known, else as a bar."""
    page = vote_page(get_object_or_404(Vote.objects.for_page(), slug=slug))
    drawn = chamber(page.names.seats, below=page.below)
    day = long_date(page.vote.day) if page.vote.day else str(page.vote.year)
    return Shared(
        title=page.whole or page.heading,
        kicker=f"{day} · {page.kicker}",
        answer=_answer(page),
        deck=page.deck,
        totals=page.totals,
        drawing=drawn.svg if drawn else SafeString(),
        bar=_bar(page) if not drawn else SafeString(),
    )


def _answer(page: VotePage) -> str:
    """Give the result in a word where the numbers are drawn beside it, else the whole answer of the page."""
    word = capitalised(result_word(page.vote))
    return f"{word}." if word and page.totals else page.answer


def _bar(page: VotePage) -> SafeString:
    if not page.totals or not page.is_whole:
        return SafeString()
    return tally(page.totals, need=page.majority.need if page.majority else None)


def person_picture(slug: str) -> Shared:
    """State whose mandate it is, the club, and the shares of the newest term of which anything is counted."""
    person = get_object_or_404(Person.objects.for_page(), slug=slug)
    page = person_page(person, ())
    return Shared(
        title=person.name,
        kicker=_("Member of the council"),
        deck=page.deck,
        said=tuple(_of_person(page)),
    )


def _of_person(page: PersonPage) -> Iterator[Said]:
    clubs = club_labels(page.person, page.seats[0].mandate.term if page.seats else None)
    if clubs:
        yield Said(_("Club"), ", ".join(clubs))
    for figures in page.figures[:1]:
        for measure in figures.measures[:1]:
            cell = measure.cells[0]
            yield Said(measure.label, cell.value, ", ".join(filter(None, (cell.note, figures.term))))
        yield Said(_("Votes by name"), in_words(figures.totals))
    for attendance in page.attendance[:1]:
        for each in attendance.sums:
            if not each.missing:
                yield Said(each.label, each.value, ", ".join(filter(None, (each.note, attendance.term))))


def session_picture(term: str, key: str) -> Shared:
    """State the session's number and day, how many votes of it are known, and who was there as documents tell."""
    page = session_page(session_of(term, key))
    return Shared(title=page.heading, kicker=page.kicker, deck=page.deck, said=tuple(_of_session(page)))


def _of_session(page: SessionPage) -> Iterator[Said]:
    if page.items:
        yield Said(_("Points of the agenda"), str(len(page.items)))
    for each in page.attendance:
        if not each.missing:
            yield Said(each.label, each.value, each.note)
    if page.closest:
        yield Said(_("Closest vote"), in_words(page.closest.totals))


def introduce_pictures() -> None:
    introduce("council:vote", vote_picture)
    introduce("council:person", person_picture)
    introduce("council:session", session_picture)
