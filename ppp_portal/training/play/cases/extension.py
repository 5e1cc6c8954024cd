"""Sergek as published facts; then a contract of invented firms is extended once, and assigned to another partner.

Of the real organisations only what was published is entered: nobody votes on them and nobody judges them.
"""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from contracts.actions import (
    card_life,
    comparing,
    extension_outcome,
    extension_papers,
    extensions,
    working_group,
)
from contracts.actions.cards import enter_card
from contracts.models import ContractCard, ExpiryWarning, Extension
from ppp_portal.comparison.queries import columns
from ppp_portal.comparison.rules import Ask, Reply
from ppp_portal.law.calendar import local_day
from ppp_portal.panel import actions as panel
from ppp_portal.panel.rules import SeatPlan
from ppp_portal.panel.states import CommissionKind
from ppp_portal.training.play import assigning
from ppp_portal.training.play.announcing import PLACE, SEATS, moment
from ppp_portal.training.play.cases.extension_texts import (
    INVENTED_QUESTIONS,
    LINES,
    OFFERS,
    OPERATOR,
    SERGEK,
    SERGEK_OFFERS,
    SERGEK_QUESTIONS,
    UNIT,
    invented,
)
from ppp_portal.training.play.papers import upload
from ppp_portal.training.play.stage import Stage

VOTERS = ("chair", "deputy", "member_1", "member_2", "member_3")
LAST_YEAR, MASLIKHAT_ON = 2026, date(2026, 7, 31)
PARTNER, ASSIGNEE = "bidder_a", "bidder_b"


def play(stage: Stage) -> ContractCard:
    """Ends with a contract extended once, the next request refused, and another partner on the card."""
    facts(stage)
    card = enter(stage, LAST_YEAR)
    stage.pass_time(hours=1)
    answer_warning(stage, card)
    stage.go_to(moment(date(2026, 7, 1), 10))  # the next warning has come, nobody answers it
    extension = request(stage, card)
    stage.next_day(2)
    take_up(stage, extension)
    seat_group(stage, extension)
    ask_firms(stage, extension)
    stage.next_day(15)
    enter_offers(stage, extension)
    judge(stage, extension, len(OFFERS))
    stage.do(
        "staff",
        "closes the comparison; the matrix is printed",
        comparing.close_comparison,
        extension_id=extension.pk,
    )
    recommend(stage, extension)
    conclude(stage, extension)
    assigning.assign(stage, card, PARTNER, ASSIGNEE)
    return card


# --- published facts --------------------------------------------------------------------------------------


def facts(stage: Stage) -> ContractCard:
    """766, 1,641 and 1,991 complexes; what was published of five offers; a second extension is refused."""
    card = stage.do("staff", "enters the Sergek contract from its public source", enter_card, **SERGEK)
    stage.do("staff", "publishes the card with its drift", card_life.publish_card, card_id=card.pk)
    stage.do(
        "staff",
        "enters what was published of the five offers",
        comparing.record_facts,
        card_id=card.pk,
        title_kk="«Сергек» шартын ұзарту: ұсыныстар",
        title_ru="Продление договора «Сергек»: предложения",
        questions=[Ask(*asked) for asked in SERGEK_QUESTIONS],
        offers=[
            comparing.Offer(kk, ru, tuple(Reply(*reply) for reply in replies), incumbent)
            for kk, ru, incumbent, replies in SERGEK_OFFERS
        ],
    )
    stage.refused(
        "staff",
        "asks for a second extension",
        extensions.request_extension,
        card_id=card.pk,
        ground="L48-2",
        reason_kk="Екінші рет ұзарту",
        reason_ru="Второе продление",
        new_ends_on=date(2027, 12, 31),
        total_statement_kk="Шарттың бірінші күні жарияланбаған",
        total_statement_ru="Первый день договора не опубликован",
        upload=upload("request.pdf", "Запрос", "Учебный запрос на второе продление"),
    )
    return card


# --- an invented contract ---------------------------------------------------------------------------------


def enter(stage: Stage, last_year: int) -> ContractCard:
    """The card of a contract of six years to the end of ``last_year``; its quantity was doubled half way."""
    contract, agreed = invented(last_year), last_year - 3
    partner = {
        "part": "private_partner",
        "organisation_id": stage.organisation(PARTNER),
        **_names(stage, PARTNER),
        "since_on": contract["starts_on"],
    }
    card = stage.do(
        "staff",
        "enters an older contract from its paper",
        enter_card,
        **contract,
        parties=[partner, OPERATOR],
        upload=upload("contract.pdf", f"Договор {contract['number']}", "400 комплексов «Кырагы», 6 лет"),
    )
    stage.do(
        "staff",
        "registers the quantity agreed since",
        card_life.change_card,
        card_id=card.pk,
        rows={"quantities": [{**UNIT, "value": Decimal(860), "from_on": date(agreed, 7, 1)}]},
        basis_kk=f"{agreed} жылғы 1-қосымша келісім",
        basis_ru=f"Дополнительное соглашение 1 {agreed} года",
        upload=upload(
            "supplement.pdf", "Дополнительное соглашение 1", f"860 комплексов с 1 июля {agreed} года"
        ),
    )
    return card


