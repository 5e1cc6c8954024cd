"""Stage one: the task is published, candidates apply without security, the commission decides on each of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from ppp_portal.documents.values import Both
from ppp_portal.law.calendar import ALMATY
from ppp_portal.training.play import announcing, bidding, judging, texts
from ppp_portal.training.play.bidders import Offer
from ppp_portal.training.play.judging import Rejection
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.table import declare, protocol, sitting
from ppp_portal.training.play.themes import Theme
from tenders.actions import bids, discussion, drafting, opening, publication
from tenders.kinds import STAGE_ONE_PARTS, Preliminary
from tenders.models import Bid, Tender


def announce(stage: Stage, theme: Theme, kind: str, closes_at: datetime, order: str) -> Tender:
    """A draft of this kind with the two parts that stage one makes public, its commission, its publication."""
    tender = announcing.begin(stage, theme, kind)
    stage.together("staff", "writes the requirements and the task", lambda: _write(stage, theme, tender))
    stage.do(
        "staff",
        f"sets the end of stage one to {closes_at.astimezone(ALMATY):%d.%m.%Y %H:%M}",
        drafting.save_terms,
        tender_id=tender.pk,
        stage1_closes_at=closes_at,
    )
    announcing.seat_commission(stage, tender, order)
    stage.pass_time(hours=1)
    return stage.do(
        "staff",
        "publishes stage one in Kazakh and Russian",
        publication.publish_stage_one,
        tender_id=tender.pk,
    )


def _write(stage: Stage, theme: Theme, tender: Tender) -> None:
    written = {**texts.parts(theme), 2: texts.task(theme)}
    for number in STAGE_ONE_PARTS:
        kk, ru = written[number]
        drafting.save_part(tender_id=tender.pk, number=number, text_kk=kk, text_ru=ru, by=stage["staff"])


def apply(stage: Stage, tender: Tender, offer: Offer) -> Bid:
    """A technical proposal or an application: the qualification and a summary, no price and no security."""
    named = "a technical proposal" if _discusses(tender) else "an application"
    bid = stage.do(offer.who, f"begins {named}", bids.open_bid, tender_id=tender.pk)
    if offer.member:
        bidding.join(stage, bid, offer)
    stage.together(offer.who, "states the qualification and annexes files", lambda: _fill(stage, bid, offer))
    stage.pass_time(hours=1)
    stage.do(offer.who, f"submits {named}", bids.submit_bid, bid_id=bid.pk, key=uuid4())
    return bid


def _fill(stage: Stage, bid: Bid, offer: Offer) -> None:
    """What stage one does not ask for is left out: the figures of the offer, risks, experience, the guarantee."""
    asked = replace(offer, projects=0, risks=(), higher=0, secondary=0, not_similar=0, form="deposit", spv="")
    bidding.fill(stage, bid, asked)
    bidding.save(stage, bid, {"offer": {}}, offer)


def review(stage: Stage, tender: Tender, rejected: Mapping[str, Rejection] | None = None) -> Tender:
    """At the end of stage one: all applications at once, the eight requirements, a vote on each candidate."""
    tender.refresh_from_db()
    assert tender.stage1_closes_at is not None
    stage.go_to(tender.stage1_closes_at)
    stage.next_day()
    declare(stage, tender)
    with sitting(stage, tender, "opening") as table:
        for who in ("chair", "member_1"):
            stage.do(who, "confirms the opening", opening.confirm_opening, tender_id=tender.pk)
        stage.do("chair", "opens all of stage one at once", opening.open_stage_one, tender_id=tender.pk)
        stage.pass_time(minutes=25)
    protocol(stage, tender, "tender.opening_stage1", table)
    tender.refresh_from_db()
    return judging.admit(stage, tender, rejected)


def discuss(stage: Stage, tender: Tender, *conclusions: Both) -> None:
    """The commission discusses the proposals and votes on what the documentation is to provide."""
    stage.next_day()
    with sitting(stage, tender, "discussion") as table:
        for text in conclusions:
            table.decide(
                "what the documentation provides",
                discussion.put_recommendation,
                by="secretary",
                tender_id=tender.pk,
                text_kk=text.kk,
                text_ru=text.ru,
            )
        stage.pass_time(hours=2)
    protocol(stage, tender, "tender.discussion", table)


def invite(
    stage: Stage, theme: Theme, tender: Tender, closes_at: datetime, opens_at: datetime, *conclusions: Both
) -> Tender:
    """The whole documentation is written, with what the discussion concluded, and approved; its publication invites
    those who were admitted."""
    announcing.document(stage, theme, tender, closes_at, opens_at)
    if conclusions:
        stage.together(
            "staff",
            "writes the conclusions of the discussion into part 2 and clause 2.1",
            lambda: _conclude(stage, theme, tender, conclusions),
        )
    return announcing.publish(stage, tender)


def _conclude(stage: Stage, theme: Theme, tender: Tender, conclusions: tuple[Both, ...]) -> None:
    by, key = stage["staff"], tender.pk
    added = {lang: " ".join(getattr(text, lang) for text in conclusions) for lang in ("kk", "ru")}
    kk, ru = texts.parts(theme)[2]
    drafting.save_part(
        tender_id=key, number=2, text_kk=f"{kk}\n\n{added['kk']}", text_ru=f"{ru}\n\n{added['ru']}", by=by
    )
    clauses = texts.clauses(theme)
    for clause in clauses:
        if clause["number"] == "2.1":
            clause |= {f"text_{lang}": f"{clause[f'text_{lang}']} {added[lang]}" for lang in added}
    drafting.set_clauses(tender_id=key, clauses=clauses, by=by)


def _discusses(tender: Any) -> bool:
    return bool(tender.row.preliminary == Preliminary.DISCUSSION)
