"""Every main page in Kazakh and Russian, wide and on a phone: nothing that axe minds, nothing that scrolls sideways."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import BrowserContext, Page

from tests.world import World, make_world

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = 1280, 360

# reader → pages: the name of the address and the objects of the world that stand in it
PAGES: dict[str, tuple[tuple[str, ...], ...]] = {
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


def address(world: World, page: tuple[str, ...], language: str) -> str:
    name, *objects = page
    with override(language):
        return reverse(name, args=[world.objects.get(part, part) for part in objects])


def signed_in(world: World, reader: str, context: BrowserContext, site: str) -> None:
    """The session of the reader's test client, in a real browser."""
    for cookie in world.browser(reader).cookies.values():
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])


def faults(page: Page, width: int) -> Iterator[str]:
    page.set_viewport_size({"width": width, "height": 900})
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        yield f"scrolls sideways by {over} px"
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response
    for violation in found["violations"]:
        where = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
        yield f"{violation['id']}: {where}"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_page_excludes_anybody(chromium: Any, live_server: Any, installation: None, language: str) -> None:
    """One world for all pages; every fault of every page is told at the end."""
    world, told = make_world(), []
    try:
        for reader, pages in PAGES.items():
            context = chromium.new_context()
            signed_in(world, reader, context, live_server.url)
            page = context.new_page()
            for each in pages:
                url = address(world, each, language)
                answer = page.goto(f"{live_server.url}{url}")
                assert answer
                if answer.status != 200 or not page.url.endswith(url):
                    told.append(f"{reader} {url}: {answer.status} {page.url}")
                    continue
                for width in (WIDE, PHONE):
                    told += [f"{reader} {url} at {width}: {fault}" for fault in faults(page, width)]
            context.close()
    finally:
        world.clock.restore()
    assert told == []