def _names(stage: Stage, who: str) -> dict[str, str]:
    organisation = stage.organisation_of(who)
    return {"name_kk": organisation.name_kk, "name_ru": organisation.name_ru}


def answer_warning(stage: Stage, card: ContractCard) -> None:
    first = ExpiryWarning.objects.filter(card=card).order_by("effective_at").first()
    assert first is not None
    stage.do(
        "staff",
        "answers the warning",
        card_life.answer_warning,
        warning_id=first.pk,
        answer="extension",
        note="Әріптес ұзартуды сұрайтынын айтты; баламалар салыстырылады.",
    )


def request(stage: Stage, card: ContractCard) -> Extension:
    """The partner asks twice for one year more: without a ground, then by agreement under the Law."""
    asked: dict[str, Any] = {
        "card_id": card.pk,
        "reason_kk": "Тараптар шартты бір жылға ұзартуға және 180 кешен қосуға келісті",
        "reason_ru": "Стороны согласились продлить договор на один год и добавить 180 комплексов",
        "new_ends_on": card.ends_on.replace(year=card.ends_on.year + 1),
        "one_off": True,
        "lines": LINES,
    }
    stage.refused(
        PARTNER,
        "asks because no time is left for a tender",
        extensions.request_extension,
        ground="no_time",
        upload=upload("letter.pdf", "Письмо", "Не хватает времени на конкурс"),
        **asked,
    )
    return stage.do(
        PARTNER,
        "asks for one year more, by agreement",
        extensions.request_extension,
        ground="L48-2",
        upload=upload("consent.pdf", "Протокол согласия", "Стороны согласны на продление"),
        **asked,
    )


def take_up(stage: Stage, extension: Extension) -> None:
    stage.do(
        "staff",
        "confirms the ground",
        extensions.confirm_ground,
        extension_id=extension.pk,
        note_kk="Тараптардың жазбаша келісімі бар; шарт күшінде",
        note_ru="Письменное согласие сторон есть; договор в силе",
    )
    stage.do("staff", "opens the comparison", extensions.open_review, extension_id=extension.pk)


def seat_group(stage: Stage, extension: Extension) -> None:
    """A working group is appointed before anybody offers; its members declare to have no conflict of interest."""
    stream, subject = extension.card.stream, extension.subject
    commission = stage.do(
        "head",
        "appoints the working group",
        panel.appoint_commission,
        organisation_id=stage.organisation("head"),
        kind=CommissionKind.GROUP,
        name_kk="Шартты ұзарту жөніндегі жұмыс тобы",
        name_ru="Рабочая группа по продлению договора",
        order_number="61-Н",
        order_date=local_day(stage.now()),
        seats=[seat(stage, *row) for row in SEATS],
    )
    key = {"extension_id": extension.pk}
    stage.do("staff", "assigns it", working_group.assign_group, commission_id=commission.pk, **key)

    def all_declare() -> None:
        for who in (*VOTERS, "member_4", "secretary"):
            panel.declare(subject=subject, no_conflict=True, by=stage[who], stream=stream)

    stage.together("chair", "and all members declare to have no conflict of interest", all_declare)


def ask_firms(stage: Stage, extension: Extension) -> None:
    """The incumbent and three more firms are asked the same."""
    key = {"extension_id": extension.pk}
    stage.do(
        "staff",
        "writes the questions",
        comparing.draft_questions,
        title_kk="Бейнебақылау кешендері: ұсыныстар",
        title_ru="Комплексы видеонаблюдения: предложения",
        questions=[Ask(*asked) for asked in INVENTED_QUESTIONS],
        **key,
    )
    stage.do("staff", "fixes them: everybody answers the same", comparing.fix_questions, **key)


def enter_offers(stage: Stage, extension: Extension) -> None:
    for offer in OFFERS:
        name = stage.organisation_of(offer[0]).name_ru
        stage.together(
            "staff", f"enters the answers of {name}", partial(_enter_offer, stage, extension, *offer)
        )


def judge(stage: Stage, extension: Extension, first: int) -> None:
    """The verdict of the working group on the ``first`` offers."""

    def judged() -> None:
        judged_now = zip(columns(extension.subject), OFFERS[:first], strict=False)
        for column, (_who, _replies, outcome, kk, ru) in judged_now:
            working_group.judge_offer(
                extension_id=extension.pk,
                column_id=column.pk,
                outcome=outcome,
                reason_kk=kk,
                reason_ru=ru,
                by=stage["chair"],
            )

    stage.together("chair", f"gives the verdict of the working group on {first} offers", judged)


