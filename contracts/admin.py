"""Read-only registers: state is changed by actions only. Of contracts in force they show the outline, no texts."""

from django.contrib import admin

from contracts.models import (
    AcceptanceAct,
    Assignment,
    CapitalAct,
    CompensationPayment,
    Contract,
    ContractCard,
    ContractSignature,
    Duty,
    ExpiryWarning,
    Extension,
    Finding,
    HandOver,
    MonitoringMonth,
    MonitoringReport,
    PartnerReport,
    Replacement,
    ReplacementStep,
    SixMonths,
    SpvClaim,
    Termination,
)
from ppp_portal.accounts.admin import ReadOnlyRegister


@admin.register(Contract)
class ContractAdmin(ReadOnlyRegister):
    list_display = ("number", "state", "due_at", "signed_at", "registration_number")
    list_filter = ("state", "fault")


@admin.register(ContractSignature)
class SignatureAdmin(ReadOnlyRegister):
    list_display = ("contract", "side", "person", "at")


@admin.register(SpvClaim)
class SpvAdmin(ReadOnlyRegister):
    list_display = ("contract", "organisation", "approved_at")


# --- contracts in force ------------------------------------------------------------------------------------


@admin.register(ContractCard)
class CardAdmin(ReadOnlyRegister):
    list_display = fields = ("number", "state", "regime", "ends_on", "published_at")
    list_filter = ("state", "regime")


@admin.register(ExpiryWarning)
class WarningAdmin(ReadOnlyRegister):
    list_display = fields = ("card", "months", "given_at", "answer", "answered_at")
    list_filter = ("answer",)
    list_select_related = ("card",)


@admin.register(Extension)
class ExtensionAdmin(ReadOnlyRegister):
    list_display = fields = ("number", "state", "ground", "requested_at", "decided_at", "applied_at")
    list_filter = ("state", "ground")


@admin.register(Assignment)
class AssignmentAdmin(ReadOnlyRegister):
    list_display = fields = ("number", "state", "kind", "requested_at")
    list_filter = ("state",)


@admin.register(Termination)
class TerminationAdmin(ReadOnlyRegister):
    list_display = fields = ("card", "number", "dated_on", "effective_on", "registered_at")
    list_select_related = ("card",)


@admin.register(HandOver)
class HandOverAdmin(ReadOnlyRegister):
    list_display = fields = ("card", "state")
    list_filter = ("state",)
    list_select_related = ("card",)


# --- monitoring --------------------------------------------------------------------------------------------


@admin.register(MonitoringMonth)
class MonthAdmin(ReadOnlyRegister):
    list_display = fields = ("card", "month", "mark", "dated_on", "registered_at", "corrected_at")
    list_filter = ("mark",)
    list_select_related = ("card",)


@admin.register(SixMonths)
class SixMonthsAdmin(ReadOnlyRegister):
    list_display = fields = ("card", "first_month", "last_month", "proposed_at", "answer")
    list_filter = ("answer",)
    list_select_related = ("card",)


@admin.register(Duty)
class DutyAdmin(ReadOnlyRegister):
    list_display = fields = ("card", "side", "due_on", "done_on", "noted_at")
    list_filter = ("side",)
    list_select_related = ("card",)


@admin.register(PartnerReport)
class PartnerReportAdmin(ReadOnlyRegister):
    list_display = fields = ("card", "number", "period_from", "period_to", "registered_at")
    list_select_related = ("card",)


@admin.register(Finding)
class FindingAdmin(ReadOnlyRegister):
    list_display = fields = ("card", "number", "state", "found_on", "registered_at")
    list_filter = ("state",)
    list_select_related = ("card",)


@admin.register(AcceptanceAct)
class AcceptanceActAdmin(ReadOnlyRegister):
    list_display = fields = ("card", "number", "state", "dated_on", "submitted_at")
    list_filter = ("state",)
    list_select_related = ("card",)


@admin.register(MonitoringReport)
class MonitoringReportAdmin(ReadOnlyRegister):
    list_display = fields = ("card", "number", "period_from", "period_to", "registered_at")
    list_select_related = ("card",)


# --- replacement -------------------------------------------------------------------------------------------


@admin.register(Replacement)
class ReplacementAdmin(ReadOnlyRegister):
    list_display = fields = ("number", "state", "opened_at", "ended_at")
    list_filter = ("state",)


@admin.register(ReplacementStep)
class StepAdmin(ReadOnlyRegister):
    list_display = fields = ("replacement", "code", "done_on", "recorded_at")
    list_filter = ("code",)
    list_select_related = ("replacement",)


@admin.register(CapitalAct)
class CapitalActAdmin(ReadOnlyRegister):
    list_display = fields = ("replacement", "number", "dated", "recorded_at")
    list_select_related = ("replacement",)


@admin.register(CompensationPayment)
class PaymentAdmin(ReadOnlyRegister):
    list_display = fields = ("replacement", "number", "paid_on", "recorded_at")
    list_select_related = ("replacement",)
