"""The ways on: each is one move of the table, decided by a person, with its reason, its document and its paper.

A way that ends the initiative answers, in the same act, every proposal that has no written answer yet.
"""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.models import Person
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.uploads import store_upload
from ppp_portal.documents.values import Both
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import Paragraph
from ppp_portal.law.refusals import refuse
from projects.actions.answers import answer_everybody
from projects.actions.matrix_sheet import print_matrix
from projects.actions.moving import lock_own, make_move, refuse_move
from projects.models import WayOn
from projects.protocols.ways import HEAD, way_context
from projects.queries import alternatives as queries
from projects.rules.ways import DECIDING, ENDING, refuse_reason, refuse_way
from projects.states import MOVE, STAFF

STAFF_MEMBER = _("staff of the organiser")
Upload = UploadedFile | None


def record_no_alternative(**decided: Any) -> WayOn:
    """The register is empty, or nobody in it qualifies: the project goes on with its initiator."""
    return _decide("record_no_alternative", **decided)


def record_alternatives(**decided: Any) -> WayOn:
    """There are alternatives, and they are compared."""
    return _decide("record_alternatives", **decided)


def switch_to_tender(**decided: Any) -> WayOn:
    """The proposals exceed the need: the partner is chosen by tender (art. 44(3)). A draft tender is opened above."""
    return _decide("switch_to_tender", **decided)


def find_need_not_exceeded(**decided: Any) -> WayOn:
    """A reasoned finding that the proposals do not exceed the need."""
    return _decide("find_need_not_exceeded", **decided)


def send_to_expertise(**decided: Any) -> WayOn:
    """The business plan goes to its expertise."""
    return _decide("send_to_expertise", **decided)


def begin_negotiation(**decided: Any) -> WayOn:
    """Negotiations with the initiator, after the expertise."""
    return _decide("begin_negotiation", **decided)


def record_agreement(**decided: Any) -> WayOn:
    """The terms are agreed. Refused while an alternative has no written answer."""
    return _decide("record_agreement", **decided)


def record_conclusion(**decided: Any) -> WayOn:
    """The contract is concluded. Refused while an alternative has no written answer."""
    return _decide("record_conclusion", **decided)


def reject_initiative(**decided: Any) -> WayOn:
    """The initiative is rejected; whoever proposed is told in writing."""
    return _decide("reject_initiative", **decided)


def withdraw_notice(**decided: Any) -> WayOn:
    """The notice is withdrawn; whoever proposed is told in writing. Sealed proposals stay sealed."""
    return _decide("withdraw_notice", **decided)


@transaction.atomic
def _decide(
    move: str, *, notice_id: UUID, reason_kk: str, reason_ru: str, document: Upload, by: Actor
) -> WayOn:
    notice = lock_own(notice_id, by)
    at = clock.now()
    found = queries.way_facts(notice)
    basis = Paragraph.parse(MOVE[move].basis)
    wrong = refuse_move(notice, move, by)
    refuse(
        wrong
        or [
            *refuse_way(move, found, by.role),
            *refuse_reason(reason_kk, reason_ru, document is not None, basis),
        ]
    )
    assert document is not None
    assert by.person_id is not None
    kept = store_upload(
        document,
        by=by,
        subject=notice.subject,
        kind="initiation.ground",
        at=at,
        audience="public",
        field="document",
    )
    reason = {"kk": reason_kk.strip(), "ru": reason_ru.strip()}
    number = f"{notice.number}/D-{notice.ways.count() + 1}"
    facts = {"project": notice.project_id, "reason": reason, "document": kept.pk, "paper": number}
    make_move(notice, move, by=by, at=at, facts=facts)
    order = request_print(
        "initiation.decision",
        way_context(
            notice,
            move,
            number=number,
            reason=Both(**reason),
            document=kept,
            found=found,
            basis=basis,
            person=Person.objects.get(pk=by.person_id),
            role=STAFF_MEMBER if by.role == STAFF else HEAD,
            at=at,
        ),
        key=f"initiation.decision:{number}",
        subject=notice.subject,
        at=at,
        by=by,
    )
    way = WayOn.objects.create(
        notice=notice,
        move=move,
        number=number,
        reason_kk=reason["kk"],
        reason_ru=reason["ru"],
        document=kept,
        at=at,
        person_id=by.person_id,
        pair=order.pk,
    )
    if move in DECIDING:
        print_matrix(notice, public=True, by=by, at=at)
    if move in ENDING:
        answer_everybody(notice, reason_kk=reason["kk"], reason_ru=reason["ru"], by=by, at=at)
    return way
