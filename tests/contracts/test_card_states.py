"""The lives of a contract in force and of what happens to it: one place a move, and the drawings of the docs."""

import ast
from pathlib import Path

import pytest

from contracts.assignment_states import ASSIGNMENT_MOVES
from contracts.card_states import CARD_MOVES
from contracts.ending_states import HAND_OVER_MOVES
from contracts.extension_states import EXTENSION_MOVES
from contracts.monitoring_states import ACT_MOVES, FINDING_MOVES
from contracts.replacement_states import REPLACEMENT_MOVES

ROOT = Path(__file__).resolve().parent.parent.parent
DOC, ACTIONS = ROOT / "docs" / "states.md", ROOT / "contracts" / "actions"
REACTIONS = ROOT / "contracts" / "reactions.py"
MAKING = ("make_card_move", "make_move", "end_requests", "end_assignments")


def drawing(moves):
    lines = ["stateDiagram-v2"]
    for name, (sources, target, _roles, basis) in moves.items():
        lines += [f"    {source} --> {target}: {name}, {basis.replace(':', ' ')}" for source in sources]
    return "\n".join(lines)


TABLES = {
    "card": CARD_MOVES,
    "extension": EXTENSION_MOVES,
    "finding": FINDING_MOVES,
    "act": ACT_MOVES,
    "hand-over": HAND_OVER_MOVES,
    "assignment": ASSIGNMENT_MOVES,
    "replacement": REPLACEMENT_MOVES,
}


@pytest.mark.parametrize("moves", TABLES.values(), ids=TABLES)
def test_the_drawing_follows_the_table_of_moves(moves):
    assert drawing(moves) in DOC.read_text(), f"docs/states.md should hold:\n{drawing(moves)}"


@pytest.mark.parametrize(
    "moves", [CARD_MOVES, EXTENSION_MOVES, ASSIGNMENT_MOVES], ids=["card", "extension", "assignment"]
)
def test_every_move_is_made_in_exactly_one_place(moves):
    made = [
        argument.value
        for path in (*sorted(ACTIONS.glob("*.py")), REACTIONS)
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in MAKING
        for argument in call.args
        if isinstance(argument, ast.Constant) and argument.value in moves
    ]
    assert sorted(made) == sorted(moves)
