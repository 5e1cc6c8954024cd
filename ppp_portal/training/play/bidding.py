"""Bidders at work: a draft with its files, the consortium, the security, the submission, its change, its end."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from ppp_portal.law.calendar import local_day
from ppp_portal.training.play import bidders
from ppp_portal.training.play.bidders import Offer
from ppp_portal.training.play.papers import paper
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.themes import spaced
from ppp_portal.training.play.works import claimed
from tenders.actions import bids, security
from tenders.models import Bid, BidSecurity, Submission, Tender

STAFF = 100
BANK = "«Тұмар Банк» АҚ"


def begin(stage: Stage, tender: Tender, offer: Offer) -> Bid:
    """The sealed draft: answers, five files, and the answers' pointers to them."""
    bid = stage.do(offer.who, "begins a bid", bids.open_bid, tender_id=tender.pk)
    if offer.member:
        join(stage, bid, offer)
    stage.together(offer.who, "fills in the bid and annexes files", lambda: fill(stage, bid, offer))
    return bid


def fill(stage: Stage, bid: Bid, offer: Offer) -> None:
    """Write the answers anew; a changed offer keeps the files that are there."""
    by = stage[offer.who]
    files = {}
    for name, title, lines in _files(stage, offer):
        data = paper(title, lines)
        sealed = bids.sealed_file(bid, f"{name}.pdf", data, "application/pdf")
        files[name] = str(bids.add_file(bid_id=bid.pk, upload=sealed, by=by).pk)
    save(stage, bid, content(stage, offer, files), offer)


def save(stage: Stage, bid: Bid, answers: dict[str, Any], offer: Offer) -> None:
    bid.draft.refresh_from_db()
    bids.save_draft(bid_id=bid.pk, content=answers, revision=bid.draft.revision, by=stage[offer.who])


def join(stage: Stage, bid: Bid, offer: Offer) -> None:
    """The lead asks, the member's own representative says yes."""
    member = stage.do(
        offer.who,
        "invites a consortium member",
        bids.invite_member,
        bid_id=bid.pk,
        bin=stage.bin(offer.member),
    )
    stage.pass_time(hours=3)
    stage.do(offer.member, "joins the consortium", bids.answer_invitation, member_id=member.pk, accept=True)


def _files(stage: Stage, offer: Offer) -> list[tuple[str, str, list[str]]]:
    own = f"Меншікті қаражат / Собственные средства: {spaced(int(offer.own))} ₸"
    files = [
        ("projects", "Іске асырылған жобалар / Реализованные проекты", _project_lines(offer)),
        ("funds", "Банк анықтамасы / Справка банка", [BANK, own]),
        (
            "staff",
            "Персонал тізімі / Список персонала",
            [
                f"Барлығы / Всего: {STAFF}",
                f"Жоғары білімді, 5 жылдан астам / Высшее, более 5 лет: {offer.higher}",
                f"Арнаулы орта білімді, 5 жылдан астам / Среднее специальное, более 5 лет: {offer.secondary}",
            ],
        ),
        (
            "qualification",
            "Біліктілік құжаттары / Квалификационные документы",
            [f"{number}. {text.kk} / {text.ru}" for number, text in bidders.STATEMENTS.items()],
        ),
    ]
    if offer.risks:
        lines = [f"{code}: қосымша қабылданады / принимается дополнительно" for code in offer.risks]
        files.append(("risks", "Тәуекелдер / Риски", lines))
    if offer.form == "guarantee":
        files.append(("guarantee", "Банк кепілдігі / Банковская гарантия", [BANK]))
    return files


def _project_lines(offer: Offer) -> list[str]:
    works = claimed(offer.who, offer.projects, offer.not_similar)
    return [
        f"{number}. {work.title.kk} / {work.title.ru} ({work.year})"
        for number, work in enumerate(works, start=1)
    ]


