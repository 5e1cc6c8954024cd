"""The initiation notice as a paper, and the paper of its amendment: both from the published form alone."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ppp_portal.documents.blocks import (
    Block,
    bullets,
    col,
    facts,
    note,
    numbered,
    para,
    protocol,
    section,
    table,
)
from ppp_portal.documents.values import LANGUAGES, Amount, Both, Code, Moment, Number, Ref, Text
from ppp_portal.law.acts import law, p725
from projects import wording
from projects.models import InitiationNotice, NoticeAmendment
from projects.queries.reading import responsibilities


def initiation_notice(notice: InitiationNotice) -> Block:
    """The context of kind ``notice.initiation``: every field of the notice of 15.11.2022, in its order."""
    form = notice.form or {}
    return protocol(
        title=_("Notice of the initiation of a PPP project through direct negotiations"),
        number=notice.number if notice.edition == 1 else f"{notice.number}/{notice.edition}",
        at=Moment(notice.amended_at or notice.published_at),
        body=_both(form["organiser"]["name"]),
        about=_both(form["title"]),
        facts=[
            (_("Legal basis"), Ref(law("44(2)"))),
            (_("Ground of the direct negotiations"), wording.choice("ground", form["ground"])),
            (_("Alternative proposals are accepted until (inclusive)"), _moment(form["closes_at"])),
            (_("SHA-256 of the notice"), Code(notice.sha256)),
        ],
        sections=[
            section(_("The project"), facts(_project(form)), para(_both(form["object"]))),
            section(
                _("Technical and economic parameters"), _parameters(form["parameters"]), *_standard(form)
            ),
            section(
                _("Payments from the budget and state support"),
                para(_both(form["payments"])),
                *(
                    [note(_("Paid only after the object has been put into service."))]
                    if form["pays_after_commissioning"]
                    else []
                ),
            ),
            section(_("Responsibilities of the private partner"), numbered(_lines(form))),
            section(
                _("Requirements for the alternative proposal"), numbered(_asked(form, "proposal", False))
            ),
            section(_("What is filed"), bullets(_filed())),
            section(
                Text(_("Qualification requirements (%(basis)s)"), basis=Ref(law("32(1)"))),
                numbered(_both(row["text"]) for row in _rows(form, "qualification", True)),
                *_additional(form),
            ),
            section(_("Acceptance"), facts(_acceptance(form)), note(_boundary())),
        ],
    )


def amendment_of_notice(notice: InitiationNotice, amendment: NoticeAmendment) -> Block:
    """The context of kind ``notice.amendment``: why, and every place before and after."""
    return protocol(
        title=_("Amendment of the initiation notice"),
        number=f"{notice.number}/A-{amendment.number}",
        at=Moment(amendment.posted_at),
        body=Both(kk=notice.organiser.name_kk, ru=notice.organiser.name_ru),
        about=_both((notice.form or {})["title"]),
        facts=[
            (_("Initiation notice"), notice.number),
            (_("Edition"), str(notice.edition)),
            (_("Alternative proposals are accepted until (inclusive)"), Moment(notice.closes_at)),
            (_("SHA-256 of the notice"), Code(notice.sha256)),
        ],
        sections=[
            section(_("Reason"), para(Both(kk=amendment.reason_kk, ru=amendment.reason_ru))),
            section(
                _("What changed"),
                table(
                    [col(_("Where"), 24), col(_("Before"), 38), col(_("After"), 38)],
                    list(_changed(amendment.changes)),
                ),
                para(
                    _(
                        "Proposals submitted before stay valid; bidders confirm or change them until the deadline."
                    )
                ),
            ),
        ],
    )


# --- parts of the notice ----------------------------------------------------------------------------------


def _project(form: dict[str, Any]) -> list[tuple[Any, Any]]:
    return [
        (_("Sector"), wording.choice("sector", form["sector"])),
        (_("Place"), wording.choice("region", form["region"])),
        (_("Level of the project"), wording.choice("level", form["level"])),
        (_("Implementation period, years"), f"{form['start_year']}–{form['end_year']}"),
        (_("Creation, months"), Number(form["creation_months"])),
        (_("Operation, years"), Number(form["operation_years"])),
        (_("Technically complex and (or) unique"), wording.choice("complexity", form["complexity"])),
        (_("Project cost"), _cost(form)),
    ]


def _cost(form: dict[str, Any]) -> Text:
    """In tenge, and in the unit of the organiser's own papers beside it: 18 324 558 thousand tenge."""
    cost = Decimal(form["cost"])
    vat = _("including VAT") if form["cost_with_vat"] else _("without VAT")
    if form["cost_unit"] == 1:
        return Text(_("%(cost)s, %(vat)s"), cost=Amount(cost), vat=vat)
    return Text(
        _("%(cost)s, %(vat)s (%(counted)s %(unit)s)"),
        cost=Amount(cost),
        vat=vat,
        counted=Number(_short(cost / form["cost_unit"])),
        unit=wording.choice("cost_unit", form["cost_unit"]),
    )


