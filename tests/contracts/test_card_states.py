"""The lives of a contract in force and of an extension: one action a move, and the drawings of the docs."""

import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

import contracts.actions
from contracts.card_states import CARD_MOVES
from contracts.extension_states import EXTENSION_MOVES

DOC = Path(__file__).resolve().parent.parent.parent / "docs" / "states.md"


def drawing(moves):
    lines = ["stateDiagram-v2"]
    for name, (sources, target, _roles, basis) in moves.items():
        lines += [f"    {source} --> {target}: {name}, {basis.replace(':', ' ')}" for source in sources]
    return "\n".join(lines)


@pytest.mark.parametrize("moves", [CARD_MOVES, EXTENSION_MOVES], ids=["card", "extension"])
def test_the_drawing_follows_the_table_of_moves(moves):
    assert drawing(moves) in DOC.read_text(), f"docs/states.md should hold:\n{drawing(moves)}"


@pytest.mark.parametrize("moves", [CARD_MOVES, EXTENSION_MOVES], ids=["card", "extension"])
def test_every_move_has_exactly_one_action(moves):
    found = [
        name
        for info in pkgutil.iter_modules(contracts.actions.__path__, "contracts.actions.")
        for name, function in inspect.getmembers(importlib.import_module(info.name), inspect.isfunction)
        if function.__module__ == info.name and name in moves
    ]
    assert sorted(found) == sorted(moves)
