"""The supplementary agreement: signed by both sides it is in force, in the same moment (p. 55, art. 49)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts import card_deadlines
from contracts.actions.card_life import write_rows
from contracts.actions.cards import new_version, note_card, tell_card
from contracts.actions.extensions import locked, make_move, print_file, refuse_move
from contracts.extension_states import LineKind
from contracts.models import Extension, ExtensionSignature
from contracts.protocols.extensions import agreement
from contracts.queries import authority, cards
from contracts.queries import extensions as queries
from contracts.rules import extensions as rules
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.models import Document
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import ONE_DAY, local_day
from ppp_portal.law.refusals import refuse


@transaction.atomic
def sign_agreement(*, extension_id: UUID, seen: str, by: Actor) -> Extension:
    """Sign for one's side the text that was shown (``seen`` its digest). The second signature puts it into force."""
    extension = locked(extension_id, by, either=True)
    at = clock.now()
    card = extension.card
    side = cards.card_side(card, by)
    if extension.signed_at or extension.signatures.filter(side=side).exists():
        return extension
    refuse(
        [
            *refuse_move(extension, "sign_agreement", by),
            *rules.refuse_signature(
                side,
                by.role,
                authority(by),
                seen,
                extension.digest,
                card.state,
                card.ends_on,
                at,
            ),
        ]
    )
    ExtensionSignature.objects.create(
        extension=extension,
        side=side,
        organisation_id=by.organisation_id,
        person_id=by.person_id,
        authority=authority(by),
        digest=extension.digest,
        at=at,
    )
    facts: dict[str, Any] = {"extension": extension.pk, "side": side, "digest": extension.digest}
    note_card(card, "extension_signature", by=by, at=at, basis=[rules.INTERESTED], facts=facts)
    if extension.signatures.count() == 2:
        _complete(extension, by=by, at=at)
    return extension


@transaction.atomic
def register_agreement(
    *,
    extension_id: UUID,
    signed_on: date | None,
    by: Actor,
    upload: UploadedFile | None = None,
    document: Document | None = None,
) -> Extension:
    """Register the agreement signed on paper, where a party does not act on this portal; before the end too."""
    extension = locked(extension_id, by)
    at = clock.now()
    if extension.signed_at:
        return extension
    refuse(
        [
            *refuse_move(extension, "sign_agreement", by),
            *rules.refuse_late(extension.card.state, extension.card.ends_on, at),
            *rules.refuse_paper_agreement(
                bool(cards.private_people(extension.card, at)),
                upload is not None or document is not None,
                signed_on,
                extension.decision_on or local_day(at),
                local_day(at),
            ),
        ]
    )
    if upload is not None:
        document = store_upload(
            upload, by=by, subject=extension.card.subject, kind="extension.signed_file", at=at
        )
    extension.agreement_file, extension.agreement_on = document, signed_on
    _complete(extension, by=by, at=at)
    return extension


def _complete(extension: Extension, *, by: Actor, at: datetime) -> None:
    """Both sides have signed: the same text is printed with the signatures, and the contract is extended by it.

    Nobody has to put it into force: what both agreed in time does not lapse because an official did not click.
    """
    extension.signed_at = at
    order = request_print(
        "extension.signed",
        agreement(
            extension, at, signatures=list(extension.signatures.select_related("person", "organisation"))
        ),
        key=f"extension.signed:{extension.pk}",
        subject=extension.card.subject,
        at=at,
        by=by,
        audience="parties",
    )
    extension.agreement_pair = order.pk
    facts = {"digest": extension.digest, "file": extension.agreement_file_id}
    make_move(extension, "sign_agreement", by=by, at=at, facts=facts)
    _apply(extension, by=by, at=at)


def _apply(extension: Extension, *, by: Actor, at: datetime) -> None:
    """A later last day, new quantities and tariffs on the card, and the one-off clause remembered."""
    card = extension.card
    card.ends_on = extension.new_ends_on
    card.no_further_extension = card.no_further_extension or extension.one_off
    card.next_deadline_at = card_deadlines.next_moment(card.ends_on, cards.rules_of(card), at)
    extension.applied_at = at
    basis_kk, basis_ru = (
        f"{extension.number} қосымша келісімі",
        f"Дополнительное соглашение {extension.number}",
    )
    rows = _rows(extension, {"covers_kk": basis_kk, "covers_ru": basis_ru})
    write_rows(card, rows, basis_kk=basis_kk, basis_ru=basis_ru, document=extension.agreement_file, at=at)
    make_move(
        extension,
        "apply_extension",
        by=by,
        at=at,
        facts={"ends_on": card.ends_on, "no_further": card.no_further_extension},
    )
    new_version(card, reason_kk=basis_kk, reason_ru=basis_ru, at=at)
    print_file(extension, at, by)
    tell_card(card, "extension_applied", str(extension.pk), at, until=card.ends_on)


def _rows(extension: Extension, basis: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """What the agreement changes, as rows of the card, from the first day of the added term.

    The obligations of the state are agreed as a whole sum; the card adds up, so it takes what that sum adds, under the
    words of the request or of the agreement (``basis``).
    """
    begins = extension.old_ends_on + ONE_DAY
    rows: dict[str, list[dict[str, Any]]] = {"quantities": [], "tariffs": [], "obligations": []}
    for line in extension.lines.all():
        assert line.after is not None
        added = line.after - (queries.on_the_card(extension.card, vars(line)) or 0)
        if not added:
            continue
        unit = {"unit_kk": line.unit_kk, "unit_ru": line.unit_ru}
        name = {"name_kk": line.name_kk, "name_ru": line.name_ru}
        if line.kind == LineKind.INVESTMENT:
            unit = {"unit_kk": "₸", "unit_ru": "₸"}
        if line.kind in (LineKind.QUANTITY, LineKind.INVESTMENT):
            rows["quantities"].append({**name, **unit, "value": line.after, "from_on": begins})
        elif line.kind == LineKind.TARIFF:
            rows["tariffs"].append({**unit, "value": line.after, "from_on": begins})
        elif line.kind == LineKind.OBLIGATION:
            covers = {"covers_kk": line.name_kk, "covers_ru": line.name_ru} if line.name_kk else basis
            rows["obligations"].append({**covers, "plan": added})
    return rows
