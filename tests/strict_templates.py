"""Makes an unknown variable in one of the portal's own templates an error.

Django asks its `string_if_invalid` for the text of a variable that does not exist. This one looks up which
template is being rendered and raises for ours; templates of other packages rely on silence and keep it.
"""

import sys
from pathlib import Path

from django.conf import settings
from django.template import Node

OWN = Path(settings.BASE_DIR)


class UndefinedVariable(Exception):
    """A template of the portal used a variable that its view did not give."""


def rendered_template() -> str | None:
    """The file of the innermost template being rendered, found on the call stack."""
    frame = sys._getframe(2)
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and hasattr(node, "origin"):
            return str(node.origin.name)
        frame = frame.f_back  # type: ignore[assignment]
    return None


class UnknownVariable(str):
    """Empty, yet true: Django formats it with the name of the variable, and that is where it raises."""

    def __new__(cls) -> "UnknownVariable":
        return super().__new__(cls, "")

    def __bool__(self) -> bool:
        return True

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        name = rendered_template()
        if name and Path(name).is_relative_to(OWN) and ".venv" not in Path(name).parts:
            raise UndefinedVariable(f"{variable} in {name}")
        return ""