def content(stage: Stage, offer: Offer, files: dict[str, str]) -> dict[str, Any]:
    """The answers as the form would send them."""
    lead = stage.bin(offer.who)
    return {
        "language": offer.language,
        **figures(offer),
        "projects": [
            {
                **dict(zip(("title", "customer", "year"), work.said(offer.language), strict=True)),
                "kind": work.kind,
                "member": lead,
                "file": files["projects"],
                "page": "1",
            }
            for work in claimed(offer.who, offer.projects, offer.not_similar)
        ],
        "risks": [{"code": code, "file": files["risks"], "page": "1"} for code in offer.risks],
        "funds": [
            {
                "title": "Банк шотындағы меншікті қаражат",
                "form": "equity",
                "amount": str(offer.own),
                "file": files["funds"],
                "page": "1",
            }
        ],
        "specialists": [
            {
                "level": level,
                "count": str(count),
                "experience_since": "01.03.2015",
                "construction": True,
                "title": title,
                "file": files["staff"],
                "page": "1",
            }
            for level, count, title in (
                ("higher", offer.higher, "Инженерлер / Инженеры"),
                ("secondary", offer.secondary, "Техниктер / Техники"),
            )
        ],
        "qualification": {
            number: {"statement": getattr(text, offer.language), "file": files["qualification"]}
            for number, text in bidders.STATEMENTS.items()
        },
        "amounts": {"tax_debt": "0", "own_funds": str(offer.own), "borrowed_funds": str(offer.borrowed)},
        "guarantee_file": files.get("guarantee"),
    }


# --- the security -----------------------------------------------------------------------------------------


def lodge(stage: Stage, bid: Bid, offer: Offer, amount: Decimal | None = None) -> BidSecurity:
    """The bidder describes its payment or guarantee; the custodian sees the money a day later (``verify``)."""
    bid.tender.refresh_from_db()
    guarantee = offer.form == "guarantee"
    return stage.do(
        offer.who,
        f"lodges the security as a {offer.form}",
        security.lodge_security,
        bid_id=bid.pk,
        form=offer.form,
        amount=amount or bid.tender.security_amount,
        payer=bid.bidder.name_ru,
        bank=BANK,
        reference=f"{'BG' if guarantee else 'ПП'}-{bid.bidder.bin[-4:]}-{bid.tender.number[-3:]}",
        dated=local_day(stage.now()),
        valid_until=bid.tender.bids_valid_until if guarantee else None,
        account=bidders.ACCOUNTS[offer.who],
    )


def verify(stage: Stage, *held: BidSecurity) -> None:
    for one in held:
        stage.do(
            "custodian",
            f"confirms the security of {one.payer}",
            security.verify_security,
            security_id=one.pk,
        )


def give_back(stage: Stage, *due: BidSecurity) -> None:
    """The custodian pays back what is due, by a payment document of the day."""
    for place, one in enumerate(due, 1):
        one.refresh_from_db()
        stage.do(
            "custodian",
            f"returns the security of {one.payer} ({one.get_return_trigger_display()})",
            security.return_security,
            security_id=one.pk,
            reference=f"ПП-{local_day(stage.now()):%d%m}-{place}",
            document_date=local_day(stage.now()),
            account=one.account,
        )


def due_now(tender: Tender) -> list[BidSecurity]:
    """Every security of the tender that is to be returned."""
    return list(
        BidSecurity.objects.filter(bid__tender=tender, state="return_due").select_related("bid__bidder")
    )


# --- submitting -------------------------------------------------------------------------------------------


def submit(stage: Stage, bid: Bid, offer: Offer, what: str = "submits the bid") -> Submission:
    return stage.do(offer.who, what, bids.submit_bid, bid_id=bid.pk, key=uuid4())


def confirm(stage: Stage, bid: Bid, offer: Offer) -> None:
    """The bidder confirms the documentation in force, after an amendment."""
    stage.do(offer.who, "confirms the amended documentation", bids.confirm_documentation, bid_id=bid.pk)


def change(stage: Stage, bid: Bid, offer: Offer, answers: dict[str, Any]) -> Submission:
    """Change some answers and submit a new version."""
    save(stage, bid, answers, offer)
    return submit(stage, bid, offer, "changes the bid")


def withdraw(stage: Stage, bid: Bid, offer: Offer) -> None:
    stage.do(offer.who, "withdraws the bid", bids.withdraw_bid, bid_id=bid.pk)


def bid(stage: Stage, tender: Tender, offer: Offer) -> Bid:
    """A whole bid: draft, security, submission; the custodian confirms the money next day."""
    made = begin(stage, tender, offer)
    stage.pass_time(hours=1)
    lodged = lodge(stage, made, offer)
    stage.pass_time(minutes=30)
    submit(stage, made, offer)
    stage.next_day(at=11)
    verify(stage, lodged)
    return made


def figures(offer: Offer) -> dict[str, Any]:
    """The answers that a bidder changes most often."""
    return {
        "summary": offer.summary,
        "offer": {
            "months": str(offer.months),
            "price": offer.price,
            "headcount": str(STAFF),
            "risks_transferred": "",
            "spv_declared": bool(offer.spv),
            "spv_name": offer.spv,
        },
    }
