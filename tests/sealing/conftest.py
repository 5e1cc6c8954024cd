import pytest
from pyrage import x25519


@pytest.fixture(autouse=True)
def own_shelf(settings, tmp_path):
    """A fresh environment: its own key, its own folder."""
    settings.SEALING_KEY = str(x25519.Identity.generate())
    settings.SEALING_KEY_PREVIOUS = ""
    settings.MEDIA_ROOT = tmp_path / "media"
