"""Could it pass: the quorum, the majority the law asks, and whether our arithmetic agrees with the record."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.majority import Assessment, Counts, Rule, assess
from council.models import Vote

RULES = {
    Rule.ORDINARY: gettext_lazy("Ordinary majority"),
    Rule.ABSOLUTE: gettext_lazy("Absolute majority"),
    Rule.STATUTORY: gettext_lazy("Absolute majority of the statutory composition"),
}
EXPLAINED = {
    Rule.ORDINARY: gettext_lazy("More for than against; abstentions do not matter."),
    Rule.ABSOLUTE: gettext_lazy("More for than against and abstaining together."),
    Rule.STATUTORY: gettext_lazy("More than half of all seats, whether or not they are filled."),
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
        return self.assessment.basis.article

    @property
    def need(self) -> int:
        """Give the number that the law fixes beforehand: of votes for, or else of people present."""
        found = self.assessment
        return found.needed if self._of_seats and found.needed else found.quorum_needed

    @property
    def need_note(self) -> str:
        if self._of_seats:
            return _("The line: %(n)s votes for, more than half of all seats.") % {"n": self.need}
        return _("The line: %(n)s people, the fewest with whom the council may decide.") % {"n": self.need}

    @property
    def _of_seats(self) -> bool:
        return self.assessment.basis.rule is Rule.STATUTORY


def majority(vote: Vote) -> Majority | None:
    """
    Recompute a vote held in a session of the council.

    ``None`` where nothing can be asked: in a committee, whose quorum is its own, in a term whose statutory size we do
    not know, and where no number is known at all.
    """
    seats = vote.meeting.term.seats if vote.meeting and vote.meeting.is_session else None
    if not seats or not vote.has_totals:
        return None
    found = assess(vote.subject, counts_of(vote), seats, vote.result)
    checks = (_quorum(found), _majority(found, vote), _agreement(found, vote))
    return Majority(checks, found)


def counts_of(vote: Vote) -> Counts:
    return Counts(
        ayes=vote.tally_for,
        noes=vote.tally_against,
        abstained=vote.tally_abstain,
        not_voting=vote.tally_not_voting,
        present=vote.official_present,
    )


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
