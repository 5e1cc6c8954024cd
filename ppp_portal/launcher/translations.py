"""Are the Kazakh and the Russian catalogue complete? Run as a module; prints every gap and exits with 1.

Django's own `makemessages` decides what needs a translation. It works on a copy, so that a check never
changes a file; in that copy a new text shows up untranslated or fuzzy and a text no longer used as obsolete.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

from ppp_portal.launcher.home import CHECKOUT

LANGUAGES = ("kk", "ru")
SOURCES = ("*.py", "*.html", "*.txt", "*.js", "*.po")


def copied_sources(target: Path) -> None:
    """The files that are, or are about to be, in the repository; nothing of the environment or the demo."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *SOURCES],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listing.stdout.split("\0")):
        source = CHECKOUT / name
        if source.is_file() and not name.startswith("tests/"):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)


def gaps(catalogue: Path) -> list[str]:
    """What is wrong in one catalogue, a line each."""
    entries = polib.pofile(str(catalogue))
    kinds = {
        "untranslated": entries.untranslated_entries(),
        "fuzzy": entries.fuzzy_entries(),
        "obsolete": entries.obsolete_entries(),
    }
    return [f"{kind}: {entry.msgid!r}" for kind, found in kinds.items() for entry in found]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="translations-") as folder:
        copy = Path(folder)
        copied_sources(copy)
        (copy / "locale").mkdir(exist_ok=True)
        command = [sys.executable, "manage.py", "makemessages", "--no-location", "--verbosity", "0"]
        command += [part for language in LANGUAGES for part in ("--locale", language)]
        made = subprocess.run(command, cwd=copy, env={**os.environ, "PYTHONPATH": str(copy)}, check=False)
        if made.returncode:
            return 1
        broken = False
        for language in LANGUAGES:
            catalogue = copy / "locale" / language / "LC_MESSAGES" / "django.po"
            found = gaps(catalogue) if catalogue.exists() else []
            for line in found[:40]:
                print(f"{language}: {line}")
            if found:
                print(f"{language}: {len(found)} gaps in locale/{language}/LC_MESSAGES/django.po")
            broken = broken or bool(found)
        return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
