"""The rules of a commission, without a database."""

from datetime import date
from fractions import Fraction

import pytest

from ppp_portal.panel import states
from ppp_portal.panel.rules import (
    Ballot,
    OrderFacts,
    PersonFacts,
    ProtocolFacts,
    SeatFacts,
    SeatPlan,
    SignerFacts,
    Terms,
    count,
    may_be_signed,
    missing_voters,
    quorum,
    refuse_closing,
    refuse_composition,
    refuse_correction,
    refuse_order,
    refuse_recusal,
    refuse_refusal,
    refuse_sending,
    refuse_signature,
    refuse_sitting,
    refuse_vote,
    required_signers,
)
from ppp_portal.panel.rules.composition import VOTING

TERMS = Terms(min_size=5, odd=True, quorum=Fraction(2, 3))


def codes(refusals):
    return [refusal.code for refusal in refusals]


def plan(members=3, substitutes=()):
    seats = [SeatPlan(1, "chair"), SeatPlan(2, "deputy"), SeatPlan(9, "secretary")]
    seats += [SeatPlan(10 + n, "member") for n in range(members)]
    return seats + list(substitutes)


def people(seats, **changed):
    return [PersonFacts(seat.person_id, f"P{seat.person_id}", **changed) for seat in seats]


def table(size=5, recused=(), declared=True, substitutes=()):
    """Chair 1, deputy 2, members 3…, secretary 90; substitutes as (person, behind whom)."""
    roles = {1: "chair", 2: "deputy"}
    seats = [
        SeatFacts(n, n, f"P{n}", roles.get(n, "member"), declared=declared, recused=n in recused)
        for n in range(1, size + 1)
    ]
    seats.append(SeatFacts(90, 90, "P90", "secretary", declared=declared, recused=90 in recused))
    for person, behind in substitutes:
        seats.append(SeatFacts(person, person, f"P{person}", "member", behind, declared, person in recused))
    return seats


def test_the_rules_and_the_states_mean_the_same_votes():
    assert {str(role.value) for role in states.VOTING} == VOTING


@pytest.mark.parametrize(
    ("seats", "expected"),
    [
        (plan(3), []),
        (plan(5), []),
        (plan(1), ["composition.too_few"]),
        (plan(2), ["composition.too_few", "composition.even"]),
        (plan(4), ["composition.even"]),
        ([*plan(3), SeatPlan(3, "chair")], ["composition.even", "composition.chair"]),
        (plan(3)[1:], ["composition.too_few", "composition.even", "composition.chair"]),
        ([s for s in plan(4) if s.role != "deputy"], ["composition.deputy"]),
        ([s for s in plan(3) if s.role != "secretary"], ["composition.secretary"]),
        ([*plan(4), SeatPlan(10, "member")], ["composition.person_twice"]),
        (plan(3, [SeatPlan(20, "member", 10)]), []),
        (plan(3, [SeatPlan(20, "member", 1), SeatPlan(21, "secretary", 9)]), []),
        (plan(3, [SeatPlan(20, "chair", 1)]), ["composition.substitute"]),
        (plan(3, [SeatPlan(20, "member", 9)]), ["composition.substitute"]),
        (plan(3, [SeatPlan(20, "member", 77)]), ["composition.substitute"]),
        (plan(3, [SeatPlan(20, "member", 10), SeatPlan(21, "member", 20)]), ["composition.substitute"]),
    ],
)
def test_c01_a_commission_has_an_odd_number_of_votes_at_least_five(seats, expected):
    assert codes(refuse_composition(seats, people(seats), TERMS)) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"administrator": True}, "composition.administrator"),
        ({"custodian": True}, "composition.custodian"),
        ({"active": False}, "composition.unknown_person"),
    ],
)
def test_some_people_never_sit_on_a_commission(changed, expected):
    seats = plan(3)
    facts = [*people(seats[1:]), PersonFacts(1, "P1", **changed)]
    assert codes(refuse_composition(seats, facts, TERMS)) == [expected]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (OrderFacts("14", date(2026, 2, 2), date(2026, 2, 2), True, True), []),
        (OrderFacts("14", date(2026, 2, 2), date(2026, 2, 2), False, False), []),
        (OrderFacts("14", date(2026, 2, 2), date(2026, 2, 2), False, True), ["composition.order_document"]),
        (
            OrderFacts(" ", date(2026, 2, 3), date(2026, 2, 2), True, True),
            ["composition.order_number", "composition.order_in_future"],
        ),
    ],
)
def test_p36_a_commission_stands_on_an_order(order, expected):
    assert codes(refuse_order(order)) == expected


