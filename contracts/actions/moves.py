"""A step along a table of moves: the same for a contract in force and for everything that happens to it."""

from typing import Any

from contracts.states import Moves
from ppp_portal.journal.actor import Actor
from ppp_portal.law import refusals
from ppp_portal.law.acts import Paragraph
from ppp_portal.law.refusals import Refusal, Stateful


def refuse(table: Moves, row: Stateful, name: str, by: Actor, wrong_state: str) -> list[Refusal]:
    """Why ``by`` may not make the move ``name`` of ``row`` now; ``wrong_state`` is the code of the first reason."""
    sources, _target, roles, key = table[name]
    return refusals.refuse_move(
        row,
        by.role,
        sources=sources,
        roles=roles,
        basis=Paragraph.parse(key),
        wrong_state=wrong_state,
        wrong_role="card.wrong_role",
    )


def turn(table: Moves, row: Any, name: str) -> tuple[dict[str, str], Paragraph]:
    """Set the state of ``row``: from where to where, for the record, and under which provision. Nothing is saved."""
    _sources, target, _roles, key = table[name]
    source, row.state = row.state, target
    return {"from": source, "to": target}, Paragraph.parse(key)
