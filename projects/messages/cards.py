from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "project.text_missing": _("Fill in this text in both languages: Kazakh and Russian."),
    "project.cost_not_positive": _("Give the cost in tenge, above zero."),
    "project.vat_unsaid": _("Say whether the cost includes VAT."),
    "project.other_region": _(
        "This is not the region of your organisation. A local executive body organises for its own region or city: "
        "correct the region, or leave it if the object does lie there."
    ),
    "project.years_reversed": _(
        "The implementation ends in %(end)s, before it begins in %(start)s. Correct one of the years."
    ),
    "project.periods_do_not_fit": _(
        "Creation and operation take %(needed)s months, but %(start)s–%(end)s are only %(given)s. Lengthen the "
        "implementation period or shorten one of the two."
    ),
    "project.term_outside_law": _(
        "The implementation takes %(years)s years; the Law allows %(least)s to %(most)s. Change the years."
    ),
    "project.term_unsaid": _(
        "The card of the project does not say how long the contract runs. State the years of operation in the card."
    ),
    "project.contract_outside_law": _(
        "Creation and operation take %(months)s months in all; the Law allows %(least)s to %(most)s years. Correct "
        "the years of operation in the card of the project."
    ),
    "project.shortest_bid_outside_law": _(
        "With %(years)s years of operation, a bid that builds in one month would make a contract of %(months)s months; "
        "the Law allows %(least)s to %(most)s years. State more years of operation in the card of the project."
    ),
    "project.longest_bid_outside_law": _(
        "With %(years)s years of operation, a bid that builds in %(offered)s months, the threshold of K4, would make a "
        "contract of %(months)s months; the Law allows %(least)s to %(most)s years. State fewer years of operation in "
        "the card of the project, or a lower threshold."
    ),
    "project.published": _(
        "The documentation of tender %(tender)s says this. Before the announcement return it to the draft; afterwards "
        "announce an amendment, and change the card while it is prepared."
    ),
    "project.published_too": _("The documentation of tender %(tender)s says this too."),
    "project.announced": _(
        "Notice %(notice)s has published this, and proposals answer it. While proposals are accepted, change it by an "
        "amendment of the notice; after that it stays as published until the initiative has ended."
    ),
    "project.announced_too": _("Notice %(notice)s has published this too."),
    "project.twin": _(
        "Your organisation already has a card of this title: “%(title)s”. Go on with that one, or say below why a "
        "second card is needed: what you write stays in the journal."
    ),
    "project.parameter_unnamed": _("Name every technical parameter in both languages."),
    "project.unit_in_one_language": _(
        "The unit of “%(name)s” stands in one language only. Write it in both, or in neither."
    ),
    "project.quantity_not_positive": _("A quantity is above zero; leave it empty where nothing is counted."),
    "project.parts_do_not_sum": _(
        "The parts of “%(name)s” make %(total)s, but the whole is %(whole)s. Correct the parts or the whole."
    ),
    "project.body_unnamed": _("Name the approving body in both languages."),
    "project.approval_without_document": _("An approval that is given needs its document. Attach the file."),
    "project.approval_in_future": _(
        "%(day)s has not come yet: an approval is recorded when it has been given. Enter it as due."
    ),
}
