"""A notice as its organiser makes it, step by step through the actions."""

import pytest

from projects.actions import initiation
from tests.projects.factories import START, written_notice


@pytest.fixture
def draft(cast, clock_at):
    """A complete draft on the real figures; its deadline is a Saturday 26 days on."""
    clock_at.set(START)
    return written_notice(cast)


@pytest.fixture
def published(cast, draft):
    return initiation.publish_notice(notice_id=draft.pk, by=cast.head)
