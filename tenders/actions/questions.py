"""Asking and answering; following a tender."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from ppp_portal.accounts.models import Organisation
from ppp_portal.accounts.queries import organisation_facts
from ppp_portal.accounts.rules.organisations import refuse_bidding
from ppp_portal.journal import clock, locks
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.acts import law
from ppp_portal.law.deadlines import Consequence, Deadline, calendar_days
from ppp_portal.law.packs import pack
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.notices.outgoing import notify
from tenders import deadlines
from tenders.actions.moving import lock, lock_shared
from tenders.clockwork import clock_facts
from tenders.models import Follower, Question, Tender
from tenders.queries.people import followers, organiser_people
from tenders.rules.documentation import Pair
from tenders.rules.questions import QuestionFacts, answers_taken, refuse_answer, refuse_question


@transaction.atomic
def ask_question(*, tender_id: UUID, text: str, language: str, by: Actor) -> Question:
    """Ask the organiser. The question is registered under its number; who asked stays hidden from everybody.

    The tender is held shared: questions wait for each other to get their numbers, submissions wait for none of them.
    """
    asker = Organisation.objects.select_related("superior").get(pk=by.organisation_id)
    may_bid = not refuse_bidding(organisation_facts(asker))
    refuse(_refuse(Tender.objects.get(pk=tender_id), text, may_bid, clock.now()))  # before any lock is taken
    tender = lock_shared(tender_id)
    locks.exclusive(f"questions:{tender_id}")
    at = clock.now()
    refuse(_refuse(tender, text, may_bid, at))
    last = tender.questions.aggregate(last=Max("number"))["last"] or 0
    question = Question.objects.create(
        tender=tender,
        number=last + 1,
        asked_by=asker,
        asker_id=by.person_id,
        language=language,
        text=text.strip(),
        asked_at=at,
        answer_due_at=answer_deadline(tender, at).due_at,
    )
    record(
        "question.asked",
        stream=f"question:{question.pk}",
        by=by,
        at=at,
        facts={"tender": tender.pk, "question": question.number, "answer_due_at": question.answer_due_at},
        basis=[law("37(4)")],
        personal={"text": question.text},
    )
    notify(
        "question.asked",
        to=organiser_people(tender),
        subject=tender.subject,
        params={"number": tender.number, "question": question.number, "due_at": question.answer_due_at},
        key=f"question.asked:{question.pk}",
        url_name="tenders:organizer_questions",
        url_args=(str(tender.pk),),
    )
    follow(tender_id=tender.pk, by=by)
    return question


def _refuse(tender: Tender, text: str, may_bid: bool, at: datetime) -> list[Refusal]:
    moments = clock_facts(tender)
    facts = QuestionFacts(tender.state, text, deadlines.last_question(moments), may_bid)
    return refuse_question(facts, late=not deadlines.questions_taken(moments, at))


def answer_deadline(tender: Tender, asked_at: object) -> Deadline:
    """Three calendar days from the registration of the question; an official's duty, so it moves off a day off."""
    return calendar_days(
        "question.answer",
        asked_at,  # type: ignore[arg-type]
        pack(tender.rule_pack).answer_days.value,
        law("37(4)"),
        Consequence.ALERT,
        clock.calendar(),
        moves=True,
    )


@transaction.atomic
def answer_question(
    *, question_id: int, question_kk: str, question_ru: str, answer_kk: str, answer_ru: str, by: Actor
) -> Question:
    """Publish question and answer in both languages; everybody who follows the tender is told."""
    tender_id = Question.objects.values_list("tender_id", flat=True).get(
        pk=question_id, tender__organiser_id=by.organisation_id
    )
    tender = lock(tender_id)
    question = Question.objects.get(pk=question_id)
    at = clock.now()
    refuse(
        refuse_answer(
            Pair(question_kk, question_ru),
            Pair(answer_kk, answer_ru),
            question.answered_at is not None,
            taken=answers_taken(tender.state, tender.closes_at, at),
        )
    )
    question.question_kk, question.question_ru = question_kk.strip(), question_ru.strip()
    question.answer_kk, question.answer_ru = answer_kk.strip(), answer_ru.strip()
    question.answered_at = at
    question.save()
    texts = {
        name: getattr(question, name) for name in ("question_kk", "question_ru", "answer_kk", "answer_ru")
    }
    record(
        "question.answered",
        stream=tender.stream,
        by=by,
        at=at,
        facts={"tender": tender.pk, "question": question.number, "due_at": question.answer_due_at, **texts},
        basis=[law("37(4)")],
    )
    notify(
        "question.answered",
        to=followers(tender),
        subject=tender.subject,
        params={"number": tender.number, "question": question.number},
        key=f"question.answered:{question.pk}",
        url_name="registry:tender",
        url_args=(tender.number,),
    )
    return question


@transaction.atomic
def follow(*, tender_id: UUID, by: Actor) -> None:
    """Be told of every change. Following twice is following once."""
    Follower.objects.get_or_create(tender_id=tender_id, person_id=by.person_id)


@transaction.atomic
def unfollow(*, tender_id: UUID, by: Actor) -> None:
    Follower.objects.filter(tender_id=tender_id, person_id=by.person_id).delete()
