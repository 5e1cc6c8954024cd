"""The notice of an amendment: why, what changed, and what became of the deadline."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ppp_portal.documents.blocks import Block, col, facts, para, protocol, section, table
from ppp_portal.documents.values import LANGUAGES, Both, Moment, Number, Ref, Text
from ppp_portal.law.acts import law
from tenders.models import Amendment, Tender
from tenders.queries.changes import label, row_texts, row_values


def amendment_notice(tender: Tender, amendment: Amendment, changed: Sequence[tuple[str, Any, Any]]) -> Block:
    """The context of kind ``tender.amendment``."""
    return protocol(
        title=_("Notice of an amendment of the tender documentation"),
        number=f"{tender.number}/A-{amendment.number}",
        at=Moment(amendment.posted_at),
        body=Both(kk=tender.organiser.name_kk, ru=tender.organiser.name_ru),
        about=Both(kk=tender.title_kk, ru=tender.title_ru),
        facts=[(_("Tender"), tender.number), (_("Ground"), Ref(law("37(5)")))],
        sections=[
            section(_("Reason"), para(Both(kk=amendment.reason_kk, ru=amendment.reason_ru))),
            section(
                _("Deadline"),
                facts(
                    [
                        (_("Deadline before"), Moment(amendment.closed_at_before)),
                        (_("Submission stopped"), Moment(amendment.announced_at, precise=True)),
                        (_("Amended documentation posted"), Moment(amendment.posted_at, precise=True)),
                        (_("Deadline now"), Moment(tender.closes_at)),
                        (_("Opening now"), Moment(tender.opens_at)),
                    ]
                ),
            ),
            section(
                _("What changed"),
                table(
                    [col(_("Where"), 22), col(_("Before"), 39), col(_("After"), 39)],
                    rows_of_changes(changed),
                ),
                para(
                    Text(
                        _(
                            "Bids submitted before stay valid; bidders confirm or change them until %(closes_at)s."
                        ),
                        closes_at=Moment(tender.closes_at),
                    )
                ),
            ),
        ],
    )


def rows_of_changes(changed: Sequence[tuple[str, Any, Any]]) -> list[list[Any]]:
    """Before and after of each changed place, as the notice and the announcement of a replacement print them."""
    return list(_rows(changed))


def _rows(changed: Sequence[tuple[str, Any, Any]]) -> Iterator[list[Any]]:
    """One row a place in its reader's words; the two languages of a text stand in it together."""
    places: dict[str, dict[str, tuple[Any, Any]]] = {}
    for place, old, new in changed:
        stem, _dot, last = place.rpartition(".")
        text = last in LANGUAGES
        places.setdefault(stem if text else place, {})[last if text else ""] = (old, new)
    for place, found in places.items():
        if "" in found:
            before, after = (
                _row(value) if isinstance(value, Mapping) else _leaf(value) for value in found[""]
            )
        else:
            before, after = (_both({lang: pair[side] for lang, pair in found.items()}) for side in (0, 1))
        yield [_called(place), before, after]


def _both(texts: dict[str, Any]) -> Both:
    """A language whose text did not change says so by a dash."""
    return Both(**{language: str(texts.get(language) or "—") for language in LANGUAGES})


def _called(place: str) -> Both:
    words = {}
    for language in LANGUAGES:
        with override(language):
            words[language] = label(place.split("."))
    return Both(**words)


def _row(row: Mapping[str, Any]) -> Any:
    """A row that came or went: its texts in both languages, or its values where it has none."""
    texts = {language: row_texts(row, language) for language in LANGUAGES}
    return Both(**texts) if any(texts.values()) else row_values(row)


def _leaf(value: Any) -> Any:
    """A leaf of the canonical form as something a page can print."""
    if isinstance(value, datetime):
        return Moment(value)
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return Number(value)
    if isinstance(value, date):
        return value
    return "—" if value in (None, "") else str(value)
