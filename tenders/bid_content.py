"""What a bid says (``ppp-bid/1``): the shape of a draft, and the exact form that is sealed.

Pure: no rows, no clock, no Django. A draft keeps what was typed as it is, sums without their spaces; only
the sealed bid is read strictly, and everything that cannot be read with certainty is named by its path ("offer.price").
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ppp_portal.law.calendar import YEARS
from ppp_portal.law.identifiers import check_bin, check_iin
from ppp_portal.law.money import AmountError, in_digits, parse_amount
from ppp_portal.law.signs import legible

FORMAT = "ppp-bid/1"
MOST_ROWS = 100
LONGEST_TEXT = 20_000
LONGEST_LINE = 500

PROJECT_KINDS = ("construction", "other")
FUND_FORMS = ("equity", "loan", "guarantee", "letter")
LEVELS = ("higher", "secondary")
REQUIREMENTS = tuple(str(number) for number in range(1, 9))
LANGUAGES = ("kk", "ru")

_COUNT = re.compile(r"[0-9]{1,6}\Z")
_DAY = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})\Z")
_ISO_DAY = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})\Z")


@dataclass(frozen=True)
class Problem:
    """A value that cannot be read: ``path`` from the root ("projects.0.year"), ``code`` for the words."""

    path: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


def blank(
    *, tender: UUID | str, documentation_sha256: str, stage: int = 2, language: str = "kk"
) -> dict[str, Any]:
    """The draft of a bid that says nothing yet."""
    return {
        "format": FORMAT,
        "tender": str(tender),
        "documentation_sha256": documentation_sha256,
        "stage": stage,
        "language": language,
        "summary": "",
        "offer": {
            "months": "",
            "price": "",
            "headcount": "",
            "risks_transferred": "",
            "spv_declared": False,
            "spv_name": "",
        },
        "projects": [],
        "risks": [],
        "funds": [],
        "specialists": [],
        "qualification": {number: {"statement": "", "file": None} for number in REQUIREMENTS},
        "amounts": {"tax_debt": "", "own_funds": "", "borrowed_funds": ""},
        "affiliates": [],
        "guarantee_file": None,
        "files": {},
    }


# --- the draft: what was typed ----------------------------------------------------------------------------

ROWS: Mapping[str, tuple[str, ...]] = {
    "projects": ("title", "customer", "year", "kind", "member", "file", "page"),
    "risks": ("code", "file", "page"),
    "funds": ("title", "form", "amount", "file", "page"),
    "specialists": ("level", "count", "experience_since", "construction", "title", "file", "page"),
}
# What a person chooses from a list says nothing by itself: a row with nothing else in it is an empty row.
CHOICES = frozenset({"kind", "form", "level", "member", "construction"})
OFFER = ("months", "price", "headcount", "risks_transferred", "spv_declared", "spv_name")
AMOUNTS = ("tax_debt", "own_funds", "borrowed_funds")


def tidied(given: object, base: Mapping[str, Any]) -> dict[str, Any]:
    """``given`` in the shape of a draft: known keys only, sane lengths, no control characters, no empty rows.

    What identifies the bid (format, tender, stage, documentation) and the list of files are the portal's own
    and stay as in ``base``. Raises ``ValueError`` when ``given`` is not of this shape at all.
    """
    if not isinstance(given, Mapping):
        raise ValueError("a bid is an object")
    draft = dict(base)
    draft["language"] = given.get("language") if given.get("language") in LANGUAGES else base["language"]
    draft["summary"] = _text(given.get("summary", base["summary"]), LONGEST_TEXT)
    draft["offer"] = _record(given.get("offer", base["offer"]), OFFER)
    for name, columns in ROWS.items():
        rows = [_record(row, columns) for row in _list(given.get(name, base[name]))]
        draft[name] = [row for row in rows if any(row[column] for column in columns if column not in CHOICES)]
    statements = given.get("qualification", base["qualification"])
    draft["qualification"] = {
        number: _record(_mapping(statements).get(number, {}), ("statement", "file"), LONGEST_TEXT)
        for number in REQUIREMENTS
    }
    draft["amounts"] = _record(given.get("amounts", base["amounts"]), AMOUNTS)
    affiliates = _list(given.get("affiliates", base["affiliates"]))
    draft["affiliates"] = [line for line in (_text(row, 12) for row in affiliates) if line]
    draft["guarantee_file"] = _text(given.get("guarantee_file", base["guarantee_file"]) or "", 36) or None
    return draft


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("an object was expected")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        raise ValueError(f"a list of at most {MOST_ROWS} rows was expected")
    return value


def _record(value: object, names: tuple[str, ...], longest: int = LONGEST_LINE) -> dict[str, Any]:
    given = _mapping(value)
    return {name: _value(name, given.get(name), longest) for name in names}


def _value(name: str, value: object, longest: int) -> Any:
    if name in ("spv_declared", "construction"):
        return value is True
    if name == "file":
        return _text(value or "", 36) or None
    return _text("" if value is None else value, longest)


def _text(value: object, longest: int) -> str:
    if isinstance(value, bool | float) or not isinstance(value, str | int | Decimal):
        raise ValueError("a text was expected")
    text = str(value).replace("\r\n", "\n")
    return legible(text).strip()[:longest]


# --- the sealed bid: exact values -------------------------------------------------------------------------


def exact(draft: Mapping[str, Any], on: date | None = None) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The draft with exact values: counts as whole numbers, amounts as "36000" or "36000.50", blanks as null.

    The problems name every value that cannot be read; such a value stands as null.
    ``on`` is today: experience does not begin later.
    """
    reader = _Reader(frozenset(draft["files"]), on or date(2100, 12, 31))
    content = {
        **draft,
        "offer": reader.record("offer", draft["offer"], OFFER_TYPES),
        **{
            name: [reader.record(f"{name}.{i}", row, ROW_TYPES[name]) for i, row in enumerate(draft[name])]
            for name in ROWS
        },
        "qualification": {
            number: reader.record(f"qualification.{number}", row, {"file": reader.file})
            for number, row in draft["qualification"].items()
        },
        "amounts": reader.record("amounts", draft["amounts"], dict.fromkeys(AMOUNTS, reader.amount)),
        "affiliates": [reader.bin(f"affiliates.{i}", row) for i, row in enumerate(draft["affiliates"])],
        "guarantee_file": reader.file("guarantee_file", draft["guarantee_file"]),
    }
    if content["offer"]["risks_transferred"] is None:
        content["offer"]["risks_transferred"] = 0
    if content["offer"]["spv_declared"] is False:
        content["offer"]["spv_name"] = ""
    reader.once("risks", [row["code"] for row in content["risks"]])
    reader.staff(content)
    return content, tuple(reader.problems)


