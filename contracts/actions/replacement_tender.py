"""The replacement tender and what follows from it: explained changes, the new partner, its contract (p. 62(1)-(5))."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts import queries as contracts
from contracts.actions.cards import make_card_move, new_version
from contracts.actions.replacement_case import (
    keep_file,
    lock_case,
    make_case_move,
    note_case,
    own_case,
    refuse_case_move,
    take_step,
    tell_case,
)
from contracts.card_states import PRIVATE_PARTS, CardPart
from contracts.models import Adjustment, CardParty, Contract, Replacement, ReplacementStep
from contracts.queries import cards
from contracts.queries import replacement as queries
from contracts.replacement_states import StepCode
from contracts.rules import replacement as rules
from contracts.rules.texts import refuse_pair
from ppp_portal.documents.bilingual import both, name_of
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse
from tenders.actions.drafting import create_tender, set_clauses
from tenders.kinds import TenderKind
from tenders.models import Tender
from tenders.queries import documentation as texts

CREDITORS = _("Obligations to creditors")


@transaction.atomic
def begin_tender(
    *,
    replacement_id: UUID,
    contract_kind: str,
    title_kk: str,
    title_ru: str,
    by: Actor,
    no_creditors: bool = False,
    creditor_terms_kk: str = "",
    creditor_terms_ru: str = "",
    upload: UploadedFile | None = None,
    project_id: UUID | None = None,
) -> Replacement:
    """Start the replacement tender from the old documentation, with the terms agreed with the creditors.

    ``project_id`` is asked for where the old contract was concluded outside this portal.
    """
    case = own_case(replacement_id, by)
    at = clock.now()
    old = queries.last_contract(case.card)
    project = old.tender.project_id if old else project_id
    refuse(
        [
            *refuse_case_move(case, "begin_tender", by),
            *rules.refuse_kind(contract_kind),
            *rules.refuse_creditors(
                (creditor_terms_kk, creditor_terms_ru),
                no_creditors,
                upload is not None,
                listed=queries.creditors(case.card),
                head=by.role == "head",
            ),
            *refuse_pair("title", (title_kk, title_ru), rules.TENDER),
            *([] if project else [Refusal("replacement.no_project", rules.TENDER, field="project_id")]),
        ]
    )
    assert project is not None
    case.contract_kind, case.no_creditors = contract_kind, no_creditors
    case.creditor_terms_kk, case.creditor_terms_ru = creditor_terms_kk.strip(), creditor_terms_ru.strip()
    paper = keep_file(upload, case, "replacement.creditors", by, at)
    case.save(update_fields=["contract_kind"])  # by it the tender is known to begin here: see guard_beginning
    case.tender = create_tender(
        project_id=project,
        kind=TenderKind.REPLACEMENT,
        title_kk=title_kk,
        title_ru=title_ru,
        replaces_id=old.tender_id if old else None,
        replaces_contract=case.card.number,
        by=by,
    )
    if not no_creditors:
        _write_clause(case, by)
    make_case_move(
        case,
        "begin_tender",
        by=by,
        at=at,
        tender=case.tender.pk,
        contract_kind=contract_kind,
        creditors=not no_creditors,
        document=paper.pk if paper else None,
    )
    tell_case(case, "tender", case.tender.number, at, tender=case.tender.number)
    return case


def _write_clause(case: Replacement, by: Actor) -> None:
    """The creditors' terms become a clause of the draft contract, closed to negotiation (p. 62(1))."""
    assert case.tender is not None
    rows = list(texts.current(case.tender).clauses.order_by("pk"))
    taken = {row.number for row in rows}
    # The contract keeps what belongs to none of the eight essential terms under its ninth heading.
    case.creditor_clause = next(number for n in count(1) if (number := f"9.{n}") not in taken)
    kept = ("number", "heading_kk", "heading_ru", "text_kk", "text_ru", "essential_term", "closed")
    heading = both(CREDITORS)
    clause = {
        "number": case.creditor_clause,
        "heading_kk": heading.kk,
        "heading_ru": heading.ru,
        "text_kk": case.creditor_terms_kk,
        "text_ru": case.creditor_terms_ru,
        "closed": True,
    }
    set_clauses(
        tender_id=case.tender.pk,
        clauses=[*({name: getattr(row, name) for name in kept} for row in rows), clause],
        by=by,
    )


