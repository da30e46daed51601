"""Saying what was searched for, in words, so that nobody takes no hits for nothing being there."""

from __future__ import annotations

from django.utils.translation import gettext as _

from watchdog.search.question import Question, Term


def explained(question: Question) -> str:
    """Return „„strefa” i słowa na „parkowani…”, bez „opłata”” for the question „strefa parkowani -opłata”."""
    return _(" or ").join(_all_of(terms) for terms in question.alternatives)


def passed_over(question: Question) -> str:
    """Return the small words that were left out, „w, i”; empty where there were none."""
    return ", ".join(dict.fromkeys(question.passed_over))


def _all_of(terms: tuple[Term, ...]) -> str:
    wanted = _(" and ").join(_said(term) for term in terms if not term.unwanted)
    unwanted = "".join(_(", without %(term)s") % {"term": _said(term)} for term in terms if term.unwanted)
    return wanted + unwanted


def _said(term: Term) -> str:
    if term.parts:
        return _(" and ").join(map(_said, term.parts))
    if term.beginning:
        return _("words that begin with “%(term)s”") % {"term": term}
    if term.is_print:
        return _("print number %(number)s") % {"number": term.words[0]}
    if term.is_number and not term.exact:
        return _("the number %(term)s") % {"term": term}
    if len(term.words) > 1:
        return _("exactly “%(term)s”") % {"term": term}
    return _("“%(term)s”") % {"term": term}