@pytest.mark.parametrize(
    ("size", "recused", "substitutes", "present", "counted"),
    [
        # size, recused, substitutes, present -> (seats, entitled, needed, present, reached)
        (5, (), (), {1, 2, 3, 4}, (5, 5, 4, 4, True)),
        (5, (), (), {1, 2, 3}, (5, 5, 4, 3, False)),
        (5, (), (), {1, 2, 3, 90}, (5, 5, 4, 3, False)),
        (7, (), (), {1, 2, 3, 4, 5}, (7, 7, 5, 5, True)),
        (7, (), (), {1, 2, 3, 4}, (7, 7, 5, 4, False)),
        (5, (5,), (), {1, 2, 3}, (5, 4, 3, 3, True)),
        (5, (4, 5), (), {1, 2}, (5, 3, 2, 2, True)),
        (5, (3, 4, 5), (), {1, 2}, (5, 2, 2, 2, False)),
        (5, (5,), ((20, 5),), {1, 2, 3, 20}, (5, 5, 4, 4, True)),
        (5, (5,), ((20, 5),), {1, 2, 3}, (5, 5, 4, 3, False)),
        (5, (), ((20, 5),), {1, 2, 3, 5, 20}, (5, 5, 4, 4, True)),
        (5, (5, 20), ((20, 5),), {1, 2, 3}, (5, 4, 3, 3, True)),
        (5, (5,), (), {1, 2, 5}, (5, 4, 3, 2, False)),
    ],
)
def test_c02_quorum_is_two_thirds_recomputed_after_recusals(size, recused, substitutes, present, counted):
    found = quorum(table(size, recused, substitutes=substitutes), present, TERMS)
    assert (found.seats, found.entitled, found.needed, found.present, found.reached) == counted


@pytest.mark.parametrize(
    ("present", "recused", "presiding"),
    [({1, 2, 3}, (), 1), ({2, 3, 4}, (), 2), ({1, 2, 3}, (1,), 2), ({3, 4, 5}, (), None)],
)
def test_the_chair_presides_and_the_deputy_in_the_chairs_absence(present, recused, presiding):
    assert quorum(table(recused=recused), present, TERMS).presiding == presiding


@pytest.mark.parametrize(
    ("seats", "present", "expected"),
    [
        (table(), {1, 2, 3, 4}, []),
        (table(), {1, 2, 3}, ["sitting.no_quorum"]),
        (table(), {3, 4, 5}, ["sitting.no_quorum", "sitting.nobody_presides"]),
        (table(declared=False), {1, 2, 3, 4}, ["panel.undeclared"] * 4),
        (table(recused=(4,)), {1, 2, 3, 4}, ["panel.recused"]),
        (table(recused=(3, 4, 5)), {1, 2}, ["sitting.too_many_recused"]),
        (table(), {1, 2, 3, 4, 55}, ["panel.not_seated"]),
    ],
)
def test_a_sitting_needs_quorum_a_head_and_declarations(seats, present, expected):
    assert codes(refuse_sitting(seats, present, TERMS)) == expected


@pytest.mark.parametrize(
    ("reason", "own", "over", "expected"),
    [
        ("kin", True, False, []),
        ("kin", False, True, []),
        ("kin", False, False, ["recusal.not_yours"]),
        (" ", True, False, ["recusal.reason"]),
    ],
)
def test_art33_a_recusal_has_a_reason_and_a_person_with_the_right(reason, own, over, expected):
    assert codes(refuse_recusal(reason=reason, of_oneself=own, may_recuse_others=over)) == expected