@transaction.atomic
def explain_changes(
    *,
    replacement_id: UUID,
    places: Sequence[str],
    ground: str,
    reason_kk: str,
    reason_ru: str,
    by: Actor,
) -> int:
    """Say for one or several changed places why they differ. A reason holds for exactly that change."""
    case = own_case(replacement_id, by)
    at = clock.now()
    changed = {row.place: row.digest for row in queries.documentation_changes(case)}
    wanted = [place for place in places if place in changed]
    refuse(rules.refuse_adjustment(ground, (reason_kk, reason_ru), wanted))
    for place in wanted:
        Adjustment.objects.update_or_create(
            replacement=case,
            place=place,
            defaults={
                "digest": changed[place],
                "ground": ground,
                "reason_kk": reason_kk.strip(),
                "reason_ru": reason_ru.strip(),
                "at": at,
            },
        )
    note_case(
        case,
        "explain_changes",
        by=by,
        at=at,
        basis=rules.TENDER,
        places=wanted,
        ground=ground,
        reason_kk=reason_kk.strip(),
        reason_ru=reason_ru.strip(),
    )
    return len(wanted)


@transaction.atomic
def attach_differences(*, replacement_id: UUID, upload: UploadedFile | None, by: Actor) -> ReplacementStep:
    """The table of differences on paper, where the old documentation does not lie on this portal."""
    case = own_case(replacement_id, by)
    at = clock.now()
    refuse([] if upload else [Refusal("replacement.step_paper", rules.TENDER, field="file")])
    document = keep_file(upload, case, "replacement.differences", by, at)
    step, _new = ReplacementStep.objects.update_or_create(
        replacement=case, code=StepCode.TENDER, defaults={"document": document}
    )
    note_case(case, "attach_differences", by=by, at=at, basis=rules.TENDER, document=document.pk)
    return step


# --- what the tender and the contract report --------------------------------------------------------------


def guard_beginning(contract_number: str, by: Actor) -> None:
    """Refuse a replacement tender that no case begins (p. 62(1))."""
    refuse(rules.refuse_outside_case(queries.begins_tender(contract_number, by.organisation_id)))


def guard_documentation(tender_id: UUID) -> None:
    """Refuse the approval or the amendment of a documentation that holds an unexplained change (p. 62(1))."""
    found = queries.of_tender(tender_id)
    if found is None:
        return
    case = lock_case(found.pk)
    unexplained = [row.label for row in queries.documentation_changes(case) if row.why is None]
    table = case.steps.filter(code=StepCode.TENDER).exclude(document=None).exists()
    refuse(
        rules.refuse_documentation(
            dict.fromkeys(unexplained), queries.creditor_terms_stand(case), queries.comparable(case), table
        )
    )


@transaction.atomic
def follow_publication(tender_id: UUID, at: datetime) -> None:
    """The replacement tender is announced: the step is taken."""
    if case := queries.of_tender(tender_id):
        case = lock_case(case.pk)
        assert case.tender is not None
        take_step(case, StepCode.TENDER, on=local_day(at), number=case.tender.number, by=SYSTEM, at=at)


@transaction.atomic
def follow_re_tender(tender_id: UUID, at: datetime) -> None:
    """The re-tender of a failed replacement tender serves the same case."""
    tender = Tender.objects.get(pk=tender_id)
    case = queries.of_tender(tender.parent_id) if tender.parent_id else None
    if case is None:
        return
    case = lock_case(case.pk)
    case.tender = tender
    note_case(case, "follow_re_tender", by=SYSTEM, at=at, basis=rules.TENDER, tender=tender.pk)


