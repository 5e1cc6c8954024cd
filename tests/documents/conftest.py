import pytest

from ppp_portal.documents.actions import print_pair
from ppp_portal.journal.actor import SYSTEM
from tests.documents.sample import OPENED, opening


@pytest.fixture(autouse=True)
def own_shelf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def printed(db):
    """The sample protocol in both languages."""
    return print_pair("tender.opening", opening(), key="opening:1", subject="tender:1", at=OPENED, by=SYSTEM)
