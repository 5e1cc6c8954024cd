"""A label says "(optional)" only of what may really stay blank: what an action demands is never called so."""

import importlib
import pkgutil
from types import ModuleType

from django import forms

import contracts
import ppp_portal
import projects
import scoring
import tenders
from ppp_portal.web.components.forms import _optional
from ppp_portal.web.inputs import DraftForm

HOUSE = (contracts, ppp_portal, projects, scoring, tenders)

# Every field that is shown as optional, by its form. Some are asked for by a choice on the same form: their hint
# says by which.
OPTIONAL = {
    "contracts.forms.assignment.AssigneeCheckForm": {  # the evidence: when met, the reason: when not
        "evidence_kk", "evidence_ru", "certificate_on", "valid_until", "reason_kk", "reason_ru",
    },
    "contracts.forms.signing.SpvForm": {"upload"},
    "contracts.forms.working_group.DeclarationForm": {"statement"},  # when stepping aside
    "ppp_portal.accounts.forms.DetailsForm": {"organisation_email", "phone"},
    "ppp_portal.accounts.forms.InvitationForm": {"until"},
    "ppp_portal.accounts.forms.OrganisationForm": {
        "superior_bin", "state_share", "organisation_email", "phone", "until",
    },
    "ppp_portal.accounts.forms.ProposalForm": {"until"},
    "ppp_portal.accounts.forms.ReasonForm": {"reason"},  # only to decline
    "ppp_portal.accounts.forms.RoleForm": {"until"},
    "ppp_portal.accounts.forms.SignUpForm": {
        "superior_bin", "state_share", "organisation_email", "phone", "until",
    },
    "projects.forms.group.GroupDeclarationForm": {"statement"},  # when stepping aside
    "projects.forms.group.GroupSittingForm": {"present"},
    "projects.forms.group.GroupVoteForm": {"dissent_kk", "dissent_ru"},
    "projects.forms.group.ProposalCheckForm": {  # the reason: when not met
        "evidence_kk", "evidence_ru", "certificate_on", "valid_until", "reason_kk", "reason_ru",
    },
    "tenders.forms.commission.CheckForm": {  # the reason: when not met
        "evidence_kk", "evidence_ru", "certificate_on", "valid_until", "reason_kk", "reason_ru",
    },
    "tenders.forms.commission.DeclarationForm": {"statement"},  # when stepping aside
    "tenders.forms.commission.EvidenceForm": {"reason_kk", "reason_ru"},  # when not accepted in full
    "tenders.forms.commission.FailureForm": {"citation_kk", "citation_ru"},  # for ground 3
    "tenders.forms.commission.JudgementForm": {"code", "reason_kk", "reason_ru"},  # to reject
    "tenders.forms.commission.SittingForm": {"present"},
    "tenders.forms.commission.VoteForm": {"dissent_kk", "dissent_ru"},
    "tenders.forms.drafting.PartnerForm": {"remove"},
    "tenders.forms.interrupting.PostingForm": {"closes_at", "opens_at"},
    "tenders.forms.security.DecisionForm": {"reason_kk", "reason_ru"},  # to decline
    "tenders.forms.security.LodgingForm": {"valid_until"},  # of a guarantee
}  # fmt: skip


def _modules(root: ModuleType) -> None:
    for found in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
        if found.name.endswith(".forms") or ".forms." in found.name:
            importlib.import_module(found.name)


def _forms(base: type[forms.BaseForm]) -> set[type[forms.BaseForm]]:
    known = set(base.__subclasses__())
    return known | {inner for one in known for inner in _forms(one)}


def test_only_what_may_stay_blank_is_labelled_optional():
    for root in HOUSE:
        _modules(root)
    houses = {root.__name__ for root in HOUSE}
    shown: dict[str, set[str]] = {}
    for form in _forms(forms.BaseForm):
        if form.__module__.split(".")[0] not in houses or issubclass(form, DraftForm):
            continue
        left = {
            name
            for name, field in form.base_fields.items()
            if not field.required
            and not getattr(field, "later", False)
            and not isinstance(field.widget, forms.CheckboxInput | forms.HiddenInput)
        }
        if left:
            shown[f"{form.__module__}.{form.__qualname__}"] = left
    assert shown == OPTIONAL


def test_a_field_that_the_action_demands_is_not_called_optional():
    class Demanding(DraftForm):
        optional = ("remark",)
        reason = forms.CharField(required=False)
        remark = forms.CharField(required=False)

    form = Demanding()
    assert [_optional(form[name]) for name in ("reason", "remark")] == [False, True]
