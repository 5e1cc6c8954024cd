"""What the outbox asks of the printing room."""

from collections.abc import Mapping
from typing import Any

from ppp_portal.documents.actions import PRINT, carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.journal import outbox


@outbox.handles(PRINT)
def print_ordered(payload: Mapping[str, Any]) -> None:
    carry_out(PrintOrder.objects.get(pk=payload["order"]))
