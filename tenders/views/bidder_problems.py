"""What is wrong or missing in a bid, each thing named by its field and leading to it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ppp_portal.law.refusals import Refusal
from ppp_portal.web.components.forms import in_row
from ppp_portal.web.refusals import speak
from tenders.bid_content import Problem
from tenders.forms.bids import SECTIONS, OfferForm, QualificationForm
from tenders.queries.workbench import Workbench
from tenders.views.bidder_common import task_label

# Paths of the content that stand on the page of another section than their first step says.
PLACES = {
    "affiliates": "qualification",
    "amounts": "qualification",
    "guarantee_file": "qualification",
    "summary": "offer",
    "language": "offer",
}
# The field that a missing point of the private check is put right in.
OF_TASK = {
    "summary": "id_summary",
    "k1_projects": "id_rows-0-title",
    "k2_risks": "id_rows-0-accepted",
    "k3_funds": "id_rows-0-title",
    "k4_months": "id_months",
    "k5_price": "id_price",
    "k6_headcount": "id_headcount",
    "k6_specialists": "id_rows-0-level",
    "spv_name": "id_spv_name",
    "tax_debt": "id_tax_debt",
    "own_and_borrowed": "id_own_funds",
    "guarantee": "id_guarantee_file",
}
QUALIFICATION = {"statement": _("Statement"), "file": _("Evidence")}
# What prevents the submission is put right on a page of its own.
OF_REFUSAL = {
    "bid.security_missing": "bid_security",
    "bid.security_short": "bid_security",
    "bid.security_expires": "bid_security",
    "bid.member_pending": "bid_consortium",
    "bid.member_declined": "bid_consortium",
    "bid.documentation_changed": "bid",
}


def section_of_path(path: str) -> str:
    top = path.partition(".")[0]
    return PLACES.get(top, top)


def field_of(path: str, bench: Workbench) -> tuple[int | None, str]:
    """The row (from 0; None outside tables) and the name of the field in which a path of the content stands.

    No name for a risk that the documentation in force no longer has.
    """
    top, *rest = path.split(".")
    if top in ("offer", "amounts"):
        return None, rest[0]
    if top == "qualification":
        return None, f"{rest[1]}_{rest[0]}"
    if top in PLACES:
        return None, top
    row = int(rest[0])
    if top == "risks":  # the page shows every risk of the documentation, the content only those accepted
        code = bench.typed["risks"][row]["code"]
        shown = [known for known, _name in bench.risks]
        return (
            (shown.index(code), "accepted" if rest[1] == "code" else rest[1]) if code in shown else (None, "")
        )
    return row, rest[1]


def label_of(path: str, bench: Workbench) -> str:
    """The field as its page calls it: ``К5: …, ₸``; ``Row 2, Amount, ₸``; ``8. Own funds: Evidence``."""
    row, name = field_of(path, bench)
    if row is not None:
        table = SECTIONS[section_of_path(path)].row
        assert table is not None
        return in_row(row + 1, table.base_fields[name].label)
    if not name:
        return str(SECTIONS[section_of_path(path)].title)
    stem, _underscore, number = name.rpartition("_")
    if path.startswith("qualification."):
        return f"{task_label(f'qualification_{number}')}: {QUALIFICATION[stem]}"
    return str((OfferForm.base_fields | QualificationForm.base_fields)[name].label)


def problems_in_words(bid: Any, bench: Workbench, section: str = "") -> list[dict[str, str]]:
    """What cannot be read, and months with which no contract could be signed, each with the place to put it right.

    Of one ``section``, the links stay on its page.
    """
    rows = []
    for problem in bench.problems:
        name = section_of_path(problem.path)
        if section and name != section:
            continue
        row, field = field_of(problem.path, bench)
        address = "" if section else reverse(f"tenders:bid_{name}", args=[bid.pk])
        html_id = f"id_rows-{row}-{field}" if row is not None else f"id_{field}" if field else "main"
        rows.append(
            {"text": _said(problem), "label": label_of(problem.path, bench), "href": f"{address}#{html_id}"}
        )
    return rows + (_outside(bid, bench, section) if section in ("", "offer") else [])


def _outside(bid: Any, bench: Workbench, section: str) -> list[dict[str, str]]:
    address = "" if section else reverse("tenders:bid_offer", args=[bid.pk])
    label = label_of("offer.months", bench)
    return [
        {"text": said.message, "label": label, "href": f"{address}#id_months"}
        for said in speak(bench.outside)
    ]


def _said(problem: Problem) -> str:
    return speak([Refusal(problem.code, None, problem.params)])[0].message


def notice(bench: Workbench, section: str, form: Any, table: Any) -> None:
    """Say what cannot be read beside its field, too."""
    for problem in bench.problems:
        row, name = field_of(problem.path, bench)
        if name and section_of_path(problem.path) == section:
            page = form if row is None else table.forms[row]
            page.noticed.setdefault(name, []).append(_said(problem))


def task_url(bid: Any, task: Any) -> str:
    """The field of a point of the private check."""
    _stem, _underscore, number = task.code.rpartition("_")
    html_id = OF_TASK.get(task.code) or f"id_statement_{number}"
    return f"{reverse(f'tenders:bid_{task.section}', args=[bid.pk])}#{html_id}"


def prevented(bid: Any, refusals: Iterable[Refusal]) -> list[dict[str, str]]:
    """What prevents the submission, each leading to the page where it is put right."""
    return [
        {
            "text": said.message,
            "basis": said.basis,
            "href": reverse(f"tenders:{OF_REFUSAL[said.code]}", args=[bid.pk])
            if said.code in OF_REFUSAL
            else "",
        }
        for said in speak(refusals)
    ]
