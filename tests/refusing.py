"""What an action refuses, by its codes."""

from collections.abc import Callable
from typing import Any

import pytest

from ppp_portal.law.refusals import Refused


def refused(action: Callable[..., object], **arguments: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        action(**arguments)
    return [refusal.code for refusal in caught.value.refusals]