@transaction.atomic
def determine_partner(tender_id: UUID, at: datetime) -> None:
    """The results are signed: the winner is the new partner (step 2)."""
    if (found := queries.of_tender(tender_id)) is None:
        return
    case = lock_case(found.pk)
    assert case.tender is not None
    winner = contracts.winner(tender_id).bidder
    told = name_of(winner)
    case.new_partner, case.new_name_kk, case.new_name_ru = winner, told.kk, told.ru
    on = local_day(case.tender.results_at or at)
    make_case_move(case, "determine_partner", by=SYSTEM, at=at, partner=winner.pk)
    take_step(case, StepCode.PARTNER, on=on, number=case.tender.number, by=SYSTEM, at=at)
    tell_case(case, "partner", str(winner.pk), at, partner={"kk": told.kk, "ru": told.ru})


@transaction.atomic
def lose_partner(tender_id: UUID, at: datetime) -> None:
    """The winner did not sign in time: the case goes back to its tender."""
    if (found := queries.of_tender(tender_id)) is None:
        return
    case = lock_case(found.pk)
    if case.state != "new_partner":
        return
    case.steps.filter(code=StepCode.PARTNER).update(done_on=None, recorded_at=None)
    case.new_partner, case.new_name_kk, case.new_name_ru = None, "", ""
    make_case_move(case, "lose_partner", by=SYSTEM, at=at)


def guard_signing(contract_id: UUID) -> None:
    """The contract with the new partner is not sent to be signed before the old one is terminated (I-16)."""
    contract = Contract.objects.get(pk=contract_id)
    case = queries.of_tender(contract.tender_id)
    if case is not None and StepCode.TERMINATION not in queries.done(case):
        refuse([Refusal("replacement.not_terminated", rules.CONTRACT)])


@transaction.atomic
def conclude_contract(contract_id: UUID, at: datetime) -> None:
    """The contract with the new partner is signed: the old partner stops managing the object (step 5)."""
    contract = Contract.objects.get(pk=contract_id)
    if (found := queries.of_tender(contract.tender_id)) is None:
        return
    case = lock_case(found.pk)
    case.contract = contract
    make_case_move(case, "conclude_contract", by=SYSTEM, at=at, contract=contract.pk)
    on = local_day(contract.signed_at or at)
    take_step(case, StepCode.CONTRACT, on=on, number=contract.number, by=SYSTEM, at=at)


@transaction.atomic
def enter_registration(contract_id: UUID, at: datetime) -> bool:
    """The contract is registered and acts: the new partner stands on the card, the ten working days run.

    False where no case waits for this contract.
    """
    contract = Contract.objects.get(pk=contract_id)
    if (found := queries.of_tender(contract.tender_id)) is None:
        return False
    case = lock_case(found.pk)
    on = contract.registered_on or local_day(at)
    make_case_move(case, "enter_registration", by=SYSTEM, at=at, registration=contract.registration_number)
    number = contract.registration_number
    take_step(case, StepCode.REGISTRATION, on=on, number=number, by=SYSTEM, at=at)
    _change_partner(case, on, at)
    return True


def _change_partner(case: Replacement, on: date, at: datetime) -> None:
    """The old partner leaves the card, the new one enters; the card is alive again under a new version."""
    card = case.card
    for row in cards.parties(card, *PRIVATE_PARTS):
        row.until_on = on
        row.save(update_fields=["until_on"])
    CardParty.objects.create(
        card=card,
        organisation=case.new_partner,
        name_kk=case.new_name_kk,
        name_ru=case.new_name_ru,
        part=CardPart.PRIVATE_PARTNER,
        since_on=on,
    )
    facts = {"replacement": case.pk, "partner": case.new_partner_id}
    make_card_move(card, "enter_new_partner", by=SYSTEM, at=at, facts=facts)
    number = case.contract.number if case.contract else ""
    new_version(
        card,
        reason_kk=f"Жекеше әріптес ауыстырылды: {case.new_name_kk}, {number} шарты",
        reason_ru=f"Частный партнер заменен: {case.new_name_ru}, договор {number}",
        at=at,
    )
    if case.start_on is None:
        tell_case(case, "start_unknown", "once", at)
    tell_case(case, "registered", "once", at, partner={"kk": case.new_name_kk, "ru": case.new_name_ru})
