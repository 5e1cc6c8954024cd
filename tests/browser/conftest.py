"""A real Chromium and a portal that begins on an ordinary Monday with everybody of the cast.

``people`` play a history from its first day; ``seated`` come to one that the factories of other tests have brought
far on, signed in already.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from playwright.sync_api import Browser, sync_playwright

from ppp_portal.journal import clock
from ppp_portal.law.calendar import ALMATY
from ppp_portal.training.actions.people import settle_cast
from tests.browser.people import Person
from tests.cast import Cast

CHROMIUM = Path("/usr/bin/chromium-headless-shell")
BEGINS = datetime(2026, 3, 2, 9, 0, tzinfo=ALMATY)
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
# Kazakh and Russian sit in one room.
LANGUAGES = {
    "staff": "ru",
    "member_1": "ru",
    "member_3": "ru",
    "secretary": "ru",
    "bidder_b": "ru",
    "auditor": "ru",
}


@pytest.fixture(autouse=True, scope="session")
def files_that_keep() -> Iterator[None]:
    """Styles, scripts and fonts are asked for once, as under the hashed names that they bear in production."""
    serve = StaticFilesHandler.serve

    def keeping(self: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        answer: HttpResponseBase = serve(self, request)
        answer["Cache-Control"] = "max-age=3600"
        return answer

    with patch.object(StaticFilesHandler, "serve", keeping):
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


class People(dict[str, Person]):
    """``people["chair"]`` sits down at a screen when first asked for, signed in from the page of the cast."""

    def __init__(self, browser: Browser, site: str) -> None:
        super().__init__()
        self._browser, self._site = browser, site

    def __missing__(self, key: str) -> Person:
        person = self.at_screen(key)
        person.step_in()
        self[key] = person
        return person

    def at_screen(self, key: str, **options: Any) -> Person:
        """The same person, not signed in; options are those of a browser's context."""
        return Person(self._browser, self._site, key, LANGUAGES.get(key, "kk"), **options)


@pytest.fixture
def people(chromium: Browser, live_server: Any, installation: None) -> Iterator[People]:
    clock.begin_at(BEGINS)
    settle_cast()
    everybody = People(chromium, live_server.url)
    yield everybody
    for person in everybody.values():
        person.leave()


class Seated(dict[str, Person]):
    """``seated["head"]`` sits down at a screen when first asked for, with a session of the test cast."""

    def __init__(self, browser: Browser, site: str, cast: Cast, client_of: Callable[..., Any]) -> None:
        super().__init__()
        self._browser, self._site, self._cast, self._client_of = browser, site, cast, client_of

    def __missing__(self, key: str) -> Person:
        person = Person(self._browser, self._site, key, LANGUAGES.get(key, "kk"))
        person.bring(self._client_of(getattr(self._cast, key)))
        person.go("desk/")
        self[key] = person
        return person


@pytest.fixture
def seated(
    chromium: Browser, live_server: Any, installation: None, cast: Cast, client_of: Callable[..., Any]
) -> Iterator[Seated]:
    everybody = Seated(chromium, live_server.url, cast, client_of)
    yield everybody
    for person in everybody.values():
        person.leave()
