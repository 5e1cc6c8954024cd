"""The stories. Each plays one tender from its draft to the contract or to the failure."""

from collections.abc import Callable

from ppp_portal.training.play.cases import amended, dormitory, evasion, failed, sole, spv
from ppp_portal.training.play.stage import Stage
from tenders.models import Tender

CASES: dict[str, Callable[[Stage], Tender]] = {
    "dormitory": dormitory.play,
    "failed": failed.play,
    "evasion": evasion.play,
    "amended": amended.play,
    "spv": spv.play,
    "sole": sole.play,
}
