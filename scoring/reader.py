"""Strict reading of the exchange format: JSON in, criteria and offers out, or every problem with its path."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from ppp_portal.law.packs import PACKS
from ppp_portal.law.refusals import Refusal, Refused
from scoring import rules
from scoring.criteria import (
    COUNT_FIELDS,
    EVIDENCE_POLICIES,
    OFFER_FIELDS,
    POLICIES,
    THRESHOLD_FIELDS,
    Criteria,
    EvidencePolicies,
    Offer,
    Policies,
    Thresholds,
)

WHOLE_FILE = "$"
# Far beyond any sum of money, and short enough for exact arithmetic to stay instant.
MAX_PLACES = 100

_AMOUNT = re.compile(r"\d+(\.\d+)?", re.ASCII)
_WHOLE_NUMBER = re.compile(r"-?\d+", re.ASCII)
_PLAIN_KEY = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}


class Numeral(str):
    """A JSON number as it was written."""


class Constant(str):
    """NaN, Infinity or -Infinity: no JSON, although many programs write it."""


class Object(dict[str, Any]):
    """A JSON object that remembers the keys it was given twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


def parse(data: bytes) -> Any:
    """The JSON value in the bytes, numbers unread. Raises `Refused` for anything that is not UTF-8 JSON."""
    try:
        text = data.decode("utf-8")
        if text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
            raise Refused([Refusal("exchange.byte_order_mark", field=WHOLE_FILE)])
        return json.loads(
            text, object_pairs_hook=Object, parse_int=Numeral, parse_float=Numeral, parse_constant=Constant
        )
    except UnicodeDecodeError as error:
        refusal = Refusal("exchange.not_utf8", params={"position": error.start}, field=WHOLE_FILE)
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        refusal = Refusal("exchange.not_json", params=place, field=WHOLE_FILE)
    except RecursionError:
        refusal = Refusal("exchange.too_deep", field=WHOLE_FILE)
    raise Refused([refusal])


