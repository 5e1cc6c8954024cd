"""Compiled translations, made where they are missing or older than their source.

They are not committed, and `msgfmt` belongs to a package that a machine for the demo need not have.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ppp_portal.launcher.home import CHECKOUT

FOLDERS = ("locale", "ppp_portal/formats/locale")


def compile_all(checkout: Path = CHECKOUT) -> int:
    """Compile what needs it; how many files were written."""
    written = 0
    for folder in FOLDERS:
        for source in sorted((checkout / folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            with source.open("rb") as text:
                catalogue = read_po(text, locale=source.parts[-3])
            fresh = target.with_suffix(".new")
            with fresh.open("wb") as output:
                write_mo(output, catalogue)
            fresh.rename(target)
            written += 1
    return written
