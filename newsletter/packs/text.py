"""
The draft of an article about a session: the record in sentences, without an adjective.

An editor shortens it and says what it means; a second person publishes it. Nothing is cut: what is long, the editor
cuts. Where the record says nothing, the draft says that.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.models import Vote
from council.presenters.rows import Row
from newsletter.packs.missing import missing, sources
from newsletter.packs.session import Told
from newsletter.packs.words import chapter, linked, plain, short
from watchdog.core.charts.votes import in_words
from watchdog.core.typography import long_date
from watchdog.core.version import stated

LONGEST_LEAD = 600


def article_of(told: Told, version: str, day: date) -> dict[str, str]:
    """Give the title, the lead and the body (Markdown) of the draft."""
    parts = [_attendance(told), *_results(told), *_closest(told), *_divided(told), missing(told), sources(told)]
    stamp = _("Drafted from the data of the portal, version %(version)s, %(day)s.") % {
        "version": stated(version),
        "day": long_date(day),
    }
    return {
        "title": short(_("%(session)s: what was decided") % {"session": told.page.heading}),
        "lead": lead_of(told)[:LONGEST_LEAD],
        "body": "\n\n".join([f"[[sesja:{told.session.term.slug}/{told.session.key}]]", *parts, f"*{stamp}*"]),
    }


def section_of(told: Told) -> str:
    """Give the section of the newsletter: what happened, the closest votes, the way to all of it."""
    lines = [_line(row) for row in told.closest]
    head = [_("The votes in which for and against lay nearest to each other:"), "", *lines, ""] if lines else []
    more = linked(_("The whole session: agenda, votes, attendance"), told.session.get_absolute_url())
    return "\n".join([f"## {plain(told.page.heading)}", "", plain(lead_of(told)), "", *head, more])


def lead_of(told: Told) -> str:
    """Say in two or three sentences which session it was, how many votes we know and what became of them."""
    return " ".join(part for part in (f"{told.page.citation}.", told.page.deck, _outcomes(told)) if part)


def _outcomes(told: Told) -> str:
    numbers = {result: sum(row.vote.result == result for row in told.questions) for result in (*Vote.Result.values, "")}
    said = []
    if numbers[Vote.Result.PASSED.value]:
        said.append(_("adopted: %(n)s") % {"n": numbers[Vote.Result.PASSED.value]})
    if numbers[Vote.Result.FAILED.value]:
        said.append(_("rejected: %(n)s") % {"n": numbers[Vote.Result.FAILED.value]})
    if numbers[""]:
        said.append(_("result not known: %(n)s") % {"n": numbers[""]})
    return _("Results: %(results)s.") % {"results": ", ".join(said)} if said else ""


def _attendance(told: Told) -> str:
    lines = [f"- {plain(f'{each.label}: {each.value} ({each.note}).')}" for each in told.page.attendance]
    note = _("These are three different layers: somebody may sign the list and not vote.")
    return chapter(_("Who was there"), *lines, "", note)


def _results(told: Told) -> Iterator[str]:
    headings = {
        Vote.Result.PASSED.value: _("What was adopted"),
        Vote.Result.FAILED.value: _("What was rejected"),
        "": _("Votes of which no document gives the result"),
    }
    for result, heading in headings.items():
        rows = [row for row in told.questions if row.vote.result == result]
        if rows:
            yield chapter(heading, *map(_line, rows))


def _closest(told: Told) -> Iterator[str]:
    if told.closest:
        blocks = "\n\n".join(f"[[glosowanie:{row.vote.slug}]]" for row in told.closest)
        words = _("Votes in which somebody was against or abstained, and for and against lay nearest to each other.")
        yield chapter(_("The closest votes"), words, "", blocks)


def _divided(told: Told) -> Iterator[str]:
    if told.split:
        number = len(told.split)
        words = ngettext(
            "In %(n)s vote people of one club chose differently. Absent people are not counted as a choice.",
            "In %(n)s votes people of one club chose differently. Absent people are not counted as a choice.",
            number,
        )
        lines = [_split(row, clubs) for row, clubs in told.split]
        yield chapter(_("Votes in which a club was divided"), words % {"n": number}, "", *lines)


def _split(row: Row, clubs: dict[str, dict[str, int]]) -> str:
    said = "; ".join(f"{plain(club)}: {in_words(totals)}" for club, totals in clubs.items())
    return f"- {linked(row.title, row.url)}: {said}"


def _line(row: Row) -> str:
    """Give a vote as an item of a list: its question with the way to it, the result, the numbers, what is doubted."""
    numbers = in_words(row.totals) or _("no numbers in the source")
    if row.partial:
        numbers = _("%(numbers)s; other numbers are not in the source") % {"numbers": numbers}
    said = [f"{row.word} ({numbers})" if row.word else numbers]
    said += [plain(each) for each in (row.paper, *(tag.text for tag in row.tags)) if each]
    return f"- {linked(row.title, row.url)}: {', '.join(said)}"
