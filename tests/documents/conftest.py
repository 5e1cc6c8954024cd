from typing import Any

import pytest

from ppp_portal.documents.actions import print_pair
from ppp_portal.journal.actor import SYSTEM
from tests.documents.sample import OPENED, opening
from tests.stages import kept


@pytest.fixture
def printed(db):
    """The sample protocol in both languages."""
    return print_sample()


@kept
def print_sample() -> Any:
    return print_pair("tender.opening", opening(), key="opening:1", subject="tender:1", at=OPENED, by=SYSTEM)
