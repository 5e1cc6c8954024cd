"""Appointing, changing and assigning a commission; declarations and recusals."""

from datetime import date
from importlib import import_module

import pgtrigger
import pytest
from django.apps import apps
from django.db import IntegrityError, InternalError, transaction
from django.utils import translation

from ppp_portal.accounts.models import Membership
from ppp_portal.journal import bus
from ppp_portal.journal.models import Record
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import actions, queries
from ppp_portal.panel.models import Commission, CommissionAssignment, Declaration, Recusal, Seat
from ppp_portal.panel.queries import choosing
from ppp_portal.panel.rules import SeatPlan
from tests.panel.conftest import STREAM, SUBJECT, plans

pytestmark = pytest.mark.django_db


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def kinds(stream=STREAM):
    return list(Record.objects.filter(stream=stream).order_by("sequence").values_list("kind", flat=True))


def appoint(cast, by=None, **changed):
    order = {
        "organisation_id": cast.org_organiser.pk,
        "kind": "group",
        "name_kk": "Комиссия",
        "name_ru": "Комиссия",
        "order_number": "1",
        "order_date": date(2026, 2, 2),
        "seats": plans(cast),
    }
    return actions.appoint_commission(**{**order, **changed}, by=by or cast.head)


def change(cast, commission, seats, number="2", by=None):
    return actions.change_composition(
        commission_id=commission.pk,
        order_number=number,
        order_date=date(2026, 3, 2),
        seats=seats,
        by=by or cast.head,
    )


def test_an_order_appoints_a_commission(cast):
    commission = appoint(cast)
    assert [seat.role for seat in queries.seats_of(commission.pk)][:2] == ["chair", "deputy"]
    assert kinds(f"commission:{commission.pk}") == ["panel.commission_appointed"]
    substitute = Seat.objects.get(person_id=cast.member_4.person_id)
    assert substitute.substitute_for.person_id == cast.member_3.person_id


@pytest.mark.parametrize("who", ["chair", "other_head", "outsider", "admin", "bidder_a", "custodian"])
def test_only_the_organiser_appoints(cast, who):
    with pytest.raises(Refused) as refused:
        appoint(cast, by=getattr(cast, who))
    assert codes(refused) == ["panel.not_organiser"]


def test_all_that_is_wrong_is_said_at_once(cast):
    seats = [SeatPlan(cast.chair.person_id, "chair"), SeatPlan(cast.custodian.person_id, "member")]
    with pytest.raises(Refused) as refused:
        appoint(cast, order_number="", order_date=date(2099, 1, 1), seats=seats)
    assert codes(refused) == [
        "composition.order_number",
        "composition.order_in_future",
        "composition.too_few",
        "composition.even",
        "composition.deputy",
        "composition.secretary",
        "composition.custodian",
        "composition.no_role",
    ]


def test_outside_training_the_order_itself_is_attached(cast, monkeypatch):
    monkeypatch.setattr("ppp_portal.journal.clock.is_training", lambda: False)
    with pytest.raises(Refused) as refused:
        appoint(cast)
    assert codes(refused) == ["composition.order_document"]


def test_a_composition_changes_only_by_another_order(panel):
    cast, commission = panel.cast, panel.commission
    panel.declare(cast.chair)
    seats = [seat for seat in plans(cast) if seat.person_id != cast.member_3.person_id][:-1]
    seats.append(SeatPlan(cast.member_4.person_id, "member"))
    chair = Seat.objects.get(person_id=cast.chair.person_id)
    change(cast, commission, seats)
    assert {seat.person_id for seat in queries.composition(SUBJECT)} == {seat.person_id for seat in seats}
    chair.refresh_from_db()
    assert chair.until is None, "who stays keeps the seat"
    assert queries.seat_of(cast.chair, SUBJECT).clear, "and the declaration"
    gone = Seat.objects.get(person_id=cast.member_3.person_id)
    assert gone.dismissed_by.number == "2"
    with pytest.raises(Refused) as refused:
        change(cast, commission, seats)
    assert codes(refused) == ["composition.order_twice"]


def test_no_change_of_composition_while_a_sitting_is_in_session(panel):
    panel.declare()
    sitting = panel.open()
    with pytest.raises(Refused) as refused:
        change(panel.cast, panel.commission, plans(panel.cast))
    assert codes(refused) == ["panel.sitting_in_session"]
    actions.adjourn(sitting_id=sitting.pk, reason="new order", by=panel.cast.chair, stream=STREAM)
    change(panel.cast, panel.commission, plans(panel.cast))


def test_the_composition_of_an_earlier_day_can_be_asked_for(panel, clock_at):
    before = panel.commission.created_at
    change(panel.cast, panel.commission, plans(panel.cast)[:-1])
    assert panel.cast.member_4.person_id in {seat.person_id for seat in queries.composition(SUBJECT, before)}
    assert panel.cast.member_4.person_id not in {seat.person_id for seat in queries.composition(SUBJECT)}


