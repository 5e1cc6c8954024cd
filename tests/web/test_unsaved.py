"""Whoever leaves a page on which something was typed is asked first: every form that takes words says so."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
FORM = re.compile(r'(?P<head><form\b(?:[^>"]|"[^"]*")*>)(?P<body>.*?)</form>', re.S)
TYPED = re.compile(r'{%\s*(?:field|field_pair|fields)\s|<textarea|<input(?![^>]*type="(?:hidden|checkbox)")')
KEEPS = ("data-unsaved", "data-autosave", "data-sealed-autosave")
# Signing in and its second factor: nobody's words. The last four send nothing but a file that lies on the disk.
NOT_WORDS = ("account/", "mfa/", "training/")
ONLY_A_FILE = {
    "components/awaits_file.html",
    "documents/check.html",
    "projects/bidder/files.html",
    "tenders/bidder/files.html",
}


def _careless(name: str) -> list[str]:
    return [
        found["head"]
        for found in FORM.finditer((TEMPLATES / name).read_text())
        if 'method="post"' in found["head"]
        and TYPED.search(found["body"])
        and not any(mark in found["head"] for mark in KEEPS)
    ]


NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith(NOT_WORDS)])
def test_a_form_that_takes_words_asks_before_they_are_left_behind(name):
    assert bool(_careless(name)) is (name in ONLY_A_FILE)
