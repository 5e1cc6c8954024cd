"""What lies on the table before an extension is decided: the recommendation, and the papers of art. 49(2)."""

from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts.actions.cards import note_card
from contracts.actions.extensions import locked
from contracts.extension_states import ExtensionState
from contracts.models import Extension
from contracts.queries import extensions as queries
from contracts.queries import working_group as group
from contracts.rules import extensions as rules
from contracts.rules.obligations import OBLIGATIONS, Paper, refuse_paper
from contracts.rules.texts import refuse_pair
from contracts.rules.working_group import refuse_other_paper
from ppp_portal.documents.models import Document
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.panel.states import Outcome

AGAINST = (": ұзарту ұсынылмайды", ": продление не рекомендовано")


@transaction.atomic
def record_recommendation(
    *,
    extension_id: UUID,
    text_kk: str,
    text_ru: str,
    on: date | None,
    by: Actor,
    upload: UploadedFile | None = None,
    document: Document | None = None,
) -> Extension:
    """What a working group that sat outside this portal recommended, with its paper and the day on it."""
    extension = locked(extension_id, by)
    at = clock.now()
    refusals = [*refuse_recommending(extension), *refuse_pair("text", (text_kk, text_ru), rules.P55)]
    if upload is None and document is None:
        refusals.append(Refusal("extension.recommendation_paper", rules.P55, field="file"))
    closed = queries.closed_at(extension)
    refuse(refusals + rules.refuse_recommendation(closed and local_day(closed), on, local_day(at)))
    if upload is not None:
        document = store_upload(
            upload, by=by, subject=extension.card.subject, kind="extension.recommendation_paper", at=at
        )
    assert document is not None
    extension.recommendation_kk, extension.recommendation_ru = text_kk.strip(), text_ru.strip()
    extension.recommendation_file, extension.recommended_on, extension.recommended_at = document, on, at
    extension.save()
    facts = {"extension": extension.pk, "document": document.pk, "on": on}
    note_card(extension.card, "recommended", by=by, at=at, basis=[rules.P55], facts=facts)
    return extension


@transaction.atomic
def take_recommendation(
    *, subject: str, protocol: str, number: str, at: datetime, by: Actor = SYSTEM
) -> Extension | None:
    """The working group signed its protocol here: it is the recommendation, also where it recommends against."""
    extension = queries.of_subject(subject)
    if extension is None or extension.state != ExtensionState.UNDER_REVIEW:
        return None
    extension.protocol, extension.recommended_at, extension.recommended_on = protocol, at, local_day(at)
    extension.advised_against = group.votes(extension)[-1].outcome != Outcome.ADOPTED
    advice = AGAINST if extension.advised_against else ("", "")
    extension.recommendation_kk, extension.recommendation_ru = (
        f"Жұмыс тобының № {number} хаттамасы{advice[0]}",
        f"Протокол рабочей группы № {number}{advice[1]}",
    )
    extension.save()
    facts = {"extension": extension.pk, "protocol": protocol, "against": extension.advised_against}
    note_card(extension.card, "recommended", by=by, at=at, basis=[rules.P55], facts=facts)
    return extension


def refuse_recommending(extension: Extension) -> list[Refusal]:
    """The request is under review, and no working group of this portal recommends by its own protocol."""
    return [*not_under_review(extension), *refuse_other_paper(group=queries.has_group(extension))]


def why_no_recommendation(extension: Extension, by: Actor) -> list[Refusal]:
    """Why no recommendation can be registered now, whatever is typed; its page tells it beforehand."""
    return [*refuse_recommending(extension), *rules.refuse_uncompared(queries.is_compared(extension))]


def not_under_review(extension: Extension) -> list[Refusal]:
    if extension.state == ExtensionState.UNDER_REVIEW:
        return []
    return [Refusal("extension.wrong_state", rules.P55, {"state": extension.get_state_display()})]


@transaction.atomic
def record_approvals(
    *,
    extension_id: UUID,
    by: Actor,
    budget_number: str = "",
    budget_on: date | None = None,
    budget_upload: UploadedFile | None = None,
    budget_document: Document | None = None,
    maslikhat_number: str = "",
    maslikhat_on: date | None = None,
    maslikhat_upload: UploadedFile | None = None,
    maslikhat_document: Document | None = None,
) -> Extension:
    """Papers of the budget commission and of the maslikhat: needed where the obligations of the state change."""
    extension = locked(extension_id, by)
    at = clock.now()
    typed = (
        ("budget", budget_number, budget_on, budget_upload, budget_document),
        ("maslikhat", maslikhat_number, maslikhat_on, maslikhat_upload, maslikhat_document),
    )
    papers = [Paper(name, number, on, bool(upload or file)) for name, number, on, upload, file in typed]
    given = [paper for paper in papers if paper.given]
    nothing = Refusal("extension.decision_paper", OBLIGATIONS, field="budget_upload")
    halves = [row for paper in given for row in refuse_paper(paper, local_day(at))]
    refuse([*not_under_review(extension), *([] if given else [nothing]), *halves])
    for name, number, on, upload, document in typed:
        if upload is not None:
            kind = f"extension.{name}"
            document = store_upload(upload, by=by, subject=extension.card.subject, kind=kind, at=at)
        if document is not None:
            setattr(extension, f"{name}_number", number.strip())
            setattr(extension, f"{name}_on", on)
            setattr(extension, f"{name}_file", document)
    extension.save()
    facts = {
        "extension": extension.pk,
        "budget": extension.budget_file_id,
        "maslikhat": extension.maslikhat_file_id,
    }
    note_card(extension.card, "extension_approvals", by=by, at=at, basis=[OBLIGATIONS], facts=facts)
    return extension
