from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "notice.wrong_state": _(
        "The notice is “%(state)s”: this step does not belong there. Open its page anew."
    ),
    "notice.wrong_role": _("This step belongs to another role. Ask the head of the organiser."),
    "notice.project_has_one": _(
        "This project has a notice already. Open that one; a new one can begin after its rejection or withdrawal. "
        "After a switch the partner is chosen by tender."
    ),
    "notice.tender_chooses": _(
        "Tender %(tender)s chooses the partner of this project, or has chosen. A notice of direct negotiations can be "
        "published after it failed or was cancelled."
    ),
    "notice.published_is_amended": _("A published notice is no longer edited. Propose an amendment instead."),
    "notice.ground_missing": _(
        "Say on which ground negotiations are direct: without one the partner is determined by a tender."
    ),
    "notice.ground_unproved": _(
        "Attach the document of the ground: a title or a long lease, or a certificate of the exclusive rights."
    ),
    "notice.initiator_missing": _("Say which organisation initiated the project."),
    "notice.initiator_not_private": _(
        "The initiator becomes the private partner: neither a state body, its institution or enterprise, nor a company "
        "that the state holds by half or more, nor an organisation not confirmed on the portal can be one. Choose the "
        "organisation that proposed the project."
    ),
    "notice.text_missing": _("“%(place)s” stands in one language only. Write it in Kazakh and in Russian."),
    "notice.figures_differ": _(
        "“%(place)s”: only in the Kazakh text %(kk)s, only in the Russian text %(ru)s. Make the figures the same."
    ),
    "notice.card_incomplete": _("The project card does not say “%(place)s” yet. Fill it in on the card."),
    "notice.statutory_missing": _(
        "Of the eight qualification requirements these are missing: %(numbers)s. Begin a new draft."
    ),
    "notice.nothing_required": _("Say what an alternative proposal has to show: at least one requirement."),
    "notice.requirement_one_language": _(
        "Requirement %(number)s stands in one language only. Write it in Kazakh and in Russian."
    ),
    "notice.requirement_figures": _(
        "Requirement %(number)s: only in the Kazakh text %(kk)s, only in the Russian text %(ru)s. Make them the same."
    ),
    "notice.requirement_uncited": _(
        "Requirement %(number)s is not one of the eight. Name the provision it stands on in both languages, or remove "
        "it."
    ),
    "notice.contact_missing": _("Give a telephone and an e-mail address for questions."),
    "notice.deadline_missing": _("Set the day and hour until which alternative proposals are accepted."),
    "notice.deadline_past": _("%(closes_at)s has passed. Choose a later moment."),
    "notice.deadline_fraction": _("Give the deadline in whole seconds."),
    "notice.deadline_too_soon": _(
        "Proposals need at least %(days)s days: choose %(earliest)s or a later day."
    ),
    "notice.off_day": _(
        "%(day)s is a day off. Choose a working day, or confirm that the deadline on it is intended."
    ),
    "notice.not_amendable": _(
        "The notice is “%(state)s”: only a notice that still accepts proposals can be amended."
    ),
    "notice.reason_missing": _("Give the reason of the amendment in Kazakh and in Russian."),
    "notice.nothing_changed": _("Nothing differs from the published notice. Change something first."),
    "notice.amended_too_late": _("Acceptance ended at %(closes_at)s: the notice can no longer be amended."),
    "notice.deadline_earlier": _(
        "The deadline only moves forward: choose %(closes_at)s or later. Bidders count on the published one."
    ),
    "notice.amendment_leaves_no_time": _(
        "After a change of what is asked bidders need at least %(days)s days: choose %(earliest)s or a later day."
    ),
    "notice.changed_meanwhile": _(
        "The card or the notice has changed since this was proposed. Decline it and let it be proposed anew."
    ),
}

NOTICES = {
    "notice.amended": (
        _("Initiation notice %(number)s is amended"),
        _(
            "You have written a proposal to it. Read what changed, then confirm or change the proposal until "
            "%(closes_at)s."
        ),
    ),
}
