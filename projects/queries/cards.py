"""Reads of project cards, from their owner."""

from uuid import UUID

from django.db.models import QuerySet

from projects.models import Project


def own_projects(organisation_id: int | None) -> QuerySet[Project]:
    return Project.objects.filter(owner_id=organisation_id).order_by("-created_at", "id")


def own_project(organisation_id: int | None, project_id: UUID) -> Project | None:
    return own_projects(organisation_id).filter(pk=project_id).first()
