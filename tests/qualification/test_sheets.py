"""Sheets of qualification: opened, filled in, decided."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils.translation import override

from ppp_portal.journal.models import Record
from ppp_portal.law.refusals import Refused
from ppp_portal.qualification import actions, queries
from ppp_portal.qualification.messages import STEPS
from ppp_portal.qualification.models import Check, Sheet
from ppp_portal.qualification.registers import REGISTERS, Answer, Finding, adapter, connect
from ppp_portal.qualification.requirements import REQUIREMENTS
from ppp_portal.qualification.states import FundsPolicy

pytestmark = pytest.mark.django_db
SUBJECT, STREAM = "applicant:77", "matter/1"
CLOSES = datetime(2026, 4, 20, 13, 0, tzinfo=UTC)


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def open_for(cast, **changed):
    facts = {
        "subject": SUBJECT,
        "organisation_id": cast.org_a.pk,
        "deadline": CLOSES,
        "pack": "605-458",
        "object_cost": Decimal("18324558000"),
    }
    return actions.open_sheets(**{**facts, **changed}, by=cast.secretary, stream=STREAM)


def fill(cast, sheet, **verdicts):
    """Everything asked is met, unless told otherwise: ``r4="not_met"``."""
    sums = {2: {"tax_debt": Decimal("25950")}, 8: {"own_funds": Decimal("4e9"), "borrowed_funds": Decimal(0)}}
    for number in queries.asked(sheet):
        actions.record_check(
            sheet_id=sheet.pk,
            requirement=number,
            verdict=verdicts.get(f"r{number}", "met"),
            reason_kk="табылды",
            reason_ru="найдено",
            evidence_kk="үзінді",
            evidence_ru="выписка",
            amounts=sums.get(number),
            by=cast.member_1,
            stream=STREAM,
        )


def close(cast, sheet):
    return actions.close_sheet(sheet_id=sheet.pk, by=cast.chair, stream=STREAM)


def test_a_bidder_that_meets_everything_passes(cast):
    (sheet,) = open_for(cast)
    assert open_for(cast) == [sheet]
    assert queries.outcome(SUBJECT).result == "blocked"
    fill(cast, sheet)
    for _click in range(2):
        decided = close(cast, sheet)
    outcome = queries.outcome(SUBJECT)
    assert (decided.passed, outcome.passed, outcome.reasons) == (True, True, ())
    kinds = Record.objects.filter(stream=STREAM).order_by("id").values_list("kind", flat=True)
    assert [kinds[0], kinds[1], kinds[9]] == [
        "qualification.sheet_opened",
        "qualification.check_recorded",
        "qualification.sheet_closed",
    ]
    with pytest.raises(Refused) as refused:
        fill(cast, sheet)
    assert codes(refused) == ["sheet.decided"]


def test_one_requirement_not_met_fails(cast):
    (sheet,) = open_for(cast)
    fill(cast, sheet, r7="not_met")
    assert close(cast, sheet).passed is False
    assert [reason.code for reason in queries.outcome(SUBJECT).reasons] == ["qualification.not_met"]


def test_what_is_not_checked_blocks_the_decision_and_nothing_is_decided_for_it(cast):
    (sheet,) = open_for(cast)
    fill(cast, sheet, r5="not_checked", r7="not_met")
    with pytest.raises(Refused) as refused:
        close(cast, sheet)
    assert codes(refused) == ["qualification.not_checked"]
    assert refused.value.refusals[0].basis.key == "L:32(1)(5)"


def test_a_new_finding_replaces_the_old_and_the_journal_keeps_both(cast):
    (sheet,) = open_for(cast)
    fill(cast, sheet, r1="not_met")
    fill(cast, sheet)
    assert Check.objects.filter(sheet=sheet).count() == 8
    assert Record.objects.filter(kind="qualification.check_recorded").count() == 16


@pytest.mark.parametrize(("spv", "joint", "asked"), [(False, "joint", (3, 8)), (True, "joint_spv", (8,))])
def test_participants_have_a_sheet_each_and_one_together(cast, spv, joint, asked):
    members = [cast.org_a.pk, cast.org_consortium_member.pk]
    sheets = open_for(cast, participants=members, spv=spv)
    assert [sheet.scope for sheet in sheets] == ["participant", "participant", joint]
    assert queries.asked(sheets[0]) == (1, 2, 4, 5, 6, 7)
    assert queries.asked(sheets[-1]) == asked
    for sheet in sheets[:-1]:
        fill(cast, sheet)
    assert queries.outcome(SUBJECT).result == "blocked"
    fill(cast, sheets[-1])
    assert queries.outcome(SUBJECT).passed
    assert [line.requirement.number for line in queries.checklist(sheets[0])] == [1, 2, 4, 5, 6, 7]


def test_a_check_that_says_everything_wrong_is_refused_whole(cast):
    (sheet,) = open_for(cast)
    with pytest.raises(Refused) as refused:
        actions.record_check(
            sheet_id=sheet.pk,
            requirement=8,
            verdict="met",
            certificate_on=date(2026, 4, 21),
            amounts={"own_funds": Decimal(-1), "borrowed_funds": Decimal(0)},
            by=cast.member_1,
            stream=STREAM,
        )
    assert codes(refused) == ["check.evidence", "check.certificate_late", "check.amount_negative"]
    assert not Check.objects.exists()


def test_the_policy_on_funds_is_a_choice_and_both_readings_are_shown(cast):
    (sheet,) = open_for(cast, funds_policy=FundsPolicy.OWN_ONLY)
    amounts = {"own_funds": Decimal("1e9"), "borrowed_funds": Decimal("3e9")}
    ask = {"sheet_id": sheet.pk, "requirement": 8, "by": cast.member_1, "stream": STREAM, "amounts": amounts}
    with pytest.raises(Refused) as refused:
        actions.record_check(verdict="met", evidence_kk="хат", evidence_ru="письмо", **ask)
    assert codes(refused) == ["check.funds_short"]
    actions.record_check(verdict="not_met", reason_kk="аз", reason_ru="мало", **ask)
    with override("ru"):
        lines = queries.steps_in_words(sheet, 8)
    sums = [line["value"].replace("\N{NO-BREAK SPACE}", " ") for line in lines]
    assert sums[:2] == ["18 324 558 000 ₸", "3 664 911 600 ₸"]
    assert "21,83" in lines[-1]["text"]


def test_the_index_of_a_year_to_come_is_asked_for(cast):
    (sheet,) = open_for(cast, deadline=datetime(2031, 4, 20, tzinfo=UTC))
    with pytest.raises(Refused) as refused:
        fill(cast, sheet)
    assert codes(refused) == ["check.mci_unknown"]


def test_every_step_has_words():
    for policy in ("own_only", "own_or_borrowed"):
        for enough in ("enough", "short"):
            for chosen in ("chosen", "other"):
                assert f"{policy}_{enough}_{chosen}" in STEPS
    assert all("%(percent)s %%" in str(words) for code, words in STEPS.items() if code.startswith("own_o"))


def test_a_register_that_nobody_connected_knows_nothing(monkeypatch):
    assert {row.register for row in REQUIREMENTS if row.register} == set(REGISTERS)
    assert adapter("tax_debt").look_up("070340007367").finding is Finding.UNKNOWN

    class Clear:
        def look_up(self, bin):
            return Answer(Finding.CLEAR, "tax_debt", reference="17")

    monkeypatch.setattr("ppp_portal.qualification.registers._connected", {})
    connect("tax_debt", Clear())
    assert adapter("tax_debt").look_up("070340007367").reference == "17"
    for unknown in (lambda: adapter("stars"), lambda: connect("stars", Clear())):
        with pytest.raises(KeyError):
            unknown()


def test_the_cost_is_positive(cast):
    with pytest.raises(Refused) as refused:
        open_for(cast, object_cost=Decimal(0))
    assert codes(refused) == ["sheet.cost"]


@pytest.mark.parametrize("broken", [{"passed": True}, {"decided_at": CLOSES}, {"object_cost": 0}])
def test_the_table_decides_whole_or_not_at_all(cast, broken):
    open_for(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.update(**broken)


def test_the_table_keeps_a_decided_sheet(cast):
    (sheet,) = open_for(cast)
    fill(cast, sheet)
    close(cast, sheet)
    with pytest.raises(InternalError), transaction.atomic():
        Sheet.objects.update(passed=False)


@pytest.mark.parametrize(
    "broken",
    [
        {"verdict": "not_met", "reason_kk": "", "reason_ru": ""},
        {"verdict": "met", "evidence_kk": "", "evidence_ru": ""},
        {"reason_ru": ""},
        {"evidence_kk": ""},
        {"statement": "өзі айтқан"},
        {"requirement": 9},
    ],
)
def test_the_table_refuses_a_check_without_reason_or_evidence(cast, broken):
    (sheet,) = open_for(cast)
    fill(cast, sheet)
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.filter(requirement=1).update(**broken)
