"""People at their screens: each reads the real pages in a language of their own, clicks and types.

What is looked for on a page is named by its English msgid and read in the person's language, so the same journey
holds in Kazakh and in Russian, with catalogues and without.
"""

from collections.abc import Iterable
from typing import Any

from django.test import Client
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from ppp_portal.training.cast import PASSWORD, PEOPLE

CAST = {data.key: data for data in PEOPLE}
PATIENCE = 20_000  # milliseconds; machines that test are busy
# What each of the named fields is; nothing where there is no such field (yet).
KINDS = """(main, names) => Object.fromEntries(names.map(name => {
    const field = main.querySelector(`[name="${name}"]`);
    return [name, field && (field.tagName === "SELECT" ? "select" : field.type)];
}))"""


class Person:
    """``Person(browser, site, "chair", "ru")`` sits at a screen of her own; ``page`` is what she sees."""

    def __init__(
        self, browser: Browser, site: str, key: str, language: str = "kk", width: int = 1280, **options: Any
    ) -> None:
        self.key, self.site, self.language = key, site, language
        self.complaints: list[str] = []
        self._bookmarks: dict[tuple[str, str], str] = {}
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(PATIENCE)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._console)

    def _console(self, message: Any) -> None:
        refused = any(code in message.text for code in ("403", "409", "422"))
        if message.type == "error" and not refused:
            self.complaints.append(f"{self.page.url}: {message.text}")

    @property
    def name(self) -> str:
        return self.name_of(self.key)

    def name_of(self, key: str) -> str:
        return CAST[key].name_kk if self.language == "kk" else CAST[key].name_ru

    def says(self, msgid: Any) -> str:
        """The words in the person's language; a lazy msgid is spoken as it is."""
        with override(self.language):
            return gettext(msgid) if isinstance(msgid, str) else str(msgid)

    # --- walking ------------------------------------------------------------------------------------------

    def go(self, path: str = "") -> None:
        self.page.goto(f"{self.site}/{self.language}/{path}")

    def sign_in(self) -> None:
        """With address and password, as everybody does outside the demonstration; then in the language of choice."""
        self.go("account/login/")
        self.page.fill("#id_login", CAST[self.key].email)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("main form:has(#id_password) button.primary")
        self.page.wait_for_url("**/desk/")
        if not self.page.url.endswith(f"/{self.language}/desk/"):
            self.follow(self.page.locator(f'header a[lang="{self.language}"]'))

    def step_in(self) -> None:
        """With one click on the page of the cast."""
        self.go("training/people/")
        self.follow(self.main.get_by_role("button", name=f"{self.says('Sign in')} {self.name}", exact=True))

    def follow(self, target: Locator) -> None:
        """Click what leads to a page and wait until that page has come: what is read next is not the one before."""
        with self.page.expect_navigation():
            target.click()

    def open(self, msgid: str, at: int = 0) -> None:
        """Follow a link that is named so."""
        self.follow(self.main.get_by_role("link", name=self.says(msgid), exact=True).nth(at))

    def open_titled(self, title: str) -> None:
        """Follow the first link in whose name this stands: the title of a tender, the name of a bidder."""
        self.follow(self.main.get_by_role("link", name=title).first)

    def find(self, section: str, title: str) -> None:
        """The first in a section that is titled so: from the list at first, then as from a bookmark."""
        if kept := self._bookmarks.get((section, title)):
            self.page.goto(kept)
            return
        self.section(section)
        self.open_titled(title)
        self._bookmarks[section, title] = self.page.url

    def section(self, msgid: str) -> None:
        """Choose a section of the role at the top of the page."""
        links = self.page.locator("nav.main-nav").get_by_role("link", name=self.says(msgid), exact=True)
        self.follow(links)

    def press(self, msgid: str, at: int = 0) -> None:
        """Press a button and see what comes of it: every button of the portal leads to a page."""
        self.follow(self.main.get_by_role("button", name=self.says(msgid), exact=True).nth(at))

    def confirm(self, msgid: str) -> None:
        """The page that asks once more: tick the box, press."""
        self.page.check("#confirmed")
        self.press(msgid)

    def move_time(self, msgid: str) -> None:
        bar = self.page.locator("section.training")
        self.follow(bar.get_by_role("button", name=self.says(msgid), exact=True))

    def bring(self, client: Client) -> None:
        """Sit down already signed in, with the session of a test client: for journeys that begin far on."""
        carry(client, self.page.context, self.site)

    # --- reading ------------------------------------------------------------------------------------------

    @property
    def main(self) -> Locator:
        return self.page.locator("#main")

    def sees(self, msgid: str) -> bool:
        """Whether these words stand on the page."""
        return self.says(msgid) in self.main.inner_text()

    def has_link(self, msgid: str) -> bool:
        return self.main.get_by_role("link", name=self.says(msgid), exact=True).count() > 0

    def has_button(self, msgid: str) -> bool:
        return self.main.get_by_role("button", name=self.says(msgid), exact=True).count() > 0

    def refusals(self) -> list[str]:
        """What the summary on top of the page says is wrong."""
        return self.main.locator(".error-summary li").all_inner_texts()

    def download(self, link: Locator) -> bytes:
        """What lies behind the link, as it arrives on the person's own disk."""
        with self.page.expect_download() as downloaded:
            link.click()
        return downloaded.value.path().read_bytes()

    # --- typing -------------------------------------------------------------------------------------------

    def write(self, answers: dict[str, Any]) -> None:
        """Answer the fields of a form by their names; ``None`` leaves a field alone."""
        given = {name: value for name, value in answers.items() if value is not None}
        kinds = self.main.evaluate(KINDS, list(given))
        for name, value in given.items():
            self._answer(self.main.locator(f'[name="{name}"]'), kinds[name], value)

    def _answer(self, field: Locator, kind: str | None, value: Any) -> None:
        if kind == "select":
            field.select_option(value if isinstance(value, str) else str(value))
        elif kind == "radio":
            self.page.locator(f'#main [name="{field.first.get_attribute("name")}"][value="{value}"]').check()
        elif kind == "checkbox":
            field.set_checked(bool(value))
        elif kind == "file":
            name, data = value
            field.set_input_files({"name": name, "mimeType": "application/pdf", "buffer": data})
        else:
            field.fill(str(value))

    def leave(self) -> None:
        self.page.context.close()


def carry(client: Client, context: BrowserContext, site: str) -> None:
    """The session of a test client, in a real browser."""
    for cookie in client.cookies.values():
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])


def all_of(people: dict[str, Person], keys: Iterable[str]) -> list[Person]:
    return [people[key] for key in keys]
