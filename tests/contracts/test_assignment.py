"""Assignment by the private partner, through its actions and pages (p. 56)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from contracts.actions import assignee
from contracts.actions import assignment as actions
from contracts.models import Assignment
from contracts.queries import cards
from contracts.queries.assignment import missing_consents, needed_consents
from ppp_portal.accounts.models import Membership, Organisation, Person
from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.values import untranslated
from ppp_portal.journal import clock
from ppp_portal.journal.models import OutboxMessage
from ppp_portal.law.calendar import end_of_day, local_day
from ppp_portal.law.refusals import Refused
from ppp_portal.web.refusals import speak
from tests.cast import SINCE
from tests.contracts import test_extensions as extensions
from tests.contracts.cards import a_card
from tests.contracts.replacing import pdf, requested
from tests.contracts.test_ending import end
from tests.contracts.test_replacement import letters

pytestmark = pytest.mark.django_db
FOUND = {"evidence_kk": "Анықтама № 3", "evidence_ru": "Справка № 3"}
AMOUNTS = {2: {"tax_debt": Decimal(0)}, 8: {"own_funds": Decimal(500), "borrowed_funds": Decimal(0)}}


def refused(call, **kwargs):
    with pytest.raises(Refused) as caught:
        call(**kwargs)
    return [row.code for row in caught.value.refusals]


def today():
    return local_day(clock.now())


def checked(cast, assignment, failing=0):
    """All eight requirements recorded, one of them perhaps not met."""
    assignee.open_check(assignment_id=assignment.pk, object_cost=Decimal(1000), by=cast.staff)
    for number in range(1, 9):
        verdict = "not_met" if number == failing else "met"
        why = {"reason_kk": "Жоқ", "reason_ru": "Нет"} if number == failing else {}
        assignee.record_finding(
            assignment_id=assignment.pk,
            requirement=number,
            verdict=verdict,
            certificate_on=today(),
            amounts=AMOUNTS.get(number),
            by=cast.staff,
            **FOUND,
            **why,
        )
    return assignee.qualify_assignee(assignment_id=assignment.pk, by=cast.staff)


def consent(cast, assignment, part="public_partner", place=0, **changes):
    values = {"number": "17", "dated": today(), "upload": pdf("letter.pdf"), "by": cast.head, **changes}
    parties = [row.pk for row in needed_consents(assignment) if row.part == part]
    party = parties[place] if parties else None
    return actions.give_consent(assignment_id=assignment.pk, party_id=party, **values)


def applied(cast, assignment):
    checked(cast, assignment)
    consent(cast, assignment)
    agreed(cast, assignment)
    return actions.apply_assignment(assignment_id=assignment.pk, by=cast.staff)


def agreed(cast, assignment, **changes):
    values = {"number": "У-5", "signed_on": today(), "upload": pdf("agreement.pdf"), "by": cast.bidder_a}
    return actions.register_agreement(assignment_id=assignment.pk, **{**values, **changes})


@pytest.fixture
def card(cast, clock_at):
    return a_card(cast, operator=True)


def test_p56_from_the_request_to_a_new_party_under_a_new_version(cast, card):
    assignment = checked(cast, requested(cast, card))
    assert assignment.state == "qualified"
    consent(cast, assignment)
    assignment = consent(cast, assignment, "operator", number="ОП-3")
    assert assignment.state == "consented"
    agreed(cast, assignment)
    assignment = actions.apply_assignment(assignment_id=assignment.pk, by=cast.staff)
    assert assignment.state == "applied"
    now, ever = (cards.parties(card, "private_partner", now=now) for now in (True, False))
    assert [row.organisation for row in now] == [cast.org_b]
    assert (len(ever), ever[0].until_on) == (2, today())
    assert card.versions.count() == 2
    papers = {row.kind: row.context for row in PrintOrder.objects.filter(subject=assignment.subject)}
    assert set(papers) == {"assignment.consent", "assignment.file"}
    for context in papers.values():
        assert untranslated(context) == []


def test_d20_without_the_operators_consent_the_agreement_is_not_entered_in_words_of_both_languages(
    cast, card
):
    assignment = checked(cast, requested(cast, card))
    assignment = consent(cast, assignment)
    assert assignment.state == "qualified"
    with pytest.raises(Refused) as caught:
        agreed(cast, assignment)
    found = [row for row in caught.value.refusals if row.code == "assignment.no_operator_consent"]
    for language, words in (("ru", "казахский текст требует"), ("kk", "қазақ тіліндегі мәтін")):
        with override(language):
            assert words in speak(found)[0].message


def test_d20_a_contract_without_an_operator_asks_for_none(cast, clock_at):
    card = a_card(cast)
    assignment = checked(cast, requested(cast, card))
    assert refused(consent, cast=cast, assignment=assignment, part="operator") == [
        "assignment.no_such_consent"
    ]
    assert consent(cast, assignment).state == "consented"


def notices_of(who, person_id):
    """What a person of the operator or of the assignee is told as such, the first first."""
    kind = f"card.assignment_{who}_"
    found = OutboxMessage.objects.filter(payload__person=person_id, payload__kind__startswith=kind)
    return [letter.payload["kind"].removeprefix(kind) for letter in found.order_by("id")]


@pytest.fixture
def operator(cast):
    """Somebody who acts for the operator."""
    person = Person.objects.create(email="operator@example.kz", name="Оператор")
    Membership.objects.create(
        person=person, organisation=cast.org_operator, role="bidder", document="№ 1", since=SINCE
    )
    return person


def test_d20_the_operator_is_told_when_an_assignment_is_asked_for_and_when_it_is_in_force(
    cast, card, operator
):
    assignment = checked(cast, requested(cast, card))
    assert notices_of("operator", operator.pk) == ["asked"]
    consent(cast, assignment)
    consent(cast, assignment, "operator")
    agreed(cast, assignment)
    actions.apply_assignment(assignment_id=assignment.pk, by=cast.staff)
    assert notices_of("operator", operator.pk) == ["asked", "applied"]


def test_d20_the_operator_is_told_when_the_request_is_refused_or_lapses(cast, card, operator):
    asked = requested(cast, card)
    words = {"reason_kk": "Жоқ", "reason_ru": "Нет", "by": cast.head}
    actions.refuse_assignment(assignment_id=asked.pk, **words)
    requested(cast, card)
    end(cast, card)
    assert notices_of("operator", operator.pk) == ["asked", "ended", "asked", "ended"]


def test_the_assignee_is_told_that_it_was_named_and_when_it_came_to_nothing(cast, card):
    asked = requested(cast, card)
    assert notices_of("assignee", cast.bidder_b.person_id) == ["named"]
    actions.refuse_assignment(assignment_id=asked.pk, reason_kk="Жоқ", reason_ru="Нет", by=cast.head)
    requested(cast, card)
    end(cast, card)
    assert notices_of("assignee", cast.bidder_b.person_id) == ["named", "ended", "named", "ended"]


def test_p56_whose_consent_it_is_nobody_ticks_in_advance_even_where_one_party_is_left(
    cast, clock_at, client_of
):
    """A written consent is a deliberate act: sent without naming the party it is refused beside the choice."""
    card = a_card(cast)
    assignment = checked(cast, requested(cast, card))
    (party,) = needed_consents(assignment)
    with override("ru"):
        page = reverse("contracts:assignment_consent", args=[card.pk, assignment.pk])
    head = client_of(cast.head)
    shown = head.get(page).content.decode()
    assert f'name="party_id" value="{party.pk}"' in shown
    assert " checked" not in shown
    said = {"number": "17", "dated": today().isoformat(), "upload": pdf("letter.pdf"), "confirmed": "yes"}
    answer = head.post(page, said)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"party_id"}


def test_p56_an_oral_consent_is_refused(cast, card):
    assignment = checked(cast, requested(cast, card))
    assert refused(consent, cast=cast, assignment=assignment, upload=None) == ["assignment.oral_consent"]


def test_p56_an_assignee_that_fails_one_requirement_gets_nothing(cast, card):
    assignment = checked(cast, requested(cast, card), failing=4)
    assert assignment.state == "requested"
    assert "assignment.wrong_state" in refused(consent, cast=cast, assignment=assignment)
    refusal = {"assignment_id": assignment.pk, "by": cast.head}
    assert refused(actions.refuse_assignment, reason_kk="", reason_ru="Нет", **refusal) == ["text.missing"]
    done = actions.refuse_assignment(reason_kk="Сай емес", reason_ru="Не соответствует", **refusal)
    assert done.state == "refused"


def test_p2_a_company_held_by_the_state_is_no_assignee(cast, card):
    codes = refused(requested, cast=cast, card=card, assignee_bin=cast.org_state_company.bin)
    assert codes == ["organisation.state_share"]


def test_a_share_passes_and_the_assignor_stays_with_the_rest(cast, clock_at):
    card = a_card(cast)
    assignment = checked(cast, requested(cast, card, share=Decimal(40)))
    consent(cast, assignment)
    agreed(cast, assignment)
    actions.apply_assignment(assignment_id=assignment.pk, by=cast.staff)
    assert [row.organisation for row in cards.parties(card, "private_partner")] == [cast.org_a, cast.org_b]


def test_a_second_share_is_not_more_than_the_first_left(cast, clock_at):
    card = a_card(cast)
    applied(cast, requested(cast, card, share=Decimal(60)))
    assert [row.share for row in cards.parties(card, "private_partner")] == [40, 60]
    too_much = {"cast": cast, "card": card, "assignee_bin": cast.org_c.bin, "share": Decimal(60)}
    assert refused(requested, **too_much) == ["assignment.share_beyond"]
    applied(cast, requested(cast, card, assignee_bin=cast.org_c.bin, share=Decimal(40)))
    parties = cards.parties(card, "private_partner")
    assert [(row.organisation, row.share) for row in parties] == [(cast.org_b, 60), (cast.org_c, 40)]


def test_every_public_partner_consents_for_itself(cast, clock_at):
    ministry = {"part": "public_partner", "name_kk": "Министрлік", "name_ru": "Министерство"}
    own = {"part": "public_partner", "name_kk": "Басқарма", "name_ru": "Управление"}
    card = a_card(cast, parties=[{**own, "organisation_id": cast.org_organiser.pk}, ministry])
    assignment = checked(cast, requested(cast, card))
    assert consent(cast, assignment).state == "qualified"
    (missing,) = missing_consents(assignment)
    assert (missing.code, missing.params["who"].ru) == ("assignment.no_public_consent", "Министерство")
    assert consent(cast, assignment, place=1, number="М-2").state == "consented"


def test_an_assignee_that_became_unfit_before_it_is_in_force_does_not_come_in(cast, clock_at):
    card = a_card(cast)
    assignment = checked(cast, requested(cast, card))
    consent(cast, assignment)
    agreed(cast, assignment)
    Organisation.objects.filter(pk=cast.org_b.pk).update(state_share=Decimal(60))
    apply = {"assignment_id": assignment.pk, "by": cast.staff}
    assert refused(actions.apply_assignment, **apply) == ["organisation.state_share"]


@pytest.mark.parametrize("state", ["requested", "qualified", "consented", "signed"])
def test_a_request_dies_with_its_contract_whatever_it_had_come_to(cast, clock_at, state):
    card = a_card(cast)
    assignment = requested(cast, card)
    for step in (checked, consent, agreed):
        if assignment.state != state:
            assignment = step(cast, assignment)
    end(cast, card, dated_on=today(), effective_on=today())
    assignment.refresh_from_db()
    assert assignment.state == "lapsed"


def test_p56_a_request_to_extend_is_dropped_when_the_partner_passed_everything_and_it_is_told_too(
    cast, clock_at
):
    card = a_card(cast)
    asked = extensions.asked(card, cast.bidder_a)
    applied(cast, requested(cast, card, share=Decimal(40)))
    asked.refresh_from_db()
    assert asked.state == "requested", "the partner is still a party"
    applied(cast, requested(cast, card, share=Decimal(60), assignee_bin=cast.org_c.bin))
    asked.refresh_from_db()
    assert asked.state == "left"
    for by in (cast.head, cast.bidder_a, cast.bidder_b):
        assert letters("card.extension_left", by).exists()


def test_after_the_last_instant_of_the_contract_no_step_is_taken_though_nothing_was_swept(cast, clock_at):
    card = a_card(cast)
    assignment = checked(cast, requested(cast, card))
    clock_at.set(end_of_day(card.ends_on) + timedelta(microseconds=1))
    assert "assignment.not_in_force" in refused(consent, cast=cast, assignment=assignment)


def test_only_the_private_partner_asks_and_only_once_at_a_time(cast, card):
    assert "assignment.not_the_partner" in refused(requested, cast=cast, card=card, by=cast.staff)
    requested(cast, card)
    assert refused(requested, cast=cast, card=card) == ["assignment.running"]


def test_an_agreement_dated_before_the_consents_is_refused(cast, card, clock_at):
    assignment = checked(cast, requested(cast, card))
    clock_at.set(clock.now() + timedelta(days=3))
    consent(cast, assignment)
    consent(cast, assignment, "operator")
    early = {"cast": cast, "assignment": assignment, "signed_on": today() - timedelta(days=1)}
    assert refused(agreed, **early) == ["assignment.agreement_day"]


def test_its_pages_lead_both_sides_and_show_strangers_nothing(cast, card, client_of):
    def url(name, *args):
        with override("ru"):
            return reverse(f"contracts:{name}", args=[card.pk, *args])

    partner, staff = client_of(cast.bidder_a), client_of(cast.staff)
    assert url("request_assignment") in partner.get(url("card_assignment")).content.decode()
    data = {
        "kind": "claim",
        "assignee_bin": cast.org_b.bin,
        "share": "100",
        "reason_kk": "Себеп",
        "reason_ru": "Причина",
    }
    assert partner.post(url("request_assignment"), data).status_code == 422
    assert partner.post(url("request_assignment"), {**data, "upload": pdf()}).status_code == 303
    made = Assignment.objects.get()
    page = staff.get(url("assignment", made.pk)).content.decode()
    assert url("assignment_check", made.pk) in page
    early = staff.get(url("assignment_apply", made.pk))
    assert early.context["why_not"], "there is no agreement yet"
    assert 'name="confirmed"' not in early.content.decode()
    asked = staff.get(url("assignment_check", made.pk)).content.decode()  # who is asked says of whom
    assert all(said in asked for said in (made.number, str(cast.org_b), cast.org_b.bin))
    assert "казахский текст также" in page or "казахский – также и оператора" in page
    answer = staff.post(url("assignment_check", made.pk), {"confirmed": "yes", "object_cost": "1000"})
    assert answer.status_code == 303
    found = {"verdict": "met", **FOUND, "certificate_on": today().isoformat()}
    step = url("assignment_requirement", made.pk, 1)
    assert f'<a href="{url("card_assignment")}">' in staff.get(step).content.decode()  # where one is
    unproved = staff.post(step, {**found, "evidence_kk": "", "evidence_ru": ""})
    assert unproved.status_code == 422
    assert "әлеуетті жекеше әріптестің" not in unproved.content.decode(), "no bid speaks for the assignee"
    assert staff.post(step, found).status_code == 303
    for by in (cast.bidder_b, cast.other_staff, cast.outsider):
        assert client_of(by).get(url("assignment", made.pk)).status_code == 404


def test_p56_the_sheet_of_the_assignee_is_opened_once_and_closed_when_everything_is_checked(
    cast, card, client_of
):
    made, staff = requested(cast, card), client_of(cast.staff)

    def url(name, *args):
        with override("ru"):
            return reverse(f"contracts:{name}", args=[card.pk, made.pk, *args])

    def page(name):
        return staff.get(url(name)).content.decode().replace("\xa0", " ")

    close, yes = url("assignment_qualify"), {"confirmed": "yes"}
    assert "Некоторые из восьми требований еще не проверены" in page("assignment_qualify")
    assert 'name="confirmed"' in page("assignment_check")
    assignee.open_check(assignment_id=made.pk, object_cost=Decimal(1000), by=cast.staff)
    for number in range(1, 9):
        asked = page("assignment_qualify")
        assert f"Требование {number} не проверено" in asked
        assert 'name="confirmed"' not in asked
        assert staff.post(close, yes).status_code == 422
        shown = page("assignment")
        assert close not in shown
        assert f"Еще не проверены: {', '.join(map(str, range(number, 9)))}." in shown
        assert f'class="button primary" href="{url("assignment_requirement", number)}"' in shown
        found = {"verdict": "met", "certificate_on": today(), "amounts": AMOUNTS.get(number), **FOUND}
        assignee.record_finding(assignment_id=made.pk, requirement=number, by=cast.staff, **found)
    again = page("assignment_check")
    assert "Лист правопреемника уже открыт" in again
    assert 'name="confirmed"' not in again
    assert staff.post(url("assignment_check"), yes).status_code == 422
    crumbs = page("assignment_qualify").split("<h1")[0]
    assert f'href="{url("assignment")}"' in crumbs, "they lead through the request"
    assert close in page("assignment")
    assert staff.post(close, yes).status_code == 303


def test_p56_a_sheet_that_failed_is_not_closed_again(cast, card, client_of):
    assignment = checked(cast, requested(cast, card), failing=3)
    again = {"assignment_id": assignment.pk, "by": cast.staff}
    assert refused(assignee.qualify_assignee, **again) == ["assignment.not_qualified"]


def test_who_passed_everything_still_reads_its_request_and_finds_it_in_the_list(cast, clock_at, client_of):
    card = a_card(cast)
    assignment = checked(cast, requested(cast, card))
    consent(cast, assignment)
    agreed(cast, assignment)
    actions.apply_assignment(assignment_id=assignment.pk, by=cast.staff)
    with override("ru"):
        page = reverse("contracts:assignment", args=[card.pk, assignment.pk])
        paper = reverse(
            "contracts:assignment_paper", args=[card.pk, assignment.pk, assignment.application_id]
        )
        front, listed = reverse("contracts:bidder_card", args=[card.pk]), reverse("contracts:cards")
    assignor = client_of(cast.bidder_a)
    assert page in assignor.get(listed).content.decode()
    told = assignor.get(page).content.decode()
    assert assignment.number in told
    assert front not in told
    assert b"".join(assignor.get(paper).streaming_content).startswith(b"%PDF")
    assert assignor.get(front).status_code == 404
    assert client_of(cast.bidder_c).get(page).status_code == 404
