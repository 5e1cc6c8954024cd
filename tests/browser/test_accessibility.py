"""Every main page in Kazakh and Russian, wide and on a phone: nothing that axe minds, nothing that scrolls sideways."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.people import carry
from tests.world import World, make_world

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = 1280, 360
# Only what is wrong leaves the browser: what axe found in order is a thousand times as much.
MINDED = """async rules => (await axe.run({resultTypes: ["violations"], rules})).violations.map(
    rule => rule.id + ": " + rule.nodes.slice(0, 3).map(node => node.target.join(" ")).join("; ")
)"""

# Two thirds of the work: pages built of the parts of others are read with it when everything is asked for.
CONTRAST = {"color-contrast": {"enabled": os.environ.get("PPP_AXE") == "all"}}

# reader → pages: the name of the address and the objects of the world that stand in it
Readers = dict[str, tuple[tuple[str, ...], ...]]
PAGES: Readers = {
    "guest": (
        ("registry:home",),
        ("registry:tenders",),
        ("registry:tender", "number"),
        ("registry:documentation", "number"),
        ("registry:questions", "number"),
        ("documents:find",),
        ("documents:check", "paper"),
        ("account_login",),
        ("account_signup",),
        ("account_reset_password",),
        ("training:home",),
        ("training:people",),
    ),
    "staff": (
        ("desk:desk",),
        ("tenders:organizer_tenders",),
        ("tenders:organizer_new_tender",),
        ("projects:new_project",),
        ("tenders:organizer_tender", "draft"),
        ("tenders:organizer_documentation", "draft"),
        *(
            ("tenders:organizer_part", "draft", number)
            for number in ("1", "2", "5", "6", "7", "10", "12", "13")
        ),
        ("tenders:organizer_risks", "draft"),
        ("tenders:organizer_check", "draft"),
        ("tenders:organizer_publish", "approved"),
        ("tenders:organizer_commission", "approved"),
        ("tenders:organizer_appoint",),
        ("tenders:organizer_questions", "accepting"),
        ("tenders:organizer_answer", "accepting", "question"),
        ("tenders:organizer_amendments", "accepting"),
        ("contracts:contracts",),
        ("contracts:organizer_contract", "contract"),
        ("notices:list",),
        ("profile",),
        ("organisation",),
        ("colleagues",),
    ),
    "head": (
        ("desk:desk",),
        ("tenders:organizer_announce", "accepting"),
        ("tenders:organizer_cancel_confirm", "accepting"),
        ("tenders:forfeiture", "case"),
    ),
    "owner": (
        ("desk:desk",),
        ("tenders:bidder",),
        ("tenders:bid", "bid"),
        *((f"tenders:bid_{name}", "bid") for name in ("offer", "projects", "risks", "specialists")),
        ("tenders:bid_qualification", "bid"),
        ("tenders:bid_files", "bid"),
        ("tenders:bid_consortium", "bid"),
        ("tenders:bid_check", "bid"),
        ("tenders:bid_security", "bid"),
        ("tenders:bid_submit", "bid"),
        ("tenders:receipt", "bid", "receipt"),
    ),
    "custodian": (
        ("tenders:custodian_securities",),
        ("tenders:custodian_security", "security"),
        ("tenders:custodian_ledger", "accepting"),
    ),
    "chair": (
        ("desk:desk",),
        ("tenders:commission",),
        ("tenders:commission_tender", "negotiating"),
        ("tenders:commission_sitting", "closed"),
        ("tenders:commission_opening", "opened"),
        ("tenders:commission_step", "closed", "open-bids"),
        ("tenders:commission_qualification", "opened"),
        ("tenders:commission_bid", "opened", "opened_bid"),
        ("tenders:commission_evidence", "negotiating"),
        ("tenders:commission_scores", "negotiating"),
        ("tenders:commission_negotiation", "negotiating"),
        ("tenders:commission_papers", "negotiating"),
        ("tenders:commission_paper", "opened", "protocol"),
    ),
    "member": (("tenders:commission_motion", "opened", "motion"),),
    "auditor": (
        ("desk:audited_tenders",),
        ("desk:audited_tender", "negotiating"),
        ("mandates",),
    ),
    "admin": (("approvals",),),
}


# The storeys before and after the tender: their pages are built of the same parts, so one language is enough, and the
# contrast of their colours is read there.
AROUND: Readers = {
    "guest": (
        ("registry:notices",),
        ("registry:notice", "notice_number"),
        ("contracts:public_cards",),
        ("contracts:public_card", "living"),
    ),
    "staff": (
        ("projects:projects",),
        *((f"projects:{name}", "card") for name in ("project", "parameters", "steps", "versions")),
        ("projects:notices",),
        *(
            (f"projects:{name}", "draft_notice")
            for name in ("notice", "edit_notice", "requirements", "preview")
        ),
        ("projects:amendments", "initiated"),
        ("projects:notice_group", "initiative"),
        ("projects:notice_alternatives", "initiative"),
        ("contracts:cards",),
        ("contracts:enter_card",),
        ("contracts:organizer_card", "living"),
        *(("contracts:card_change", "living", what) for what in ("quantities", "tariffs", "milestones")),
        ("contracts:milestone_reached", "living", "milestone"),
        ("contracts:warning_answer", "living", "warning"),
        ("contracts:card_extensions", "living"),
        ("contracts:extension", "living", "extension"),
        ("contracts:extension_group", "living", "extension"),
        *(
            (f"contracts:extension_{name}", "living", "extension")
            for name in ("comparison", "recommendation", "approvals")
        ),
        ("contracts:extension_column", "living", "extension", "offer"),
        ("contracts:card_monitoring", "watched"),
        ("contracts:card_calendar", "watched"),
        ("contracts:card_month", "watched", "watched_year", "watched_month"),
        ("contracts:card_finding", "watched", "finding"),
        ("contracts:card_act", "watched", "act"),
        *((f"contracts:{name}", "watched") for name in ("add_duty", "new_finding", "conclude")),
        ("contracts:card_assignment", "assigned"),
        ("contracts:assignment", "assigned", "assignment"),
        ("contracts:assignment_requirement", "assigned", "assignment", "8"),
        ("contracts:card_replacement", "replacing"),
        ("contracts:card_replacement", "watched"),
        *((f"contracts:replacement_{name}", "replacing") for name in ("changes", "act", "start", "manager")),
        ("contracts:replacement_step", "replacing", "s3"),
        ("contracts:card_handover", "ended"),
        ("contracts:card_handover", "closing"),
        ("contracts:add_asset", "ended"),
    ),
    "head": (
        ("projects:publish_notice", "draft_notice"),
        ("projects:notice_alternatives", "initiative"),
        ("projects:notice_way", "initiative", "switch_to_tender"),
        ("projects:notice_answer", "initiative", "opened_proposal"),
        ("projects:post_amendment", "initiated"),
        ("contracts:card_six_months", "watched"),
        ("contracts:card_termination", "living"),
        ("contracts:extension_refusal", "living", "extension"),
        ("contracts:assignment_refuse", "assigned", "assignment"),
        ("contracts:sign_hand_over", "closing"),
    ),
    "owner": (
        ("projects:proposals",),
        *((f"projects:{name}", "own_proposal") for name in ("proposal", "proposal_write", "proposal_files")),
        ("projects:proposal_submit", "own_proposal"),
        ("projects:proposal_questionnaire", "opened_proposal"),
        ("contracts:cards",),
        ("contracts:bidder_card", "living"),
        ("contracts:request_extension", "watched"),
        ("contracts:card_monitoring", "watched"),
        ("contracts:new_report", "watched"),
        ("contracts:new_act", "watched"),
        ("contracts:request_assignment", "living"),
        ("contracts:card_replacement", "replacing"),
    ),
    "chair": (
        ("projects:group",),
        *(
            (f"projects:group_{name}", "initiative")
            for name in ("notice", "sitting", "matrix", "new_column", "recommend")
        ),
        ("projects:group_column", "initiative", "initiative_column"),
        ("projects:group_motion", "initiative", "initiative_motion"),
        ("projects:group_paper", "initiative", "initiative_paper"),
        ("projects:group_proposal", "initiative", "opened_proposal"),
        ("projects:group_check", "initiative", "opened_proposal", "8"),
        ("projects:group_declaration", "initiative"),
        ("contracts:group",),
        *(
            (f"contracts:group_{name}", "judged")
            for name in ("extension", "declaration", "sitting", "recommend")
        ),
        ("contracts:group_offer", "judged", "judged_offer"),
        ("contracts:group_motion", "judged", "judged_motion"),
        ("contracts:group_paper", "judged", "judged_paper"),
    ),
    "auditor": (("contracts:audited_cards",), ("contracts:audited_card", "living")),
}


def address(world: World, page: tuple[str, ...], language: str) -> str:
    name, *objects = page
    with override(language):
        return reverse(name, args=[world.objects.get(part, part) for part in objects])


def sideways(page: Page, width: int) -> Iterator[str]:
    page.set_viewport_size({"width": width, "height": 900})
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        yield f"scrolls sideways by {over} px at {width}"
    rows = page.evaluate(
        "new Set([...document.querySelectorAll('.main-nav li')].map(one => one.offsetTop)).size"
    )
    if rows > 1:
        yield f"the sections stand in {rows} rows at {width}"


def minded(page: Page, rules: dict[str, Any]) -> list[str]:
    """The rules of axe that the page breaks, each with the first places."""
    broken: list[str] = page.evaluate(MINDED, rules)
    return broken


def faults(page: Page, read: int | None, rules: dict[str, Any]) -> Iterator[str]:
    """At the width ``read`` axe reads the page, and both are measured; without it the phone, which is narrower."""
    # First as wide as the page before was left: a page laid out anew costs as much as one that is drawn.
    both = (WIDE, PHONE) if page.viewport_size["width"] == WIDE else (PHONE, WIDE)
    for width in both if read else (PHONE,):
        yield from sideways(page, width)
        if width == read:
            yield from (f"{fault} at {width}" for fault in minded(page, rules))


def test_no_page_excludes_anybody(chromium: Browser, live_server: Any, installation: None) -> None:
    """One world for all pages; every fault of every page is told at the end."""
    world = make_world()
    try:
        told = [
            fault
            for language, readers in (("kk", PAGES), ("ru", PAGES), ("kk", AROUND))
            for fault in walk(world, chromium, live_server.url, language, readers)
        ]
    finally:
        world.clock.restore()
    assert told == []


def examined(chromium: Browser) -> BrowserContext:
    """A browser with axe on every page."""
    context = chromium.new_context()
    context.add_init_script(AXE_SCRIPT)
    return context


def test_a_picture_without_words_is_minded(chromium: Browser) -> None:
    page = examined(chromium).new_page()
    page.set_content('<html lang="kk"><title>x</title><main><h1>x</h1><img src="data:,"></main>')
    assert minded(page, {}) == ["image-alt: img"]
    page.context.close()


def walk(world: World, chromium: Browser, site: str, language: str, readers: Readers) -> Iterator[str]:
    for reader, pages in readers.items():
        context = examined(chromium)
        carry(world.browser(reader), context, site)
        page = context.new_page()
        for number, each in enumerate(pages):
            # What axe minds is the same in both languages: it reads half of the pages in Kazakh on a phone and half
            # in Russian on a desk.
            read = PHONE if language == "kk" else WIDE
            mine = readers is AROUND or (number % 2 == 0) == (language == "kk")
            url = address(world, each, language)
            answer = page.goto(f"{site}{url}")
            assert answer
            if answer.status != 200 or not page.url.endswith(url):
                yield f"{reader} {url}: {answer.status} {page.url}"
                continue
            rules = CONTRAST if readers is AROUND else {}
            yield from (f"{reader} {url}: {fault}" for fault in faults(page, read if mine else None, rules))
        context.close()
