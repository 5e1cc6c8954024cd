"""Read-only register: that offers are compared and how far; the answers stay with those who compare."""

from django.contrib import admin

from ppp_portal.accounts.admin import ReadOnlyRegister
from ppp_portal.comparison.models import Questionnaire


@admin.register(Questionnaire)
class QuestionnaireAdmin(ReadOnlyRegister):
    list_display = fields = ("subject", "state", "title", "drafted_at", "fixed_at", "closed_at")
    list_filter = ("state",)