@pytest.mark.parametrize(
    ("voter", "present", "choice", "kk", "ru", "expected"),
    [
        (3, {1, 2, 3, 4}, "for", "", "", []),
        (3, {1, 2, 3, 4}, "against", "себебі", "потому что", []),
        (3, {1, 2, 3, 4}, "abstain", "себебі", "потому что", []),
        (3, {1, 2, 3, 4}, "for", "себебі", "потому что", ["vote.dissent_for"]),
        (3, {1, 2, 3, 4}, "against", "себебі", " ", ["vote.dissent_languages"]),
        (3, {1, 2, 3, 4}, "against", "", "потому что", ["vote.dissent_languages"]),
        (5, {1, 2, 3, 4}, "for", "", "", ["vote.absent"]),
        (90, {1, 2, 3, 4, 90}, "for", "", "", ["vote.secretary"]),
        (20, {1, 2, 3, 20}, "for", "", "", []),
        (20, {1, 2, 3, 4, 20}, "for", "", "", ["vote.principal_present"]),
        (None, {1, 2, 3, 4}, "for", "", "", ["panel.not_seated"]),
    ],
)
def test_c03_who_may_vote(voter, present, choice, kk, ru, expected):
    seats = table(substitutes=((20, 4),))
    seat = next((seat for seat in seats if seat.person_id == voter), None)
    found = refuse_vote(seat, seats, present, choice=choice, dissent_kk=kk, dissent_ru=ru)
    assert codes(found) == expected


def test_a_recused_member_cannot_vote():
    seats = table(recused=(3,))
    assert codes(refuse_vote(seats[2], seats, {1, 2, 3, 4}, choice="for")) == ["panel.recused"]


def ballots(text):
    """``"+-0+"``: the choices of seats 1, 2, 3, …; a dot is nobody."""
    meaning = {"+": "for", "-": "against", "0": "abstain"}
    return [Ballot(n, n, meaning[mark]) for n, mark in enumerate(text, 1) if mark != "."]


@pytest.mark.parametrize(
    ("votes", "presiding", "majority", "adopted", "casting"),
    [
        ("+++--", 1, "simple", True, False),
        ("++---", 1, "simple", False, False),
        ("++00-", 1, "simple", False, False),  # 2 of 5 present is no majority of those present
        ("+++00", 1, "simple", True, False),
        ("++--", 1, "simple", True, True),
        ("--++", 1, "simple", False, True),
        ("0+-.", 1, "simple", False, False),  # the chair abstained in a tie
        ("+0--+0", 1, "simple", True, True),
        (".++--", 2, "simple", True, True),  # the deputy presides
        ("00000", 1, "simple", False, False),
        ("", 1, "simple", False, False),
        ("++++-", 1, "two_thirds", True, False),
        ("+++--", 1, "two_thirds", False, False),
        ("++--", 1, "two_thirds", False, False),
    ],
)
def test_c04_majority_of_those_present_and_the_casting_vote(votes, presiding, majority, adopted, casting):
    cast = ballots(votes)
    tally = count(cast, present=len(cast), presiding=presiding, majority=majority)
    assert (tally.adopted, tally.casting) == (adopted, casting)
    assert tally.in_favour + tally.against + tally.abstained == len(cast)


def test_a_vote_is_closed_only_when_everybody_present_voted():
    seats, cast = table(), ballots("+++")
    missing = missing_voters(seats, {1, 2, 3, 4, 90}, cast)
    assert [seat.person_id for seat in missing] == [4]
    standing = quorum(seats, {1, 2, 3, 4}, TERMS)
    tally = count(cast, present=4, presiding=1)
    assert codes(refuse_closing(standing, missing, tally)) == ["motion.votes_missing"]
    assert codes(refuse_closing(standing, [], count(cast, present=3, presiding=1))) == ["sitting.no_quorum"]
    assert refuse_closing(standing, [], tally) == []


