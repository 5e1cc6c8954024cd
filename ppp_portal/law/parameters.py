"""One number of the law: its value, where it stands, and how certain that is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ppp_portal.law.acts import Paragraph

T = TypeVar("T")

STATUTORY = "S"  # read in the text of the order
LAW_2022 = "F"  # read in the Law as it stood in 2022, or in a fragment of a later text: to be re-checked
INFERRED = "I"  # found in no text at hand: a default that the installation may change
GENERAL = "M"  # general knowledge, not verified against a source: to be confirmed


@dataclass(frozen=True)
class Param(Generic[T]):
    """A value with its source; `marker` is one of the four letters; the unit is in the name of the field."""

    value: T
    basis: Paragraph | None = None
    marker: str = INFERRED
    note: str = ""

    @property
    def is_configurable(self) -> bool:
        """Only a number read in the text of the order is fixed."""
        return self.marker != STATUTORY

    def changed_to(self, value: T, note: str = "") -> Param[T]:
        """The same parameter with a value set by the installation; ValueError for a statutory number."""
        if not self.is_configurable:
            raise ValueError(f"{self.value!r} is fixed by {self.basis}")
        return replace(self, value=value, note=note or self.note)
