"""Words of the tender that pages and printed papers share."""

import re

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.values import Both
from ppp_portal.web.wording import in_language, number
from scoring import messages as scoring_words

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

# The two parts that stage one makes public, as they are called there.
STAGE_ONE_TITLES = {1: PART_TITLES[1], 2: _("Technical task")}

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

# Grounds of p. 33(2); the codes stand in :mod:`tenders.rules.security`.
FORFEITURE_GROUNDS = {
    "33-2-refused": _("the winner refused to conclude the contract or to discuss it"),
    "33-2-unsigned": _("the winner did not sign the contract within the signing window"),
    "33-2-unacceptable": _("the winner's proposals are unacceptable under the terms of the tender"),
}

# What sets a kind of tender apart, with the paragraph it rests on.
KIND_NOTES = {
    "open": (
        "605:20",
        _("One stage: announcement, bids, opening, examination, best bid, negotiations, results, contract."),
    ),
    "two_stage": (
        "L:42",
        _(
            "Only for an object classified as technically complex and (or) unique: technical proposals are "
            "discussed first, without security; then the documentation is approved and bids are invited."
        ),
    ),
    "selection": (
        "605:44(4)",
        _("A separate stage selects the participants; with fewer than two of them the tender fails."),
    ),
    "re_tender": (
        "605:44",
        _("Repeats one failed tender of your own, once, with shorter terms; its documentation is copied."),
    ),
    "replacement": (
        "605:62(1)",
        _(
            "Finds a new private partner for a contract: the earlier documentation, changed only by what was "
            "already performed, with the creditors' claims."
        ),
    ),
}

DEADLINES = {
    "tender.stage_one_cutoff": _("Stage one ends"),
    "tender.last_question": _("Questions can be asked until"),
    "tender.amendment_freeze": _("The documentation can be amended until"),
    "tender.cutoff": _("Submission of bids ends"),
    "tender.opening": _("Bids are opened"),
    "tender.negotiation": _("Negotiations end"),
    "tender.signing_window": _("The contract is signed by"),
}

# What an organiser waits for who has nothing to do.
WAITS = {
    "stage1_accepting": _(
        "Proposals are taken, sealed, until %(closes_at)s, inclusive. Then the commission opens them at a sitting; "
        "until then nothing is required of the organiser."
    ),
    "stage1_closed": _(
        "Proposals are no longer taken. The commission opens them at a sitting, decides on each candidate and signs "
        "its protocols. The documentation can be written meanwhile; it is approved after them."
    ),
    "accepting": _(
        "The documentation can no longer be amended. The commission opens the bids at the announced hour, "
        "%(opens_at)s; until then nothing is required of the organiser."
    ),
    "closed": _(
        "Bids are no longer accepted. The tender waits for the commission, which opens the bids at the announced "
        "hour, %(opens_at)s; nothing is required of the organiser."
    ),
}

# Where a figure or a text stands, as people call it.
PLACES = {
    "title": _("Title of the tender"),
    "object": _("PPP object (card of the project)"),
    "reason": _("Reason"),
    "question": _("Question"),
    "answer": _("Answer"),
    "start_year": _("First year of implementation"),
    "end_year": _("Last year of implementation"),
    "operation_years": _("Operation, years"),
    "special_significance": _("Project of special significance"),
    "public_partners": _("Public partners"),
    "investments": _("Sum of assumed investments"),
    "security_amount": _("Bid security"),
    "opening_place": _("Place of the opening"),
    "bids_valid_until": _("Bids are valid until"),
    "budget": _("Budget that receives a forfeited security"),
    "deposit_bank": _("Bank of the account for deposits"),
    "deposit_account": _("Account for deposits (IBAN)"),
    "deposit_bin": _("BIN of the recipient"),
    "deposit_purpose": _("Purpose of the payment"),
    "study": _("Feasibility study or information sheet"),
    "sheet_ground": _("Ground for the information sheet"),
    "currency": _("Currency of the bid"),
    "rates": _("Exchange rates"),
    "files": _("Annexed files"),
    "clauses": _("Draft PPP contract"),
    "risks": _("Allocation of risks"),
    "thresholds": _("Thresholds"),
    "policies": _("Policies of evaluation"),
    "evidence_policies": _("Policies of evaluation"),
}

DEPOSIT = ("deposit_bank", "deposit_account", "deposit_bin", "deposit_purpose")

FIELD_NAMES = {
    **{
        name: PLACES[name]
        for name in ("investments", "budget", "opening_place", "bids_valid_until", "sheet_ground", *DEPOSIT)
    },
    "title": PLACES["title"],
    "closes_at": DEADLINES["tender.cutoff"],
    "opens_at": DEADLINES["tender.opening"],
    "off_day_confirmed": DEADLINES["tender.cutoff"],
    "stage1_closes_at": DEADLINES["tender.stage_one_cutoff"],
    "stage1_off_day_confirmed": DEADLINES["tender.stage_one_cutoff"],
}


def place(code: str) -> str:
    """The place that a rule names (``text_3``, ``clause 4.1``, ``risk R2``, ``title``) in the reader's words."""
    stem, _space, rest = code.partition(" ")
    if stem == "clause":
        return str(_("Clause %(number)s") % {"number": rest})
    if stem == "risk":
        return str(_("Risk %(code)s") % {"code": rest})
    if code.startswith("text_") and code[5:].isdigit():
        number = int(code[5:])
        return str(_("Part %(number)s. %(title)s") % {"number": number, "title": PART_TITLES[number]})
    return str(PLACES[code]) if code in PLACES else code


def field_name(name: str) -> str:
    """The field that a refusal names, as its page calls it, with its language; empty where the words say it all."""
    lang = in_language(_language(name))
    stem = name[:-3] if name.endswith(("_kk", "_ru")) else name
    if name.startswith(("text_kk_", "text_ru_")):
        return capfirst(lang)
    known = FIELD_NAMES.get(stem) or scoring_words.FIELDS.get(stem) or scoring_words.POLICIES.get(stem) or ""
    said = capfirst(str(known))
    return f"{said} ({lang})" if said and lang else said


def _language(name: str) -> str:
    found = re.search(r"_(kk|ru)(_\d+)?$", name)
    return found[1] if found else ""


def points_said(total: str) -> Both:
    """Points as people read them. Exact, as a fraction, they stand in the record and on the sheet."""
    return Both(kk=number(total, lang="kk"), ru=number(total, lang="ru"))
