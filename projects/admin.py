"""Read-only registers. Proposals are not among them: before the opening not even their number may be known."""

from django.contrib import admin

from ppp_portal.accounts.admin import ReadOnlyRegister
from projects.models import InitiationNotice, NoticeAmendment, Project, WayOn


@admin.register(Project)
class ProjectAdmin(ReadOnlyRegister):
    list_display = fields = ("title", "owner", "sector", "region", "version", "created_at")
    list_select_related = ("owner",)


@admin.register(InitiationNotice)
class NoticeAdmin(ReadOnlyRegister):
    """Without the initiator, who is told after the acceptance has closed (N-06)."""

    list_display = fields = ("number", "state", "ground", "published_at", "closes_at", "amended_at")
    list_filter = ("state", "ground")


@admin.register(NoticeAmendment)
class AmendmentAdmin(ReadOnlyRegister):
    list_display = fields = ("notice", "number", "proposed_at", "posted_at")
    list_select_related = ("notice",)


@admin.register(WayOn)
class WayAdmin(ReadOnlyRegister):
    list_display = fields = ("notice", "move", "number", "at")
    list_filter = ("move",)
    list_select_related = ("notice",)
