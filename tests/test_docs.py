"""The drawings in the docs are made from the tables of moves, so that they cannot tell another story."""

import importlib
from pathlib import Path

import pytest

DOC = Path(__file__).resolve().parent.parent / "docs" / "states.md"


def drawing(storey: str) -> str:
    """The mermaid lines of one storey: an arrow a move, under its name and paragraph."""
    lines = ["stateDiagram-v2"]
    for move in importlib.import_module(f"{storey}.states").MOVES:
        lines += [
            f"    {source} --> {move.target}: {move.name}, {move.basis.replace(':', ' ')}"
            for source in move.sources
        ]
    return "\n".join(lines)


@pytest.mark.parametrize("storey", ["projects", "tenders", "contracts"])
def test_the_drawing_follows_the_table_of_moves(storey):
    assert drawing(storey) in DOC.read_text(), f"docs/states.md should hold:\n{drawing(storey)}"
