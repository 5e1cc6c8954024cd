"""The working group on an extension: a commission of the organiser that compares and recommends by vote."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from contracts.actions.cards import lock_card, note_card
from contracts.actions.extension_papers import not_under_review
from contracts.actions.extensions import locked
from contracts.models import Extension
from contracts.protocols.extensions import recommendation
from contracts.queries import cards
from contracts.queries import extensions as queries
from contracts.queries import working_group as group
from contracts.queries.working_group import MOTION, PROTOCOL
from contracts.rules import extensions as rules
from contracts.rules.texts import refuse_pair
from contracts.rules.working_group import refuse_question
from ppp_portal.comparison import actions as comparison
from ppp_portal.comparison.models import Column, Verdict
from ppp_portal.comparison.rules import refuse_judging
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.panel import actions as panel
from ppp_portal.panel import queries as panels
from ppp_portal.panel.models import Motion, Protocol, Sitting
from ppp_portal.panel.states import ProtocolState


@transaction.atomic
def assign_group(*, extension_id: UUID, commission_id: UUID, by: Actor) -> Extension:
    """A commission of the organiser becomes the working group of this request; each member declares itself.

    A group that is replaced takes its votes with it, and its protocol comes back from those who were to sign it.
    """
    extension = locked(extension_id, by)
    at = clock.now()
    card = extension.card
    own = panels.commissions(card.organiser_id).filter(pk=commission_id).exists()
    unknown = [] if own else [Refusal("extension.group_unknown", rules.P55, field="commission")]
    refuse([*not_under_review(extension), *unknown])
    _recall_signing(extension, commission_id, at)
    panel.assign(
        subject=extension.subject,
        commission_id=commission_id,
        pack=cards.rules_of(card).key,
        by=by,
        stream=card.stream,
        at=at,
    )
    facts = {"extension": extension.pk, "commission": commission_id}
    note_card(card, "group_assigned", by=by, at=at, basis=[rules.P55], facts=facts)
    return extension


def _recall_signing(extension: Extension, commission_id: UUID, at: datetime) -> None:
    """What a group that no longer sits was signing can become nobody's recommendation."""
    signing = group.protocols(extension).filter(kind=PROTOCOL, state=ProtocolState.SIGNING).first()
    if signing is None or signing.sitting is None or signing.sitting.commission_id == commission_id:
        return
    panel.recall_protocol(
        protocol_id=signing.pk,
        reason="Жұмыс тобы ауыстырылды. / Рабочая группа заменена.",
        by=SYSTEM,
        stream=extension.card.stream,
        at=at,
    )


@transaction.atomic
def sit_down(*, extension_id: UUID, place_kk: str, place_ru: str, present: list[int], by: Actor) -> Sitting:
    """Open a sitting of the working group."""
    extension = _seen(extension_id, by)
    at = clock.now()
    refuse(not_under_review(extension))
    return panel.open_sitting(
        subject=extension.subject,
        purpose="other",
        place_kk=place_kk,
        place_ru=place_ru,
        present=present,
        by=by,
        stream=extension.card.stream,
        at=at,
    )


@transaction.atomic
def judge_offer(
    *, extension_id: UUID, column_id: int, outcome: str, reason_kk: str, reason_ru: str, by: Actor
) -> Verdict:
    """The reasoned verdict on one offer, by a seated member with a vote who declared no conflict of interest."""
    extension = _seen(extension_id, by)
    at = clock.now()
    votes = group.table(extension, by, None, panels.composition(extension.subject)).votes
    refuse([*not_under_review(extension), *refuse_judging(votes=votes, basis=rules.P55)])
    column = Column.objects.get(pk=column_id, questionnaire__subject=extension.subject)
    verdict = {"outcome": outcome, "reason_kk": reason_kk, "reason_ru": reason_ru}
    return comparison.judge(column_id=column.pk, by=by, stream=extension.card.stream, at=at, **verdict)


def why_no_question(extension: Extension) -> list[Refusal]:
    """Why no recommendation can be put to the vote now, whatever its words."""
    return [
        *not_under_review(extension),
        *refuse_question(
            compared=queries.is_compared(extension),
            sitting=group.sitting_now(extension) is not None,
            settled=group.settled(extension),
        ),
    ]


@transaction.atomic
def put_recommendation(*, extension_id: UUID, question_kk: str, question_ru: str, by: Actor) -> Motion:
    """Ask the working group whether to recommend the extension; only on a closed comparison."""
    extension = _seen(extension_id, by)
    at = clock.now()
    sitting = group.sitting_now(extension)
    refuse(
        [
            *why_no_question(extension),
            *refuse_pair("question", (question_kk, question_ru), rules.P55),
        ]
    )
    assert sitting is not None
    return panel.put_motion(
        sitting_id=sitting.pk,
        code=MOTION,
        subject_key=extension.subject,
        question_kk=question_kk,
        question_ru=question_ru,
        content={"extension": str(extension.pk), "until": extension.new_ends_on.isoformat()},
        by=by,
        stream=extension.card.stream,
        at=at,
    )


@transaction.atomic
def draft_recommendation(*, extension_id: UUID, by: Actor) -> Protocol:
    """The protocol from the facts: who sat, what was compared, how each voted. Signed, it is the recommendation.

    Also that of a group that voted against: what it does not recommend the head cites when refusing.
    """
    extension = _seen(extension_id, by)
    at = clock.now()
    voted = group.votes(extension)
    refuse(
        [
            *not_under_review(extension),
            *([] if voted else [Refusal("extension.not_voted", rules.P55)]),
        ]
    )
    sitting = voted[-1].sitting
    context = recommendation(extension, sitting, [row for row in voted if row.sitting == sitting], at)
    return panel.draft_protocol(
        subject=extension.subject,
        kind=PROTOCOL,
        number=f"{extension.number}/W",
        context=context,
        sitting_id=sitting.pk,
        by=by,
        stream=extension.card.stream,
        at=at,
    )


def _seen(extension_id: UUID, by: Actor) -> Extension:
    """The request, held alone, for a seated member of its working group."""
    card = lock_card(Extension.objects.values_list("card_id", flat=True).get(pk=extension_id))
    extension = queries.by_id(extension_id)
    extension.card = card
    if not panels.may_see(by, extension.subject):
        raise Extension.DoesNotExist
    return extension
