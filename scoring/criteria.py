"""What a tender publishes about its evaluation, and what a bidder offers: plain values, no arithmetic.

Appendix 4 to the model tender documentation fixes six criteria and leaves several questions open. Each open
question is a `Policy`: the organiser chooses a value before publication, and the choice is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal

CRITERIA = ("K1", "K2", "K3", "K4", "K5", "K6")

# The order prints its symbols with a Cyrillic letter; the code and the exchange format use the Latin one.
SYMBOLS: Mapping[str, str] = {code: code.replace("K", "К") for code in CRITERIA}


@dataclass(frozen=True)
class Policy:
    """An open question of the order: `values` with the default first, and the criteria it bears on."""

    key: str
    values: tuple[str, ...]
    criteria: tuple[str, ...]

    @property
    def default(self) -> str:
        return self.values[0]


POLICIES: Mapping[str, Policy] = {
    policy.key: policy
    for policy in (
        Policy("step", ("floor", "prorata", "half_up"), ("K3", "K4", "K5", "K6")),
        Policy("k1_threshold", ("every", "above"), ("K1",)),
        Policy("k2_transferred", ("ignore", "subtract", "add"), ("K2",)),
        Policy("k3_cap", ("cap_100", "none"), ("K3",)),
        Policy("k3_base", ("whole", "excess"), ("K3",)),
        Policy("k4", ("note_cap", "table_linear"), ("K4",)),
        Policy("k6_unit", ("relative", "points"), ("K6",)),
        Policy("k6_rows", ("sum", "max", "mean"), ("K6",)),
    )
}

# How the commission accepts evidence. The arithmetic ignores these; `k6_field` has no default, because the
# Kazakh text of K6 asks for experience in construction and the Russian text does not.
EVIDENCE_POLICIES: Mapping[str, tuple[str, ...]] = {
    "k1_kinds": ("construction", "all"),
    "k3_evidence": ("as_listed", "own_capital"),
    "k6_field": ("any", "construction"),
    "consortium_projects": ("unique", "sum"),
}
NO_DEFAULT = frozenset({"k6_field"})


@dataclass(frozen=True)
class Policies:
    """One value for each policy. ValueError for a value the policy does not have."""

    step: str = "floor"
    k1_threshold: str = "every"
    k2_transferred: str = "ignore"
    k3_cap: str = "cap_100"
    k3_base: str = "whole"
    k4: str = "note_cap"
    k6_unit: str = "relative"
    k6_rows: str = "sum"

    def __post_init__(self) -> None:
        for key, policy in POLICIES.items():
            if getattr(self, key) not in policy.values:
                raise ValueError(f"{key} is one of {', '.join(policy.values)}, not {getattr(self, key)!r}")

    def having(self, key: str, value: str) -> Policies:
        """The same choices but one."""
        return replace(self, **{key: value})


@dataclass(frozen=True)
class EvidencePolicies:
    """How evidence is accepted; an empty `k6_field` means that the organiser has not chosen yet."""

    k1_kinds: str = "construction"
    k3_evidence: str = "as_listed"
    k6_field: str = ""
    consortium_projects: str = "unique"


@dataclass(frozen=True)
class Thresholds:
    """The threshold (base) values of the tender documentation.

    `construction_cost`, `own_funds` and `price` (a place of residence a month) are in tenge, the shares in
    per cent of the proposed staff.
    """

    projects: int
    construction_cost: Decimal
    own_funds: Decimal
    months: int
    price: Decimal
    higher_share: Decimal
    secondary_share: Decimal


@dataclass(frozen=True)
class Offer:
    """What one bidder offers, as the commission accepted it. Units as in `Thresholds`."""

    bidder: str
    projects: int
    risks_accepted: int
    risks_transferred: int
    own_funds: Decimal
    months: int
    price: Decimal
    higher_share: Decimal
    secondary_share: Decimal


@dataclass(frozen=True)
class Criteria:
    """Everything an evaluation needs besides the offers. `rule_pack` names the edition of the order."""

    thresholds: Thresholds
    policies: Policies = field(default_factory=Policies)
    evidence: EvidencePolicies | None = None
    rule_pack: str = "605-458"


THRESHOLD_FIELDS = tuple(f.name for f in fields(Thresholds))
OFFER_FIELDS = tuple(f.name for f in fields(Offer) if f.name != "bidder")
COUNT_FIELDS = frozenset({"projects", "risks_accepted", "risks_transferred", "months"})
