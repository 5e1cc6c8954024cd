"""What the page of a replacement says first: who manages the object and why, and the one step that comes next."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.queries import replacement as queries
from contracts.replacement_states import RUNNING, ReplacementState, StepCode
from ppp_portal.web import wording


def managing(case: Any) -> str:
    """Who manages the object now, in one sentence with its reason (p. 62(5))."""
    taken, who = queries.done(case), {"manager": case.manager, "old": case.old_name}
    if case.state == ReplacementState.STOPPED:
        return _("The replacement was stopped: %(old)s goes on as before.") % who
    if StepCode.CONTRACT in taken:
        return _("The contract with %(new)s is signed, so the management by %(manager)s has ended.") % {
            **who,
            "new": case.new_name,
        }
    if case.manager != case.old_name:
        return (
            _("%(old)s is gone: until the new contract is signed %(manager)s manages, named by an order.")
            % who
        )
    if StepCode.TERMINATION in taken:
        return (
            _(
                "%(manager)s manages until the new contract is signed, also after the termination and the hand-over of "
                "the plot and the object."
            )
            % who
        )
    return _("%(manager)s goes on managing until the contract with the new partner is signed.") % who


def next_step(case: Any, *, head: bool) -> dict[str, Any] | None:
    """The one step that leads on, for the organiser: what, under which provision, where; nothing once it is over.

    Without ``url`` it is somebody else's step.
    """
    if case.state not in RUNNING:
        return None
    taken = queries.done(case)
    return {
        ReplacementState.TRIGGERED: _begin,
        ReplacementState.TENDER: _lead,
        ReplacementState.NEW_PARTNER: _conclude,
        ReplacementState.CONTRACT_SIGNED: _register,
        ReplacementState.REGISTERED: _settle,
    }[case.state](case, taken, head)


def _begin(case: Any, taken: Any, head: bool) -> dict[str, Any]:
    return _step(_("Begin the replacement tender"), "62(1)", _page(case, "replacement_tender"))


def _lead(case: Any, taken: Any, head: bool) -> dict[str, Any]:
    """Before the results only the documentation is led from here; the rest is the tender's own."""
    if any(row.why is None for row in queries.documentation_changes(case)):
        return _step(
            _("Explain what differs from the old documentation"), "62(1)", _page(case, "replacement_changes")
        )
    url = reverse("tenders:organizer_tender", args=[case.tender_id])
    return _step(_("Lead the replacement tender to a new partner"), "62(2)", url)


def _conclude(case: Any, taken: Any, head: bool) -> dict[str, Any]:
    """The contract is sent to be signed after the termination (R-01)."""
    if StepCode.TERMINATION not in taken:
        what = _("Register the termination with the old partner")
        return _step(what, "62", _page(case, "card_termination") if head else "")
    return _step(_("Sign the contract with the new partner"), "62(5)", reverse("contracts:contracts"))


def _register(case: Any, taken: Any, head: bool) -> dict[str, Any]:
    return _step(_("Register the contract with the new partner"), "62(5)", reverse("contracts:contracts"))


def _settle(case: Any, taken: Any, head: bool) -> dict[str, Any]:
    """The ten working days of the rights come before the 270 of the money; what they stand on comes before both."""
    needed = queries.needed(case)
    papers = (StepCode.LAND, StepCode.OBJECT, StepCode.RIGHTS, StepCode.CONSORTIUM)
    for code in papers:
        if code in needed and code not in taken:
            label = str(StepCode(code).label)
            return _step(
                label[:1].upper() + label[1:], queries.basis(code), _page(case, "replacement_step", code)
            )
    if StepCode.COMPENSATION in taken:
        return _step(_("Complete the replacement"), "62", _page(case, "close_replacement") if head else "")
    if case.start_on is None:
        return _step(_("Say from what the 270 days run"), "62(7)", _page(case, "replacement_start"))
    if queries.to_take_over(case) and case.acts_closed_at is None:
        return _step(_("Take over an accepted act"), "62(7)", _page(case, "replacement_accepted_act"))
    if case.acts_closed_at is None:
        what = _("Declare the list of acts complete")
        return _step(what, "62(7)", _page(case, "replacement_declare") if head else "")
    return _step(_("Enter a payment"), "62(7)", _page(case, "replacement_payment"))


def _page(case: Any, name: str, *args: Any) -> str:
    return reverse(f"contracts:{name}", args=[case.card_id, *args])


def _step(what: str, basis: Any, url: str) -> dict[str, Any]:
    return {"what": what, "basis": basis, "url": url}


def answers(proposal: Any) -> str:
    """What opening the case decides, where the portal's proposal has no answer yet."""
    return _(
        "This is also the head's answer to the proposal of the portal about %(first)s – %(last)s: the private partner "
        "is to be replaced. That the contract goes on can then no longer be chosen."
    ) % {"first": wording.month(proposal.first_month), "last": wording.month(proposal.last_month)}
