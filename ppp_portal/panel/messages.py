"""What a refusal of the panel says: what is wrong, and the way out."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    # composition
    "composition.order_number": _("Enter the number of the order on the composition of the commission."),
    "composition.order_in_future": _(
        "The order is dated %(on)s, which is still to come. Register it when it is signed."
    ),
    "composition.order_document": _("Attach the signed order on the composition of the commission."),
    "composition.order_twice": _(
        "This order has already been applied to the commission. Another composition needs another order."
    ),
    "composition.too_few": _(
        "The commission has %(size)s voting members; at least %(least)s are required. Add members."
    ),
    "composition.even": _(
        "The number of voting members is even (%(size)s). Make it odd, so that a vote can be decided."
    ),
    "composition.chair": _("The commission must have exactly one chair; the order names %(count)s."),
    "composition.deputy": _("The commission must have exactly one deputy chair; the order names %(count)s."),
    "composition.secretary": _("The commission must have exactly one secretary; the order names %(count)s."),
    "composition.substitute": _(
        "A substitute stands behind one member named in the same order and sits as a member; "
        "only the secretary is replaced by a secretary."
    ),
    "composition.person_twice": _("%(name)s is named twice. One person holds one seat."),
    "composition.unknown_person": _(
        "One of the people named is not known to the portal or no longer active."
    ),
    "composition.administrator": _(
        "%(name)s is a technical administrator of the portal and cannot sit on a commission."
    ),
    "composition.custodian": _(
        "%(name)s keeps the bid securities of the organiser and cannot sit on its commission. Choose another person."
    ),
    "composition.no_role": _(
        "%(name)s holds no role of a commission at this organiser. Give the role first, then the seat."
    ),
    "composition.bidder": _(
        "%(name)s represents a bidder and cannot sit on a commission. Choose another person."
    ),
    # standing
    "panel.head_only": _(
        "The commission is at work already: only the organiser's head replaces it or changes its composition."
    ),
    "panel.out_of_office": _(
        "%(name)s no longer holds a role of a commission at this organiser. Change the composition by an order."
    ),
    "panel.not_organiser": _("Only the staff or the head of the organiser of this commission can do this."),
    "panel.no_commission": _("No commission has been appointed here yet. Assign one first."),
    "panel.needs_tender": _(
        "“%(name)s” was appointed as a working group. A tender is given to a tender commission: choose one, or "
        "appoint it by an order."
    ),
    "panel.needs_group": _(
        "“%(name)s” was appointed as a tender commission. Alternatives are compared by a working group: choose one, "
        "or appoint it by an order."
    ),
    "panel.other_organiser": _("This commission belongs to another organiser. Choose one of your own."),
    "panel.not_seated": _("This person is not on the commission. A composition is changed only by an order."),
    "panel.not_leading": _(
        "Only the chair, the deputy chair or the secretary of the commission can do this."
    ),
    "panel.undeclared": _(
        "%(name)s has not signed the declaration of no conflict of interest. It comes first."
    ),
    "panel.recused": _("%(name)s has been recused here and takes no further part."),
    "panel.sitting_in_session": _(
        "A sitting is in session. Close or adjourn it, then change the commission."
    ),
    "declaration.statement": _("Describe the conflict of interest."),
    "declaration.made": _(
        "You have already made your declaration here; it cannot be changed. Recuse yourself instead."
    ),
    "recusal.reason": _("State the reason for the recusal."),
    "recusal.not_yours": _(
        "Another member is recused by the chair of the commission or by the head of the organiser."
    ),
    # sittings
    "sitting.place": _("Enter the place of the sitting in Kazakh and in Russian."),
    "sitting.unfinished": _("An earlier sitting is not closed yet. Resume it or close it first."),
    "sitting.state": _("The sitting is “%(state)s”; this can no longer be done, or not yet."),
    "sitting.reason": _("State why the sitting is adjourned."),
    "sitting.no_quorum": _(
        "There is no quorum: %(present)s present, %(needed)s needed. Invite the others or substitutes."
    ),
    "sitting.too_many_recused": _(
        "After recusals %(entitled)s of %(seats)s seats can vote: too few for a commission. "
        "The composition has to be changed by an order."
    ),
    "sitting.nobody_presides": _(
        "Neither the chair nor the deputy chair is present; one of them must preside."
    ),
    "sitting.motion_open": _("A vote is still open. Close it first."),
    "sitting.not_here": _("This person is not at the table now."),
    # votes
    "motion.question": _("Enter the question in Kazakh and in Russian."),
    "motion.waits": _("Another vote on the same question is open. Close it first."),
    "motion.closed": _("This vote is closed."),
    "motion.votes_missing": _(
        "Votes missing of those present (%(count)s): %(names)s. To abstain is a vote, too."
    ),
    "vote.secretary": _("The secretary of the commission has no vote."),
    "vote.absent": _(
        "Only those present at the sitting vote; the opinion of an absent member does not count."
    ),
    "vote.principal_present": _("The member whom you replace is present and votes in person."),
    "vote.dissent_for": _("A dissenting opinion goes with a vote against or with an abstention."),
    "vote.dissent_languages": _(
        "The dissenting opinion is printed in both protocols. Write it in Kazakh and in Russian."
    ),
    "vote.cast": _("You have already voted. A vote cannot be changed."),
    "vote.seat_cast": _("A vote has already been cast for this seat."),
    "vote.other_question": _(
        "The question on your page is not the one put to the vote. Reload the page and read it again."
    ),
    # protocols
    "protocol.number": _("Enter the number of the protocol."),
    "protocol.number_taken": _("A protocol with this number exists already. Choose another number."),
    "protocol.empty": _("The protocol has no content."),
    "protocol.state": _("The protocol is “%(state)s”; this can no longer be done, or not yet."),
    "protocol.in_work": _("Another protocol of this kind is still being prepared. Finish it first."),
    "protocol.sitting_open": _("The sitting goes on. Close it, then send its protocol to be signed."),
    "protocol.stale": _(
        "The draft was written before the sitting was closed and does not tell how it ended. "
        "Write the draft anew, then send it to be signed."
    ),
    "protocol.nobody_signs": _("No voting member was present, so nobody can sign this protocol."),
    "protocol.not_a_signer": _("Only those who were present at the sitting sign its protocol."),
    "protocol.answered": _("You have already signed this protocol or refused to sign it."),
    "protocol.refusal_reason": _(
        "State why you refuse to sign, in Kazakh and in Russian: both protocols print your reason."
    ),
    "protocol.recall_reason": _("State why the protocol is recalled."),
    "protocol.other_content": _(
        "The protocol on your page is not the one being signed. Reload the page and read it again."
    ),
    "protocol.signatures_missing": _("Not everybody has signed or refused with a reason: %(names)s."),
    "protocol.mostly_refused": _(
        "Most of the voting members refused to sign. Recall the protocol and prepare it anew."
    ),
    "protocol.file_missing": _(
        "Register the signed file of the protocol (a scan or an electronic signature)."
    ),
    "protocol.no_file": _("Choose the file with the signatures: a scan of the signed protocol, or the CMS."),
    "protocol.file_not_awaited": _(
        "No signed file is awaited for this protocol: not everybody has answered, or it is signed already."
    ),
    "protocol.file_registered": _("A signed file has already been registered for this protocol."),
    "protocol.not_signed": _("Only a signed protocol is corrected by a new one; a draft is simply changed."),
    "protocol.correction_waits": _("This protocol already has a correction."),
    "protocol.correction_reason": _("State what is corrected and why."),
    "protocol.own_number": _("The correcting protocol needs a number of its own."),
}

# Words of printed protocols.
ON_PAPER = {
    "substitute": _("member of the commission (substitute)"),
    "idle_substitute": _("substitute: the member came, so without a vote"),
    "no_vote": _("%(role)s, without a vote"),
    "recused": _("recused"),
    "unconfirmed": _("entered by whoever led the sitting, not confirmed by the member"),
    "refused_to_sign": _("refused to sign: %(reason)s"),
}
