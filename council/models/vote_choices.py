"""What a vote may be, need and receive, in words for pages; the values are those of ``council.drafts``."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from council.drafts import Choice as DraftChoice
from council.drafts import MajorityRule, VoteKind


class Choice(models.TextChoices):
    """What a person did when the question was put; the values are those of ``council.drafts.Choice``."""

    FOR = DraftChoice.FOR.value, pgettext_lazy("choice of one person", "for")
    AGAINST = DraftChoice.AGAINST.value, pgettext_lazy("choice of one person", "against")
    ABSTAIN = DraftChoice.ABSTAIN.value, pgettext_lazy("choice of one person", "abstained")
    ABSENT = DraftChoice.ABSENT.value, pgettext_lazy("choice of one person", "absent")
    NOT_VOTING = DraftChoice.NOT_VOTING.value, pgettext_lazy("choice of one person", "present, did not vote")
    EXCLUDED = DraftChoice.EXCLUDED.value, pgettext_lazy("choice of one person", "excluded from voting")


class Kind(models.TextChoices):
    """What a question was about; the values are those of ``council.drafts.VoteKind``."""

    RESOLUTION = VoteKind.RESOLUTION.value, pgettext_lazy("kind of a vote", "resolution")
    AMENDMENT = VoteKind.AMENDMENT.value, pgettext_lazy("kind of a vote", "amendment")
    PROCEDURAL = VoteKind.PROCEDURAL.value, pgettext_lazy("kind of a vote", "procedural motion")
    QUORUM = VoteKind.QUORUM.value, pgettext_lazy("kind of a vote", "check of the quorum")
    MINUTES = VoteKind.MINUTES.value, pgettext_lazy("kind of a vote", "adoption of minutes")
    AGENDA = VoteKind.AGENDA.value, pgettext_lazy("kind of a vote", "adoption of the agenda")
    PLANNING_REMARK = VoteKind.PLANNING_REMARK.value, pgettext_lazy("kind of a vote", "remark to a local plan")
    ELECTION = VoteKind.ELECTION.value, pgettext_lazy("kind of a vote", "choice or recall of a person")
    PACKAGE = VoteKind.PACKAGE.value, pgettext_lazy("kind of a vote", "several questions together")
    REPEATED = VoteKind.REPEATED.value, pgettext_lazy("kind of a vote", "repeated vote")
    POSITION = VoteKind.POSITION.value, pgettext_lazy("kind of a vote", "position, appeal or declaration")
    OTHER = VoteKind.OTHER.value, pgettext_lazy("kind of a vote", "other matter")


class Majority(models.TextChoices):
    """The majorities that a document or a person can state; the values are those of ``council.drafts.MajorityRule``."""

    ORDINARY = MajorityRule.ORDINARY.value, pgettext_lazy("majority", "ordinary")
    ABSOLUTE = MajorityRule.ABSOLUTE.value, pgettext_lazy("majority", "absolute")
    STATUTORY = MajorityRule.STATUTORY.value, pgettext_lazy("majority", "absolute, of the statutory composition")
    THREE_FIFTHS = MajorityRule.THREE_FIFTHS.value, pgettext_lazy("majority", "three fifths of the composition")
