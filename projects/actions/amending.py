"""Changing a published notice: one person proposes the new edition, the head posts or declines it (four eyes)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from ppp_portal.accounts import approvals
from ppp_portal.documents.actions import request_print
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.acts import law
from ppp_portal.law.figures import Pair
from ppp_portal.law.packs import pack
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.notices.outgoing import notify
from projects.actions.cards import amend_card, fill_card, refuse_counted, under_their_wholes
from projects.actions.initiation import fill, freeze, numbered, print_notice, replace_requirements
from projects.actions.moving import lock_own, reindex
from projects.models import InitiationNotice, NoticeAmendment, NoticeRequirement, Project
from projects.protocols.notice import amendment_of_notice
from projects.queries.alternatives import representatives
from projects.queries.cards import card_facts, counted_rows
from projects.queries.differences import Change, differences, top_fields
from projects.queries.initiation import AMENDMENT, form_of, notice_facts, requirements
from projects.rules.cards import refuse_card, refuse_role
from projects.rules.initiation import AmendmentFacts, refuse_amendment, refuse_content, refuse_off_day
from projects.states import HEAD, ORGANISER, InitiationState, ProposalState


@transaction.atomic
def propose_notice_amendment(
    *,
    notice_id: UUID,
    reason_kk: str,
    reason_ru: str,
    asked: Sequence[Mapping[str, Any]],
    by: Actor,
    card: Mapping[str, Any] | None = None,
    parameters: Sequence[Mapping[str, Any]] | None = None,
    **values: Any,
) -> NoticeAmendment:
    """Propose a new edition: fields of the notice, the organiser's own requirements, fields of the project card.

    ``card`` and ``parameters`` are taken as by ``change_project`` and ``set_parameters``; nothing leaves them as they
    stand. The card itself changes when the head posts the amendment.
    """
    notice = lock_own(notice_id, by)
    at = clock.now()
    refuse(refuse_role(by.role, ORGANISER))
    assert notice.closes_at is not None
    before = notice.closes_at
    fill(notice, values)
    fill_card(notice.project, card or {})
    reason = Pair(reason_kk, reason_ru)
    changes = _refuse_or_tell(notice, asked, reason, before, at, parameters=parameters)
    content = {
        "notice": notice.pk,
        "edition": notice.edition,
        "reason_kk": reason_kk,
        "reason_ru": reason_ru,
        "values": values,
        "asked": list(asked),
        "card": card or {},
        "parameters": parameters,
        "changes": changes,
    }
    approval = approvals.propose(AMENDMENT, notice.subject, content, by=by, at=at)
    return NoticeAmendment.objects.create(
        notice_id=notice.pk,
        number=notice.amendments.count() + 1,
        reason_kk=reason_kk,
        reason_ru=reason_ru,
        changes=approval.content["changes"],
        approval=approval,
        proposed_at=at,
    )


@transaction.atomic
def post_notice_amendment(*, amendment_id: int, seen: str, by: Actor) -> InitiationNotice:
    """The head posts what was proposed. Refused when the card or the notice has changed since."""
    amendment = NoticeAmendment.objects.select_related("approval").get(pk=amendment_id)
    notice = lock_own(amendment.notice_id, by)
    at = clock.now()
    refuse(refuse_role(by.role, [HEAD]))
    content = amendment.approval.content
    assert notice.closes_at is not None
    before = notice.closes_at
    values = dict(content["values"])
    if values.get("closes_at"):
        values["closes_at"] = datetime.fromisoformat(values["closes_at"])
    fill(notice, values)
    notice.project = Project.objects.select_for_update().get(pk=notice.project_id)
    fill_card(notice.project, _card_values(content))
    parameters = _parameter_rows(content)
    reason = Pair(content["reason_kk"], content["reason_ru"])
    changes = _refuse_or_tell(notice, content["asked"], reason, before, at, parameters=parameters)
    if [list(change) for change in changes] != amendment.changes:
        refuse([Refusal("notice.changed_meanwhile", law("44(2)"))])
    approvals.decide(amendment.approval_id, approved=True, seen=seen, by=by, at=at)
    replace_requirements(notice, content["asked"])
    amend_card(notice.project, parameters, by=by, at=at)
    notice.edition += 1
    notice.version += 1
    notice.amended_at = at
    freeze(notice)
    reindex(notice)
    notice.save()
    amendment.posted_at, amendment.edition = at, notice.edition
    amendment.save(update_fields=["posted_at", "edition"])
    record(
        "initiation.amended",
        stream=notice.stream,
        by=by,
        at=at,
        basis=[law("44(2)")],
        facts={
            "notice": notice.pk,
            "number": notice.number,
            "amendment": amendment.number,
            "edition": notice.edition,
            "sha256": notice.sha256,
            "closes_at": notice.closes_at,
        },
    )
    print_notice(notice, by, at)
    request_print(
        "notice.amendment",
        amendment_of_notice(notice, amendment),
        key=f"notice.amendment:{amendment.pk}",
        subject=notice.subject,
        at=at,
        by=by,
        audience="public",
    )
    _tell_who_writes(notice, amendment, at)
    return notice


def _tell_who_writes(notice: InitiationNotice, amendment: NoticeAmendment, at: datetime) -> None:
    """Whoever has begun a proposal is told, each by itself: nobody learns from it who writes, or whether anybody."""
    for proposal in notice.proposals.exclude(state=ProposalState.WITHDRAWN):
        notify(
            "notice.amended",
            to=representatives(proposal.organisation_id, at),
            subject=proposal.stream,
            params={"number": notice.number, "closes_at": notice.closes_at},
            key=f"notice.amended:{amendment.pk}:{proposal.pk}",
            url_name="registry:notice_amendment",
            url_args=[notice.number, str(amendment.number)],
        )


@transaction.atomic
def decline_notice_amendment(*, amendment_id: int, seen: str, reason: str, by: Actor) -> None:
    """The head declines, with a reason; the notice stays as it is."""
    amendment = NoticeAmendment.objects.get(pk=amendment_id)
    lock_own(amendment.notice_id, by)
    at = clock.now()
    refuse(refuse_role(by.role, [HEAD]))
    approvals.decide(amendment.approval_id, approved=False, seen=seen, by=by, at=at, reason=reason)


def _card_values(content: Mapping[str, Any]) -> dict[str, Any]:
    """What was approved of the card, as its fields take it; nothing in one proposed before cards were part of it."""
    values = dict(content.get("card") or {})
    if values.get("cost") is not None:
        values["cost"] = Decimal(values["cost"])
    return values


def _parameter_rows(content: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    rows = content.get("parameters")
    if rows is None:
        return None
    return [
        {**row, "quantity": None if row.get("quantity") is None else Decimal(row["quantity"])} for row in rows
    ]


def _refuse_or_tell(
    notice: InitiationNotice,
    asked: Sequence[Mapping[str, Any]],
    reason: Pair,
    before: datetime,
    at: datetime,
    *,
    parameters: Sequence[Mapping[str, Any]] | None,
) -> list[Change]:
    """What the new edition (on the unsaved ``notice``) changes; raises ``Refused`` with everything against it."""
    if notice.state != InitiationState.PUBLISHED:
        refuse([Refusal("notice.not_amendable", law("44(2)"), {"state": notice.get_state_display()})])
    rows: list[NoticeRequirement] = [*requirements(notice, "")]
    rows = sorted(
        [row for row in rows if row.statutory] + numbered(notice, asked),
        key=lambda row: (row.kind, row.number),
    )
    wholes = None if parameters is None else under_their_wholes(parameters)
    told = form_of(notice, rows, None if wholes is None else counted_rows(wholes))
    changes = differences(notice.form or {}, told)
    facts = notice_facts(notice, rows)
    refuse(
        [
            *refuse_amendment(
                AmendmentFacts(reason, top_fields(changes), before, notice.closes_at),
                pack(notice.rule_pack),
                at,
            ),
            *refuse_content(facts),
            *refuse_off_day(facts),
            *refuse_card(card_facts(notice.project)),
            *refuse_counted(wholes or []),
        ]
    )
    return changes
