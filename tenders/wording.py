"""Words of the tender that pages and printed papers share."""

from django.utils.translation import gettext_lazy as _

PART_TITLES = {
    1: _("Requirements to the qualification documents"),
    2: _("Feasibility study or information sheet"),
    3: _("Location of the PPP object"),
    4: _("State support, sources of cost recovery and income"),
    5: _("Draft PPP contract"),
    6: _("Criteria for determining the best bid"),
    7: _("Currency and exchange rates"),
    8: _("Language of the bid"),
    9: _("Right to change or withdraw a bid"),
    10: _("Content, place, term and validity of bids; bid security"),
    11: _("Ways to obtain clarifications"),
    12: _("Procedure, place, date and time of the opening"),
    13: _("Conditions closed to negotiation"),
}

ESSENTIAL_TERMS = {
    1: _("Goals, tasks, direct and final results"),
    2: _("PPP object and property rights to it"),
    3: _("Content and terms of the investment and operational periods"),
    4: _("Amounts, terms and conditions of financing and investments"),
    5: _("Sources of cost recovery and income, state support measures"),
    6: _("Project implementation period"),
    7: _("Allocation of risks between the parties"),
    8: _("Socio-economic and financial-economic models"),
}
