"""Refusals: everything that is wrong, as data. Words are elsewhere, by `code`."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ppp_portal.law.acts import Paragraph


@dataclass(frozen=True)
class Refusal:
    """One reason why the portal says no.

    `code` is dotted ("bid.late") and has words in every language of the interface; `basis` is the provision;
    `params` are the values the words need; `field` names the form field at fault, if one is.
    Hashable: `params` count for equality but not for the hash.
    """

    code: str
    basis: Paragraph | None = None
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
    # The last annotation, because its name would hide dataclasses.field from the lines below it.
    field: str = ""


class Refused(Exception):
    """An action was refused; `.refusals` holds every reason, never only the first."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals: tuple[Refusal, ...] = tuple(refusals)
        super().__init__(self.refusals)

    def __str__(self) -> str:
        return ", ".join(f"{r.code} [{r.basis}]" if r.basis else r.code for r in self.refusals)


def refuse(refusals: Iterable[Refusal | None]) -> None:
    """Raise `Refused` with all the refusals given, each once, in order; None means no objection."""
    unique: list[Refusal] = []
    for refusal in refusals:
        if refusal is not None and refusal not in unique:
            unique.append(refusal)
    if unique:
        raise Refused(unique)


class Stateful(Protocol):
    """A row with a state and its name in words."""

    @property
    def state(self) -> str: ...

    def get_state_display(self) -> str: ...


def refuse_move(
    row: Stateful,
    role: str,
    *,
    sources: Container[str],
    roles: Container[str],
    basis: Paragraph,
    wrong_state: str,
    wrong_role: str,
) -> list[Refusal]:
    """Why ``role`` may not make a move of ``row`` that begins in ``sources`` and belongs to ``roles``.

    ``wrong_state`` and ``wrong_role`` are the codes of the two reasons; the first has ``state`` among its params.
    """
    refusals = []
    if row.state not in sources:
        refusals.append(Refusal(wrong_state, basis, {"state": row.get_state_display()}))
    if role not in roles:
        refusals.append(Refusal(wrong_role, basis))
    return refusals
