"""Names of files: what people call them, made safe without making them somebody else's."""

import re
import unicodedata
from dataclasses import dataclass

from ppp_portal.law.refusals import Refusal

LONGEST = 120
# Turn the writing direction or are not seen at all: a name must read the way it is.
_HIDDEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_RESERVED = re.compile(r'[<>:"|?*\\/]+')
# fmt: off
_PROGRAMS = frozenset((
    "apk", "app", "bat", "cmd", "com", "cpl", "dll", "dmg", "exe", "gadget", "hta", "htm", "html", "iso", "jar", "js",
    "jse", "lnk", "mht", "mhtml", "msi", "msp", "php", "pif", "ps1", "py", "reg", "scr", "sh", "svg", "url", "vb",
    "vbe", "vbs", "wsf", "xhtml", "xml",
))
# fmt: on


@dataclass(frozen=True)
class Name:
    """A cleaned name, its extension in lower case, and what to tell its readers."""

    text: str
    extension: str
    flags: tuple[str, ...] = ()


def cleaned(raw: str, field: str = "") -> tuple[Name, list[Refusal]]:
    """The name to keep and everything that is wrong with the one given."""
    name = unicodedata.normalize("NFC", raw).replace("\\", "/").rpartition("/")[2]
    refusals = []
    if _HIDDEN.search(name) or any(
        unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} for letter in name
    ):
        refusals.append(Refusal("documents.name_characters", field=field))
        name = "".join(letter for letter in _HIDDEN.sub("", name) if letter.isprintable())
    name = _RESERVED.sub("_", re.sub(r"\s+", " ", name)).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem:
        stem, extension = name or "file", ""
    inner = {part.strip().lower() for part in stem.split(".")[1:]}
    if inner & _PROGRAMS:
        refusals.append(Refusal("documents.name_double_extension", params={"name": name}, field=field))
    stem = stem[: LONGEST - len(extension) - 1].rstrip(" .")
    text = f"{stem}.{extension.lower()}" if extension else stem
    return Name(text, extension.lower(), ("mixed_script_name",) if mixes_scripts(stem) else ()), refusals


def mixes_scripts(text: str) -> bool:
    """Whether one word is written in Latin and Cyrillic letters at once, as look-alikes are."""
    return any(
        len({"LATIN", "CYRILLIC"} & {unicodedata.name(letter, "").partition(" ")[0] for letter in word}) == 2
        for word in re.findall(r"[^\W\d_]+", text)
    )


def printed_name(title: str, number: str, language: str) -> str:
    """``Протокол вскрытия 2026-017-В-1 ru.pdf``: what the browser saves."""
    stem = re.sub(r"[^\w.,() -]+", "-", f"{title} {number}").strip(" -.")
    return f"{stem[:LONGEST]} {language}.pdf"
