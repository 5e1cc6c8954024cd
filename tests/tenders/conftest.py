"""Every test of tenders seals under a key of its own, into a folder of its own."""

import pytest
from pyrage import x25519


@pytest.fixture(autouse=True)
def own_shelf(settings, tmp_path):
    settings.SEALING_KEY = str(x25519.Identity.generate())
    settings.SEALING_KEY_PREVIOUS = ""
    settings.MEDIA_ROOT = tmp_path / "media"