def _parameters(rows: list[dict[str, Any]]) -> Block:
    """Wholes with their parts under them; a parameter that counts nothing has a dash."""
    lines: list[list[Any]] = []
    for index, row in enumerate(rows, start=1):
        lines.append([str(index), _both(row["name"]), *_quantity(row)])
        for place, part in enumerate(row["parts"], start=1):
            of_these = Text(_("of these: %(name)s"), name=_both(part["name"]))
            lines.append([f"{index}.{place}", of_these, *_quantity(part)])
    head = [col("№", 8), col(_("Parameter"), 52), col(_("Quantity"), 20, numeric=True), col(_("Unit"), 20)]
    return table(head, lines)


def _quantity(row: dict[str, Any]) -> list[Any]:
    quantity = None if row["quantity"] is None else Number(Decimal(row["quantity"]))
    return [quantity, _both(row["unit"])]


def _standard(form: dict[str, Any]) -> list[Block]:
    said = form["standard"]
    return [para(_both(said))] if said["kk"] or said["ru"] else []


def _rows(form: dict[str, Any], kind: str, statutory: bool) -> list[dict[str, Any]]:
    return [row for row in form["requirements"] if row["kind"] == kind and row["statutory"] is statutory]


def _asked(form: dict[str, Any], kind: str, statutory: bool) -> list[Text]:
    """A requirement outside the statutory list with the provision it stands on."""
    return [
        Text(_("%(text)s (ground: %(citation)s)"), text=_both(row["text"]), citation=_both(row["citation"]))
        for row in _rows(form, kind, statutory)
    ]


def _additional(form: dict[str, Any]) -> list[Block]:
    rows = _asked(form, "qualification", False)
    if not rows:
        return []
    return [
        para(Text(_("Additional (special) requirements (%(basis)s):"), basis=Ref(law("32(2)")))),
        numbered(rows),
    ]


def _filed() -> list[Any]:
    return [
        _("An alternative proposal that answers the requirements of this notice one by one"),
        Text(_("An application to take part in the direct negotiations (%(basis)s)"), basis=Ref(p725("130"))),
        _("Evidence for each of the qualification requirements"),
    ]


def _acceptance(form: dict[str, Any]) -> list[tuple[Any, Any]]:
    return [
        (_("Address"), _both(form["address"])),
        (_("Telephone, e-mail"), f"{form['phone']}, {form['email']}"),
    ]


def _boundary() -> Any:
    return _(
        "A proposal received at the very instant of the deadline counts; a later one is refused. Proposals stay "
        "sealed until then."
    )


# --- leaves -----------------------------------------------------------------------------------------------


def _both(said: dict[str, str]) -> Both:
    return Both(kk=said["kk"] or "—", ru=said["ru"] or "—")


def _lines(form: dict[str, Any]) -> list[Both]:
    return [Both(kk=kk or "—", ru=ru or "—") for kk, ru in responsibilities(form["responsibilities"])]


def _moment(raw: str) -> Moment:
    return Moment(datetime.fromisoformat(raw))


def _short(value: Decimal) -> Decimal:
    whole = value.normalize()
    return whole.quantize(Decimal(1)) if whole == whole.to_integral_value() else whole


def _place(code: str) -> Both:
    words = {}
    for language in LANGUAGES:
        with override(language):
            words[language] = wording.place(code)
    return Both(**words)


def _changed(changes: Iterable[tuple[str, Any, Any]]) -> Iterator[list[Any]]:
    """One row a place: the two languages of a text stand in it together, each in its own paper."""
    places: dict[str, dict[str, tuple[Any, Any]]] = {}
    for place, before, after in changes:
        stem, _dot, last = place.rpartition(".")
        text = last in LANGUAGES
        places.setdefault(stem if text else place, {})[last if text else ""] = (before, after)
    for place, found in places.items():
        if "" in found:
            yield [_place(place), *(_leaf(place, raw) for raw in found[""])]
        else:
            yield [_place(place), *(_texts(found, side) for side in (0, 1))]


def _texts(found: dict[str, tuple[Any, Any]], side: int) -> Both:
    """A language whose text did not change says so by a dash."""
    return Both(**{lang: str(found[lang][side] or "—") if lang in found else "—" for lang in LANGUAGES})


def _leaf(code: str, raw: Any) -> Any:
    found = wording.value(code, raw)
    if isinstance(found, datetime):
        return Moment(found)
    return Amount(found) if isinstance(found, Decimal) else found
