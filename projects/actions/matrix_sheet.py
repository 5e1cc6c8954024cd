"""The closed matrix on paper: first for those who recommend and decide, with the decision for everybody."""

from datetime import datetime

from ppp_portal.comparison import queries as compared
from ppp_portal.comparison.protocols import KIND, matrix_context
from ppp_portal.comparison.states import Stage
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.bilingual import name_of
from ppp_portal.journal.actor import Actor
from projects.models import InitiationNotice
from projects.queries.papers import key_of_matrix


def print_matrix(notice: InitiationNotice, *, public: bool, by: Actor, at: datetime) -> None:
    """Order the A3 sheet in both languages; nothing where no comparison was closed.

    Interpreted (N-09): no text wants the comparison published before anybody has decided. What is public is a sheet of
    its own: a document is written once, and so is who may read it. It says the same under a number of its own,
    but names no file of those who proposed: they were told that their files are not published.
    """
    matrix = compared.matrix(notice.subject)
    if matrix is None or matrix.questionnaire.state != Stage.CLOSED:
        return
    assert matrix.questionnaire.closed_at is not None
    context = matrix_context(
        matrix,
        number=f"{notice.number}/{'M-P' if public else 'M'}",
        at=matrix.questionnaire.closed_at,
        body=name_of(notice.organiser),
        about=name_of(notice.project, "title"),
        named=not public,
    )
    request_print(
        KIND,
        context,
        key=key_of_matrix(notice, public=public),
        subject=notice.subject,
        at=at,
        by=by,
        audience="public" if public else "parties",
    )
