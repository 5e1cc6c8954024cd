"""The words of every refusal of this room, and of the events of an organisation's life."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

REFUSALS = {
    # numbers
    "bin.digits": _("A BIN is made of digits only. Remove letters, spaces and dashes."),
    "bin.length": _("A BIN has exactly 12 digits. Count them again."),
    "bin.month": _(
        "The third and fourth digits of a BIN are a month, 01 to 12. Compare with the certificate."
    ),
    "bin.type": _("The fifth digit of a BIN is 4, 5 or 6. Compare with the certificate of registration."),
    "bin.unit": _("The sixth digit of a BIN is 0, 1, 2 or 3. Compare with the certificate of registration."),
    "bin.check_digit": _(
        "The last digit of this BIN does not agree with the other eleven: a digit is wrong or two have changed "
        "places. Compare with the certificate of registration."
    ),
    "iin.digits": _("An IIN is made of digits only. Remove letters, spaces and dashes."),
    "iin.length": _("An IIN has exactly 12 digits. Count them again."),
    "iin.birth_date": _(
        "An IIN begins with the date of birth, and this is no such date. Compare with the document."
    ),
    "iin.check_digit": _(
        "The last digit of this IIN does not agree with the other eleven: a digit is wrong or two have changed "
        "places. Compare with the identity document."
    ),
    # organisations
    "organisation.may_not_organise": _(
        "Tenders are organised by a central state body of the sector or a local executive body, and by their "
        "institutions. Choose the right kind and name the state body the institution belongs to."
    ),
    "organisation.may_not_be_public_partner": _(
        "Public partners are state bodies, state institutions and enterprises, and companies that the state holds by "
        "50 %% or more. Choose such an organisation."
    ),
    "organisation.state_body_may_not_bid": _(
        "A state body, a state institution or a state enterprise cannot be a potential private partner."
    ),
    "organisation.state_share": _(
        "The state holds %(share)s %% of this organisation. From 50 %% on it cannot be a potential private partner."
    ),
    "organisation.unconfirmed": _(
        "The organisation is not confirmed yet. Follow the link in the mail sent at sign-up; a state body waits "
        "for the check of its document."
    ),
    "organisation.share_of_state_body": _(
        "A state body, institution or enterprise belongs to the state by 100 %%."
    ),
    "organisation.share_of_private": _(
        "A private organisation has no state share. If the state holds one, choose “company with a state share”."
    ),
    "organisation.share_missing": _("Give the state share in per cent, more than zero."),
    "organisation.taken": _(
        "An organisation with this BIN is registered already. Ask a colleague who works there to invite you."
    ),
    "organisation.claimed": _(
        "Somebody has signed up this organisation and waits for the check of the document. Write to the "
        "administrator of the portal if that was not one of you."
    ),
    "organisation.superior_unknown": _(
        "No state body with this BIN is registered. It has to be registered first; then its institutions."
    ),
    # authority to act
    "attorney.missing": _("Name the document that gives the authority: power of attorney, charter or order."),
    "attorney.ended": _("The authority to act for the organisation has been ended."),
    "attorney.not_yet": _("The authority to act for the organisation begins on %(since)s."),
    "attorney.over": _("The authority to act ended on %(until)s. Give a document that is in force."),
    # roles
    "role.not_of_this_kind": _("An organisation of this kind does not give this role."),
    "role.held": _("This person holds this role in the organisation already."),
    "role.custodian_on_commission": _(
        "The security custodian sees who paid and therefore never sits on a commission. Choose another person."
    ),
    "role.custodian_only": _(
        "The security custodian sees who bids before the opening and therefore is neither staff nor head of an "
        "organiser. Choose another person, or end the other role first."
    ),
    "role.both_sides": _(
        "A bidder's representative holds no role on the organiser's side, and the other way round. Choose another "
        "person, or end the other role first."
    ),
    "role.auditor_only": _(
        "An auditor holds no other role. Choose another person, or end the other role first."
    ),
    "role.admin_only": _(
        "A technical administrator holds no business role. Choose another person, or end the other role first."
    ),
    "role.not_yours_to_propose": _("Your role does not propose this one. Ask the head of the organisation."),
    "role.not_yours_to_approve": _(
        "Your role does not approve this proposal. One of the two people is always the head of the organisation."
    ),
    "role.for_oneself": _("Nobody gives a role to themselves. Another colleague has to decide."),
    # four eyes
    "approval.waiting": _("The same proposal is waiting for its decision already."),
    "approval.decided": _("This proposal has been decided already."),
    "approval.own": _("You proposed this yourself. A second person has to decide."),
    "approval.changed": _(
        "What you were shown is no longer what was proposed. Open the proposal again and read it."
    ),
    "approval.reason_missing": _("Say why you decline: the reason goes to the journal."),
    # invitations
    "invitation.used": _("This invitation was accepted or withdrawn on %(at)s. Ask for a new one."),
    "invitation.expired": _("This invitation was open until %(at)s. Ask for a new one."),
    "invitation.other_address": _(
        "This invitation was sent to %(email)s. Sign out and follow the link again as that person."
    ),
    "invitation.inviter_left": _(
        "The colleague who invited you no longer holds that role. Ask for a new invitation."
    ),
    # persons
    "person.email_taken": _("This address has an account already. Sign in with it first."),
    "person.iin_taken": _(
        "A person with this IIN has an account already. Sign in with it, or restore the password."
    ),
    "person.address_unconfirmed": _(
        "The e-mail address has to be confirmed first: follow the link in the mail."
    ),
    "admin.appointed": _(
        "Two technical administrators are appointed already. Further ones are proposed and approved in the portal."
    ),
    # leaving
    "membership.ended_already": _("This role has ended already."),
    "membership.not_yours_to_end": _("Only the person, the head or a fellow representative ends this role."),
    "membership.last_one": _("This is the last person in this role. First invite a successor."),
    # audits
    "mandate.document_missing": _("Name the document that orders the audit: its title, number and date."),
    "mandate.nobody": _("Name at least one organisation to be audited."),
    "mandate.own_house": _("An auditor does not audit the own organisation."),
    "mandate.term": _("The last day comes before the first."),
    "mandate.over": _("This mandate ended on %(until)s."),
    "mandate.organisation_unknown": _("No organisation with the number %(bin)s is registered."),
}

EVENTS = {
    "organisation.signed_up": _("Organisation signed up"),
    "organisation.confirmed": _("Organisation confirmed"),
    "organisation.details_corrected": _("Details of the organisation corrected"),
    "invitation.sent": _("Colleague invited"),
    "invitation.withdrawn": _("Invitation withdrawn"),
    "invitation.accepted": _("Invitation accepted"),
    "role.proposed": _("Role proposed"),
    "role.granted": _("Role given"),
    "role.declined": _("Role declined"),
    "membership.ended": _("Role ended"),
    "audit.mandate_proposed": _("Audit mandate asked for"),
    "audit.mandate_granted": _("Audit mandate opened"),
    "audit.mandate_declined": _("Audit mandate declined"),
    "audit.viewed": _("Page read by the auditor"),
    "training.organisation_settled": _("Set up for training"),
}


def role_label(membership: Any) -> str:
    """“Commission chair · Department of …”, in the reader's language."""
    return f"{capfirst(membership.get_role_display())} · {membership.organisation.name}"
