"""Reading a bid that has just been unsealed: whatever is inside, the opening goes on.

Pure. What cannot be read with certainty becomes a :class:`Problem` for the admission, never an exception: a bid
may hold anything, and one bidder's nonsense must not keep the others' bids closed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from tenders.bid_content import FORMAT, FUND_FORMS, LEVELS, MOST_ROWS, PROJECT_KINDS

LONGEST = 500
MOST = 999_999
MOST_TENGE = Decimal(10) ** 17
# What keeps a bid out of the evaluation: without these it cannot be counted at all (P-11).
BINDING = frozenset(
    {"unreadable", "not_json", "other_format", "other_tender", "other_stage", "duplicate", "offer"}
)


@dataclass(frozen=True)
class Problem:
    """``code`` has words in ``messages.opening.PROBLEMS``; ``path`` is the place ("offer.price", a row, a file)."""

    code: str
    path: str = ""

    @property
    def binding(self) -> bool:
        return self.code in BINDING

    def plain(self) -> dict[str, str]:
        return {"code": self.code, "path": self.path}


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence as claimed. ``file`` is the key of a file of the bid, ``claimed`` its unit's number."""

    kind: str
    number: int
    title: str
    claimed: Decimal
    detail: Mapping[str, Any] = field(default_factory=dict, hash=False)
    file: str = ""
    page: str = ""


@dataclass(frozen=True)
class FileClaim:
    """A file as its bid names it inside the seal; ``sealed`` is the hash of its envelope, written by the portal."""

    key: str
    name: str
    sha256: str
    sealed: str = ""


@dataclass(frozen=True)
class Reading:
    """What a bid says. Months are whole, ``price`` tenge a place a month; ``None`` is a value not offered."""

    content: dict[str, Any] = field(default_factory=dict, hash=False)
    months: int | None = None
    price: Decimal | None = None
    headcount: int | None = None
    risks_transferred: int = 0
    spv_declared: bool = False
    evidence: tuple[Evidence, ...] = ()
    files: tuple[FileClaim, ...] = ()
    affiliates: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(payload: bytes, *, tender: str, stage: int = 2) -> Reading:
    """The bid in ``payload``. Never raises: nonsense is a reading with nothing but problems."""
    try:
        content = json.loads(payload, parse_constant=_no_constant, parse_float=Decimal)
    except (ValueError, RecursionError):
        return Reading(problems=(Problem("not_json"),))
    content = _storable(content)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        return Reading(problems=(Problem("other_format"),))
    return _Reader(content, tender, stage).reading()


def unreadable() -> Reading:
    """A bid whose seal stayed closed, by a recorded decision of the commission."""
    return Reading(problems=(Problem("unreadable"),))


