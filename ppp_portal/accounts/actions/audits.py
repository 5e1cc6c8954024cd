"""Audit mandates: the auditor asks, an administrator compares the paper; every page read is recorded."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from ppp_portal.accounts import approvals, queries, rules
from ppp_portal.accounts.models import Approval, AuditMandate, Membership, Role
from ppp_portal.journal import clock, records
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse


def propose_audit_mandate(
    *, organisation_ids: Collection[int], document: str, since: date, until: date, by: Actor
) -> Approval:
    """The auditor names the paper, the organisations and the days. Nothing is opened yet."""
    with transaction.atomic():
        membership = Membership.objects.select_for_update().get(pk=by.membership_id, role=Role.AUDITOR)
        at = clock.now()
        audited = frozenset(organisation_ids)
        facts = rules.MandateFacts(document, since, until, audited, membership.organisation_id)
        refuse(rules.refuse_mandate(facts, local_day(at)))
        content = {
            "organisation": membership.organisation_id,
            "membership": membership.pk,
            "organisations": sorted(audited),
            "document": document,
            "since": since,
            "until": until,
            "proposer_role": "auditor",
        }
        subject = f"mandate:{membership.pk}"
        approval = approvals.propose(queries.MANDATE_PROPOSAL, subject, content, by=by, at=at)
        records.record(
            "audit.mandate_proposed",
            stream=f"organisation:{membership.organisation_id}",
            by=by,
            at=at,
            facts={"approval": approval.pk, "organisations": sorted(audited), "digest": approval.digest},
        )
    return approval


def grant_audit_mandate(*, approval_id: int, seen: str, by: Actor) -> AuditMandate:
    """An administrator has compared the paper with what was asked: the mandate opens on its first day."""
    with transaction.atomic():
        approval = Approval.objects.select_for_update().get(pk=approval_id, kind=queries.MANDATE_PROPOSAL)
        content = approval.content
        membership = Membership.objects.select_for_update().get(pk=content["membership"])
        at = clock.now()
        since, until = date.fromisoformat(content["since"]), date.fromisoformat(content["until"])
        facts = rules.MandateFacts(
            content["document"], since, until, frozenset(content["organisations"]), membership.organisation_id
        )
        refuse(
            [
                *rules.refuse_mandate(facts, local_day(at)),
                _not_an_administrator(by),
                Refusal("membership.ended_already") if membership.ended_at else None,
            ]
        )
        approvals.decide(approval.pk, approved=True, seen=seen, by=by, at=at)
        mandate = AuditMandate.objects.create(
            membership=membership, document=content["document"], since=since, until=until
        )
        mandate.organisations.set(content["organisations"])
        for organisation_id in sorted({membership.organisation_id, *content["organisations"]}):
            records.record(
                "audit.mandate_granted",
                stream=f"organisation:{organisation_id}",
                by=by,
                at=at,
                facts={"mandate": mandate.pk, "person": membership.person_id, "since": since, "until": until},
                personal={"document": mandate.document},
            )
    return mandate


def decline_audit_mandate(*, approval_id: int, seen: str, reason: str, by: Actor) -> None:
    with transaction.atomic():
        approval = Approval.objects.select_for_update().get(pk=approval_id, kind=queries.MANDATE_PROPOSAL)
        at = clock.now()
        refuse([_not_an_administrator(by)])
        approvals.decide(approval.pk, approved=False, seen=seen, by=by, at=at, reason=reason)
        records.record(
            "audit.mandate_declined",
            stream=f"organisation:{approval.content['organisation']}",
            by=by,
            at=at,
            facts={"approval": approval.pk},
            personal={"reason": reason},
        )


def _not_an_administrator(by: Actor) -> Refusal | None:
    return None if by.role == Role.ADMIN else Refusal("role.not_yours_to_approve")


def note_audit_view(*, by: Actor, subject: str, page: str, at: datetime) -> None:
    """Record that an auditor read a page: ``subject`` as a stream ("tender:17"), ``page`` a URL name.

    The record stands in the stream of the auditor's own organisation, so that reading disturbs nothing else.
    """
    with transaction.atomic():
        records.record(
            "audit.viewed",
            stream=f"organisation:{by.organisation_id}",
            by=by,
            at=at,
            facts={"subject": subject, "page": page},
        )
