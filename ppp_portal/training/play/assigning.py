"""The private partner passes its contract on: asked for, checked, consented to twice, entered on the card (p. 56)."""

from decimal import Decimal
from functools import partial
from typing import Any

from contracts.actions import assignee as assignee_check
from contracts.actions import assignment
from contracts.models import Assignment, ContractCard
from contracts.queries.assignment import needed_consents
from ppp_portal.documents.values import Both
from ppp_portal.law.calendar import local_day
from ppp_portal.training.play.bidders import STATEMENTS
from ppp_portal.training.play.papers import upload
from ppp_portal.training.play.stage import Stage

LEAVES = Both(
    "Компания бейнебақылау қызметін тоқтатады; барлық құқық пен міндет жаңа әріптеске өтеді",
    "Компания прекращает услуги видеонаблюдения; все права и обязанности переходят к новому партнеру",
)
WHOLE = Decimal(100)


def assign(stage: Stage, card: ContractCard, partner: str, assignee: str) -> Assignment:
    """The partner passes everything on: the assignee is checked, public partner and operator consent (p. 56)."""
    stage.next_day(20)
    asked = ask(stage, card, partner, assignee, WHOLE, LEAVES)
    stage.next_day(2)
    check(stage, asked, Decimal(310_000_000), Decimal(1_240_000_000))
    key = {"assignment_id": asked.pk}
    stage.next_day()
    parties = {row.part: row.pk for row in needed_consents(asked)}
    _consent(stage, asked, parties["public_partner"], "05-12/318")
    stage.next_day()
    agreement: dict[str, Any] = {"number": "У-7", "signed_on": local_day(stage.now()), **key}
    stage.refused(
        partner,
        "registers the agreement without the consent of the operator",
        assignment.register_agreement,
        upload=upload("agreement.pdf", "Соглашение об уступке", "№ У-7"),
        **agreement,
    )
    _consent(stage, asked, parties["operator"], "44")
    stage.do(
        partner,
        "registers the agreement",
        assignment.register_agreement,
        upload=upload("agreement.pdf", "Соглашение об уступке", "№ У-7"),
        **agreement,
    )
    stage.next_day()
    return stage.do("staff", "enters the assignee on the card", assignment.apply_assignment, **key)


def ask(
    stage: Stage, card: ContractCard, partner: str, assignee: str, share: Decimal, reason: Both
) -> Assignment:
    return stage.do(
        partner,
        "asks to pass its claims and debts to another company",
        assignment.request_assignment,
        card_id=card.pk,
        kind="both",
        assignee_bin=stage.bin(assignee),
        share=share,
        upload=upload(
            "application.pdf", "Заявление об уступке", f"Уступка требования и перевод долга, {share} %"
        ),
        reason_kk=reason.kk,
        reason_ru=reason.ru,
    )


def check(stage: Stage, asked: Assignment, own_funds: Decimal, object_cost: Decimal | None = None) -> None:
    """The eight requirements of a bidder; the cost of the object is told where no tender here gives it."""
    checked = partial(_check_assignee, stage, asked, own_funds, object_cost)
    stage.together("staff", "checks the assignee on all eight", checked)
    stage.do(
        "staff",
        "closes the sheet: the assignee qualifies",
        assignee_check.qualify_assignee,
        assignment_id=asked.pk,
    )


def _check_assignee(stage: Stage, asked: Assignment, own_funds: Decimal, object_cost: Decimal | None) -> None:
    sums = {2: {"tax_debt": Decimal(0)}, 8: {"own_funds": own_funds, "borrowed_funds": Decimal(0)}}
    assignee_check.open_check(assignment_id=asked.pk, object_cost=object_cost, by=stage["staff"])
    for number in range(1, 9):
        assignee_check.record_finding(
            assignment_id=asked.pk,
            requirement=number,
            verdict="met",
            evidence_kk=STATEMENTS[str(number)].kk,
            evidence_ru=STATEMENTS[str(number)].ru,
            amounts=sums.get(number),
            by=stage["staff"],
        )


def _consent(stage: Stage, asked: Assignment, party_id: int, number: str) -> None:
    stage.do(
        "head",
        f"registers the written consent № {number}",
        assignment.give_consent,
        assignment_id=asked.pk,
        party_id=party_id,
        number=number,
        dated=local_day(stage.now()),
        upload=upload("consent.pdf", "Письменное согласие", f"№ {number}"),
    )
