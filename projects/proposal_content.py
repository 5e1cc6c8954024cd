"""What an alternative proposal says (``ppp-proposal/1``): the shape of a draft, and what it still lacks.

Pure: no rows, no clock, no Django. Answers stand in both languages, because they are compared and printed in both;
confirmations are the bidder's own words in ``language`` and are quoted so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ppp_portal.law.identifiers import check_bin, check_iin
from ppp_portal.law.money import AmountError, parse_amount
from ppp_portal.law.signs import legible

FORMAT = "ppp-proposal/1"
LONGEST = 20_000
LANGUAGES = ("kk", "ru")
EIGHT = tuple(str(number) for number in range(1, 9))
AMOUNTS = ("tax_debt", "own_funds", "borrowed_funds")
MOST_AFFILIATES = 50


@dataclass(frozen=True)
class Lack:
    """Something a proposal must have and has not: ``code`` for the words, ``number`` of the requirement."""

    code: str
    field: str
    number: int | None = None


def blank(notice: str, language: str = "kk") -> dict[str, Any]:
    """The draft of a proposal that says nothing yet."""
    return {
        "format": FORMAT,
        "notice": notice,
        "language": language,
        "application": False,
        "answers": {},
        "qualification": {number: {"statement": "", "file": None} for number in EIGHT},
        "amounts": dict.fromkeys(AMOUNTS, ""),
        "affiliates": [],
        "files": {},
    }


def tidied(given: Mapping[str, Any], base: Mapping[str, Any], asked: Iterable[str]) -> dict[str, Any]:
    """``given`` in the shape of a draft: known keys only, sane lengths, no control characters.

    ``asked`` are the keys of the requirements of the notice. What identifies the proposal and its list of files are the
    portal's own and stay as in ``base``.
    """
    files = set(base["files"])
    answers = given.get("answers", base["answers"])
    stated = given.get("qualification", base["qualification"])
    amounts = given.get("amounts", base["amounts"])
    return {
        **base,
        "language": given.get("language") if given.get("language") in LANGUAGES else base["language"],
        "application": bool(given.get("application", base["application"])),
        "answers": {key: _line(answers.get(key), ("kk", "ru"), files) for key in asked},
        "qualification": {n: _line(stated.get(n), ("statement",), files) for n in EIGHT},
        "amounts": {name: _text(amounts.get(name), 40) for name in AMOUNTS},
        "affiliates": _numbers(given.get("affiliates", base["affiliates"])),
    }


def unanswered(content: Mapping[str, Any], asked: Mapping[str, int]) -> list[tuple[str, int]]:
    """Key and number of each requirement that the content leaves without an answer in both languages."""
    return [
        (key, number)
        for key, number in asked.items()
        if not all(content["answers"].get(key, {}).get(language) for language in LANGUAGES)
    ]


def carried(content: Mapping[str, Any], asked: Mapping[str, int]) -> dict[str, Any]:
    """The draft as its writer goes on with it: a requirement that was worded anew shows what was said under its number.

    It counts as an answer only once it is saved.
    """
    said = content["answers"]
    left = {key.rpartition("-")[2]: row for key, row in said.items() if key not in asked}
    more = {key: left[str(n)] for key, n in asked.items() if key not in said and str(n) in left}
    return {**content, "answers": {**{key: said[key] for key in asked if key in said}, **more}}


def lacking(content: Mapping[str, Any], asked: Mapping[str, int]) -> list[Lack]:
    """What the proposal lacks: the application, answers one by one, eight confirmations, sums that can be read.

    ``asked`` maps the keys of the requirements of the notice to their numbers.
    """
    lacks = [] if content["application"] else [Lack("proposal.application_missing", "application")]
    lacks += [
        Lack("proposal.answer_missing", f"answer_{key}_kk", number)
        for key, number in unanswered(content, asked)
    ]
    lacks += [
        Lack("proposal.confirmation_missing", f"statement_{number}", int(number))
        for number in EIGHT
        if not content["qualification"][number]["statement"]
    ]
    lacks += [
        Lack(f"proposal.{name}_unread", name) for name in AMOUNTS if not readable(content["amounts"][name])
    ]
    lacks += [
        Lack("proposal.affiliate_unread", "affiliates")
        for number in content["affiliates"]
        if check_bin(number) and check_iin(number)
    ]
    return lacks


def without_file(content: Mapping[str, Any], file_id: str) -> dict[str, Any]:
    """The content once a file is taken out: answers that pointed at it point at nothing."""
    rest = {key: named for key, named in content["files"].items() if key != file_id}

    def loosened(rows: Mapping[str, Any]) -> dict[str, Any]:
        return {
            n: {**row, "file": None if row["file"] == file_id else row["file"]} for n, row in rows.items()
        }

    return {
        **content,
        "files": rest,
        "answers": loosened(content["answers"]),
        "qualification": loosened(content["qualification"]),
    }


def _line(given: Any, words: tuple[str, ...], files: set[str]) -> dict[str, Any]:
    row = given if isinstance(given, Mapping) else {}
    file = row.get("file")
    said = {name: _text(row.get(name), LONGEST) for name in words}
    return {**said, "file": file if file in files else None}


def _text(value: Any, longest: int) -> str:
    return legible(str(value or "").replace("\r\n", "\n")).strip()[:longest]


def _numbers(given: Any) -> list[str]:
    typed = [_text(one, 12) for one in given] if isinstance(given, list | tuple) else []
    return [number for number in typed if number][:MOST_AFFILIATES]


def readable(typed: str) -> bool:
    """Whether a sum of the proposal is one: zero or more, in digits."""
    try:
        return bool(typed) and parse_amount(typed) >= 0
    except AmountError:
        return False
