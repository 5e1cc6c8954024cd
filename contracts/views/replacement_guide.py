"""What the page of a replacement says first: who manages the object and why, and which step comes next."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.queries import replacement as queries
from contracts.replacement_states import RUNNING, STEPS, ReplacementState, StepCode
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


def ways(case: Any, *, head: bool) -> dict[str, dict[str, Any]]:
    """Every step that the organiser can take now, the next one first: what, under which provision, where.

    The box of the next step and the list of steps both read it here. The contract is terminated first, for p. 62
    replaces the partner of a contract that is; the signing window and the ten working days of the rights come before
    the 270 of the money. Without ``url`` it is somebody else's step.
    """
    if case.state not in RUNNING:
        return {}
    taken = queries.done(case)
    found: dict[str, dict[str, Any]] = {}
    if StepCode.TERMINATION not in taken:
        what = _("Register the termination with the old partner")
        found[StepCode.TERMINATION] = _step(what, "62", _page(case, "card_termination") if head else "")
    if case.state in TRACK:
        code, step = TRACK[case.state]
        if all(name in taken for name in STEPS[code].after):
            found[code] = step(case)
    open_ = queries.next_steps(case)
    found |= {code: _paper(case, code) for code in PAPERS if code in open_}
    if case.state == ReplacementState.REGISTERED and StepCode.COMPENSATION not in taken:
        found[StepCode.COMPENSATION] = _pay(case, head)
    if case.state == ReplacementState.REGISTERED and not found:
        what = _("Complete the replacement")
        found["close"] = _step(what, "62", _page(case, "close_replacement") if head else "")
    if StepCode.SECURITY in open_:
        found[StepCode.SECURITY] = _paper(case, StepCode.SECURITY)
    return found


def _begin(case: Any) -> dict[str, Any]:
    return _step(_("Begin the replacement tender"), "62(1)", _page(case, "replacement_tender"))


def _lead(case: Any) -> dict[str, Any]:
    """Before the results only the documentation is led from here; the rest is the tender's own."""
    if any(row.why is None for row in queries.documentation_changes(case)):
        return _step(
            _("Explain what differs from the old documentation"), "62(1)", _page(case, "replacement_changes")
        )
    url = reverse("tenders:organizer_tender", args=[case.tender_id])
    return _step(_("Lead the replacement tender to a new partner"), "62(2)", url)


def _conclude(case: Any) -> dict[str, Any]:
    return _step(_("Sign the contract with the new partner"), "62(5)", reverse("contracts:contracts"))


def _register(case: Any) -> dict[str, Any]:
    return _step(_("Register the contract with the new partner"), "62(5)", reverse("contracts:contracts"))


# The step that the state of the case waits for. The contract is sent to be signed after the termination.
TRACK: dict[str, tuple[str, Callable[[Any], dict[str, Any]]]] = {
    ReplacementState.TRIGGERED: (StepCode.TENDER, _begin),
    ReplacementState.TENDER: (StepCode.PARTNER, _lead),
    ReplacementState.NEW_PARTNER: (StepCode.CONTRACT, _conclude),
    ReplacementState.CONTRACT_SIGNED: (StepCode.REGISTRATION, _register),
}
PAPERS = (StepCode.LAND, StepCode.OBJECT, StepCode.RIGHTS, StepCode.CONSORTIUM)


def _paper(case: Any, code: str) -> dict[str, Any]:
    label = str(StepCode(code).label)
    url = _page(case, "replacement_step", code)
    return {**_step(label[:1].upper() + label[1:], queries.basis(code), url), "paper": True}


def _pay(case: Any, head: bool) -> dict[str, Any]:
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
    return {"what": what, "basis": basis, "url": url, "paper": False}


def answers(proposal: Any) -> str:
    """What opening the case decides, where the portal's proposal has no answer yet."""
    return _(
        "This is also the head's answer to the proposal of the portal about %(first)s – %(last)s: the private partner "
        "is to be replaced. That the contract goes on can then no longer be chosen."
    ) % {"first": wording.month(proposal.first_month), "last": wording.month(proposal.last_month)}