class Reader:
    """Reads one file and collects the refusals. A field that cannot be read is None and is refused once."""

    def __init__(self) -> None:
        self.refusals: list[Refusal] = []
        self._refused_paths: set[str] = set()

    def evaluation(self, value: Any, format_name: str) -> tuple[Criteria, tuple[Offer, ...]]:
        """The whole document. Raises `Refused` with every problem found."""
        document = self._object(
            value,
            WHOLE_FILE,
            required=("format", "rule_pack", "thresholds", "offers"),
            optional=("policies", "evidence_policies"),
        )
        self._one_of(document, "format", (format_name,), "exchange.unknown_format")
        self._one_of(document, "rule_pack", PACKS, "exchange.unknown_rule_pack")
        policies = self._choices(document, "policies", {key: p.values for key, p in POLICIES.items()})
        evidence = self._choices(document, "evidence_policies", EVIDENCE_POLICIES)
        thresholds = self._thresholds(document, {"k6_unit": POLICIES["k6_unit"].default, **policies})
        offers = self._offers(document)
        if self.refusals:
            raise Refused(self.refusals)
        criteria = Criteria(
            thresholds=Thresholds(**thresholds),
            policies=Policies(**policies),
            evidence=EvidencePolicies(**evidence) if "evidence_policies" in document else None,
            rule_pack=str(document["rule_pack"]),
        )
        return criteria, tuple(Offer(**offer) for offer in offers)

    # --- blocks -------------------------------------------------------------------------------------------

    def _thresholds(self, document: Mapping[str, Any], policies: rules.Choices) -> dict[str, Any]:
        if "thresholds" not in document:
            return {}
        block = self._object(document["thresholds"], "thresholds", required=THRESHOLD_FIELDS)
        values = {field: self._number(block, "thresholds", field) for field in THRESHOLD_FIELDS}
        self._add("thresholds", rules.refuse_thresholds(values, policies))
        return values

    def _offers(self, document: Mapping[str, Any]) -> list[dict[str, Any]]:
        listed = document.get("offers", [])
        if not isinstance(listed, list):
            self._refuse("offers", "exchange.not_a_list")
            return []
        offers = [self._offer(value, f"offers[{position}]") for position, value in enumerate(listed)]
        named = [(position, offer["bidder"]) for position, offer in enumerate(offers) if offer["bidder"]]
        for index in rules.repeated_bidders(bidder for _, bidder in named):
            self._refuse(f"offers[{named[index][0]}].bidder", "exchange.same_bidder")
        return offers

    def _offer(self, value: Any, path: str) -> dict[str, Any]:
        block = self._object(value, path, required=[f.name for f in fields(Offer)])
        values = {field: self._number(block, path, field) for field in OFFER_FIELDS}
        self._add(path, rules.refuse_offer(values))
        return {"bidder": self._text(block, path, "bidder"), **values}

    def _choices(
        self, document: Mapping[str, Any], path: str, allowed: Mapping[str, Iterable[str]]
    ) -> dict[str, str]:
        if path not in document:
            return {}
        block = self._object(document[path], path, optional=allowed)
        for key in allowed:
            self._one_of(block, key, tuple(allowed[key]), "scoring.unknown_choice", path)
        return {key: str(value) for key, value in block.items() if key in allowed}

    # --- values -------------------------------------------------------------------------------------------

    def _object(
        self, value: Any, path: str, *, required: Iterable[str] = (), optional: Iterable[str] = ()
    ) -> dict[str, Any]:
        if not isinstance(value, Object):
            self._refuse(path, "exchange.not_an_object")
            return {}
        for key in value.repeated:
            self._refuse(_at(path, key), "exchange.duplicate_key")
        known = {*required, *optional}
        for key in value:
            if key not in known:
                self._refuse(_at(path, key), "exchange.unknown_key")
        for key in required:
            if key not in value:
                self._refuse(_at(path, key), "exchange.missing")
        return value

    def _one_of(
        self, block: Mapping[str, Any], key: str, allowed: Iterable[str], code: str, path: str = WHOLE_FILE
    ) -> None:
        value = block.get(key, "")
        if key in block and (type(value) is not str or value not in allowed):
            self._refuse(_at(path, key), code, choices=", ".join(allowed))

    def _text(self, block: Mapping[str, Any], path: str, key: str) -> str:
        value = block.get(key)
        if type(value) is str and value.strip() and not _UNPRINTABLE & set(map(unicodedata.category, value)):
            return value
        if key in block:
            self._refuse(_at(path, key), "exchange.not_text")
        return ""

    def _number(self, block: Mapping[str, Any], path: str, key: str) -> int | Decimal | None:
        if key not in block:
            return None
        value = block[key]
        code = _count_fault(value) if key in COUNT_FIELDS else _amount_fault(value)
        if code:
            self._refuse(_at(path, key), code)
            return None
        # JSON has a negative zero, which is zero here.
        return int(value) if key in COUNT_FIELDS else Decimal(value) or Decimal(0)

    def _add(self, path: str, refusals: Iterable[Refusal]) -> None:
        """Refusals of the rules, unless the field or its whole block was already refused for its form."""
        for refusal in refusals:
            if not self._refused_paths & {path, _at(path, refusal.field)}:
                self._refuse(_at(path, refusal.field), refusal.code, **refusal.params)

    def _refuse(self, path: str, code: str, **params: object) -> None:
        self.refusals.append(Refusal(code, params=params, field=path))
        self._refused_paths.add(path)


def _at(path: str, key: str) -> str:
    """The path of a key; a strange key is quoted in ASCII, which shows a Cyrillic К beside a Latin K."""
    name = key if _PLAIN_KEY.fullmatch(key) else f"[{json.dumps(key)}]"
    if path == WHOLE_FILE:
        return name
    return path + (name if name.startswith("[") else f".{name}")


def _count_fault(value: Any) -> str:
    if not isinstance(value, Numeral) or not _WHOLE_NUMBER.fullmatch(value):
        return "exchange.not_a_count"
    return "exchange.too_long" if len(value) > MAX_PLACES else ""


def _amount_fault(value: Any) -> str:
    written = isinstance(value, Numeral) or (type(value) is str and _AMOUNT.fullmatch(value))
    if not written:
        return "exchange.not_an_amount"
    # The length bounds the digits, the exponent what a short "1e999999999" would unfold to.
    _, _, exponent = value.lower().partition("e")
    if len(value) > MAX_PLACES or abs(int(exponent or 0)) > MAX_PLACES:
        return "exchange.too_long"
    return ""
