"""The seam for external registers: three answers, and none of them is invented.

An installation connects an adapter; until then every register answers ``UNKNOWN``. "Unknown" never reads as
clear and never as found: a person checks and records what was seen.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

REGISTERS = ("tax_debt", "debtors", "bad_faith_partners", "terrorism", "bad_faith_suppliers")


class Finding(Enum):
    CLEAR = "clear"
    FOUND = "found"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """What a register said about a BIN or IIN: ``reference`` is its number of the extract, if it gives one."""

    finding: Finding
    register: str
    detail: str = ""
    reference: str = ""
    as_of: datetime | None = None


class Register(Protocol):
    """An adapter to one register. It answers ``UNKNOWN`` when the service is silent; it does not raise."""

    def look_up(self, bin: str) -> Answer: ...


@dataclass(frozen=True)
class NotConnected:
    """What stands in the place of a register that nobody connected."""

    register: str

    def look_up(self, bin: str) -> Answer:
        return Answer(Finding.UNKNOWN, self.register, detail="not_connected")


_connected: dict[str, Register] = {}


def connect(register: str, adapter: Register) -> None:
    """Connect an adapter. Raises ``KeyError`` for a register that no requirement names."""
    if register not in REGISTERS:
        raise KeyError(register)
    _connected[register] = adapter


def adapter(register: str) -> Register:
    """The adapter of a register, or what says that none is connected."""
    if register not in REGISTERS:
        raise KeyError(register)
    return _connected.get(register) or NotConnected(register)
