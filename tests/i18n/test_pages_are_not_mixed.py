"""Every page of the portal speaks one language: what stands in another one says so with ``lang``."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation

from tests.test_permissions import ROWS
from tests.world import PEOPLE

LATIN = re.compile(r"[A-Za-z]{3,}")
CYRILLIC = re.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]{2,}")
# Addresses, hashes, codes, formats and names that are written so in every language.
SAME_EVERYWHERE = re.compile(
    r"\S+@\S+|https?://\S+|\S*/\S*|\S*\.\w{2,5}\b|[0-9A-Fa-f]{8,}\S*|\b[A-Z0-9]{2,}\b|\b[A-Z]{2}[0-9A-Z]+\b|\S*\d\S*|"
    r"\b(English|JavaScript|htmx|Mozilla|Chrome|Firefox|Safari|Linux|Windows|Bank|pdf|docx|xlsx|json|csv)\b"
)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style", "template", "code", "pre", "kbd", "samp", "textarea", "title"}
SPOKEN = ("alt", "title", "aria-label", "placeholder", "data-label")


class Page(HTMLParser):
    """The texts of a page with the language that each of them is marked with."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, str, bool]] = []
        self.texts: list[tuple[str, str]] = []

    @property
    def lang(self) -> str:
        return self.stack[-1][1] if self.stack else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        lang = own.get("lang") or self.lang
        silent = bool(self.stack and self.stack[-1][2]) or tag in SILENT or own.get("translate") == "no"
        self.texts += [(lang, own[name] or "") for name in SPOKEN if own.get(name) and not silent]
        if tag == "input" and own.get("type") in ("submit", "button"):
            self.texts.append((lang, own.get("value") or ""))
        if tag not in VOID:
            self.stack.append((tag, lang, silent))

    def handle_endtag(self, tag: str) -> None:
        while self.stack:
            if self.stack.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self.stack and self.stack[-1][2]):
            self.texts.append((self.lang, " ".join(data.split())))


def catalogue(language: str) -> set[str]:
    path = Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / "django.po"
    return {entry.msgstr for entry in polib.pofile(str(path)) if entry.msgstr}


@pytest.fixture(scope="module")
def strangers() -> dict[str, set[str]]:
    """Texts of the portal that only the other languages have. One or two words may be a name that people gave."""
    kazakh, russian = ({text for text in catalogue(code) if text.count(" ") > 1} for code in ("kk", "ru"))
    return {"kk": russian - kazakh, "ru": kazakh - russian, "en": kazakh | russian}


def pages() -> Iterator[tuple[object, str]]:
    for row in ROWS:
        if row.method == "GET" and "admin:" not in row.address:
            for person, answer in zip(PEOPLE, row.answers, strict=True):
                if answer == "200":
                    yield row, person
                    break


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_page_mixes_languages(world, strangers, language: str) -> None:
    wrong = set()
    for row, person in pages():
        with translation.override(language):
            url = row.url(world.objects)
        answer, _written = world.ask(person, "GET", url)
        if answer.status_code != 200 or "text/html" not in answer.get("Content-Type", ""):
            continue
        page = Page()
        page.feed(answer.content.decode())
        for lang, text in page.texts:
            if lang != language:
                continue
            plain = SAME_EVERYWHERE.sub(" ", text)
            # On an English page titles and names stay Kazakh or Russian, and are marked to be read aloud right.
            foreign = CYRILLIC if language == "en" else LATIN
            if text in strangers[language] or foreign.search(plain):
                wrong.add((row.address, text[:120]))
    assert sorted(wrong) == []
