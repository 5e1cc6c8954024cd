"""Read-only registers for the technical administrator, who holds no right over decisions."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ppp_portal.panel.models import Commission, Protocol, Sitting


class Register(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Commission)
class CommissionRegister(Register):
    list_display = ["name", "organisation", "created_at"]


@admin.register(Sitting)
class SittingRegister(Register):
    list_display = ["subject", "purpose", "state", "opened_at", "closed_at"]


@admin.register(Protocol)
class ProtocolRegister(Register):
    list_display = ["kind", "number", "subject", "state", "signed_at"]
    exclude = ["context"]