def test_assigning_twice_changes_nothing_and_another_commission_replaces(panel):
    cast = panel.cast
    again = {"subject": SUBJECT, "pack": "605-458", "by": cast.staff, "stream": STREAM}
    first = actions.assign(commission_id=panel.commission.pk, **again)
    assert CommissionAssignment.objects.count() == 1
    other = appoint(cast, order_number="77")
    second = actions.assign(commission_id=other.pk, **again | {"by": cast.head})
    assert queries.assignment(SUBJECT) == second != first
    assert kinds() == ["panel.commission_assigned", "panel.commission_assigned"]


def test_another_organiser_cannot_take_a_subject_over(panel):
    cast = panel.cast
    for plan in plans(cast):  # people of both houses
        Membership.objects.create(
            person_id=plan.person_id,
            organisation=cast.org_other_organiser,
            role=plan.role,
            document="№ 1",
            since=date(2026, 1, 1),
        )
    foreign = appoint(cast, by=cast.other_head, organisation_id=cast.org_other_organiser.pk)
    with pytest.raises(Refused) as refused:
        actions.assign(
            subject=SUBJECT, commission_id=foreign.pk, pack="605-458", by=cast.other_head, stream=STREAM
        )
    assert codes(refused) == ["panel.other_organiser"]


@pytest.mark.parametrize(
    ("subject", "kind", "code"),
    [("tender:0f2b", "group", "panel.needs_tender"), (SUBJECT, "tender", "panel.needs_group")],
)
def test_p36_a_tender_has_a_tender_commission_and_anything_else_a_working_group(cast, subject, kind, code):
    """Said by the action, which refuses the other kind, by the choice offered, and by the table itself."""
    fit, other = appoint(cast, kind=kinds_but(kind)), appoint(cast, kind=kind)
    assert [key for key, _ in queries.to_choose(cast.org_organiser.pk, subject)] == [str(fit.pk)]
    given = {"subject": subject, "pack": "605-458", "by": cast.head, "stream": STREAM}
    with pytest.raises(Refused) as refused:
        actions.assign(commission_id=other.pk, **given)
    assert codes(refused) == [code]
    row = {"subject": subject, "pack": "605-458", "at": other.created_at}
    with pytest.raises(InternalError, match="a tender has a tender commission"), transaction.atomic():
        CommissionAssignment.objects.create(commission=other, **row)
    assert actions.assign(commission_id=fit.pk, **given).commission == fit


def test_a_commission_at_work_stays_chosen_though_it_was_appointed_for_something_else(panel):
    """Commissions of before the two kinds: one may work on a tender and on an initiative at once."""
    with pgtrigger.ignore("panel.Commission:kind_stays"):
        Commission.objects.update(kind="tender")
    fit = appoint(panel.cast, order_number="77")
    mixed, org = panel.commission, panel.cast.org_organiser.pk
    assert [key for key, _ in queries.to_choose(org, SUBJECT)] == [str(mixed.pk), str(fit.pk)]
    given = {"subject": SUBJECT, "pack": "605-458", "by": panel.cast.head, "stream": STREAM}
    assert actions.assign(commission_id=mixed.pk, **given) == CommissionAssignment.objects.get()
    actions.assign(commission_id=fit.pk, **given)
    assert [key for key, _ in queries.to_choose(org, SUBJECT)] == [str(fit.pk)]
    with pytest.raises(Refused) as refused:
        actions.assign(commission_id=mixed.pk, **given)
    assert codes(refused) == ["panel.needs_group"]


def test_a_commission_is_told_apart_by_its_order_its_chair_its_votes_and_its_work(
    panel, monkeypatch, django_assert_num_queries
):
    """Two bear one name; what is over keeps nobody busy, and the list costs the same with three as with two."""
    monkeypatch.setitem(choosing._floors, "matter:", lambda keys: {"0f2b": choosing.Work("№ 17", "", ())})
    org = panel.cast.org_organiser.pk
    idle = appoint(panel.cast, order_number="77")
    given = {"pack": "605-458", "by": panel.cast.head, "stream": STREAM}
    actions.assign(subject="matter:over", commission_id=idle.pk, **given)
    with translation.override("en"), django_assert_num_queries(3):
        choices = dict(queries.to_choose(org, "matter:new"))
    chair = queries.seats_of(idle.pk)[0].person.name
    assert f"Chair: {chair}; with a vote: 5; other work: № 17" in choices[str(panel.commission.pk)]
    alike = choices[str(idle.pk)]
    assert "(order № 77 of 2" in alike
    assert f"Chair: {chair}; with a vote: 5; other work: none" in alike
    appoint(panel.cast, order_number="78")
    with django_assert_num_queries(3):
        assert len(queries.to_choose(org, SUBJECT)) == 3


def kinds_but(kind):
    return {"tender": "group", "group": "tender"}[kind]


def test_what_a_commission_was_appointed_for_never_changes(panel):
    with pytest.raises(InternalError), transaction.atomic():
        Commission.objects.filter(pk=panel.commission.pk).update(kind="tender")


