"""Signing in with a passkey, in a real browser with a make-believe fingerprint reader."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from ppp_portal.training.cast import PASSWORD
from tests.cast import make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

READER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_is_added_and_then_signs_in_without_a_password(chromium: Any, live_server: Any) -> None:
    make_cast()
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    reader = page.context.new_cdp_session(page)
    reader.send("WebAuthn.enable")
    reader.send("WebAuthn.addVirtualAuthenticator", {"options": READER})

    page.goto(f"{live_server.url}/kk/account/login/")
    page.fill("#id_login", "bidder.a@portal.example")
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.click("main form button.primary")
    page.goto(f"{live_server.url}/kk/account/second-factor/keys/new/")
    page.fill("#id_password", PASSWORD)
    page.click("main form button.primary")
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    expect(page).to_have_url(re.compile("/second-factor/codes/"))

    with page.expect_navigation():
        page.click("header .sign-out button")
    page.click("#passkey_login")
    expect(page).to_have_url(re.compile("/kk/desk/"))
    page.goto(f"{live_server.url}/kk/organisation/")
    expect(page.locator("h1")).to_contain_text("Жетісу Кампус Құрылыс")
    assert complaints == []
    page.close()
