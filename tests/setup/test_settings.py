"""The settings say no rather than guess, and dates read as people write them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import engines
from django.test import RequestFactory
from django.utils import formats, translation

from ppp_portal import settings as portal
from ppp_portal.proxies import trusting, visitor_address
from tests.strict_templates import UndefinedVariable

EVENING = datetime(2026, 11, 22, 18, 0, tzinfo=ZoneInfo("Asia/Almaty"))


@pytest.mark.parametrize(
    ("language", "moment", "amount"),
    [
        ("kk", "2026 ж. 22 қараша, 18:00", "18\xa0324\xa0558,50"),
        ("ru", "22 ноября 2026 г., 18:00", "18\xa0324\xa0558,50"),
        ("en", "22 November 2026, 18:00", "18\xa0324\xa0558.50"),
    ],
)
def test_dates_and_numbers_in_each_language(language: str, moment: str, amount: str) -> None:
    with translation.override(language):
        assert formats.date_format(EVENING, "DATETIME_FORMAT") == moment
        assert formats.number_format(18324558.5, 2, force_grouping=True) == amount


def test_kazakhstan_is_at_utc_plus_five() -> None:
    """An older zone file says +6 and moves every deadline by an hour."""
    offset = EVENING.utcoffset()
    assert offset is not None
    assert offset.total_seconds() == 5 * 3600


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("yes", True), ("0", False), ("off", False), ("", False)]
)
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str, meant: bool) -> None:
    monkeypatch.setenv("A_FLAG", value)
    assert portal.flag("A_FLAG") is meant


def test_what_cannot_be_understood_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_FLAG", "perhaps")
    with pytest.raises(ImproperlyConfigured):
        portal.flag("A_FLAG")
    monkeypatch.setenv("A_NUMBER", "many")
    with pytest.raises(ImproperlyConfigured):
        portal.number("A_NUMBER", 1)
    with pytest.raises(ImproperlyConfigured):
        portal.text("NEVER_SET")
    with pytest.raises(ImproperlyConfigured):
        portal.postgresql("mysql://somewhere/portal")
    with pytest.raises(ImproperlyConfigured):
        portal.mail("carrier-pigeon://loft")


def test_a_password_may_hold_any_sign() -> None:
    database = portal.postgresql("postgresql://portal:a%2Fb%40c@db.example:5433/portal?sslmode=require")
    assert database["PASSWORD"] == "a/b@c"
    assert (database["HOST"], database["OPTIONS"]) == ("db.example", {"sslmode": "require"})


def test_a_socket_is_named_like_a_host() -> None:
    database = portal.postgresql("postgresql://portal:secret@:5433/portal?host=%2Fa+folder")
    assert (database["HOST"], database["PORT"], database["OPTIONS"]) == ("/a folder", "5433", {})


@pytest.mark.parametrize(
    ("header", "proxies", "address"),
    [
        ("203.0.113.7", 1, "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", 1, "203.0.113.7"),  # the first was typed by the visitor
        ("198.51.100.1, 203.0.113.7, 10.0.0.2", 2, "203.0.113.7"),
        ("203.0.113.7", 2, None),
        ("", 1, None),
        ("203.0.113.7", 0, None),
    ],
)
def test_the_visitors_address_is_what_our_own_proxy_saw(
    header: str, proxies: int, address: str | None
) -> None:
    assert visitor_address(header, proxies=proxies) == address


def test_without_proxies_the_header_is_not_believed() -> None:
    seen = []
    environ = RequestFactory().get("/", headers={"X-Forwarded-For": "203.0.113.7"}).environ

    def application(environ, start_response):
        seen.append(environ["REMOTE_ADDR"])
        return []

    trusting(application, proxies=0)(environ, None)
    trusting(application, proxies=1)(environ, None)
    assert seen == ["127.0.0.1", "203.0.113.7"]


def test_an_unknown_variable_in_a_page_of_ours_is_an_error(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.html"
    page.write_text("{{ misspelt }}")
    engine = engines["django"].engine
    monkeypatch.setattr("tests.strict_templates.OWN", tmp_path)
    loader = engine.template_loaders[0]
    monkeypatch.setattr(type(loader.loaders[0]), "get_dirs", lambda self: [tmp_path])
    loader.reset()
    with pytest.raises(UndefinedVariable, match="misspelt"):
        engines["django"].get_template("page.html").render({})
    loader.reset()
