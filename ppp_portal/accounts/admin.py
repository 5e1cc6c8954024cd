"""Registers for the technical administrator: to look things up, never to change them."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from ppp_portal.accounts.actions.calendar import record_transfer
from ppp_portal.accounts.models import (
    Approval,
    AuditMandate,
    Invitation,
    Membership,
    Organisation,
    Person,
    Role,
)
from ppp_portal.journal.models import DayTransfer
from ppp_portal.web.gates import actor_of

# The register has no sign-in of its own: the portal's, with its second factor and its lock.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


class ReadOnlyRegister(admin.ModelAdmin[Any]):
    """Open to whoever acts as technical administrator at this moment; nothing in it can be changed."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.is_authenticated and actor_of(request).role == Role.ADMIN

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Person)
class PersonRegister(ReadOnlyRegister):
    list_display = ["name", "email", "language", "is_staff", "is_active", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email", "name_kk", "name_ru"]
    fields = ["email", "name_kk", "name_ru", "language", "is_staff", "is_active", "joined_at", "last_login"]


@admin.register(Organisation)
class OrganisationRegister(ReadOnlyRegister):
    list_display = ["bin", "name", "kind", "state_share", "confirmed_at"]
    list_filter = ["kind"]
    search_fields = ["bin", "name_kk", "name_ru"]


@admin.register(Membership)
class MembershipRegister(ReadOnlyRegister):
    list_display = ["person", "role", "organisation", "since", "until", "ended_at"]
    list_filter = ["role"]
    list_select_related = ["person", "organisation"]


@admin.register(AuditMandate)
class AuditMandateRegister(ReadOnlyRegister):
    list_display = ["document", "membership", "since", "until"]
    list_select_related = ["membership__person", "membership__organisation"]


@admin.register(Invitation)
class InvitationRegister(ReadOnlyRegister):
    list_display = ["email", "role", "organisation", "expires_at", "accepted_at"]
    list_select_related = ["organisation"]
    exclude = ["token_hash"]


@admin.register(Approval)
class ApprovalRegister(ReadOnlyRegister):
    """Who proposed and who decided; what was proposed stays with those it concerns."""

    list_display = ["kind", "proposed_by", "proposed_at", "decided_by", "decided_at", "approved"]
    list_filter = ["kind", "approved"]
    list_select_related = ["proposed_by", "decided_by"]
    fields = ["kind", "proposed_by", "proposed_at", "decided_by", "decided_at", "approved", "digest"]


@admin.register(DayTransfer)
class CalendarRegister(ReadOnlyRegister):
    """Decreed transfers of days off (T-08): dated data that the operator keeps, each change in the journal."""

    list_display = ["day", "working", "source"]

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_view_permission(request)

    def save_model(self, request: HttpRequest, obj: DayTransfer, form: Any, change: bool) -> None:
        record_transfer(transfer=obj, by=actor_of(request))
