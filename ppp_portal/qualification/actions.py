"""Opening a sheet, recording its checks, deciding it. Who may do so is asked by the owner of the subject."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Required, TypedDict
from uuid import UUID

from django.db import transaction

from ppp_portal.documents.models import Document
from ppp_portal.journal import clock, locks
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.qualification import queries, rules
from ppp_portal.qualification.models import Check, Sheet
from ppp_portal.qualification.states import FundsPolicy, Scope


class Found(TypedDict, total=False):
    """What was found about one requirement, as those who own the subject pass it on to ``record_check``."""

    verdict: Required[str]
    reason_kk: str
    reason_ru: str
    evidence_kk: str
    evidence_ru: str
    certificate_on: date | None
    valid_until: date | None
    amounts: Mapping[str, Decimal] | None


@transaction.atomic
def open_sheets(
    *,
    subject: str,
    organisation_id: int,
    deadline: datetime,
    pack: str,
    object_cost: Decimal,
    by: Actor,
    stream: str,
    participants: Sequence[int] = (),
    spv: bool = False,
    funds_policy: str = FundsPolicy.OWN_OR_BORROWED,
    at: datetime | None = None,
) -> list[Sheet]:
    """Every sheet a subject needs (art. 32(1-1)).

    One whole sheet for a single bidder; else one for each of ``participants`` and a joint one, kept under
    ``organisation_id``, for what they satisfy together.
    """
    scopes: list[tuple[int, str]] = [(organisation_id, Scope.WHOLE)]
    if participants:
        scopes = [(participant, Scope.PARTICIPANT) for participant in dict.fromkeys(participants)]
        scopes.append((organisation_id, Scope.JOINT_SPV if spv else Scope.JOINT))
    return [
        open_sheet(
            subject=subject,
            organisation_id=organisation,
            scope=scope,
            deadline=deadline,
            pack=pack,
            object_cost=object_cost,
            by=by,
            stream=stream,
            funds_policy=funds_policy,
            at=at,
        )
        for organisation, scope in scopes
    ]


@transaction.atomic
def open_sheet(
    *,
    subject: str,
    organisation_id: int,
    scope: str,
    deadline: datetime,
    pack: str,
    by: Actor,
    stream: str,
    object_cost: Decimal | None = None,
    funds_policy: str = FundsPolicy.OWN_OR_BORROWED,
    at: datetime | None = None,
) -> Sheet:
    """Open one sheet; an open one of the same organisation and scope is given back."""
    locks.exclusive(f"qualification:{subject}")
    at = at or clock.now()
    earlier = Sheet.objects.filter(subject=subject, organisation_id=organisation_id, scope=scope).first()
    if earlier is not None:
        return earlier
    if object_cost is not None and object_cost <= 0:
        raise Refused([Refusal("sheet.cost", rules.OWN_FUNDS, field="object_cost")])
    sheet = Sheet.objects.create(
        subject=subject,
        organisation_id=organisation_id,
        scope=scope,
        pack=pack,
        funds_policy=funds_policy,
        deadline=deadline,
        object_cost=object_cost,
        opened_at=at,
    )
    facts = _facts(sheet) | {"pack": pack, "funds_policy": str(funds_policy), "object_cost": object_cost}
    record("qualification.sheet_opened", stream=stream, by=by, at=at, facts=facts, basis=[rules.REQUIREMENTS])
    return sheet


@transaction.atomic
def record_check(
    *,
    sheet_id: UUID | str,
    requirement: int,
    verdict: str,
    by: Actor,
    stream: str,
    reason_kk: str = "",
    reason_ru: str = "",
    evidence_kk: str = "",
    evidence_ru: str = "",
    statement: str = "",
    statement_language: str = "",
    document: Document | None = None,
    certificate_on: date | None = None,
    valid_until: date | None = None,
    amounts: Mapping[str, Decimal] | None = None,
    at: datetime | None = None,
) -> Check:
    """Record what was found about one requirement; while the sheet is open a new finding replaces the old.

    ``statement`` are the bidder's own words, in ``statement_language``.
    """
    sheet = _locked(sheet_id)
    at = at or clock.now()
    refuse(queries.refuse_decided(sheet))
    facts = rules.CheckFacts(
        requirement=requirement,
        verdict=verdict,
        reason_kk=reason_kk,
        reason_ru=reason_ru,
        evidence_kk=evidence_kk,
        evidence_ru=evidence_ru,
        proof=bool(statement.strip()) or document is not None,
        certificate_on=certificate_on,
        valid_until=valid_until,
        amounts=amounts or {},
    )
    last_day, terms = local_day(sheet.deadline), queries.terms(sheet)
    asked = queries.asked(sheet)
    refuse(rules.refuse_check(facts, asked=asked, last_day=last_day, terms=terms, cost=sheet.object_cost))
    check, _new = Check.objects.update_or_create(
        sheet=sheet,
        requirement=requirement,
        defaults={
            "verdict": verdict,
            "reason_kk": reason_kk.strip(),
            "reason_ru": reason_ru.strip(),
            "evidence_kk": evidence_kk.strip(),
            "evidence_ru": evidence_ru.strip(),
            "statement": statement.strip(),
            "statement_language": statement_language if statement.strip() else "",
            "document": document,
            "certificate_on": certificate_on,
            "valid_until": valid_until,
            "amounts": {name: format(amount, "f") for name, amount in (amounts or {}).items()},
            "checked_by_id": by.person_id,
            "at": at,
        },
    )
    told = _facts(sheet) | {
        "requirement": requirement,
        "verdict": str(verdict),
        "reason": {"kk": reason_kk.strip(), "ru": reason_ru.strip()},
        "document": document.pk if document else None,
        "amounts": dict(amounts or {}),
        "certificate_on": certificate_on,
        "valid_until": valid_until,
    }
    record(
        "qualification.check_recorded", stream=stream, by=by, at=at, facts=told, basis=[rules.REQUIREMENTS]
    )
    return check


@transaction.atomic
def close_sheet(*, sheet_id: UUID | str, by: Actor, stream: str, at: datetime | None = None) -> Sheet:
    """Decide the sheet from its checks. Refused while anything is not checked."""
    sheet = _locked(sheet_id)
    at = at or clock.now()
    if sheet.decided_at is not None:
        return sheet
    refuse(queries.unchecked(sheet))
    result, reasons = queries.standing(sheet)
    sheet.decided_at, sheet.passed = at, result == "passed"
    sheet.save(update_fields=["decided_at", "passed"])
    facts = _facts(sheet) | {"passed": sheet.passed, "reasons": [reason.code for reason in reasons]}
    record("qualification.sheet_closed", stream=stream, by=by, at=at, facts=facts, basis=[rules.REQUIREMENTS])
    return sheet


def _locked(sheet_id: UUID | str) -> Sheet:
    return Sheet.objects.select_for_update().get(pk=sheet_id)


def _facts(sheet: Sheet) -> dict[str, object]:
    return {
        "subject": sheet.subject,
        "sheet": str(sheet.pk),
        "organisation": sheet.organisation_id,
        "scope": str(sheet.scope),
    }