class _Reader:
    """Reads values and gathers what is wrong with them."""

    def __init__(self, files: frozenset[str], on: date) -> None:
        self.files, self.on = files, on
        self.problems: list[Problem] = []

    def record(self, path: str, row: Mapping[str, Any], types: Mapping[str, Any]) -> dict[str, Any]:
        readers = {
            name: getattr(self, kind) if isinstance(kind, str) else kind for name, kind in types.items()
        }
        return {
            name: readers[name](f"{path}.{name}", value) if name in readers else value
            for name, value in row.items()
        }

    def wrong(self, path: str, code: str, **params: object) -> Any:
        """Note what is wrong; None, the value of what cannot be read."""
        self.problems.append(Problem(path, f"bid.content.{code}", params))
        return None

    def count(self, path: str, value: Any) -> int | None:
        if value in (None, ""):
            return None
        if not _COUNT.match(str(value)):
            return self.wrong(path, "count")
        return int(value)

    def months(self, path: str, value: Any) -> int | None:
        return self._at_least_one(path, self.count(path, value), "months")

    def headcount(self, path: str, value: Any) -> int | None:
        return self._at_least_one(path, self.count(path, value), "headcount")

    def _at_least_one(self, path: str, number: int | None, code: str) -> int | None:
        return self.wrong(path, code) if number == 0 else number

    def year(self, path: str, value: Any) -> int | None:
        number = self.count(path, value)
        return self.wrong(path, "year") if number is not None and not 1950 <= number <= 2100 else number

    def day(self, path: str, value: Any) -> str | None:
        """A day as people write it, in one spelling: "01.03.2015" is "2015-03-01"."""
        if value in (None, ""):
            return None
        found = _DAY.match(str(value)) or _ISO_DAY.match(str(value))
        if found is None:
            return self.wrong(path, "day")
        try:
            read = date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            return self.wrong(path, "day")
        inside = read.year in YEARS and read <= self.on
        return read.isoformat() if inside else self.wrong(path, "day_outside")

    def amount(self, path: str, value: Any) -> str | None:
        if value in (None, ""):
            return None
        try:
            return in_digits(parse_amount(str(value)))
        except AmountError as error:
            return self.wrong(path, error.code.replace("money.", "amount_"))

    def bin(self, path: str, value: Any) -> str | None:
        if value in (None, ""):
            return None
        return self.wrong(path, "bin") if check_bin(value) and check_iin(value) else value

    def file(self, path: str, value: Any) -> str | None:
        if value in (None, ""):
            return None
        return self.wrong(path, "file") if value not in self.files else value

    def kind(self, path: str, value: Any) -> str | None:
        return self._one_of(path, value, PROJECT_KINDS)

    def form(self, path: str, value: Any) -> str | None:
        return self._one_of(path, value, FUND_FORMS)

    def level(self, path: str, value: Any) -> str | None:
        return self._one_of(path, value, LEVELS)

    def _one_of(self, path: str, value: Any, known: tuple[str, ...]) -> str | None:
        return value if value in known else self.wrong(path, "choice")

    def once(self, path: str, values: list[str]) -> None:
        for index, value in enumerate(values):
            if value in values[:index]:
                self.wrong(f"{path}.{index}.code", "twice", value=value)

    def staff(self, content: Mapping[str, Any]) -> None:
        """Specialists are part of the proposed staff: together they are never more than it."""
        staff = content["offer"]["headcount"]
        together = sum(row["count"] or 0 for row in content["specialists"])
        if staff is not None and together > staff:
            self.wrong("offer.headcount", "staff", together=together, staff=staff)


