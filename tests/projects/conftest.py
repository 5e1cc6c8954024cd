"""A notice as its organiser makes it, step by step through the actions."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from projects.actions import initiation
from tests.documents.files import PDF
from tests.projects.factories import DAY, OWN, SAID, START, almaty_project


@pytest.fixture
def draft(cast, clock_at):
    """A complete draft on the real figures; its deadline is a Saturday 26 days on."""
    clock_at.set(START)
    project = almaty_project(cast)
    notice = initiation.create_notice(project_id=project.pk, by=cast.staff)
    initiation.save_notice(
        notice_id=notice.pk,
        by=cast.staff,
        initiator_id=cast.org_d.pk,
        closes_at=START + 26 * DAY,
        off_day_confirmed=True,
        ground_document=SimpleUploadedFile("patent.pdf", PDF),
        **SAID,
    )
    return initiation.set_requirements(notice_id=notice.pk, requirements=[OWN], by=cast.staff)


@pytest.fixture
def published(cast, draft):
    return initiation.publish_notice(notice_id=draft.pk, by=cast.head)