def test_commissions_of_before_are_what_they_worked_on(cast):
    """The step of the upgrade: who has worked, and on no tender, is a working group; everybody else sits on tenders."""
    idle, comparing, deciding = (appoint(cast, order_number=number) for number in "123")
    row = {"pack": "605-458", "at": idle.created_at}
    with pgtrigger.ignore("panel.Commission:kind_stays", "panel.CommissionAssignment:right_kind"):
        Commission.objects.update(kind="tender")
        for commission, subject in ((comparing, SUBJECT), (deciding, SUBJECT), (deciding, "tender:0f2b")):
            made = CommissionAssignment.objects.create(commission=commission, subject=subject, **row)
            CommissionAssignment.objects.filter(pk=made.pk).update(ended_at=made.at)
        import_module("ppp_portal.panel.migrations.0007_kind_of_commission").by_their_work(apps, None)
    said = {row.pk: row.kind for row in Commission.objects.all()}
    assert said == {idle.pk: "tender", comparing.pk: "group", deciding.pk: "tender"}


def test_nothing_is_seen_before_the_declaration(panel):
    cast = panel.cast
    assert len(queries.undeclared(queries.composition(SUBJECT))) == 7
    assert queries.waiting_declarations(cast.chair.person_id) == [SUBJECT]
    assert not queries.may_see(cast.chair, SUBJECT)
    panel.declare(cast.chair)
    assert queries.may_see(cast.chair, SUBJECT)
    assert queries.waiting_declarations(cast.chair.person_id) == []
    for stranger in (cast.outsider, cast.staff, cast.admin, cast.bidder_a, cast.custodian):
        assert not queries.may_see(stranger, SUBJECT)


def test_a_declaration_is_made_once_and_keeps_its_word(panel):
    panel.declare(panel.cast.chair, panel.cast.chair)
    assert Declaration.objects.count() == 1
    with pytest.raises(Refused) as refused:
        actions.declare(
            subject=SUBJECT, no_conflict=False, statement="a brother bids", by=panel.cast.chair, stream=STREAM
        )
    assert codes(refused) == ["declaration.made"]


def test_a_declared_conflict_is_described_and_recuses_at_once(panel):
    member = panel.cast.member_1
    conflict = {"subject": SUBJECT, "no_conflict": False, "by": member, "stream": STREAM}
    with pytest.raises(Refused) as refused:
        actions.declare(**conflict)
    assert codes(refused) == ["declaration.statement"]
    actions.declare(statement="My brother works for a bidder", **conflict)
    assert queries.seat_of(member, SUBJECT).recused
    assert not queries.may_see(member, SUBJECT)
    assert kinds()[-2:] == ["panel.declared", "panel.recused"]
    assert all("brother" not in bytes(row.body).decode() for row in Record.objects.all())


def test_a_stranger_has_nothing_to_declare(panel):
    with pytest.raises(Refused) as refused:
        actions.declare(subject=SUBJECT, no_conflict=True, by=panel.cast.outsider, stream=STREAM)
    assert codes(refused) == ["panel.not_seated"]


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("member_1", True), ("chair", True), ("head", True), ("member_2", False), ("other_head", False)],
)
def test_who_may_recuse_a_member(panel, who, allowed):
    panel.declare()
    panel.open()
    ask = {"subject": SUBJECT, "person_id": panel.cast.member_1.person_id, "reason": "kin", "stream": STREAM}
    if allowed:
        actions.recuse(by=getattr(panel.cast, who), **ask)
        actions.recuse(by=getattr(panel.cast, who), **ask)
        assert Recusal.objects.count() == 1
        assert panel.cast.member_1.person_id not in queries.present(queries.open_sitting(SUBJECT))
    else:
        with pytest.raises(Refused) as refused:
            actions.recuse(by=getattr(panel.cast, who), **ask)
        assert codes(refused) == ["recusal.not_yours"]


def test_a_failing_reaction_fails_the_action(panel, monkeypatch):
    def refuse_it(event):
        raise RuntimeError("a storey above")

    monkeypatch.setitem(bus._reactions, "panel.declared", [refuse_it])
    with pytest.raises(RuntimeError), transaction.atomic():
        panel.declare(panel.cast.chair)
    assert not Declaration.objects.exists()


@pytest.mark.parametrize("field", ["person", "role"])
def test_the_table_refuses_a_second_chair_and_a_person_twice(panel, field):
    chair = Seat.objects.get(role="chair")
    chair.pk = None
    if field == "person":
        chair.role = "member"
    else:
        chair.person_id = panel.cast.outsider.person_id
    with pytest.raises(IntegrityError), transaction.atomic():
        chair.save()


def test_the_table_keeps_declarations_recusals_and_orders(panel):
    panel.declare(panel.cast.chair)
    row = Declaration.objects.get()
    for harm in (row.delete, lambda: Declaration.objects.update(no_conflict=False)):
        with pytest.raises(InternalError), transaction.atomic():
            harm()
    with pytest.raises(InternalError), transaction.atomic():
        panel.commission.orders.update(number="other")
