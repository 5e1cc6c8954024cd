"""The parts pages are made of, offered to templates by the one tag library ``portal``.

Each tag brings what it is given into one full shape (no missing keys) and leaves the HTML to
``templates/components/``. Things may be dicts or objects with the same names.
"""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()

TONES = {"ok", "now", "wait", "bad", "no", "quiet", "info", "warn"}


def get(thing: object, name: str, default: Any = "") -> Any:
    """``thing.name`` or ``thing["name"]``; ``default`` when absent or None."""
    found = thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
    return default if found is None else found


def shape(thing: object, **defaults: Any) -> dict[str, Any]:
    """``thing`` as a dict with exactly these names."""
    return {name: get(thing, name, default) for name, default in defaults.items()}


def tone_of(tone: object) -> str:
    """A known tone, else the quiet one."""
    return str(tone) if tone in TONES else "quiet"
