"""The stories. Each plays one procedure from its beginning to its end."""

from collections.abc import Callable
from importlib import import_module

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


def about(case: str) -> str:
    """The first line of the story."""
    return (import_module(f"{__name__}.{case.replace('-', '_')}").__doc__ or case).strip().splitlines()[0]
