"""What a browser is told, and what the settings of production say: nothing runs that is not the portal's own file."""

import os
import re
import secrets
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pyrage import x25519

ROOT = Path(__file__).resolve().parents[2]
# Printed papers and mails are no pages: a style sheet inside them is all they have.
NO_PAGES = ("templates/documents/", "templates/notices/mail.html")


def production(tmp_path: Path) -> dict[str, str]:
    """The environment of a real installation; nothing in it says training or debug."""
    kept = {name: os.environ[name] for name in ("PATH", "DATABASE_URL", "REDIS_URL") if name in os.environ}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "ppp_portal.settings",
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(64),
        "SEALING_KEY": str(x25519.Identity.generate()),
        "PORTAL_ORIGIN": "https://ppp.example",
        "MEDIA_ROOT": str(tmp_path),
        "EMAIL_URL": "smtps://user:password@mail.example:465",
        "EMAIL_FROM": "portal@ppp.example",
    }


def run(code: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120
    )


def test_the_settings_of_production_pass_every_check_of_a_deployment(tmp_path):
    done = run(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], production(tmp_path))
    assert done.returncode == 0, done.stderr


SAID = """
import django
from django.conf import settings as s
print(s.DEBUG, s.PORTAL_TRAINING, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY,
      s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS >= 31_536_000, s.SECURE_HSTS_INCLUDE_SUBDOMAINS,
      s.ALLOWED_HOSTS, s.SESSION_COOKIE_SAMESITE)
"""


def test_production_is_strict_without_being_asked(tmp_path):
    done = run(["-c", SAID], production(tmp_path))
    assert done.stdout.strip() == "False False True True True True True True ['ppp.example'] Lax", done.stderr


@pytest.mark.parametrize(
    "missing", ["DJANGO_SECRET_KEY", "SEALING_KEY", "PORTAL_ORIGIN", "MEDIA_ROOT", "EMAIL_URL"]
)
def test_production_does_not_start_without_what_it_needs(tmp_path, missing):
    env = production(tmp_path)
    del env[missing]
    done = run(["-c", "import ppp_portal.settings"], env)
    assert done.returncode != 0
    assert missing in done.stderr


HEADERS = """
import django, logging
django.setup()
logging.disable(logging.CRITICAL)
from django.core.exceptions import DisallowedHost
from django.test import Client, RequestFactory
secure = Client(headers={"host": "ppp.example"}).get("/health", secure=True)
plain = Client(headers={"host": "ppp.example"}).get("/kk/")
try:
    stranger = RequestFactory(headers={"host": "evil.example"}).get("/kk/").get_host()
except DisallowedHost:
    stranger = "refused"
print(secure["Strict-Transport-Security"], plain.status_code, plain["Location"], stranger, sep="|")
"""


def test_production_answers_only_to_its_own_name_and_only_over_tls(tmp_path):
    done = run(["-W", "ignore", "-c", HEADERS], production(tmp_path))
    hsts, plain, location, stranger = done.stdout.strip().split("|")
    assert "max-age=31536000" in hsts
    assert "includeSubDomains" in hsts
    assert (plain, location) == ("301", "https://ppp.example/kk/")
    assert stranger == "refused"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/kk/", "/ru/tenders/", "/en/account/login/", "/kk/check/", "/kk/nowhere/"]
)
def test_every_page_forbids_what_is_not_the_portals_own(address):
    answer = Client().get(address)
    policy = answer["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    for part in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert part in policy, policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


class Inline(HTMLParser):
    """Collects what the policy would block: styles, scripts and handlers written into the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        data = tag == "script" and names.get("type") in ("application/json", "importmap")
        if tag == "style" or (tag == "script" and "src" not in names and not data):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if (
                name == "style"
                or name.startswith("on")
                or (value or "").strip().lower().startswith("javascript:")
            ):
                self.found.append(f"{name}={value}")

    handle_startendtag = handle_starttag


def pages() -> list[Path]:
    return [
        path
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if not str(path.relative_to(ROOT)).startswith(NO_PAGES)
    ]


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_page_writes_styles_or_scripts_into_itself(path):
    reader = Inline()
    reader.feed(re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", path.read_text(), flags=re.DOTALL))
    assert reader.found == []


def test_no_text_of_a_stranger_is_marked_safe():
    """``|safe`` and ``autoescape off`` stand in no page: what is typed is always escaped."""
    loose = [
        str(path.relative_to(ROOT))
        for path in pages()
        if re.search(r"\|\s*safe\b|autoescape\s+off", path.read_text())
    ]
    assert loose == []


@pytest.mark.django_db
def test_a_file_of_a_stranger_can_run_nothing(world):
    """Originals come as attachments, into a sandbox, under no guessed type."""
    for reader, url in (
        ("guest", f"/kk/documents/{world.objects['paper']}/"),
        ("owner", f"/kk/bidder/bids/{world.objects['bid']}/files/{world.objects['file']}/"),
    ):
        answer, _written = world.ask(reader, "GET", url)
        assert answer.status_code == 200, url
        assert answer["Content-Disposition"].startswith("attachment"), url
        assert "sandbox" in answer["Content-Security-Policy"], url
        assert "default-src 'none'" in answer["Content-Security-Policy"], url
        assert answer["X-Content-Type-Options"] == "nosniff", url


def test_the_session_is_out_of_reach_of_scripts():
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