def _enter_offer(stage: Stage, extension: Extension, who: str, replies: Any, *_verdict: str) -> None:
    column = comparing.add_offer(
        extension_id=extension.pk,
        organisation_id=stage.organisation(who),
        incumbent=who == PARTNER,
        name_kk=stage.organisation_of(who).name_kk,
        name_ru=stage.organisation_of(who).name_ru,
        by=stage["staff"],
    )
    comparing.enter_offer(
        extension_id=extension.pk,
        column_id=column.pk,
        replies=[Reply(*reply) for reply in replies],
        by=stage["staff"],
    )


def recommend(stage: Stage, extension: Extension) -> None:
    """The working group sits, votes with one dissent, and signs its protocol."""
    stream, key = extension.card.stream, {"extension_id": extension.pk}
    present = [stage.person(who) for who in (*VOTERS, "secretary")]
    sitting = stage.do("chair", "opens a sitting", working_group.sit_down, present=present, **PLACE, **key)

    def voted() -> Any:
        motion = working_group.put_recommendation(
            question_kk="Шартты 2027 жылғы 31 желтоқсанға дейін бір рет ұзартуды ұсыну",
            question_ru="Рекомендовать однократное продление договора до 31 декабря 2027 года",
            by=stage["chair"],
            **key,
        )
        for who in VOTERS:
            against = who == "member_3"
            panel.cast_vote(
                motion_id=motion.pk,
                choice="against" if against else "for",
                dissent_kk="Конкурс өткізуге уақыт жеткілікті еді" if against else "",
                dissent_ru="Времени на конкурс было достаточно" if against else "",
                seen=motion.digest,
                by=stage[who],
                stream=stream,
            )
        return panel.close_motion(motion_id=motion.pk, by=stage["chair"], stream=stream)

    stage.together("chair", "puts the recommendation to the vote (4 for, 1 against)", voted)
    stage.pass_time(minutes=40)
    stage.do("chair", "closes the sitting", panel.close_sitting, sitting_id=sitting.pk, stream=stream)
    drafted = stage.do("secretary", "drafts the protocol", working_group.draft_recommendation, **key)
    stage.do(
        "secretary", "sends it to its signers", panel.send_to_signing, protocol_id=drafted.pk, stream=stream
    )

    def all_sign() -> None:
        for who in (*VOTERS, "secretary"):
            panel.sign_protocol(protocol_id=drafted.pk, by=stage[who], seen=drafted.digest, stream=stream)

    stage.together("chair", "and five more sign it: it is the recommendation", all_sign)


def seat(stage: Stage, who: str, role: str, substitutes: str) -> SeatPlan:
    return SeatPlan(stage.person(who), role, stage.person(substitutes) if substitutes else None)


def conclude(stage: Stage, extension: Extension) -> None:
    """Budget commission and maslikhat, the decision, the agreement, the new last day; a second one is refused."""
    key = {"extension_id": extension.pk}
    stage.next_day(5)
    decided: dict[str, Any] = {
        "deciding_body_kk": "Қалалық мәслихат",
        "deciding_body_ru": "Городской маслихат",
        "decision_number": "77",
        "decision_reason_kk": "Жұмыс тобының ұсынысы бойынша; тариф өспейді",
        "decision_reason_ru": "По рекомендации рабочей группы; тариф не растет",
        "effect_kk": "Бюджетке әсері теріс емес; сапа мен көлем төмендемейді",
        "effect_ru": "Эффект для бюджета неотрицательный; качество и объем не снижаются",
        **key,
    }
    stage.refused(
        "head",
        "decides without the budget commission and the maslikhat",
        extensions.approve_extension,
        decision_on=MASLIKHAT_ON,
        upload=upload("decision.pdf", "Решение", "Проект решения"),
        **decided,
    )
    stage.do(
        "staff",
        "registers their papers: the obligations of the state change",
        extension_papers.record_approvals,
        budget_number="14",
        budget_on=date(2026, 7, 29),
        budget_upload=upload("budget.pdf", "Заключение бюджетной комиссии № 14", "Поддержать"),
        maslikhat_number="77",
        maslikhat_on=MASLIKHAT_ON,
        maslikhat_upload=upload("maslikhat.pdf", "Решение маслихата № 77", "Согласовать"),
        **key,
    )
    stage.next_day()
    stage.do(
        "head",
        "registers the decision",
        extensions.approve_extension,
        decision_on=MASLIKHAT_ON,
        upload=upload("decision.pdf", "Решение маслихата № 77", "Продлить договор на один год"),
        **decided,
    )
    extension.refresh_from_db()
    for who in ("head", PARTNER):
        stage.do(
            who,
            f"signs the supplementary agreement{': it is in force' if who == PARTNER else ''}",
            extension_outcome.sign_agreement,
            seen=extension.digest,
            **key,
        )
    stage.next_day()
    stage.refused(
        PARTNER,
        "asks for a second extension",
        extensions.request_extension,
        card_id=extension.card_id,
        ground="L48-2",
        reason_kk="Тағы бір жыл",
        reason_ru="Еще один год",
        new_ends_on=date(2028, 12, 31),
        upload=upload("consent.pdf", "Протокол согласия", "Стороны согласны на продление"),
    )
