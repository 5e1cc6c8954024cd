"""The replacement of the private partner through its actions: from six months to the payment (p. 62)."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from contracts.actions import compensation
from contracts.actions import replacement as actions
from contracts.actions import replacement_tender as tender_actions
from contracts.models import Contract, ContractCard, Replacement
from contracts.protocols.signing import contract_text
from contracts.queries import cards, monitoring
from contracts.queries import replacement as queries
from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.speech import spoken
from ppp_portal.documents.values import plain, untranslated
from ppp_portal.journal import clock
from ppp_portal.journal.models import OutboxMessage, Record
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refused
from ppp_portal.web.refusals import speak
from tenders import sweep
from tenders.actions import drafting, publication
from tenders.protocols.amendment import rows_of_changes
from tests.contracts import replacing
from tests.flows.test_kinds import announced
from tests.stages import kept

pytestmark = pytest.mark.django_db

WHY = {"reason_kk": "3-қабат салынған.", "reason_ru": "Построен 3-й этаж."}
ACT = {
    "number": "АВР-1",
    "what_kk": "Іргетас",
    "what_ru": "Фундамент",
    "amount": Decimal(150_000_000),
    "within_design": Decimal(140_000_000),
}


def refused(call, **kwargs):
    with pytest.raises(Refused) as caught:
        call(**kwargs)
    return [row.code for row in caught.value.refusals]


def letters(kind, to):
    """Notices on their way to somebody."""
    return OutboxMessage.objects.filter(payload__kind=kind, payload__person=to.person_id)


def today():
    return local_day(clock.now())


# --- the case ---------------------------------------------------------------------------------------------


def test_p62_six_recorded_months_open_the_case_and_the_card_is_being_replaced(cast, clock_at):
    case = replacing.opened(cast, clock_at)
    assert (case.state, ContractCard.objects.get().state) == ("triggered", "replacing")
    assert [row["month"] for row in case.months][::5] == ["2026-12-01", "2027-05-01"]
    assert case.months[0]["reply_ru"] == "Нет средств."
    assert case.months[0]["reason_ru"], "what was not performed, not only the partner's answer"
    assert set(queries.done(case)) == {"s0", "s5m"}
    assert (case.manager_ru, case.old_partner) == (cast.org_a.name_ru, cast.org_a)
    assert Record.objects.filter(stream=case.stream, kind="replacement.open_replacement").exists()
    assert letters("replacement.opened", cast.bidder_a).exists()


@pytest.mark.parametrize(("count", "replied"), [(5, True), (6, False)])
def test_p62_five_months_or_months_without_an_answer_open_nothing(cast, clock_at, count, replied):
    card = replacing.registered_card(cast, clock_at)
    replacing.not_performed(cast, card, clock_at, count, replied=replied)
    facts = {"card_id": card.pk, **replacing.GROUND, "by": cast.head}
    assert refused(actions.open_replacement, **facts) == ["replacement.months_missing"]
    assert not Replacement.objects.exists()


def test_strangers_and_the_partner_itself_open_no_case(cast, clock_at):
    card = replacing.registered_card(cast, clock_at)
    replacing.not_performed(cast, card, clock_at)
    for by in (cast.bidder_a, cast.bidder_b, cast.other_staff):
        with pytest.raises(ContractCard.DoesNotExist):
            actions.open_replacement(card_id=card.pk, **replacing.GROUND, by=by)


def test_a_case_is_stopped_when_the_partner_performs_again(cast, clock_at):
    case = replacing.opened(cast, clock_at)
    said = {"replacement_id": case.pk, "reason_kk": "Жұмыс басталды.", "reason_ru": "Работы возобновлены."}
    assert refused(actions.stop_replacement, by=cast.staff, **said) == ["card.wrong_role"]
    case = actions.stop_replacement(by=cast.head, **said)
    assert (case.state, ContractCard.objects.get().state) == ("stopped", "in_force")
    assert refused(replacing.entered, case=case, cast=cast, code="s6s") == [
        "replacement.over",
        "replacement.step_too_early",
    ]


def opening(cast, card, by=None):
    """What keeps the case from being opened."""
    return refused(actions.open_replacement, card_id=card.pk, **replacing.GROUND, by=by or cast.head)


def test_p62_the_portal_proposes_the_head_answers_and_then_staff_opens_the_case(cast, clock_at):
    card = replacing.registered_card(cast, clock_at)
    replacing.not_performed(cast, card, clock_at)
    proposal = monitoring.open_proposal(card)
    assert (proposal.first_month, proposal.last_month) == (date(2026, 12, 1), date(2027, 5, 1))
    assert opening(cast, card, cast.staff) == ["replacement.head_decides"]
    replacing.decided(cast, card)
    case = actions.open_replacement(card_id=card.pk, **replacing.GROUND, by=cast.staff)
    assert case.proposal == proposal
    first = queries.steps(case)["s0"]
    assert (first.number, first.done_on) == (f"{card.number}/6-2026-12", local_day(proposal.proposed_at))
    assert [row["month"] for row in case.months][::5] == ["2026-12-01", "2027-05-01"]


def test_p62_a_case_that_the_head_opens_itself_answers_what_was_proposed(cast, clock_at):
    case = replacing.opened(cast, clock_at)
    assert (case.proposal.answer, case.proposal.reason_ru) == ("replace", replacing.GROUND["ground_ru"])
    assert monitoring.open_proposal(case.card) is None


def test_p62_a_stopped_case_is_not_opened_again_on_the_same_months(cast, clock_at):
    card = replacing.registered_card(cast, clock_at)
    replacing.not_performed(cast, card, clock_at)
    replacing.decided(cast, card)
    case = actions.open_replacement(card_id=card.pk, **replacing.GROUND, by=cast.staff)
    said = {"replacement_id": case.pk, "reason_kk": "Жұмыс басталды.", "reason_ru": "Работы возобновлены."}
    actions.stop_replacement(by=cast.head, **said)
    assert opening(cast, card, cast.staff) == ["replacement.months_missing", "replacement.head_decides"]
    assert opening(cast, card) == ["replacement.months_missing"]
    replacing.not_performed(cast, card, clock_at, 1, date(2027, 6, 1))  # June: the case was stopped in it
    replacing.not_performed(cast, card, clock_at, 5, date(2027, 7, 1))
    assert opening(cast, card) == ["replacement.months_missing"]
    replacing.not_performed(cast, card, clock_at, 1, date(2027, 12, 1))
    assert monitoring.open_proposal(card).first_month == date(2027, 7, 1)
    assert opening(cast, card, cast.staff) == ["replacement.head_decides"]


def test_p62_what_the_head_let_go_on_is_proposed_anew_after_six_further_months(cast, clock_at):
    card = replacing.registered_card(cast, clock_at)
    replacing.not_performed(cast, card, clock_at)
    replacing.decided(cast, card, "continue")
    assert opening(cast, card) == ["replacement.months_missing"]
    replacing.not_performed(cast, card, clock_at, 5, date(2027, 6, 1))
    assert monitoring.open_proposal(card) is None
    replacing.not_performed(cast, card, clock_at, 1, date(2027, 11, 1))
    proposal = monitoring.open_proposal(card)
    assert (proposal.first_month, proposal.last_month) == (date(2027, 6, 1), date(2027, 11, 1))
    replacing.decided(cast, card)
    assert actions.open_replacement(card_id=card.pk, **replacing.GROUND, by=cast.staff).proposal == proposal


def test_a_terminated_contract_does_not_go_back_to_the_old_partner(cast, clock_at):
    case = replacing.opened(cast, clock_at)
    replacing.terminated(case, cast)
    said = {"replacement_id": case.pk, "reason_kk": "Себеп", "reason_ru": "Причина", "by": cast.head}
    assert refused(actions.stop_replacement, **said) == ["replacement.terminated"]


# --- the tender -------------------------------------------------------------------------------------------


def test_p62_1_the_tender_begins_with_the_old_documentation_and_the_creditors_terms(cast, clock_at):
    case = replacing.begun(cast, clock_at)
    old = case.card.contract.tender
    assert (case.state, case.tender.kind, case.tender.replaces) == ("tender", "replacement", old)
    assert case.tender.replaces_contract == case.card.number
    assert queries.documentation_changes(case) == []


def test_p62_1_without_the_creditors_terms_no_tender_begins(cast, clock_at):
    codes = refused(replacing.begun, cast=cast, clock_at=clock_at, creditor_terms_ru="", upload=None)
    assert codes == ["text.missing", "replacement.creditors_paper"]


def test_p62_1_that_there_are_no_creditors_is_said_by_the_head_and_not_while_one_stands_on_the_card(
    cast, clock_at
):
    case = replacing.opened(cast, clock_at)
    bank = case.card.parties.create(part="creditor", name_kk="Тұмар Банк", name_ru="Тумар Банк")
    none = {
        "replacement_id": case.pk,
        "contract_kind": "additional",
        "title_kk": "Конкурс",
        "title_ru": "Конкурс",
        "no_creditors": True,
        "creditor_terms_kk": "Тізілім бойынша берешек жоқ.",
        "creditor_terms_ru": "По реестру долгов нет.",
        "upload": replacing.pdf("register.pdf"),
    }
    begin = tender_actions.begin_tender
    assert refused(begin, **none, by=cast.staff) == [
        "replacement.creditors_listed",
        "replacement.no_creditors_head",
    ]
    bank.delete()
    assert refused(begin, **{**none, "upload": None, "creditor_terms_ru": ""}, by=cast.head) == [
        "text.missing",
        "replacement.creditors_paper",
    ]
    case = begin(**none, by=cast.head)
    assert (case.creditor_clause, queries.creditor_terms_stand(case)) == ("", True)


def test_p62_1_the_creditors_terms_are_a_closed_clause_that_nobody_rewrites(cast, clock_at):
    case = replacing.begun(cast, clock_at)
    clauses = case.tender.documentations.get().clauses
    clause = clauses.get(number=case.creditor_clause)
    assert (clause.closed, clause.text_ru) == (True, case.creditor_terms_ru)
    assert clause.number == "9.1", "under the ninth heading of the contract, not beside its tenth"
    assert clauses.count() == case.card.contract.tender.documentations.get().clauses.count() + 1
    assert queries.documentation_changes(case) == []
    clauses.filter(pk=clause.pk).update(text_kk="Берешек жоқ.", text_ru="Долга нет.")
    assert not queries.creditor_terms_stand(case)
    with pytest.raises(Refused) as caught:
        announced(cast, case.tender, 45)
    assert "replacement.no_creditor_terms" in [row.code for row in caught.value.refusals]


def test_p62_1_a_row_that_came_is_printed_in_the_words_of_both_languages():
    words = {"kk": "Кредиторлар", "ru": "Кредиторы"}
    clause = {"number": "10", "heading": words, "text": {"kk": "Берешек өтеді.", "ru": "Долг переходит."}}
    rate = {"rate": Decimal("520.5"), "on": date(2027, 6, 1)}
    (_where, before, after), (_rate, _none, said) = rows_of_changes(
        [("clauses.10", None, clause), ("rates.USD", None, rate)]
    )
    assert (before, after.kk, after.ru) == (
        "—",
        "Кредиторлар\nБерешек өтеді.",
        "Кредиторы\nДолг переходит.",
    )
    assert said == "520.5, 2027-06-01"


def test_p62_1_a_rate_that_comes_or_goes_is_a_change_with_its_values(cast, clock_at):
    case = replacing.begun(cast, clock_at)
    rates = [{"currency": "USD", "rate": Decimal("520.5"), "on": date(2027, 6, 1)}]
    drafting.set_rates(tender_id=case.tender_id, rates=rates, by=cast.staff)
    (change,) = [row for row in queries.documentation_changes(case) if row.place.startswith("rates")]
    assert change.rows[0]["before"] == ""
    assert "520.5" in change.rows[0]["after"]


def test_p62_1_an_unexplained_change_stops_the_approval_in_words_of_both_languages(cast, clock_at):
    from django.utils.translation import override

    case = replacing.begun(cast, clock_at)
    tender = case.tender
    kk, ru = "Қаңқасы салынған: 3 қабат.", "Каркас возведен: 3 этажа."
    drafting.save_part(tender_id=tender.pk, number=3, text_kk=kk, text_ru=ru, by=cast.staff)
    with pytest.raises(Refused) as caught:
        announced(cast, tender, 45)
    unexplained = [row for row in caught.value.refusals if row.code == "replacement.unexplained"]
    assert len(unexplained) == len(caught.value.refusals) > 0
    with override("ru"):
        assert "отличается от документации прежнего конкурса" in speak(unexplained)[0].message
    with override("kk"):
        assert "бұрынғы конкурстың құжаттамасынан" in speak(unexplained)[0].message


def explained(case, cast):
    places = [row.place for row in queries.documentation_changes(case)]
    given = {"replacement_id": case.pk, "places": places, "ground": "performed", **WHY, "by": cast.staff}
    assert tender_actions.explain_changes(**given) == len(places)


def test_p62_1_explained_changes_are_approved_and_a_later_edit_needs_a_new_reason(cast, clock_at):
    case = replacing.begun(cast, clock_at)
    tender = case.tender
    drafting.save_part(tender_id=tender.pk, number=3, text_kk="Бір", text_ru="Один", by=cast.staff)
    with pytest.raises(Refused):
        announced(cast, tender, 45)
    explained(case, cast)
    drafting.save_part(tender_id=tender.pk, number=3, text_kk="Екі", text_ru="Два", by=cast.staff)
    left = [row.place for row in queries.documentation_changes(case) if row.why is None]
    assert left == ["parts.3.kk", "parts.3.ru"]
    explained(case, cast)
    publication.approve_documentation(tender_id=tender.pk, by=cast.head)
    publication.publish_tender(tender_id=tender.pk, by=cast.staff)
    case.refresh_from_db()
    assert queries.done(case)["s1"] == today()


# --- the new partner --------------------------------------------------------------------------------------


@kept
def with_partner(cast, clock_at):
    """Results signed, the old contract terminated, everything ready for the contract."""
    case = replacing.won(cast, replacing.begun(cast, clock_at))
    replacing.terminated(case, cast)
    return case


def test_art49_inside_a_case_the_contract_is_terminated_by_the_head_on_its_document(cast, clock_at):
    case = replacing.opened(cast, clock_at)
    given = {"case": case, "cast": cast}
    assert refused(replacing.entered, **given, code="s0t") == ["replacement.step_own"]
    for wrong, codes in (
        ({"by": cast.staff}, ["card.wrong_role"]),
        ({"ground": ""}, ["ending.no_ground"]),
        ({"upload": None}, ["ending.no_document"]),
        ({"dated_on": date(2019, 1, 1)}, ["ending.day_wrong"]),
    ):
        assert refused(replacing.terminated, **given, **wrong) == codes
    replacing.terminated(case, cast)
    card = ContractCard.objects.get()
    assert (card.state, card.ended_on, card.terminations.get().number) == ("replacing", today(), "11-Р")
    assert queries.steps(case)["s0t"].document == card.terminations.get().document
    assert refused(replacing.terminated, **given) == ["replacement.step_done"]


@pytest.mark.parametrize("code", ["s0", "s0t", "s1", "s2", "s5", "s5m", "s5r", "s6c", "s99"])
def test_p62_what_happens_elsewhere_is_not_entered_as_a_paper(cast, clock_at, code):
    case = replacing.opened(cast, clock_at)
    assert refused(replacing.entered, case=case, cast=cast, code=code) == ["replacement.step_own"]
    plan = {"replacement_id": case.pk, "code": code, "target_on": date(2030, 1, 1), "by": cast.staff}
    assert refused(actions.plan_step, **plan) == ["replacement.step_own"]


def test_p62_2_the_winner_of_the_replacement_tender_is_the_new_partner(cast, clock_at):
    case = replacing.won(cast, replacing.begun(cast, clock_at))
    assert (case.state, case.new_partner) == ("new_partner", cast.org_b)
    assert letters("replacement.partner", cast.bidder_b).exists()


def test_i16_the_contract_is_not_signed_before_the_old_one_is_terminated(cast, clock_at):
    case = replacing.won(cast, replacing.begun(cast, clock_at))
    with pytest.raises(Refused) as caught:
        replacing.concluded(cast, case)
    assert [row.code for row in caught.value.refusals] == ["replacement.not_terminated"]


def test_p62_5_with_the_registration_the_new_partner_stands_on_the_same_card(cast, clock_at):
    case = replacing.concluded(cast, with_partner(cast, clock_at))
    card = ContractCard.objects.get()
    assert (case.state, card.state) == ("registered", "in_force")
    now, ever = (
        [row.organisation for row in cards.parties(card, "private_partner", now=now)] for now in (True, False)
    )
    assert (now, ever) == ([cast.org_b], [cast.org_a, cast.org_b])
    assert cards.parties(card, "private_partner", now=False)[0].until_on == today()
    assert card.versions.count() == 2
    assert cast.org_b.name_ru in card.versions.first().reason_ru
    assert cards.card_side(card, cast.bidder_b) == "private"
    assert cards.card_side(card, cast.bidder_a) == ""


def test_p62_the_new_partner_is_not_replaced_on_the_months_of_the_old_one(cast, clock_at):
    case = replacing.concluded(cast, with_partner(cast, clock_at))
    assert monitoring.run(case.card) == ()
    assert opening(cast, case.card) == ["replacement.running"]
    entered = cards.parties(case.card, "private_partner")[0].since_on
    assert (entered.year, entered.month) == (2027, 6)
    replacing.not_performed(cast, case.card, clock_at, 1, date(2027, 6, 1))  # it entered in this month
    assert monitoring.run(case.card) == ()
    replacing.not_performed(cast, case.card, clock_at, 1, date(2027, 7, 1))
    assert monitoring.run(case.card) == (date(2027, 7, 1),)


def test_p62_5_the_contract_of_the_new_partner_names_the_one_it_steps_into(cast, clock_at):
    case = replacing.concluded(cast, with_partner(cast, clock_at))
    contract = Contract.objects.get(tender=case.tender)
    parties = contract_text(contract, clock.now(), ())["sections"][0]
    assert case.card.number in json.dumps(parties, default=str)


@pytest.mark.parametrize(
    ("kind", "headed"),
    [
        ("additional", "Дополнительный договор к договору государственно-частного партнерства № "),
        ("new", "Договор государственно-частного партнерства"),
    ],
)
def test_p62_5_the_contract_is_headed_as_the_kind_that_was_chosen_for_it(cast, clock_at, kind, headed):
    case = replacing.concluded(cast, with_partner(cast, clock_at))
    Replacement.objects.update(contract_kind=kind)
    paper = contract_text(Contract.objects.get(tender=case.tender), clock.now(), ())
    said = str(spoken(plain(paper["title"]), "ru"))
    assert said == headed + (case.card.number if kind == "additional" else "")


def test_p62_1_a_second_replacement_is_compared_with_the_contract_last_concluded(cast, clock_at):
    case = replacing.concluded(cast, with_partner(cast, clock_at))
    first = case.card.contract
    assert queries.last_contract(case.card) == first
    Replacement.objects.update(state="closed", ended_at=clock.now())
    assert case.contract != first
    assert queries.last_contract(case.card) == case.contract


def test_the_old_partner_reads_its_case_after_it_left_the_contract(cast, clock_at):
    case = replacing.concluded(cast, with_partner(cast, clock_at))
    for by, seen in (
        (cast.bidder_a, True),
        (cast.bidder_b, True),
        (cast.staff, True),
        (cast.bidder_c, False),
        (cast.other_staff, False),
    ):
        assert queries.seen_by(case, by) is seen


# --- rights and money -------------------------------------------------------------------------------------


def replied(case, cast, **changes):
    """The old partner on the list of acts."""
    words = {"reply_kk": "АВР-7 актісі жоқ.", "reply_ru": "Нет акта АВР-7.", "by": cast.bidder_a, **changes}
    return compensation.reply_to_acts(replacement_id=case.pk, **words)


@kept
def handed_over(cast, clock_at):
    case = with_partner(cast, clock_at)
    for code in ("s3", "s4"):
        replacing.entered(case, cast, code)
    return replacing.concluded(cast, case)


def act(case, cast, **changes):
    values = {"dated": today(), "upload": replacing.pdf(), "by": cast.staff, **ACT, **changes}
    return compensation.add_act(replacement_id=case.pk, **values)


def payment(case, cast, amount, number="ПП-1", **changes):
    values = {"paid_on": today(), "upload": replacing.pdf(), "by": cast.staff, **changes}
    return compensation.add_payment(replacement_id=case.pk, number=number, amount=Decimal(amount), **values)


def printed(kind):
    """What the papers of this kind say."""
    return str(list(PrintOrder.objects.filter(kind=kind).values_list("context", flat=True)))


def test_p62_7_the_old_partner_replies_to_the_list_of_acts_and_papers_carry_it(cast, clock_at):
    case = handed_over(cast, clock_at)
    assert refused(replied, case=case, cast=cast) == ["replacement.acts_open"]
    replacing.declared(case, cast)  # nothing on it: the step is taken at once
    for by in (cast.bidder_b, cast.staff, cast.bidder_c):
        with pytest.raises(Replacement.DoesNotExist):
            replied(case, cast, by=by)
    case = replied(case, cast, upload=replacing.pdf("reply.pdf"))
    assert letters("replacement.acts_replied", cast.staff).exists()
    assert letters("replacement.acts_replied", cast.bidder_b).exists()
    assert "Нет акта АВР-7." in printed("replacement.compensation")
    actions.print_file(replacement_id=case.pk, by=cast.staff)
    paper = printed("replacement.file")
    assert "АВР-7 актісі жоқ." in paper
    assert case.acts_reply_file.sha256 in paper
    assert queries.compensation(case).due == 0
    assert refused(replied, case=case, cast=cast) == ["replacement.acts_replied"]


def test_p62_7_compensation_without_an_act_is_refused(cast, clock_at):
    case = handed_over(cast, clock_at)
    assert refused(act, case=case, cast=cast, upload=None) == ["replacement.no_act"]
    assert refused(payment, case=case, cast=cast, amount=1) == ["replacement.nothing_confirmed"]
    assert refused(compensation.print_calculation, replacement_id=case.pk, by=cast.staff) == [
        "replacement.nothing_confirmed"
    ]


def test_p62_7_an_accepted_act_of_the_monitoring_is_counted_with_its_own_day_sum_and_file(cast, clock_at):
    case = handed_over(cast, clock_at)
    accepted = replacing.answered(case, "А-1")
    assert queries.to_take_over(case) == [accepted]
    given = {"replacement_id": case.pk, "accepted_id": accepted.pk, "by": cast.staff}
    assert refused(compensation.take_over_act, **given, within_design=Decimal(8)) == [
        "replacement.act_design"
    ]
    taken = compensation.take_over_act(**given, within_design=Decimal(5))
    assert (taken.number, taken.dated, taken.amount, taken.within_design) == (
        "А-1",
        accepted.dated_on,
        Decimal(7),
        Decimal(5),
    )
    assert (taken.accepted, taken.document) == (accepted, accepted.document)
    assert queries.compensation(case).due == 7
    assert queries.to_take_over(case) == []
    assert refused(compensation.take_over_act, **given) == ["replacement.act_to_choose"]


@pytest.mark.parametrize("state", ["submitted", "silent", "returned"])
def test_p62_7_an_act_that_nobody_accepted_confirms_no_cost(cast, clock_at, state):
    case = handed_over(cast, clock_at)
    waiting = replacing.answered(case, "А-2", state)
    assert queries.to_take_over(case) == []
    given = {"replacement_id": case.pk, "accepted_id": waiting.pk, "by": cast.staff}
    assert refused(compensation.take_over_act, **given) == ["replacement.act_to_choose"]
    assert refused(act, case=case, cast=cast, number="А-2") == ["replacement.act_not_accepted"]


def test_p62_7_a_typed_act_does_not_stand_for_an_accepted_one(cast, clock_at):
    case = handed_over(cast, clock_at)
    replacing.answered(case, "А-1")
    assert refused(act, case=case, cast=cast, number="А-1") == ["replacement.act_in_monitoring"]


def test_p62_7_acts_of_the_new_partner_are_no_costs_of_the_old_one(cast, clock_at):
    case = handed_over(cast, clock_at)
    later = replacing.answered(case, "А-9", at=clock_at.forward(timedelta(days=1)))
    given = {"replacement_id": case.pk, "accepted_id": later.pk, "by": cast.staff}
    assert refused(compensation.take_over_act, **given) == ["replacement.act_to_choose"]


def test_p62_7_the_last_payment_ends_the_step_only_on_a_list_that_the_head_declared_complete(cast, clock_at):
    case = handed_over(cast, clock_at)
    accepted = replacing.answered(case, "А-1")
    waiting = replacing.answered(case, "А-2", "submitted")
    act(case, cast, amount=Decimal(1), within_design=None)
    payment(case, cast, 1)
    assert "s6c" not in queries.done(case)
    declare = {"case": case, "cast": cast}
    assert refused(replacing.declared, **declare, by=cast.staff, statement_ru=" ") == [
        "card.wrong_role",
        "replacement.acts_waiting",
        "replacement.acts_missing",
        "text.missing",
    ]
    waiting.delete()
    compensation.take_over_act(replacement_id=case.pk, accepted_id=accepted.pk, by=cast.staff)
    replacing.declared(case, cast)
    assert letters("replacement.acts_declared", cast.bidder_a).exists()
    assert refused(act, case=case, cast=cast, number="АВР-9") == ["replacement.acts_declared"]
    payment(case, cast, 7, "ПП-2")
    assert "s6c" in queries.done(case)


def test_p62_7_where_no_cost_is_confirmed_the_head_says_why_and_nothing_is_paid(cast, clock_at):
    case = with_partner(cast, clock_at)
    assert refused(replacing.declared, case=case, cast=cast) == ["replacement.step_too_early"]
    for code in ("s3", "s4"):
        replacing.entered(case, cast, code)
    case = replacing.declared(case, cast, statement_ru="Ничего не построено.", statement_kk="Салынған жоқ.")
    step = queries.steps(case)["s6c"]
    assert (step.done_on, step.note_ru) == (today(), "Ничего не построено.")
    context = PrintOrder.objects.get(subject=case.subject, kind="replacement.compensation").context
    assert "Ничего не построено." in str(context)


def test_p62_8_ten_working_days_run_and_are_told_when_they_pass(cast, clock_at):
    case = handed_over(cast, clock_at)
    term = queries.rights_deadline(case, queries.done(case))
    assert (today(), term.last_day) == (date(2027, 6, 4), date(2027, 6, 18))
    assert case.next_deadline_at == term.due_at
    assert queries.title_passes_first(case)
    clock_at.set(term.due_at)
    sweep.run()
    assert not letters("replacement.rights_late", cast.staff).exists()
    clock_at.set(term.due_at + timedelta(microseconds=1))
    sweep.run()
    sweep.run()
    assert letters("replacement.rights_late", cast.staff).count() == 1


def test_p62_whoever_has_to_act_is_reminded_once_a_week_before_each_term_ends(cast, clock_at):
    case, week = handed_over(cast, clock_at), timedelta(days=7)
    said = {"start_on": None, "source_kk": "Шарттың 5-тармағы", "source_ru": "Пункт 5 договора"}
    case = compensation.set_start(replacement_id=case.pk, start_event="registration", by=cast.staff, **said)
    rights, payment = queries.alive(case)
    for term, kind, acts in (
        (rights, "replacement.rights_due", [cast.staff]),
        (payment, "replacement.payment_due", [cast.staff, cast.bidder_b]),
    ):
        clock_at.set(term.due_at - week - timedelta(microseconds=1))
        sweep.run()
        assert not letters(kind, cast.staff).exists()
        clock_at.set(term.due_at - week)
        sweep.run()
        clock_at.set(term.due_at - timedelta(days=1))
        sweep.run()
        told = [who for who in (cast.staff, cast.bidder_a, cast.bidder_b) if letters(kind, who).exists()]
        assert told == acts
        assert all(letters(kind, who).count() == 1 for who in acts)


def test_p62_8_nobody_is_reminded_of_rights_that_have_passed(cast, clock_at):
    case = handed_over(cast, clock_at)
    term = queries.rights_deadline(case, queries.done(case))
    replacing.entered(case, cast, "s7")
    clock_at.set(term.due_at - timedelta(days=1))
    sweep.run()
    assert not letters("replacement.rights_due", cast.staff).exists()


def test_i18_a_security_of_the_payment_takes_the_warning_away(cast, clock_at):
    case = handed_over(cast, clock_at)
    replacing.entered(case, cast, "s6s")
    assert not queries.title_passes_first(case)


def test_t04_the_270_days_run_from_what_the_case_names(cast, clock_at):
    case = handed_over(cast, clock_at)
    assert queries.payment_deadline(case) is None
    said = {"start_on": None, "source_kk": "Шарттың 5-тармағы", "source_ru": "Пункт 5 договора"}
    set_start = {"replacement_id": case.pk, "by": cast.staff, **said}
    assert refused(compensation.set_start, start_event="consortium", **set_start) == [
        "replacement.start_not_there"
    ]
    case = compensation.set_start(start_event="registration", **set_start)
    assert case.start_on == queries.done(case)["s5r"]
    assert (case.start_on, queries.payment_deadline(case).last_day) == (date(2027, 6, 4), date(2028, 2, 29))
    assert refused(compensation.set_start, start_event="registration", **set_start) == [
        "replacement.start_head",
        "replacement.start_paper",
    ]
    other = {**set_start, "start_event": "other", "start_on": date(2027, 6, 5), "by": cast.head}
    assert refused(compensation.set_start, **other) == [
        "replacement.start_paper",
        "replacement.step_day_wrong",
    ]
    clock_at.forward(timedelta(days=1))
    case = compensation.set_start(**other, upload=replacing.pdf("agreement.pdf"))
    assert queries.payment_deadline(case).last_day == date(2028, 3, 1)
    assert letters("replacement.start", cast.bidder_a).count() == 2


def test_t04_both_sides_are_told_while_nobody_has_said_from_what_the_270_days_run(cast, clock_at):
    handed_over(cast, clock_at)
    for told in (cast.staff, cast.bidder_a, cast.bidder_b):
        assert letters("replacement.start_unknown", told).count() == 1


def test_p62_the_whole_case_ends_with_its_file_and_calculation_in_both_languages(cast, clock_at):
    case = handed_over(cast, clock_at)
    close = {"replacement_id": case.pk, "by": cast.head}
    assert refused(actions.close_replacement, **close) == ["replacement.steps_missing"]
    replacing.entered(case, cast, "s7", note_kk="Қабылданды", note_ru="Принято")
    act(case, cast)
    act(case, cast, number="АВР-2", amount=Decimal(50_000_000), within_design=None)
    compensation.set_start(
        replacement_id=case.pk,
        start_event="registration",
        start_on=None,
        source_kk="5-тармақ",
        source_ru="Пункт 5",
        by=cast.staff,
    )
    replacing.declared(case, cast)
    payment(case, cast, 150_000_000)
    assert refused(payment, case=case, cast=cast, amount=50_000_001, number="ПП-2") == [
        "replacement.paid_over"
    ]
    payment(case, cast, 50_000_000, "ПП-2")
    sums = queries.compensation(case)
    assert (sums.due, sums.beyond_design, sums.left) == (200_000_000, 60_000_000, 0)
    case = actions.close_replacement(**close)
    assert (case.state, case.ended_at is not None, case.next_deadline_at) == ("closed", True, None)
    papers = {row.kind: row.context for row in PrintOrder.objects.filter(subject=case.subject)}
    assert set(papers) == {"replacement.file", "replacement.compensation"}
    for context in papers.values():
        assert untranslated(context) == []
    assert "200000000" in str(papers["replacement.compensation"])


def test_a_day_planned_for_a_step_binds_nobody_and_lies_ahead(cast, clock_at):
    case = replacing.opened(cast, clock_at)
    plan = {"replacement_id": case.pk, "code": "s3", "by": cast.staff}
    assert refused(actions.plan_step, target_on=date(2020, 1, 1), **plan) == ["replacement.target_day"]
    actions.plan_step(target_on=today() + timedelta(days=30), **plan)
    assert "s3" not in queries.done(case)


def test_p62_5_a_named_manager_is_shown_with_the_order(cast, clock_at):
    case = replacing.opened(cast, clock_at)
    named = {
        "replacement_id": case.pk,
        "manager_kk": "«Тірек» КМК",
        "manager_ru": "КГП «Тірек»",
        "order_number": "41",
        "done_on": today(),
        "by": cast.staff,
    }
    assert refused(actions.name_manager, **named) == ["replacement.step_paper"]
    case = actions.name_manager(**named, upload=replacing.pdf())
    assert (case.manager_ru, queries.steps(case)["s5m"].number) == ("КГП «Тірек»", "41")