OFFER_TYPES = {"months": "months", "price": "amount", "headcount": "headcount", "risks_transferred": "count"}
ROW_TYPES: Mapping[str, Mapping[str, str | Callable[..., Any]]] = {
    "projects": {"year": "year", "kind": "kind", "member": "bin", "file": "file"},
    "risks": {"file": "file"},
    "funds": {"form": "form", "amount": "amount", "file": "file"},
    "specialists": {"level": "level", "count": "count", "experience_since": "day", "file": "file"},
}


def used_files(content: Mapping[str, Any]) -> frozenset[str]:
    """The files that some answer of the bid points at."""
    return frozenset(_used(content))


def _used(content: Mapping[str, Any]) -> Iterator[str]:
    rows = [row for name in ROWS for row in content[name]] + list(content["qualification"].values())
    yield from (row["file"] for row in rows if row["file"])
    if content["guarantee_file"]:
        yield content["guarantee_file"]


def with_files(content: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The same answers with every file under its new identifier; a file without one is left out."""
    copy: dict[str, Any] = {**content, "guarantee_file": names.get(content["guarantee_file"] or "")}
    for name in ROWS:
        copy[name] = [{**row, "file": names.get(row["file"] or "")} for row in content[name]]
    copy["qualification"] = {
        number: {**row, "file": names.get(row["file"] or "")}
        for number, row in content["qualification"].items()
    }
    copy["files"] = {names[old]: facts for old, facts in content["files"].items() if old in names}
    return copy
