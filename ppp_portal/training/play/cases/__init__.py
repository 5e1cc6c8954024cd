"""The stories. Each plays one procedure from its beginning to its end."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from types import ModuleType

from ppp_portal.law.calendar import ALMATY
from ppp_portal.training.play.cases import (
    amended,
    dormitory,
    evasion,
    extension,
    failed,
    notice,
    replacement,
    selection,
    sole,
    spv,
    two_stage,
)
from ppp_portal.training.play.stage import Stage

BEGINS = datetime(2026, 3, 2, 9, 0, tzinfo=ALMATY)  # a Monday; a story that lasts longer has its own
CASES: dict[str, Callable[[Stage], object]] = {
    "dormitory": dormitory.play,
    "failed": failed.play,
    "evasion": evasion.play,
    "amended": amended.play,
    "spv": spv.play,
    "sole": sole.play,
    "two-stage": two_stage.play,
    "selection": selection.play,
    "extension": extension.play,
    "notice": notice.play,
    "replacement": replacement.play,
}


def _module(case: str) -> ModuleType:
    return import_module(f"{__name__}.{case.replace('-', '_')}")


def about(case: str) -> str:
    """The first line of the story."""
    return (_module(case).__doc__ or case).strip().splitlines()[0]


def begins(case: str) -> datetime:
    """The portal's time when the story begins."""
    found: datetime = getattr(_module(case), "BEGINS", BEGINS)
    return found
