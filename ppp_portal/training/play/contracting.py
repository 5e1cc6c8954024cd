"""The contract: eight terms agreed by both sides, signed within 90 days, registered; or not concluded."""

from datetime import timedelta
from decimal import Decimal

from contracts import actions, queries
from contracts.models import Contract
from ppp_portal.accounts.actions.sign_up import FirstRole, NewOrganisation, add_organisation
from ppp_portal.accounts.models import Membership
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.identifiers import make_bin
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.table import sitting
from tenders.actions import security
from tenders.models import BidSecurity, Tender
from tenders.rules.documentation import Pair
from tenders.rules.security import GROUNDS

EIGHT = range(1, 9)
REFUSED, UNSIGNED, _UNACCEPTABLE = GROUNDS
MODELS = (
    "Әлеуметтік-экономикалық және қаржы-экономикалық модельдер орталық органның әдістемесі бойынша жасалды және "
    "шартқа екі қосымша түрінде тіркелді.",
    "Социально-экономическая и финансово-экономическая модели составлены по методике центрального органа и "
    "приложены к договору в виде двух приложений.",
)


def of(tender: Tender) -> Contract:
    """The contract of the tender: the live one, else the last that lapsed."""
    found = queries.of_tender(tender.pk)
    assert found is not None
    return found


def agree_terms(stage: Stage, tender: Tender, who: str) -> Contract:
    """One term is rewritten by the winner; then both sides agree to all eight."""
    contract = of(tender)
    stage.next_day()
    stage.do(
        who, "writes term 8 anew", actions.edit_term,
        contract_id=contract.pk, term=8, text_kk=MODELS[0], text_ru=MODELS[1],
    )  # fmt: skip
    stage.next_day(2)
    for side in ("staff", who):
        stage.together(
            side, "agrees to the eight essential terms", lambda side=side: _agree(stage[side], contract)
        )
    return of(tender)


def _agree(by: Actor, contract: Contract) -> None:
    for term in EIGHT:
        actions.agree_term(contract_id=contract.pk, term=term, by=by)


def sign(stage: Stage, tender: Tender, private: str) -> Contract:
    """The agreed text is frozen and printed; the private side signs first, the head of the organiser second."""
    contract = of(tender)
    stage.do("staff", "sends the contract to its signers", actions.send_to_signing, contract_id=contract.pk)
    digest = of(tender).digest
    stage.next_day()
    for who in (private, "head"):
        stage.do(who, "signs the contract", actions.sign_contract, contract_id=contract.pk, seen=digest)
        stage.pass_time(hours=4)
    return of(tender)


def register(stage: Stage, tender: Tender, number: str) -> Contract:
    """With the registration the contract is in force; its card is published."""
    stage.next_day(3)
    contract = of(tender)
    stage.do(
        "staff",
        f"enters the registration № {number}",
        actions.register_contract,
        contract_id=contract.pk,
        number=number,
        date=local_day(stage.now()),
    )
    stage.do("staff", "publishes the card of the contract", actions.publish_contract, contract_id=contract.pk)
    return of(tender)


def conclude(stage: Stage, tender: Tender, who: str, number: str = "75-0017") -> Contract:
    """From the signed results to the contract in force."""
    agree_terms(stage, tender, who)
    sign(stage, tender, who)
    return register(stage, tender, number)


def settle_ledger(stage: Stage, tender: Tender) -> None:
    """The ledger of the securities on paper: what came in, went back, went to the budget."""
    stage.do("custodian", "prints the ledger of the securities", security.print_ledger, tender_id=tender.pk)


# --- the project company ----------------------------------------------------------------------------------


def found_company(stage: Stage, who: str, bin11: str, name_kk: str, name_ru: str) -> str:
    """The winner founds a company and brings it to the portal; returns its name on the stage."""
    data = NewOrganisation(
        kind="private_company",
        bin=make_bin(bin11),
        name_kk=name_kk,
        name_ru=name_ru,
        address_kk="Алматы қ., Достық даңғылы, 210",
        address_ru="г. Алматы, пр. Достык, 210",
        region="75",
        email="spv@portal.example",
    )
    first = FirstRole(role="bidder", document=f"№ 1, {local_day(stage.now()):%d.%m.%Y}", until=None)
    company = stage.do(
        who, f"founds {name_ru} and brings it to the portal", add_organisation, organisation=data, first=first
    )
    stage.enter("company", Membership.objects.get(organisation=company, ended_at=None))
    return "company"


def declare_company(stage: Stage, tender: Tender, who: str, guarantee: Decimal) -> None:
    """The winner names its company with the bank guarantee; the commission votes; the organiser approves."""
    contract = of(tender)
    until = local_day(stage.now()) + timedelta(days=900)
    stage.do(
        who,
        "names its project company and the bank guarantee",
        actions.declare_spv,
        contract_id=contract.pk,
        bin=stage.bin("company"),
        founder_bin=stage.bin(who),
        guarantee_amount=guarantee,
        guarantee_valid_until=until,
        guarantee_bank="«Тұмар Банк» АҚ",
        guarantee_number="BG-2026-114",
    )
    stage.next_day()
    with sitting(stage, tender, "other") as table:
        table.decide("the project company may sign", actions.put_spv_motion, contract_id=contract.pk)
        stage.pass_time(minutes=40)
    stage.do(
        "head",
        "approves the project company on the decision of the commission",
        actions.approve_spv,
        contract_id=contract.pk,
        needed_amount=guarantee,
        needed_until=until,
    )


# --- not concluded ----------------------------------------------------------------------------------------


def evade(stage: Stage, tender: Tender, reason: Pair) -> BidSecurity:
    """Nobody signs until day 90 is over: the portal says so, the head says whose fault it was."""
    contract = of(tender)
    stage.go_to(contract.due_at + timedelta(hours=1))
    stage.next_day(2)
    stage.do(
        "head",
        "records that the winner evaded the contract",
        actions.record_fault,
        contract_id=contract.pk,
        fault="winner",
        reason=reason,
    )
    return BidSecurity.objects.get(bid=contract.bid)


def forfeit(stage: Stage, held: BidSecurity, reason: Pair, ground: str = UNSIGNED) -> BidSecurity:
    """Four eyes: the staff proposes, the head decides knowing of D-09, the custodian pays into the budget."""
    stage.next_day()
    proposed = stage.do(
        "staff",
        "proposes the forfeiture of the security",
        security.propose_forfeiture,
        security_id=held.pk,
        ground=ground,
    )
    stage.next_day()
    stage.do(
        "head",
        "decides on the forfeiture",
        security.decide_forfeiture,
        security_id=held.pk,
        approval_id=proposed.pk,
        seen=proposed.digest,
        discrepancy_acknowledged=True,
        approve=True,
        reason=reason,
    )
    stage.next_day(2)
    return stage.do(
        "custodian",
        "pays the security into the budget",
        security.record_forfeiture_payment,
        security_id=held.pk,
        reference="ПП-0912",
        document_date=local_day(stage.now()),
    )
