from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from council.drafts import ClubMembershipDraft
from council.models import Meeting, Person, Vote
from tests.watchdog.backroom.conftest import MEETING, WRONG, person_of, session_draft, vote_draft
from watchdog.archive.models import Change
from watchdog.backroom.models import State, Submission
from watchdog.backroom.submitting import Refused, Stale, drop, give_back, publish, save, send, take_back

pytestmark = pytest.mark.django_db


def state_of(submission: Submission) -> str:
    return Submission.objects.get(pk=submission.pk).state


def test_what_is_typed_is_no_record_until_somebody_else_has_published_it(typed, author, reviewer):
    submission = typed()
    send([submission], author)
    assert not Vote.objects.exists()

    [stored] = publish([submission], reviewer)

    vote = Vote.objects.get()
    assert stored.record == vote == Submission.objects.get().record
    assert (vote.entered_by, vote.address, vote.tally_for) == (author, "https://bip.example/1", 1)


def test_nobody_publishes_what_he_typed_himself(typed, reviewer):
    submission = typed(user=reviewer)
    send([submission], reviewer)

    with pytest.raises(Refused):
        publish([submission], reviewer)

    assert state_of(submission) == State.REVIEW


def test_whoever_has_typed_some_of_it_cannot_publish_it(typed, author, reviewer):
    submission = save(typed(), reviewer)
    send([submission], author)

    with pytest.raises(Refused):
        publish([submission], reviewer)


def test_publishing_needs_its_permission(typed, author):
    submission = typed()
    send([submission], author)

    with pytest.raises(PermissionDenied):
        publish([submission], person_of("druga"))


def test_the_database_itself_asks_for_a_second_person(typed, author):
    submission = typed()

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(
            state=State.PUBLISHED, decided_by=author, content_type=1, object_id=1
        )


def test_work_that_is_no_draft_yet_cannot_be_sent(typed, author):
    submission = typed()
    Submission.objects.filter(pk=submission.pk).update(draft=None)

    with pytest.raises(Refused):
        send([submission], author)


def test_arithmetic_that_does_not_agree_is_published_only_with_a_reason_that_everybody_reads(typed, author, reviewer):
    submission = typed(vote_draft(official=WRONG))
    send([submission], author)
    with pytest.raises(Refused, match="nazwisk"):
        publish([submission], reviewer)
    assert not Vote.objects.exists()

    publish([submission], reviewer, {submission.pk: "Tak stoi w protokole."})

    assert Vote.objects.get().note == "Tak stoi w protokole."
    assert Submission.objects.get().explanation == "Tak stoi w protokole."


def test_a_rehearsal_leaves_nothing_behind(typed):
    submission = typed(vote_draft(official=WRONG))

    assert {finding["code"] for finding in submission.findings} == {"totals_differ"}
    assert not Vote.objects.exists()
    assert not Meeting.objects.exists()
    assert not Change.objects.exists()


def test_what_the_importer_refuses_is_kept_with_its_reason_and_cannot_be_sent(typed, author):
    submission = typed(vote_draft(meeting=MEETING.model_copy(update={"term": "1894-1898"})))

    assert "kadencji" in submission.refusal
    with pytest.raises(Refused, match="kadencji"):
        send([submission], author)


def test_a_vote_stands_on_a_session_of_its_bundle_that_is_no_record_yet(typed, author, reviewer, bundle):
    session = typed(session_draft(), bundle=bundle, position=0)
    vote = typed(bundle=bundle, position=10)
    send([vote, session], author)

    publish([vote, session], reviewer)

    assert Vote.objects.get().meeting == Meeting.objects.get()


def test_a_bundle_is_published_whole_or_not_at_all(typed, author, reviewer, bundle):
    good, doubtful = typed(bundle=bundle), typed(vote_draft(number=6, subject="8. Inne", official=WRONG), bundle=bundle)
    send([good, doubtful], author)

    with pytest.raises(Refused):
        publish([good, doubtful], reviewer)

    assert not Vote.objects.exists()
    assert state_of(good) == State.REVIEW


def test_a_saving_over_a_newer_version_is_refused(typed, author):
    submission = typed()
    opened = submission.version
    save(Submission.objects.get(), person_of("druga"))

    with pytest.raises(Stale):
        save(submission, author, version=opened)


def test_each_saved_version_is_kept_with_what_was_typed(typed, author):
    submission = typed(typed={"subject": ["pierwsze"]})
    submission.typed = {"subject": ["drugie"]}
    save(submission, author)

    assert [each.typed["subject"][0] for each in submission.history.order_by("history_id")] == ["pierwsze", "drugie"]


def test_work_in_review_cannot_be_changed_until_it_is_taken_back(typed, author):
    submission = typed()
    send([submission], author)
    with pytest.raises(Refused):
        save(Submission.objects.get(), author)

    take_back([submission], author)
    save(Submission.objects.get(), author)

    assert state_of(submission) == State.DRAFT


def test_only_who_typed_it_takes_it_back(typed, author, reviewer):
    submission = typed()
    send([submission], author)

    with pytest.raises(Refused):
        take_back([submission], reviewer)


def test_a_reviewer_gives_work_back_with_a_remark(typed, author, reviewer):
    submission = typed()
    send([submission], author)
    with pytest.raises(Refused):
        give_back([submission], reviewer, " ")

    give_back([submission], reviewer, "Brak strony.")

    assert Submission.objects.given_back_to(author).get().remark == "Brak strony."


def test_the_same_step_twice_changes_nothing(typed, author, reviewer):
    submission = typed()
    send([submission], author)
    publish([submission], reviewer)

    with pytest.raises(Stale):
        publish([submission], reviewer)

    assert Vote.objects.count() == 1


def test_a_draft_put_aside_is_kept(typed, author):
    submission = typed()
    drop([submission], author)

    assert state_of(submission) == State.DROPPED
    assert not Submission.objects.open().exists()


def test_somebody_elses_draft_cannot_be_put_aside_or_sent(typed):
    submission, other = typed(), person_of("druga")

    with pytest.raises(PermissionDenied):
        drop([submission], other)
    with pytest.raises(PermissionDenied):
        send([submission], other)


def test_what_the_portal_knows_otherwise_is_corrected_and_not_published_over(typed, author, reviewer):
    first, second = typed(), typed(vote_draft(result_label="Przyjęto jednogłośnie"))
    send([first], author)
    publish([first], reviewer)

    with pytest.raises(Refused, match="Popraw"):
        send([second], author)


def test_a_person_merged_away_since_is_asked_for_again(typed):
    draft = ClubMembershipDraft(term="2010-2014", name="Anna Lis", club="Klub")
    submission = typed(draft, known={"person": Person.objects.order_by("-pk").first().pk + 1000})

    assert "wskaż jeszcze raz" in submission.refusal
