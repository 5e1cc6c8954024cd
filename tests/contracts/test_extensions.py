"""A contract in force: warned about, changed on an agreed basis, extended once, over."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from contracts.actions import card_life, comparing, extension_outcome, extension_papers, working_group
from contracts.actions import extensions as actions
from contracts.extension_states import ExtensionState
from contracts.models import ContractCard, ExpiryWarning, Extension
from ppp_portal.comparison import actions as comparison
from ppp_portal.comparison import queries as comparison_queries
from ppp_portal.comparison.rules import CHANGE, Ask, Reply
from ppp_portal.documents.models import PrintOrder
from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from ppp_portal.law.calendar import ALMATY, end_of_day, local_day
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import actions as panel
from ppp_portal.panel.rules import SeatPlan
from tenders import sweep
from tests.contracts.cards import a_card, before_end, party
from tests.contracts.test_ending import end
from tests.documents.files import PDF

pytestmark = pytest.mark.django_db
LATER = date(2030, 12, 31)


def paper(name="paper.pdf"):
    return SimpleUploadedFile(name, PDF, "application/pdf")


def codes(refused):
    return {refusal.code for refusal in refused.value.refusals}


def asked(card, by, **overrides):
    values = {
        "ground": "L48-2",
        "reason_kk": "Тараптар 1 жылға ұзартуға келісті",
        "reason_ru": "Стороны согласились продлить на 1 год",
        "new_ends_on": LATER,
        "one_off": True,
        "upload": paper(),
    }
    return actions.request_extension(card_id=card.pk, by=by, **{**values, **overrides})


def compared(extension, cast, offers=2, close=True):
    """One question, the incumbent and one more offer, both judged."""
    frame = {"by": cast.staff, "stream": extension.card.stream}
    subject = extension.subject
    comparison.draft_questionnaire(
        subject=subject,
        title_kk="Салыстыру",
        title_ru="Сравнение",
        questions=[Ask("Тариф", "Тариф", kind="number", unit_kk="теңге", unit_ru="тенге", better="less")],
        basis=CHANGE,
        **frame,
    )
    comparison.fix_questionnaire(subject=subject, **frame)
    for organisation, price in ((cast.org_a, 36000), (cast.org_b, 39000))[:offers]:
        column = comparison.add_column(
            subject=subject,
            name_kk=organisation.name_kk,
            name_ru=organisation.name_ru,
            organisation_id=organisation.pk,
            incumbent=organisation == cast.org_a,
            **frame,
        )
        comparison.fill_column(column_id=column.pk, replies=[Reply(1, figure=Decimal(price))], **frame)
        comparison.judge(
            column_id=column.pk, outcome="meets", reason_kk="Талапқа сай", reason_ru="Отвечает", **frame
        )
    if close:
        comparing.close_comparison(extension_id=extension.pk, by=cast.staff)


def under_review(card, cast, **overrides):
    extension = asked(card, cast.staff, **overrides)
    actions.confirm_ground(
        extension_id=extension.pk, note_kk="Келісім бар", note_ru="Согласие есть", by=cast.staff
    )
    return actions.open_review(extension_id=extension.pk, by=cast.staff)


def recommended(card, cast, clock_at, **overrides):
    extension = under_review(card, cast, **overrides)
    compared(extension, cast)
    return extension_papers.record_recommendation(
        extension_id=extension.pk,
        text_kk="Ұзарту ұсынылады",
        text_ru="Рекомендуется продлить",
        on=clock_at.forward(timedelta(hours=1)).date(),
        by=cast.staff,
        upload=paper(),
    )


def approved(card, cast, clock_at, **overrides):
    extension = recommended(card, cast, clock_at, **overrides)
    return actions.approve_extension(extension_id=extension.pk, by=cast.head, **decision(clock_at))


def decision(clock_at):
    return {
        "deciding_body_kk": "Қалалық мәслихат",
        "deciding_body_ru": "Городской маслихат",
        "decision_number": "77",
        "decision_on": clock_at.forward(timedelta(minutes=1)).date(),
        "decision_reason_kk": "Ұсынысқа сай",
        "decision_reason_ru": "По рекомендации",
        "effect_kk": "Сапа мен көлем сақталады",
        "effect_ru": "Качество и объём сохраняются",
        "unchanged_kk": "Төлем жоспарланған сома ішінде",
        "unchanged_ru": "Оплата в пределах плановой суммы",
        "upload": paper(),
    }


MORE_PLACES = {
    "kind": "quantity",
    "name_kk": "Орын",
    "name_ru": "Место",
    "unit_kk": "орын",
    "unit_ru": "место",
    "after": Decimal(620),
}


def test_p55_a_contract_is_extended_from_the_request_to_a_new_version_of_its_card(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    extension = approved(card, cast, clock_at, lines=[MORE_PLACES])
    extension = signed(extension, cast.head, cast.bidder_a)
    card.refresh_from_db()
    assert (extension.state, card.ends_on, card.first_ends_on) == ("applied", LATER, date(2029, 12, 31))
    assert card.no_further_extension
    assert [row.value for row in card.quantities.all()] == [500, 620]
    assert [row.competed for row in card.quantities.all()] == [True, False]
    assert card.version == 2
    kinds = set(PrintOrder.objects.filter(subject=card.subject).values_list("kind", flat=True))
    assert kinds == {"comparison.matrix", "extension.agreement", "extension.signed", "extension.file"}


def signed(extension, *people):
    for by in people:
        extension = extension_outcome.sign_agreement(extension_id=extension.pk, by=by, seen=extension.digest)
    return extension


def test_an_extension_signed_in_the_last_microsecond_is_in_force_and_the_contract_goes_on(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 3)
    extension = signed(approved(card, cast, clock_at), cast.head)
    clock_at.set(datetime(2029, 12, 31, 23, 59, 59, 999999, tzinfo=ALMATY))
    extension = signed(extension, cast.bidder_a)
    clock_at.forward(timedelta(hours=5))
    sweep.run()
    card.refresh_from_db()
    assert (extension.state, card.state, card.ends_on) == ("applied", "in_force", LATER)
    steps = ["card.extension_signature", "card.sign_agreement", "card.apply_extension"]
    told = Record.objects.filter(stream=card.stream, kind__in=steps).order_by("sequence")
    assert [row.kind for row in told] == [steps[0], *steps]


def test_a_second_signature_after_the_last_microsecond_extends_nothing(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 3)
    extension = signed(approved(card, cast, clock_at), cast.head)
    clock_at.set(datetime(2030, 1, 1, tzinfo=ALMATY))
    with pytest.raises(Refused) as refused:
        signed(extension, cast.bidder_a)
    assert codes(refused) == {"extension.after_expiry"}
    sweep.run()
    extension.refresh_from_db()
    assert extension.state == ExtensionState.LAPSED


def test_a_paper_stands_for_a_partner_that_nobody_represents_here_and_is_in_force_when_registered(
    cast, clock_at
):
    card = a_card(cast)
    before_end(clock_at, card, 3)
    extension = approved(card, cast, clock_at)
    signed_on = local_day(clock.now())
    paper_of = {"extension_id": extension.pk, "by": cast.head, "signed_on": signed_on}
    with pytest.raises(Refused) as refused:
        extension_outcome.register_agreement(**paper_of, upload=paper())
    assert codes(refused) == {"extension.partner_signs_here"}
    card.parties.filter(part="private_partner").update(organisation=None)
    with pytest.raises(Refused) as refused:
        extension_outcome.register_agreement(**{**paper_of, "signed_on": None})
    assert codes(refused) == {"extension.agreement_paper", "extension.agreement_day"}
    extension_outcome.register_agreement(**paper_of, upload=paper())
    card.refresh_from_db()
    assert (card.ends_on, card.state) == (LATER, "in_force")


def test_the_body_may_grant_less_than_was_asked_and_never_more(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    extension = recommended(card, cast, clock_at, lines=[MORE_PLACES], one_off=False)
    key = {"extension_id": extension.pk, "by": cast.head}
    more = {"new_ends_on": LATER + timedelta(days=1), "after": {1: Decimal(621)}}
    with pytest.raises(Refused) as refused:
        actions.approve_extension(**key, **decision(clock_at), **more)
    assert codes(refused) == {"extension.beyond_request", "extension.line_beyond_request"}
    less = {"new_ends_on": date(2030, 6, 30), "after": {1: Decimal(540)}, "one_off": True}
    extension = actions.approve_extension(**key, **decision(clock_at), **less)
    signed(extension, cast.head, cast.bidder_a)
    card.refresh_from_db()
    assert (card.ends_on, card.no_further_extension) == (date(2030, 6, 30), True)
    assert [row.value for row in card.quantities.all()] == [500, 540]
    assert extension.asked_ends_on == LATER


def test_nobody_signs_without_having_seen_the_text(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 3)
    extension = approved(card, cast, clock_at)
    with pytest.raises(Refused) as refused:
        extension_outcome.sign_agreement(extension_id=extension.pk, seen="", by=cast.head)
    assert codes(refused) == {"extension.other_text"}


def test_the_incumbent_alone_is_no_comparison_unless_it_is_said_who_was_asked(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    extension = under_review(card, cast)
    compared(extension, cast, offers=1, close=False)
    key = {"extension_id": extension.pk, "by": cast.staff}
    with pytest.raises(Refused) as refused:
        comparing.close_comparison(**key)
    assert codes(refused) == {"extension.no_others"}
    said = {"silence_kk": "3 компаниядан сұралды", "silence_ru": "Запрошены 3 компании"}
    assert comparing.close_comparison(**key, **said).silence_ru == "Запрошены 3 компании"


def test_one_recommends_only_what_was_compared_and_not_before_that_day(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    extension = under_review(card, cast)
    said = {"text_kk": "Ұсынылады", "text_ru": "Рекомендуется", "by": cast.staff}
    said |= {"extension_id": extension.pk, "on": local_day(clock.now())}
    with pytest.raises(Refused) as refused:
        extension_papers.record_recommendation(**said, upload=paper())
    assert codes(refused) == {"extension.not_compared"}
    clock_at.forward(timedelta(days=2))
    compared(extension, cast)
    with pytest.raises(Refused) as refused:
        extension_papers.record_recommendation(**said, upload=paper())
    assert codes(refused) == {"extension.recommendation_day"}


def seats(cast):
    voters = [(cast.chair, "chair"), (cast.deputy, "deputy"), *((who, "member") for who in cast.members[:3])]
    return [*voters, (cast.secretary, "secretary")]


def test_where_a_working_group_examines_the_request_its_members_judge_and_not_the_staff(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    extension = under_review(card, cast)
    compared(extension, cast, close=False)
    key = {"extension_id": extension.pk}
    made = panel.appoint_commission(
        organisation_id=cast.org_organiser.pk,
        kind="group",
        name_kk="Жұмыс тобы",
        name_ru="Рабочая группа",
        order_number="7-ө",
        order_date=local_day(clock.now()),
        seats=[SeatPlan(who.person_id, role) for who, role in seats(cast)],
        by=cast.head,
        pack="605-458",
    )
    working_group.assign_group(commission_id=made.pk, by=cast.staff, **key)
    column = comparison_queries.columns(extension.subject)[0]
    verdict = {"outcome": "meets", "reason_kk": "Сай", "reason_ru": "Отвечает"}
    answers = {"column_id": column.pk, "replies": [Reply(1, figure=Decimal(35000))], **key}
    with pytest.raises(Refused) as refused:
        comparing.enter_offer(by=cast.staff, **answers, **verdict)
    assert codes(refused) == {"extension.group_judges"}
    comparing.enter_offer(by=cast.staff, **answers)
    with pytest.raises(Extension.DoesNotExist):
        working_group.judge_offer(column_id=column.pk, by=cast.member_1, **key, **verdict)
    stream = extension.card.stream
    panel.declare(subject=extension.subject, no_conflict=True, by=cast.member_1, stream=stream)
    assert (
        working_group.judge_offer(column_id=column.pk, by=cast.member_1, **key, **verdict).outcome == "meets"
    )


def test_a_second_extension_after_a_one_off_one_is_refused(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    signed(approved(card, cast, clock_at), cast.head, cast.bidder_a)
    with pytest.raises(Refused) as refused:
        asked(card, cast.staff, new_ends_on=LATER + timedelta(days=365))
    assert codes(refused) == {"extension.no_further"}


def test_no_time_for_a_tender_and_an_expired_contract_are_refused_together(cast, clock_at):
    card = a_card(cast)
    clock_at.set(end_of_day(card.ends_on) + timedelta(microseconds=1))
    with pytest.raises(Refused) as refused:
        asked(card, cast.bidder_a, ground="no_time", upload=None)
    assert codes(refused) == {
        "extension.after_expiry",
        "extension.no_time_is_no_ground",
        "extension.no_evidence",
    }


def test_a_third_party_finds_no_contract_to_extend(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    for stranger in (cast.bidder_b, cast.other_staff):
        with pytest.raises(ContractCard.DoesNotExist):
            asked(card, stranger)


def test_nothing_is_decided_without_the_comparison_and_the_recommendation(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    extension = under_review(card, cast)
    with pytest.raises(Refused) as refused:
        actions.approve_extension(extension_id=extension.pk, by=cast.head, **decision(clock_at))
    assert codes(refused) == {"extension.not_compared", "extension.not_recommended"}
    extension.refresh_from_db()
    assert extension.decided_at is None


def test_p55_what_is_missing_before_a_decision_or_a_recommendation_stands_in_place_of_its_form(
    cast, clock_at, client_of
):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    extension, head = under_review(card, cast), client_of(cast.head)

    def page(name):
        with override("ru"):
            found = head.get(reverse(f"contracts:{name}", args=[card.pk, extension.pk])).content.decode()
            return found.replace("\xa0", " ")

    compare, recommend = "Альтернативы еще не сравнены", "Рабочая группа еще не дала"
    home = page("extension_decision")
    with override("ru"):
        here = reverse("contracts:extension", args=[card.pk, extension.pk])
    assert f'href="{here}"' in home.split("<h1")[0], "the crumbs lead through the request"
    assert compare in home
    assert "decision_number" not in home
    assert compare in page("extension_recommendation")
    assert "text_kk" not in page("extension_recommendation")
    compared(extension, cast)
    with override("ru"):
        offer = comparison_queries.columns(extension.subject)[0].pk
        entered = head.get(reverse("contracts:extension_column", args=[card.pk, extension.pk, offer]))
    assert [row.message for row in entered.context["why_not"]] == [
        "Сравнение закрыто. Изменить в нем ничего нельзя."
    ]
    assert "data-upload" not in entered.content.decode()
    assert "text_kk" in page("extension_recommendation")
    undecided = page("extension_decision")
    assert compare not in undecided
    assert recommend in undecided
    assert "decision_number" not in undecided
    recommended_at = clock_at.forward(timedelta(hours=1))
    extension_papers.record_recommendation(
        extension_id=extension.pk,
        text_kk="Ұзарту ұсынылады",
        text_ru="Рекомендуется продлить",
        on=recommended_at.date(),
        by=cast.staff,
        upload=paper(),
    )
    assert "decision_number" in page("extension_decision")


def test_a_higher_tariff_needs_the_budget_commission_and_the_maslikhat(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    tariff = {
        **MORE_PLACES,
        "kind": "tariff",
        "unit_kk": "айына бір орын",
        "unit_ru": "место в месяц",
        "after": Decimal(40000),
    }
    extension = recommended(card, cast, clock_at, lines=[tariff])
    with pytest.raises(Refused) as refused:
        actions.approve_extension(extension_id=extension.pk, by=cast.head, **decision(clock_at))
    assert codes(refused) == {"extension.no_budget_commission", "extension.no_maslikhat"}
    today = local_day(clock.now())
    extension_papers.record_approvals(
        extension_id=extension.pk,
        by=cast.staff,
        budget_number="5",
        budget_on=today,
        budget_upload=paper(),
        maslikhat_number="9",
        maslikhat_on=today,
        maslikhat_upload=paper(),
    )
    extension = actions.approve_extension(extension_id=extension.pk, by=cast.head, **decision(clock_at))
    assert extension.state == ExtensionState.APPROVED


def test_a_paper_without_its_number_or_date_is_refused_field_by_field_and_not_dropped(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    extension = under_review(card, cast)
    with pytest.raises(Refused) as refused:
        extension_papers.record_approvals(extension_id=extension.pk, by=cast.staff, maslikhat_upload=paper())
    assert [row.field for row in refused.value.refusals] == ["maslikhat_number", "maslikhat_on"]
    extension.refresh_from_db()
    assert extension.maslikhat_file is None


def test_silence_about_what_the_state_owes_is_no_word_that_it_owes_no_more(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    extension = recommended(card, cast, clock_at)
    said = {**decision(clock_at), "unchanged_kk": "", "unchanged_ru": ""}
    with pytest.raises(Refused) as refused:
        actions.approve_extension(extension_id=extension.pk, by=cast.head, **said)
    assert codes(refused) == {"extension.change_unsaid"}


def test_a_row_that_was_begun_is_refused_and_not_dropped(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    with pytest.raises(Refused) as refused:
        asked(card, cast.bidder_a, lines=[MORE_PLACES, {**MORE_PLACES, "kind": "tariff", "unit_kk": ""}])
    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.field) == ("extension.line_half", "2:unit_kk")


def test_what_a_thing_was_before_stands_on_the_card_and_is_not_typed(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    extension = asked(card, cast.bidder_a, lines=[MORE_PLACES, {**MORE_PLACES, "unit_ru": "чел."}])
    assert [row.before for row in extension.lines.all()] == [500, None]


def test_a_higher_tariff_of_a_card_needs_the_head_and_the_papers_of_an_extension(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 400)
    row = {"value": Decimal(40000), "unit_kk": "айына бір орын", "unit_ru": "место в месяц"}
    change = {
        "card_id": card.pk,
        "rows": {"tariffs": [{**row, "from_on": date(2028, 1, 1)}]},
        "basis_kk": "2-қосымша келісім",
        "basis_ru": "Допсоглашение 2",
        "upload": paper(),
    }
    with pytest.raises(Refused) as refused:
        card_life.change_card(by=cast.staff, **change)
    assert codes(refused) == {
        "card.head_changes",
        "extension.no_budget_commission",
        "extension.no_maslikhat",
    }
    papers = {"budget_number": "5", "budget_on": local_day(clock.now()), "budget_upload": paper()}
    papers |= {name.replace("budget", "maslikhat"): value for name, value in papers.items()}
    card_life.change_card(by=cast.head, **{**change, **papers, "maslikhat_upload": paper()})
    assert [row.value for row in card.tariffs.all()] == [36000, 40000]


def test_no_new_partner_and_no_new_operator_come_by_a_change_of_the_card(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 400)
    for part in ("private_partner", "operator"):
        with pytest.raises(Refused) as refused:
            card_life.change_card(
                card_id=card.pk,
                rows={"parties": [party(cast.org_b, part)]},
                basis_kk="Келісім",
                basis_ru="Соглашение",
                upload=paper(),
                by=cast.head,
            )
        assert codes(refused) == {"card.change_elsewhere"}


def test_only_the_head_decides_and_a_refusal_leaves_its_file(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    extension = asked(card, cast.bidder_a, ground="R55-2")
    reason = {"reason_kk": "Негіз дәлелденбеді", "reason_ru": "Основание не доказано"}
    with pytest.raises(Refused) as refused:
        actions.refuse_extension(extension_id=extension.pk, by=cast.staff, **reason)
    assert codes(refused) == {"card.wrong_role"}
    extension = actions.refuse_extension(extension_id=extension.pk, by=cast.head, **reason)
    assert extension.state == ExtensionState.REFUSED
    file = PrintOrder.objects.get(subject=card.subject)
    assert file.kind == "extension.file"
    assert "its ground is not established" in file.context or "основание не установлено" in file.context


def test_what_was_not_signed_before_the_end_lapses_with_the_contract(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 3)
    extension = approved(card, cast, clock_at)
    clock_at.set(end_of_day(card.ends_on) + timedelta(hours=5))
    sweep.run()
    card.refresh_from_db()
    extension.refresh_from_db()
    assert (card.state, card.ended_on, extension.state) == ("expired", card.ends_on, "lapsed")
    told = Record.objects.get(stream=card.stream, kind="card.expire_card")
    assert told.effective_at == end_of_day(card.ends_on)
    assert told.at > told.effective_at


def test_an_extension_signed_by_one_side_dies_with_a_contract_that_is_terminated(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    extension = signed(approved(card, cast, clock_at), cast.bidder_a)
    today = local_day(clock.now())
    end(cast, card, dated_on=today, effective_on=today)
    extension.refresh_from_db()
    assert extension.state == ExtensionState.LAPSED


def test_nobody_ignored_warnings_about_an_end_that_did_not_exist_yet(cast, clock_at):
    clock_at.set(end_of_day(date(2028, 1, 10)))
    card = a_card(cast)
    before_end(clock_at, card, 1)
    sweep.run()
    ExpiryWarning.objects.all().delete()
    in_a_year = date(2030, 12, 31)  # eighteen and twelve months before it lie behind us
    signed(approved(card, cast, clock_at, new_ends_on=in_a_year), cast.head, cast.bidder_a)
    clock_at.set(end_of_day(card.ends_on) + timedelta(days=120))
    sweep.run()
    assert list(ExpiryWarning.objects.values_list("months", flat=True)) == [12, 9]


def test_warnings_come_in_time_and_keep_what_was_answered(cast, clock_at):
    clock_at.set(end_of_day(date(2028, 1, 10)))
    card = a_card(cast)
    for day in (date(2028, 7, 2), date(2029, 1, 2), date(2029, 10, 2)):
        clock_at.set(end_of_day(day))
        sweep.run()
    given = list(ExpiryWarning.objects.values_list("months", flat=True))
    assert given == [18, 12, 9, 6, 3]
    first = ExpiryWarning.objects.get(months=18)
    card_life.answer_warning(
        warning_id=first.pk, answer="tender", note="Құжаттама дайындалуда", by=cast.staff
    )
    with pytest.raises(Refused):
        card_life.answer_warning(warning_id=first.pk, answer="ends", note="Жоқ", by=cast.staff)
    assert ExpiryWarning.objects.filter(answer="").count() == 4
    card.refresh_from_db()
    assert card.next_deadline_at == end_of_day(card.ends_on)


def test_a_card_changes_only_on_an_agreed_basis_with_its_document(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 400)
    row = {
        "name_kk": "Орын",
        "name_ru": "Место",
        "unit_kk": "орын",
        "unit_ru": "место",
        "value": Decimal(550),
        "from_on": date(2028, 1, 1),
    }
    with pytest.raises(Refused) as refused:
        card_life.change_card(
            card_id=card.pk, rows={"quantities": [row]}, basis_kk="", basis_ru="Допсоглашение", by=cast.staff
        )
    assert codes(refused) == {"card.no_basis", "card.change_without_document"}
    card = card_life.change_card(
        card_id=card.pk,
        rows={"quantities": [row]},
        basis_kk="2-қосымша келісім",
        basis_ru="Допсоглашение 2",
        upload=paper(),
        by=cast.staff,
    )
    assert card.version == 2
    assert [q.competed for q in card.quantities.all()] == [True, False]


def test_an_early_warning_is_answered_while_the_end_it_warns_of_is_to_come(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 100)
    sweep.run()
    warning = ExpiryWarning.objects.earliest("months")
    said = {"warning_id": warning.pk, "answer": "ends", "note": "Аяқталады", "by": cast.staff}
    clock_at.set(end_of_day(card.ends_on) + timedelta(microseconds=1))
    with pytest.raises(Refused) as refused:
        card_life.answer_warning(**said)
    assert codes(refused) == {"card.warning_over"}
    clock_at.set(end_of_day(card.ends_on))
    assert card_life.answer_warning(**said).answer == "ends"


def test_nobody_answers_for_an_end_that_an_extension_has_moved(cast, clock_at, client_of):
    card = a_card(cast)
    before_end(clock_at, card, 100)
    sweep.run()
    warning = ExpiryWarning.objects.earliest("months")
    signed(approved(card, cast, clock_at), cast.head, cast.bidder_a)
    with pytest.raises(Refused) as refused:
        card_life.answer_warning(warning_id=warning.pk, answer="ends", note="Жоқ", by=cast.staff)
    assert codes(refused) == {"card.warning_over"}
    page = client_of(cast.staff).get(reverse("contracts:card_extensions", args=[card.pk])).content.decode()
    assert reverse("contracts:warning_answer", args=[card.pk, warning.pk]) not in page
