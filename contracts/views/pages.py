"""What the pages of both sides share: the contract of one's own side, its life, terms and papers."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from contracts import queries
from contracts.messages.saying import in_words
from contracts.queries import saying
from contracts.rules import signing as rules
from contracts.rules.saying import differences
from contracts.states import BEFORE_SIGNED, ContractState, Side
from ppp_portal.accounts.models import Role
from ppp_portal.documents import queries as documents
from ppp_portal.documents.models import Document
from ppp_portal.documents.preview import preview
from ppp_portal.journal import clock
from ppp_portal.law.acts import p605
from ppp_portal.law.refusals import Refused
from ppp_portal.web.gates import actor_of
from ppp_portal.web.refusals import add_to_form, speak
from tenders.deadlines import signing_term
from tenders.wording import ESSENTIAL_TERMS

PARTIES = (Role.STAFF, Role.HEAD, Role.BIDDER)
TONES = {
    "draft": "now",
    "terms_agreed": "now",
    "signing": "now",
    "signed": "ok",
    "registered": "ok",
    "lapsed": "bad",
}


def own(request: HttpRequest, pk: UUID) -> Any:
    """The contract, found through the side of the actor; for everybody else it does not exist."""
    by = actor_of(request)
    found = (queries.privates if by.role == Role.BIDDER else queries.organisers)(by.organisation_id, pk)
    if found is None:
        raise Http404
    return found


def signable(request: HttpRequest, pk: UUID) -> Any:
    """The same, and for the head of a public partner that signs beside the organiser."""
    by = actor_of(request)
    found = queries.partners(by.organisation_id, pk) if by.role == Role.HEAD else None
    return found or own(request, pk)


def address(request: HttpRequest, contract: Any, name: str = "contract", *args: Any) -> str:
    """The page of one's own side."""
    by = actor_of(request)
    organises = by.organisation_id == contract.tender.organiser_id
    side = "bidder" if by.role == Role.BIDDER else "organizer" if organises else "partner"
    return reverse(
        f"contracts:{side}_contract" if name == "contract" else f"contracts:{name}", args=[contract.pk, *args]
    )


def life(contract: Any) -> list[dict[str, Any]]:
    """The line of its life for ``{% timeline %}``."""
    state = contract.state
    order = ["draft", "terms_agreed", "signing", "signed", "registered"]
    place = order.index(state) if state in order else -1
    steps = [
        (_("Signing of the results"), contract.results_at, "51"),
        (_("Agreement on the eight terms"), contract.terms_agreed_at, "A2.13"),
        (_("Sending for signature"), contract.sent_at, "48"),
        (_("Signing by both sides"), contract.signed_at, "48"),
        (_("Registration, entry into force"), contract.registered_at, "48"),
    ]
    rows = []
    for number, (label, at, basis) in enumerate(steps):
        if state == ContractState.LAPSED:
            mark = "done" if number == 0 else "stopped" if number == 1 else "skipped"
        else:
            mark = "done" if number <= place else "now" if number == place + 1 else "next"
        due = contract.due_at if number == 3 and mark in ("now", "next") else None
        rows.append(
            {
                "label": label,
                "state": mark,
                "at": at if mark == "done" else None,
                "due": due,
                "basis": p605(basis),
            }
        )
    return rows


def window(contract: Any) -> dict[str, Any] | None:
    """The 90 days for ``{% deadline %}``; a contract that is signed is not told they are over."""
    if contract.state not in BEFORE_SIGNED:
        return None
    term = signing_term(contract.results_at, queries.rules_of(contract), clock.calendar())
    return {
        "label": _("Last instant for signing"),
        "due_at": term.due_at,
        "basis": term.basis,
        "starts": _("Summing-up of the results"),
        "starts_at": contract.results_at,
        "because": term.because,
        "consequence": term.consequence,
    }


def terms(request: HttpRequest, contract: Any) -> list[dict[str, Any]]:
    """The eight terms with who has agreed, from the point of view of the side that looks."""
    side = queries.side_of(contract, actor_of(request))
    rows = []
    for row in queries.terms(contract):
        mine = row.agreed_by_public_at if side == Side.PUBLIC else row.agreed_by_private_at
        other = row.agreed_by_private_at if side == Side.PUBLIC else row.agreed_by_public_at
        rows.append(
            {
                "row": row,
                "title": ESSENTIAL_TERMS[row.number],
                "basis": p605(f"A2.12({row.number})"),
                "mine": mine,
                "other": other,
                "closed": bool(queries.closed_clauses(contract, row.number)),
            }
        )
    return rows


def prevents(contract: Any) -> list[Any]:
    """What stands between the draft and the signatures, in words."""
    if contract.state not in ("draft", "terms_agreed"):
        return []
    return speak(rules.refuse_sending(queries.contract_facts(contract, clock.now())))


def unlike(contract: Any) -> list[str]:
    """What its words say otherwise than what it is made of, while that can be mended."""
    if contract.state not in ("draft", "terms_agreed"):
        return []
    facts = saying.words(contract)
    return [in_words(one, facts.rows) for one in differences(facts)]


def frame(request: HttpRequest, contract: Any) -> dict[str, Any]:
    """The context of every page of a contract."""
    by = actor_of(request)
    side = queries.side_of(contract, by)
    signed = queries.signatures(contract)
    return {
        "contract": contract,
        "tender": contract.tender,
        "tone": TONES[contract.state],
        "side": side,
        "is_public": side == Side.PUBLIC,
        "is_head": by.role == Role.HEAD,
        "list_url": reverse("contracts:contracts"),
        "contract_url": address(request, contract),
        "signatures": signed,
        "signed_by_me": any(row.organisation_id == by.organisation_id for row in signed),
        "unsigned": queries.unsigned(contract) if contract.state == ContractState.SIGNING else [],
        "content_lang": "ru" if get_language() == "ru" else "kk",
        "parties": queries.party_rows(contract),
    }


def papers(contract: Any) -> list[dict[str, Any]]:
    """Everything printed about the contract, behind the address of its parties."""
    rows = documents.pair_rows(contract.subject, public=False)
    for row in rows:
        for language in ("kk", "ru"):
            if row.get(language):
                paper = row["order"].document_id(language)
                row[language]["url"] = reverse("contracts:paper", args=[contract.pk, paper])
        row["note"] = {
            "contract.text": _("the text sent to be signed"),
            "contract.signed": _("the same text with the signatures"),
        }.get(row["order"].kind, "")
    return rows


def texts_to_sign(contract: Any) -> list[dict[str, Any]]:
    """What is signed, in both languages, the reader's own first: read here, also while its PDFs are being printed."""
    context = documents.context_of(contract.text_pair)
    languages = ("ru", "kk") if get_language() == "ru" else ("kk", "ru")
    return [preview(context, language) for language in languages]


def paper(contract: Any, pk: UUID) -> Document:
    """A printed paper or an upload of this very contract."""
    found = documents.document(pk)
    if found is None or found.subject != contract.subject:
        raise Http404
    return found


def beside(form: Any, refused: Refused) -> None:
    add_to_form(form, refused)


def authority(request: HttpRequest) -> str:
    """On the strength of what the person signs, in words."""
    found = queries.authority(actor_of(request))
    return (
        _("head, by office")
        if found == queries.BY_OFFICE
        else _("document: %(document)s") % {"document": found}
    )