class _Reader:
    def __init__(self, content: dict[str, Any], tender: str, stage: int) -> None:
        self.content, self.tender, self.stage = content, tender, stage
        self.problems: list[Problem] = []

    def reading(self) -> Reading:
        if str(self.content.get("tender")) != self.tender:
            self.wrong("other_tender")
        if self.content.get("stage") != self.stage:
            self.wrong("other_stage")
        # Stage one asks for no figures: whatever stands there is no part of the proposal.
        offered = self.stage == 2
        offer = _mapping(self.content.get("offer")) if offered else {}
        months = self.count("offer.months", offer.get("months"), least=1, code="offer") if offered else None
        price = self.amount("offer.price", offer.get("price"), code="offer") if offered else None
        headcount = (
            self.count("offer.headcount", offer.get("headcount"), least=1, code="offer") if offered else None
        )
        evidence = tuple(self.evidence()) if offered else ()
        if offered:
            self.staff(headcount, evidence)
        return Reading(
            content=self.content,
            months=months,
            price=price,
            headcount=headcount,
            risks_transferred=self.count("offer.risks_transferred", offer.get("risks_transferred") or 0) or 0,
            spv_declared=offer.get("spv_declared") is True,
            evidence=evidence,
            files=tuple(self.files()),
            affiliates=tuple(_line(row) for row in _list(self.content.get("affiliates")) if _line(row)),
            problems=tuple(dict.fromkeys(self.problems)),
        )

    def wrong(self, code: str, path: str = "") -> None:
        self.problems.append(Problem(code, path))

    def count(self, path: str, value: Any, *, least: int = 0, code: str = "value") -> int | None:
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 6:
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= MOST:
            return value
        if self.stage == 2 or value not in (None, ""):
            self.wrong(code, path)
        return None

    def amount(self, path: str, value: Any, *, code: str = "value") -> Decimal | None:
        try:
            read = Decimal(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
        except (InvalidOperation, ValueError):
            read = None
        if read is not None and read.is_finite() and 0 <= read < MOST_TENGE:
            tenge = read.quantize(Decimal("0.01"))
            if tenge == read:
                return tenge
        if self.stage == 2 or value not in (None, ""):
            self.wrong(code, path)
        return None

    def evidence(self) -> Iterator[Evidence]:
        one = Decimal(1)
        for number, path, row in self.rows("projects"):
            kind = row.get("kind")
            detail = {
                "customer": _line(row.get("customer")),
                "year": row.get("year"),
                "member": row.get("member"),
            }
            detail["kind"] = kind if kind in PROJECT_KINDS else ""
            yield self.piece("k1", number, path, row, one, detail, _line(row.get("title")))
        for number, path, row in self.rows("risks"):
            yield self.piece(
                "k2", number, path, row, one, {"code": _line(row.get("code"))}, _line(row.get("code"))
            )
        for number, path, row in self.rows("funds"):
            amount = self.amount(f"{path}.amount", row.get("amount"))
            form = row.get("form") if row.get("form") in FUND_FORMS else ""
            if amount:
                yield self.piece("k3", number, path, row, amount, {"form": form}, _line(row.get("title")))
        for number, path, row in self.rows("specialists"):
            level, count = row.get("level"), self.count(f"{path}.count", row.get("count"))
            if level not in LEVELS:
                self.wrong("value", f"{path}.level")
            elif count:
                kind = "k6a" if level == "higher" else "k6b"
                detail = {"construction": row.get("construction") is True, **_experience(row)}
                yield self.piece(kind, number, path, row, Decimal(count), detail, _line(row.get("title")))

    def rows(self, name: str) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
        listed = _list(self.content.get(name))
        if len(listed) > MOST_ROWS:
            self.wrong("too_many", name)
        for number, row in enumerate(listed[:MOST_ROWS], start=1):
            if isinstance(row, dict):
                yield number, f"{name}.{number - 1}", row
            else:
                self.wrong("value", f"{name}.{number - 1}")

    def piece(
        self,
        kind: str,
        number: int,
        path: str,
        row: Mapping[str, Any],
        claimed: Decimal,
        detail: Mapping[str, Any],
        title: str,
    ) -> Evidence:
        file = _line(row.get("file"))
        if not file:
            self.wrong("no_evidence", path)
        return Evidence(
            kind, number, title or f"№ {number}", claimed, detail, file, _line(row.get("page"))[:20]
        )

    def staff(self, headcount: int | None, evidence: tuple[Evidence, ...]) -> None:
        """Specialists are part of the staff proposed; more of them than staff cannot be counted as shares."""
        together = sum(row.claimed for row in evidence if row.kind in ("k6a", "k6b"))
        if headcount is not None and together > headcount:
            self.wrong("offer", "offer.headcount")

    def files(self) -> Iterator[FileClaim]:
        for key, claim in _mapping(self.content.get("files")).items():
            described = _mapping(claim)
            name, sha256, sealed = (_line(described.get(part)) for part in ("name", "sha256", "sealed"))
            yield FileClaim(_line(key), name, sha256, sealed)


def _experience(row: Mapping[str, Any]) -> dict[str, Any]:
    """Since when the specialists have worked: the day, and never the bidder's own word that it is long enough."""
    return {"experience_since": _line(row.get("experience_since"))}


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _storable(value: Any) -> Any:
    """Without the one character that PostgreSQL cannot keep, lone surrogates, and numbers beyond measure."""
    match value:
        case str():
            return value.replace("\x00", "").encode("utf-8", "replace").decode()
        case dict():
            return {_storable(key): _storable(inner) for key, inner in value.items()}
        case list():
            return [_storable(inner) for inner in value]
        case bool() | None:
            return value
        case int() if abs(value) <= 10**18:
            return value
        case _:
            return str(value)[:LONGEST]


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _line(value: Any) -> str:
    return value.strip()[:LONGEST] if isinstance(value, str) else ""
