"""Could it pass: the quorum, the majority the law asks, and whether our arithmetic agrees with the record."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.assessing import Unknown, assessed
from council.majority import Assessment, Rule
from council.models import Vote
from council.models.vote_choices import Kind

RULES = {
    Rule.ORDINARY: gettext_lazy("Ordinary majority"),
    Rule.ABSOLUTE: gettext_lazy("Absolute majority"),
    Rule.STATUTORY: gettext_lazy("Absolute majority of the statutory composition"),
    Rule.THREE_FIFTHS: gettext_lazy("Three fifths of the statutory composition"),
}
EXPLAINED = {
    Rule.ORDINARY: gettext_lazy("More for than against; abstentions do not matter."),
    Rule.ABSOLUTE: gettext_lazy("More for than against and abstaining together."),
    Rule.STATUTORY: gettext_lazy("More than half of all seats, whether or not they are filled."),
    Rule.THREE_FIFTHS: gettext_lazy("At least three fifths of all seats, whether or not they are filled."),
}
WHY_NOT = {
    "committee": gettext_lazy(
        "This was a vote of a committee, whose quorum is its own. It is not known how many people the committee had, "
        "so we do not recompute the result."
    ),
    "candidates": gettext_lazy(
        "People chose between candidates, so what each of them got decides. The source does not say it, and we do not "
        "recompute the result."
    ),
}


@dataclass(frozen=True)
class Check:
    """One line of the check: ``met``, ``failed`` or ``unknown``, with its words."""

    state: str
    title: str
    text: str


@dataclass(frozen=True)
class Majority:
    """The check of one vote: its lines, the article, and where the line across the bar of people stands."""

    checks: tuple[Check, ...]
    assessment: Assessment

    @property
    def article(self) -> str:
        """Name where the rule comes from, and what we did not check."""
        basis = self.assessment.basis
        article = basis.article if basis.checked or not basis.article else _unchecked(basis.article)
        stated = _("The majority is the one that the source or a volunteer states.") if basis.stated else ""
        return " ".join(part for part in (article, stated) if part)

    @property
    def need(self) -> int:
        """Give the number that the law fixes beforehand: of votes for, or else of people present."""
        found = self.assessment
        return found.needed if self._of_seats and found.needed else found.quorum_needed

    @property
    def need_note(self) -> str:
        if self.assessment.basis.rule is Rule.THREE_FIFTHS:
            return _("The line: %(n)s votes for, three fifths of all seats.") % {"n": self.need}
        if self._of_seats:
            return _("The line: %(n)s votes for, more than half of all seats.") % {"n": self.need}
        return _("The line: %(n)s people, the fewest with whom the council may decide.") % {"n": self.need}

    @property
    def _of_seats(self) -> bool:
        return self.assessment.basis.rule in (Rule.STATUTORY, Rule.THREE_FIFTHS)


def _unchecked(article: str) -> str:
    return _("%(article)s (we have not checked the number in the act)") % {"article": article}


def majority(vote: Vote) -> Majority | None:
    """
    Recompute a vote, in a session or in a committee.

    ``None`` where nothing can be asked: in a term whose statutory size we do not know, where no number is known at all,
    and where it cannot be recomputed for a reason that ``unknown_majority`` tells.
    """
    found = assessed(vote)
    if not isinstance(found, Assessment):
        return None
    if vote.kind == Kind.QUORUM:
        return Majority((_quorum(found),), found)
    return Majority((_quorum(found), _majority(found, vote), _agreement(found, vote)), found)


def unknown_majority(vote: Vote) -> str:
    """Say why a vote is not recomputed; nothing where it is, or where there is nothing to say."""
    found = assessed(vote)
    return str(WHY_NOT[found.why]) if isinstance(found, Unknown) else ""


def _quorum(found: Assessment) -> Check:
    asked = _("%(needed)s needed: at least half of the %(seats)s seats.") % {
        "needed": found.quorum_needed,
        "seats": found.seats,
    }
    if found.quorum_met is None or found.present is None:
        unsaid = _("The source does not say how many were present.")
        return Check("unknown", _("Quorum: not known"), f"{unsaid} {asked}")
    here = _("Present: %(present)s.") % {"present": found.present}
    if found.quorum_met:
        return Check("met", _("Quorum: there was"), f"{here} {asked}")
    return Check("failed", _("Quorum: there was none"), f"{here} {asked}")


def _majority(found: Assessment, vote: Vote) -> Check:
    rule, why = str(RULES[found.basis.rule]), str(EXPLAINED[found.basis.rule])
    if vote.tally_for is None or found.needed is None:
        missing = _("Numbers are missing.")
        return Check("unknown", _("%(rule)s: not known") % {"rule": rule}, f"{missing} {why}")
    told = _("For: %(ayes)s, enough would have been %(needed)s.") % {"ayes": vote.tally_for, "needed": found.needed}
    if vote.tally_for >= found.needed:
        return Check("met", _("%(rule)s: reached") % {"rule": rule}, f"{told} {why}")
    return Check("failed", _("%(rule)s: not reached") % {"rule": rule}, f"{told} {why}")


def _agreement(found: Assessment, vote: Vote) -> Check:
    recorded = vote.result_label or (str(Vote.Result(vote.result).label) if vote.result else "")
    ours = "" if found.passed is None else str((Vote.Result.PASSED if found.passed else Vote.Result.FAILED).label)
    if not recorded:
        text = _("The source gives no result.")
        text += " " + _("Our count: %(ours)s.") % {"ours": ours} if ours else ""
        return Check("unknown", _("Agreement with the source: nothing to compare"), text)
    if not ours:
        text = _("Source: %(recorded)s. Our count is not possible.") % {"recorded": recorded}
        return Check("unknown", _("Agreement with the source: not known"), text)
    text = _("Source: %(recorded)s. Our count: %(ours)s.") % {"recorded": recorded, "ours": ours}
    if found.agrees:
        return Check("met", _("Agreement with the source: yes"), text)
    return Check("failed", _("Agreement with the source: no"), text)
