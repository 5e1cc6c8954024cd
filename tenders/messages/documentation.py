from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "drafting.not_complex": _(
        "Two-stage procedures need an object classified as technically complex and (or) unique. "
        "Change the classification in the project card or choose another kind of tender."
    ),
    "drafting.title_missing": _("Name the tender in both languages: Kazakh and Russian."),
    "drafting.no_failed_parent": _("A re-tender follows a failed tender of your own: choose it."),
    "drafting.repeated_already": _("This failed tender was already repeated."),
    "drafting.another_runs": _(
        "Tender %(tender)s runs on this project. One project has one tender at a time: wait for its end, or cancel it "
        "with a reason; when it fails, begin a re-tender."
    ),
    "drafting.has_partner": _(
        "Tender %(tender)s on this project ended with a contract: there is a private partner already. Its replacement "
        "is a kind of tender of its own; another object has a card of its own."
    ),
    "drafting.negotiated_directly": _(
        "Notice %(notice)s seeks the partner of this project by direct negotiations. Decide there to switch to a "
        "tender, or withdraw or reject it first."
    ),
    "drafting.not_concluded": _(
        "Only a tender of your own that ended with a contract can be named: its partner is replaced."
    ),
    "drafting.no_contract": _("Name the contract whose private partner is to be replaced."),
    "drafting.frozen": _("A published text is frozen. Announce an amendment to change it."),
    "documentation.part_missing": _(
        "Part %(part)s is empty in this language. Write it in Kazakh and in Russian."
    ),
    "documentation.written_meanwhile": _(
        "%(name)s saved this part on %(at)s, after you had opened it. What you typed is still here and is not "
        "saved. Read in another window what stands there now; saving once more replaces it."
    ),
    "documentation.sheet_without_ground": _(
        "An information sheet needs its ground: ready design documentation, a standard project or a repeat-use project."
    ),
    "documentation.study_missing": _("Attach the feasibility study or the information sheet to part 2."),
    "documentation.annex_one_language": _(
        "Part %(part)s: files in Kazakh – %(kk)s, in Russian – %(ru)s. Annex the missing translation, or mark a file "
        "that holds both languages or no text."
    ),
    "documentation.term_missing": _("The draft contract has no clause for essential term %(term)s. Add one."),
    "documentation.clause_missing": _("Clause %(clause)s lacks its heading or text in one of the languages."),
    "documentation.nothing_closed": _("Mark at least one clause that is closed to negotiation."),
    "documentation.risks_missing": _("List the risks and who bears each of them, in both languages."),
    "documentation.rate_missing": _("Give the rate of %(currency)s to the tenge."),
    "documentation.term_blank": _("This field must be filled in before the documentation can be approved."),
    "documentation.file_other_part": _("There is no such part of the documentation."),
}
