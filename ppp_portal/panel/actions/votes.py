"""Putting a question to the vote, voting, and closing the vote."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ppp_portal.accounts.approvals import digest
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.canonical import plain
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.panel import queries
from ppp_portal.panel.actions.gates import in_session, leading, lock_subject, locked_sitting
from ppp_portal.panel.actions.sittings import confirm_presence
from ppp_portal.panel.models import Motion, Vote
from ppp_portal.panel.rules import (
    COMMISSION,
    refuse_sitting,
    refuse_vote,
)
from ppp_portal.panel.states import Majority, Outcome


@transaction.atomic
def put_motion(
    *,
    sitting_id: UUID | str,
    code: str,
    question_kk: str,
    question_ru: str,
    by: Actor,
    stream: str,
    subject_key: str = "",
    content: Mapping[str, Any] | None = None,
    majority: str = Majority.SIMPLE,
    at: datetime | None = None,
) -> Motion:
    """Put a question to the vote in a sitting with quorum. The same question put twice is one motion."""
    sitting = locked_sitting(sitting_id)
    at = at or clock.now()
    seats = queries.composition(sitting.subject)
    leading(by, seats)
    in_session(sitting)
    shown = {
        "code": code,
        "subject_key": subject_key,
        "question": {"kk": question_kk.strip(), "ru": question_ru.strip()},
        "content": dict(content or {}),
        "majority": str(majority),
    }
    waiting = queries.motions(sitting).filter(code=code, subject_key=subject_key, closed_at=None).first()
    if waiting is not None and waiting.digest == digest(shown):
        return waiting
    refuse(
        [
            Refusal("motion.waits", COMMISSION) if waiting else None,
            None
            if all(shown["question"].values())
            else Refusal("motion.question", COMMISSION, field="question_kk"),
            *refuse_sitting(seats, queries.present(sitting), queries.terms(sitting.subject)),
        ]
    )
    motion = Motion.objects.create(
        sitting=sitting,
        code=code,
        subject_key=subject_key,
        question_kk=question_kk.strip(),
        question_ru=question_ru.strip(),
        content=plain(shown["content"]),
        digest=digest(shown),
        majority=majority,
        put_at=at,
    )
    facts = {
        "subject": sitting.subject,
        "sitting": sitting.pk,
        "motion": motion.pk,
        "digest": motion.digest,
        **shown,
    }
    record("panel.motion_put", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
    return motion


@transaction.atomic
def cast_vote(
    *,
    motion_id: UUID | str,
    choice: str,
    by: Actor,
    stream: str,
    dissent_kk: str = "",
    dissent_ru: str = "",
    seen: str = "",
    at: datetime | None = None,
) -> Vote:
    """One member, one vote, cast once. ``seen`` is the digest of the question as the member was shown it.

    A dissenting opinion is given in both languages or not at all.
    """
    motion = _locked(motion_id)
    at = at or clock.now()
    dissent = {"dissent_kk": dissent_kk.strip(), "dissent_ru": dissent_ru.strip()}
    earlier = Vote.objects.filter(motion=motion, person_id=by.person_id).first()
    if earlier is not None and (earlier.choice, earlier.dissent_kk, earlier.dissent_ru) == (
        choice,
        *dissent.values(),
    ):
        return earlier
    in_session(motion.sitting)
    seats = queries.composition(motion.sitting.subject)
    seat = next((seat for seat in seats if by.is_person and seat.person_id == by.person_id), None)
    here = queries.present(motion.sitting)
    refuse(
        [
            Refusal("motion.closed", COMMISSION) if motion.closed_at else None,
            Refusal("vote.cast", COMMISSION) if earlier else None,
            Refusal("vote.other_question", COMMISSION) if seen and seen != motion.digest else None,
            *refuse_vote(seat, seats, here, choice=choice, **dissent),
        ]
    )
    assert seat is not None
    main = next(
        other for other in seats if other.person_id == (seat.substitute_for or seat.person_id) and other.votes
    )
    if Vote.objects.filter(motion=motion, seat_id=main.seat_id).exists():
        raise Refused([Refusal("vote.seat_cast", COMMISSION)])
    vote = Vote.objects.create(
        motion=motion, seat_id=main.seat_id, person_id=seat.person_id, choice=choice, at=at, **dissent
    )
    confirm_presence(motion.sitting.attendance.filter(left_at=None), seat.person_id, at)
    facts = {
        "subject": motion.sitting.subject,
        "motion": motion.pk,
        "digest": motion.digest,
        "person": seat.person_id,
        "choice": choice,
    }
    personal = dissent if any(dissent.values()) else None
    record("panel.vote_cast", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION], personal=personal)
    return vote


@transaction.atomic
def close_motion(*, motion_id: UUID | str, by: Actor, stream: str, at: datetime | None = None) -> Motion:
    """Count the votes (C-03, C-04) and fix the outcome. Refused while somebody present has not voted."""
    motion = _locked(motion_id)
    at = at or clock.now()
    sitting = motion.sitting
    seats = queries.composition(sitting.subject)
    leading(by, seats)
    if motion.closed_at is not None:
        return motion
    in_session(sitting)
    tally, unfinished = queries.counted(motion, seats)
    refuse(unfinished)
    motion.closed_at = at
    motion.outcome = Outcome.ADOPTED if tally.adopted else Outcome.REJECTED
    motion.tally = tally.as_facts()
    motion.by_casting_vote = tally.casting
    motion.save(update_fields=["closed_at", "outcome", "tally", "by_casting_vote"])
    facts = {
        "subject": sitting.subject,
        "sitting": sitting.pk,
        "motion": motion.pk,
        "code": motion.code,
        "subject_key": motion.subject_key,
        "outcome": motion.outcome,
        "tally": motion.tally,
        "by_casting_vote": motion.by_casting_vote,
        "content": motion.content,
    }
    record("panel.motion_closed", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
    return motion


def _locked(motion_id: UUID | str) -> Motion:
    lock_subject(Motion.objects.values_list("sitting__subject", flat=True).get(pk=motion_id))
    return queries.motion(motion_id)
