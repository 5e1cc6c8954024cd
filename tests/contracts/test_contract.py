"""From signed results to a contract in force, or to a lapse with its fault: the whole of p. 48 and 51."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from contracts import actions, queries
from contracts.models import Contract, ContractCard, ContractSignature
from ppp_portal.accounts.models import Membership
from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM
from ppp_portal.journal.canonical import plain
from ppp_portal.journal.models import Installation, Record
from ppp_portal.journal.records import record
from ppp_portal.law.calendar import ONE_DAY, add_months, local_day
from ppp_portal.law.refusals import Refused
from projects.actions.cards import change_project
from projects.models import Project
from tenders import sweep
from tenders.actions.drafting import create_tender
from tenders.models import BidSecurity, Tender
from tenders.queries import partners
from tenders.queries.beside import beside
from tenders.queries.documentation import canonical, in_force
from tenders.rules.documentation import Pair
from tests.contracts.factories import EIGHT, agree_all, drafted, in_signing, later, signed, won_tender
from tests.tenders.factories import make_tender

WHY = Pair("Себеп", "Причина")


def refused(code):
    return pytest.raises(Refused, match=code.replace(".", r"\."))


def kinds(contract):
    found = Record.objects.filter(stream=contract.stream).order_by("sequence")
    return list(found.values_list("kind", flat=True))


def post_form(tender):
    """The documentation in force as it is posted: in its canonical form."""
    documentation = in_force(tender)
    documentation.form = plain(canonical(tender, documentation))
    documentation.save(update_fields=["form"])


def sign(contract, by, **given):
    given = {"seen": queries.by_id(contract.pk).digest, **given}
    return actions.sign_contract(contract_id=contract.pk, by=by, **given)


@pytest.fixture
def contract(cast, clock_at):
    return drafted(cast, clock_at)


# --- the draft --------------------------------------------------------------------------------------------


def test_signed_results_make_the_draft_in_the_same_transaction(cast, clock_at):
    tender = won_tender(cast, clock_at)
    record(
        "tender.sign_results", stream=tender.stream, by=SYSTEM, at=clock.now(), facts={"tender": tender.pk}
    )
    contract = Contract.objects.get(tender=tender)
    assert contract.state == "draft"
    assert contract.due_at == queries.by_id(contract.pk).due_at
    assert (contract.due_at - tender.results_at).days == 90
    assert actions.draft_contract(tender_id=tender.pk).pk == contract.pk


def test_the_draft_takes_over_what_won_and_what_was_agreed(contract, cast):
    assert (contract.months, contract.price) == (21, Decimal(36000))
    third = contract.terms.get(number=3)
    assert third.text_kk == "Инвестициялық кезең 21 ай, операциялық кезең 10 жыл."
    assert contract.clauses.get(essential_term=3).negotiated
    assert dict(contract.risks.values_list("code", "bearer")) == {
        "R1": "private",
        "R2": "public",
        "R3": "shared",
        "R4": "private",
        "R5": "public",
    }
    assert [(p.organisation, p.side, p.signs) for p in queries.parties(contract)] == [
        (cast.org_organiser, "public", True),
        (cast.org_a, "private", True),
    ]


def test_public_partners_stand_beside_the_organiser_that_signs(cast, clock_at):
    tender = won_tender(cast, clock_at)
    tender.public_partners.set([cast.org_university])
    contract = actions.draft_contract(tender_id=tender.pk)
    assert [(p.organisation_id, p.role) for p in queries.parties(contract, "public")] == [
        (cast.org_organiser.pk, "organiser"),
        (cast.org_university.pk, "public_partner"),
    ]
    assert queries.signing_parties(contract, "public") == [cast.org_organiser, cast.org_university]


# --- the eight terms --------------------------------------------------------------------------------------


def test_app2_p13_all_eight_agreed_by_both_before_anything_is_signed(contract, cast):
    agree_all(contract, cast, range(1, 8))
    actions.agree_term(contract_id=contract.pk, term=8, by=cast.staff)
    with refused("contract.wrong_state"):
        actions.send_to_signing(contract_id=contract.pk, by=cast.staff)
    actions.agree_term(contract_id=contract.pk, term=8, by=cast.bidder_a)
    assert queries.by_id(contract.pk).state == "terms_agreed"


def test_a2_p12_6_the_years_of_a_contract_are_those_that_were_competed(contract, cast):
    """No card changed after the results makes the contract longer or shorter: the documentation in force says it."""
    agree_all(contract, cast)
    tender = contract.tender
    post_form(tender)
    for years in (4, 25):
        with refused("project.published"):
            change_project(project_id=tender.project_id, operation_years=years, by=cast.staff)
    Project.objects.filter(pk=tender.project_id).update(operation_years=4)
    sent = actions.send_to_signing(contract_id=contract.pk, by=cast.staff)
    assert sent.term_months == 21 + 120
    said = queries.content(sent)
    assert (said["term_months"], sent.digest) == (141, queries.digest(sent))


def test_l4_no_contract_of_less_than_five_years_goes_to_signing(contract, cast):
    """A tender announced before its documentation said the years leaves them to the card."""
    agree_all(contract, cast)
    Project.objects.filter(pk=contract.tender.project_id).update(operation_years=3)
    with refused("project.contract_outside_law"):
        actions.send_to_signing(contract_id=contract.pk, by=cast.staff)


def test_the_card_of_the_contract_ends_with_the_term_that_was_signed(cast, clock_at):
    done = signed(cast, clock_at)
    change_project(project_id=done.tender.project_id, operation_years=25, by=cast.staff)
    actions.register_contract(contract_id=done.pk, number="17", date=local_day(clock.now()), by=cast.staff)
    card = ContractCard.objects.get(contract=done)
    assert card.ends_on == add_months(card.starts_on, 21 + 120) - ONE_DAY


@pytest.mark.parametrize(
    ("state", "free"), [("in_force", False), ("replacing", False), ("expired", True), ("terminated", True)]
)
def test_a_contract_that_is_over_frees_its_project_for_another_tender(cast, clock_at, state, free):
    """A new partner of the same contract is gone with it; before the registration nothing is over."""
    done = signed(cast, clock_at)
    project = done.tender.project_id
    assert beside(project).concluded == done.tender.number
    actions.register_contract(contract_id=done.pk, number="17", date=local_day(clock.now()), by=cast.staff)
    ended = {"ended_on": local_day(clock.now())} if state in ("expired", "terminated") else {}
    ContractCard.objects.filter(contract=done).update(state=state, **ended)
    replacing = make_tender(cast, project=done.tender.project, replaces=done.tender, kind="replacement")
    assert (replacing.pk in partners.over(project)) is free
    assert (beside(project).concluded == "") is free
    begin = partial(
        create_tender, project_id=project, kind="open", title_kk="Жаңа", title_ru="Новый", by=cast.staff
    )
    if free:
        assert begin().state == "draft"
    else:
        with refused("drafting.has_partner"):
            begin()


def test_agreeing_twice_is_agreeing_once(contract, cast):
    for _turn in range(2):
        actions.agree_term(contract_id=contract.pk, term=2, by=cast.bidder_a)
    assert kinds(contract).count("contract.term_agreed") == 1


def test_a_changed_term_is_agreed_anew_by_both(contract, cast):
    agree_all(contract, cast)
    term = contract.terms.get(number=4)
    row = actions.edit_term(
        contract_id=contract.pk,
        term=4,
        text_kk=f"{term.text_kk} Қаржыландыру екі кезеңмен жүргізіледі.",
        text_ru=f"{term.text_ru} Финансирование ведется в два этапа.",
        by=cast.bidder_a,
    )
    assert (row.agreed_by_public_at, row.agreed_by_private_at, row.revision) == (None, None, 2)
    assert queries.by_id(contract.pk).state == "draft"
    with refused("contract.term_changed"):
        actions.agree_term(contract_id=contract.pk, term=4, by=cast.staff, revision=1)
    for by in (cast.staff, cast.bidder_a):
        actions.agree_term(contract_id=contract.pk, term=4, by=by, revision=2)
    assert queries.by_id(contract.pk).state == "terms_agreed"


def test_a_term_closed_to_negotiation_keeps_its_words(contract, cast):
    edit = {"contract_id": contract.pk, "term": 1, "by": cast.staff}
    with refused("contract.closed_clause"):
        actions.edit_term(text_kk="Басқа", text_ru="Другое", **edit)
    actions.edit_term(text_kk="1-талаптың мәтіні. Толықтыру.", text_ru="Текст условия 1. Дополнение.", **edit)


def test_p48_a_term_is_not_signed_with_other_figures_than_those_of_the_results(contract, cast):
    with refused("contract.figures_lost"):
        actions.edit_term(contract_id=contract.pk, term=4, text_kk="7 млрд", text_ru="7 млрд", by=cast.staff)


def test_p48_the_card_counts_the_months_that_the_signed_text_says(cast, clock_at):
    """The talks end only with the months of the bid in their term (p. 41), and from there on they stay."""
    contract = drafted(cast, clock_at)
    term = {"contract_id": contract.pk, "term": 3, "by": cast.staff}
    said = (
        "Инвестициялық кезең {} ай, операциялық кезең 10 жыл.",
        "Инвестиционный период {} месяца, операционный 10 лет.",
    )
    with refused("contract.figures_lost"):
        actions.edit_term(text_kk=said[0].format(24), text_ru=said[1].format(24), **term)
    actions.edit_term(text_kk=said[0].format(21), text_ru=said[1].format(21), **term)
    agree_all(contract, cast)
    contract = actions.send_to_signing(contract_id=contract.pk, by=cast.staff)
    for by in (cast.bidder_a, cast.head):
        contract = sign(contract, by)
    today = local_day(clock.now())
    actions.register_contract(contract_id=contract.pk, number="17", date=today, by=cast.staff)
    card = ContractCard.objects.get(contract=contract)
    assert card.creation_ends_on == add_months(card.starts_on, 21) - ONE_DAY


def test_figures_of_both_languages_agree(contract, cast):
    with refused("contract.figures_differ"):
        actions.edit_term(
            contract_id=contract.pk, term=6, text_kk="21 ай", text_ru="24 месяца", by=cast.staff
        )


@pytest.mark.parametrize("name", ["bidder_b", "outsider", "other_staff", "other_head", "chair", "custodian"])
def test_strangers_find_no_contract(contract, cast, name):
    stranger = getattr(cast, name)
    with pytest.raises(Contract.DoesNotExist):
        actions.agree_term(contract_id=contract.pk, term=1, by=stranger)
    assert queries.privates(stranger.organisation_id, contract.pk) is None
    assert queries.side_of(contract, stranger) == ""


# --- signing ----------------------------------------------------------------------------------------------


def test_both_sides_sign_and_the_tender_ends(cast, clock_at):
    contract = in_signing(cast, clock_at)
    assert sign(contract, cast.bidder_a).state == "signing"
    contract = sign(contract, cast.head)
    assert contract.state == "signed"
    assert Tender.objects.get().state == "contracted"
    for _turn in range(2):
        assert sign(contract, cast.head).signed_at == contract.signed_at
    assert ContractSignature.objects.count() == 2
    assert kinds(contract).count("contract.sign_contract") == 1


def test_who_may_not_sign(cast, clock_at):
    contract = in_signing(cast, clock_at)
    with refused("contract.head_signs"):
        sign(contract, cast.staff)
    Membership.objects.filter(pk=cast.bidder_a.membership_id).update(until=date(2026, 3, 1))
    with refused("attorney.over"):
        sign(contract, cast.bidder_a)


def test_only_the_text_that_was_read_is_signed(cast, clock_at):
    contract = in_signing(cast, clock_at)
    for unread in ("0" * 64, ""):
        with refused("contract.other_text"):
            sign(contract, cast.head, seen=unread)
    assert sign(contract, cast.head, seen=contract.digest).state == "signing"


def test_p51_signed_in_the_last_instant_but_not_after(cast, clock_at):
    contract = in_signing(cast, clock_at)
    clock_at.set(contract.due_at)
    sign(contract, cast.head)
    later(clock_at, contract)
    with refused("contract.window_over"):
        sign(contract, cast.bidder_a)


def test_the_table_refuses_a_signature_after_day_90(contract):
    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.filter(pk=contract.pk).update(
            state="signed",
            terms_agreed_at=contract.created_at,
            sent_at=contract.created_at,
            digest="a" * 64,
            text_pair=contract.pk,
            signed_at=contract.due_at + timedelta(seconds=1),
        )


def test_a_recalled_text_takes_its_signatures_with_it(cast, clock_at):
    contract = in_signing(cast, clock_at)
    sign(contract, cast.head)
    actions.recall_from_signing(contract_id=contract.pk, reason="Қате", by=cast.staff)
    contract = actions.send_to_signing(contract_id=contract.pk, by=cast.staff)
    assert queries.signatures(contract) == []
    sign(contract, cast.bidder_a)
    assert sign(contract, cast.head).state == "signed"


def test_outside_training_a_password_is_not_a_signature(cast, clock_at):
    contract = in_signing(cast, clock_at)
    Installation.objects.update(training=False)
    for by in (cast.head, cast.bidder_a):
        contract = sign(contract, by)
    assert contract.state == "signing"
    with refused("contract.no_file"):
        actions.register_signed_file(contract_id=contract.pk, by=cast.staff)
    file = SimpleUploadedFile("contract.txt", "Қол қойылған шарт".encode(), "text/plain")
    contract = actions.register_signed_file(contract_id=contract.pk, by=cast.staff, upload=file)
    assert contract.state == "signed"
    assert contract.signed_file is not None


def test_the_contract_prints_in_both_languages_with_the_signatures(cast, clock_at):
    contract = signed(cast, clock_at)
    printed = carry_out(PrintOrder.objects.get(pk=contract.signed_pair))
    assert set(printed) == {"kk", "ru"}
    assert contract.digest in PrintOrder.objects.get(pk=contract.signed_pair).context


# --- in force ---------------------------------------------------------------------------------------------


def test_registration_puts_it_in_force_and_the_security_falls_due(cast, clock_at):
    contract = signed(cast, clock_at)
    today = clock.now().date()
    with refused("contract.registration_number"):
        actions.register_contract(contract_id=contract.pk, number="", date=today, by=cast.staff)
    for _turn in range(2):
        contract = actions.register_contract(contract_id=contract.pk, number="17", date=today, by=cast.staff)
    assert contract.state == "registered"
    security = BidSecurity.objects.get()
    assert (security.state, security.return_trigger) == ("return_due", "contract")


def test_only_a_signed_contract_is_published(cast, clock_at):
    contract = in_signing(cast, clock_at)
    with refused("contract.not_signed"):
        actions.publish_contract(contract_id=contract.pk, by=cast.staff)
    assert queries.public_one(contract.pk) is None
    for by in (cast.head, cast.bidder_a):
        sign(contract, by)
    for _turn in range(2):
        contract = actions.publish_contract(contract_id=contract.pk, by=cast.staff)
    assert queries.public_one(contract.pk) == contract
    assert set(carry_out(PrintOrder.objects.get(pk=contract.card_pair))) == {"kk", "ru"}


# --- not concluded ----------------------------------------------------------------------------------------


def test_day_91_the_portal_lapses_people_decide_the_fault(contract, cast, clock_at):
    clock_at.set(contract.due_at)
    assert not actions.lapse_contract(contract.tender_id)
    later(clock_at, contract)
    for expected in (True, False):
        assert actions.lapse_contract(contract.tender_id) is expected
    contract = queries.by_id(contract.pk)
    assert (contract.state, contract.fault) == ("lapsed", "")
    assert Tender.objects.get().state == "evaded"
    assert BidSecurity.objects.get().state == "held"
    lapsed = Record.objects.get(stream=contract.stream, kind="contract.lapse_contract")
    assert lapsed.effective_at == contract.due_at < lapsed.at


@pytest.mark.parametrize(
    ("fault", "state"), [("winner", "forfeit_proposed"), ("public", "return_due"), ("none", "return_due")]
)
def test_only_the_winners_fault_proposes_a_forfeiture(contract, cast, clock_at, fault, state):
    later(clock_at, contract)
    actions.lapse_contract(contract.tender_id)
    with refused("contract.wrong_role"):
        actions.record_fault(contract_id=contract.pk, fault=fault, reason=WHY, by=cast.staff)
    for _turn in range(2):
        contract = actions.record_fault(contract_id=contract.pk, fault=fault, reason=WHY, by=cast.head)
    security = BidSecurity.objects.get()
    assert security.state == state
    if fault == "winner":
        assert security.forfeit_protocol == f"{contract.number}/N"
        assert security.forfeit_ground == "33-2-unsigned"
    assert set(carry_out(PrintOrder.objects.get(pk=contract.lapse_pair))) == {"kk", "ru"}


def test_p33_2_a_refusal_of_the_winner_ends_it_before_day_90(contract, cast):
    with refused("contract.refusal_document"):
        actions.record_refusal(contract_id=contract.pk, reason=WHY, document="", by=cast.head)
    given = {"reason": WHY, "document": "№ 12 хат", "by": cast.head}
    for _turn in range(2):
        actions.record_refusal(contract_id=contract.pk, **given)
    assert queries.by_id(contract.pk).fault == "winner"
    assert Tender.objects.get().state == "evaded"
    assert BidSecurity.objects.get().forfeit_ground == "33-2-refused"
    with refused("contract.wrong_state"):
        actions.agree_term(contract_id=contract.pk, term=1, by=cast.staff)


def test_the_sweep_lapses_by_the_index(contract, clock_at):
    Tender.objects.update(next_deadline_at=contract.due_at)
    later(clock_at, contract)
    sweep.run()
    assert queries.by_id(contract.pk).state == "lapsed"


def test_alerts_come_once_on_their_day(contract, clock_at):
    start = contract.results_at
    for days, expected in ((59, []), (60, [contract.pk]), (60.5, [])):
        at = clock_at.set(start + timedelta(days=days))
        assert queries.to_alert(at, 10) == expected
        for pk in expected:
            assert actions.alert(pk)


def test_a_lapse_recorded_with_the_tender_reaches_the_contract(contract, cast):
    from tenders.actions.outcome import record_lapse

    record_lapse(tender_id=contract.tender_id, fault="winner", reason=WHY, by=cast.head)
    contract = queries.by_id(contract.pk)
    assert (contract.state, contract.fault) == ("lapsed", "winner")
    assert BidSecurity.objects.get().state == "forfeit_proposed"


def test_eight_terms_are_eight(contract):
    assert [row.number for row in queries.terms(contract)] == list(EIGHT)