def test_those_present_with_a_vote_and_the_secretary_sign():
    seats = table(recused=(4,), substitutes=((20, 5),))
    assert [s.person_id for s in required_signers(seats, {1, 3, 4, 20, 90})] == [1, 3, 90, 20]
    assert [s.person_id for s in required_signers(seats, None)] == [1, 2, 3, 5, 90]


@pytest.mark.parametrize(
    ("protocol", "signers", "expected"),
    [
        (ProtocolFacts("draft", "1", sitting_state="closed"), table(), []),
        (ProtocolFacts("draft", "1"), table(), []),
        (ProtocolFacts("draft", "1", sitting_state="closed", stale=True), table(), ["protocol.stale"]),
        (ProtocolFacts("draft", "1", sitting_state="open", open_motions=1), table(),
         ["protocol.sitting_open", "sitting.motion_open"]),
        (ProtocolFacts("draft", " ", has_content=False), [], ["protocol.number", "protocol.empty",
                                                              "protocol.nobody_signs"]),
    ],
)  # fmt: skip
def test_a_protocol_goes_to_its_signers_when_the_sitting_is_over(protocol, signers, expected):
    assert codes(refuse_sending(protocol, signers)) == expected


@pytest.mark.parametrize(
    ("signer", "expected"),
    [
        (SignerFacts(1, "P", True), []),
        (SignerFacts(1, "P", True, signed=True), ["protocol.answered"]),
        (SignerFacts(1, "P", True, refused=True), ["protocol.answered"]),
        (None, ["protocol.not_a_signer"]),
    ],
)
def test_a_signature_is_given_once_by_one_who_was_there(signer, expected):
    assert codes(refuse_signature(signer)) == expected
    assert codes(refuse_refusal(signer, reason_kk="қате", reason_ru="неверно")) == expected


@pytest.mark.parametrize(
    ("kk", "ru", "fields"),
    [
        ("қате", "неверно", []),
        ("қате", " ", ["reason_ru"]),
        ("", "неверно", ["reason_kk"]),
        ("", "", ["reason_kk", "reason_ru"]),
    ],
)
def test_a_refusal_to_sign_has_its_reason_in_both_languages(kk, ru, fields):
    found = refuse_refusal(SignerFacts(1, "P", True), reason_kk=kk, reason_ru=ru)
    assert [(row.code, row.field) for row in found] == [("protocol.refusal_reason", name) for name in fields]


def signers(text):
    """``"++-."``: signed, signed, refused, silent."""
    return [SignerFacts(n, f"P{n}", True, mark == "+", mark == "-") for n, mark in enumerate(text)]


@pytest.mark.parametrize(
    ("answers", "has_file", "file_needed", "expected"),
    [
        ("+++++", False, False, []),
        ("++++-", False, False, []),
        ("++++.", False, False, ["protocol.signatures_missing"]),
        ("++---", False, False, ["protocol.mostly_refused"]),
        ("++--", False, False, ["protocol.mostly_refused"]),
        ("+++++", False, True, ["protocol.file_missing"]),
        ("+++++", True, True, []),
        ("++++.", True, True, ["protocol.signatures_missing"]),
    ],
)
def test_no_protocol_while_somebody_present_neither_signed_nor_refused(
    answers, has_file, file_needed, expected
):
    assert codes(may_be_signed(signers(answers), has_file=has_file, file_needed=file_needed)) == expected


@pytest.mark.parametrize(
    ("state", "reason", "number", "corrected", "expected"),
    [
        ("signed", "typo", "2", False, []),
        ("published", "typo", "2", False, []),
        ("draft", "typo", "2", False, ["protocol.not_signed"]),
        ("corrected", "typo", "2", True, ["protocol.not_signed", "protocol.correction_waits"]),
        ("signed", "", "1", False, ["protocol.correction_reason", "protocol.own_number"]),
    ],
)
def test_a_signed_protocol_is_corrected_only_by_a_new_one(state, reason, number, corrected, expected):
    found = refuse_correction(
        ProtocolFacts(state, "1"), reason=reason, number=number, corrected_already=corrected
    )
    assert codes(found) == expected
