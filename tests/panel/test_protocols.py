"""Protocols: drafted, signed by all present, published, corrected only by a new one."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents import blocks
from ppp_portal.documents.models import Document, PrintOrder
from ppp_portal.documents.values import Amount, Both, Code, Day, Moment, Number, Ref, Text, plain
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM
from ppp_portal.journal.models import Record
from ppp_portal.journal.verify import findings
from ppp_portal.law.acts import p605
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import actions, queries
from ppp_portal.panel.models import Protocol
from ppp_portal.panel.protocols import again, stored
from tests.panel.conftest import STREAM, SUBJECT

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 19, 13, 0, tzinfo=UTC)


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def context(number="1", text="Ашылды"):
    return blocks.protocol(
        title=_("being signed"),
        number=number,
        at=Moment(AT),
        place=Both(kk="Алматы қ.", ru="г. Алматы"),
        sections=[
            blocks.section(
                Both(kk="Шешім", ru="Решение"),
                blocks.facts([(Both(kk="Сома", ru="Сумма"), Amount(Decimal("18324558.00"), words=True))]),
                blocks.attendance([blocks.member("Ахметова А.", "x")], present=1, of=1, needed=1),
                blocks.bars([("A", [("K1", Fraction(1, 3)), ("K2", 2)])]),
                blocks.para(Text(_("refused to sign: %(reason)s"), reason=Both(kk=text, ru="x"))),
                blocks.table([blocks.col("n", numeric=True)], [[Number(Decimal("12.50"), 2, "%")]]),
                blocks.bullets([Ref(p605("36")), Code("ab12"), Day(date(2026, 3, 19), short=True)]),
                blocks.para(Moment(AT, precise=True, short=True)),
            )
        ],
    )


@pytest.fixture
def sitting(panel):
    panel.declare()
    return panel.open()


def draft(panel, sitting, by=None, **changed):
    actions.close_sitting(sitting_id=sitting.pk, by=panel.cast.chair, stream=STREAM)
    return write(panel, sitting, by=by, **changed)


def write(panel, sitting, by=None, number="1", **changed):
    facts = {"subject": SUBJECT, "kind": "matter.opening", "number": number, "context": context(number)}
    return actions.draft_protocol(
        **{**facts, **changed}, sitting_id=sitting.pk, by=by or panel.cast.secretary, stream=STREAM
    )


def send(panel, protocol):
    return actions.send_to_signing(protocol_id=protocol.pk, by=panel.cast.secretary, stream=STREAM)


def sign(protocol, *actors):
    for actor in actors:
        protocol = actions.sign_protocol(
            protocol_id=protocol.pk, seen=protocol.digest, by=actor, stream=STREAM
        )
    return protocol


def signed(panel, sitting):
    protocol = send(panel, draft(panel, sitting))
    return sign(protocol, *panel.cast.voters[:5], panel.cast.secretary)


def test_a_stored_context_is_read_back_into_the_same_bytes():
    body, digest = stored(context())
    assert body == plain(context())
    assert stored(again(body)) == (body, digest)


def test_from_draft_to_published(panel, sitting):
    cast = panel.cast
    protocol = draft(panel, sitting)
    for _click in range(2):
        protocol = send(panel, protocol)
    assert queries.signers(protocol).count() == 6
    assert list(queries.waiting_signatures(cast.member_1.person_id)) == [protocol]
    protocol = sign(protocol, *cast.voters[:5], cast.chair)
    assert protocol.state == "signing", "the secretary was present, too"
    protocol = sign(protocol, cast.secretary)
    assert (protocol.state, protocol.pair is not None) == ("signed", True)
    printed = json.loads(PrintOrder.objects.get(pk=protocol.pair).context)
    assert len(printed["signatures"]) == 6
    assert {k: v for k, v in printed.items() if k != "signatures"} == {
        k: v for k, v in protocol.context.items() if k != "signatures"
    }
    record = Record.objects.get(kind="panel.protocol_signed")
    facts = json.loads(bytes(record.body))["facts"]
    assert facts["protocol"] == str(protocol.pk)
    assert (facts["kind"], facts["number"], facts["sitting"]) == ("matter.opening", "1", str(sitting.pk))
    assert not queries.protocols(SUBJECT, published=True)
    for _click in range(2):
        protocol = actions.publish_protocol(protocol_id=protocol.pk, by=cast.staff, stream=STREAM)
    assert list(queries.protocols(SUBJECT, published=True)) == [protocol]
    assert queries.protocol_of(SUBJECT, "matter.opening") == protocol
    assert not list(findings()), "the journal holds"


def test_a_draft_is_written_anew_until_it_is_sent(panel, sitting):
    first = write(panel, sitting)
    second = write(panel, sitting, number="1-a", by=SYSTEM)
    assert first == second
    with pytest.raises(Refused) as refused:
        send(panel, second)
    assert codes(refused) == ["protocol.sitting_open"]
    actions.close_sitting(sitting_id=sitting.pk, by=panel.cast.chair, stream=STREAM)
    send(panel, write(panel, sitting, number="1-a"))
    with pytest.raises(Refused) as refused:
        write(panel, sitting)
    assert codes(refused) == ["protocol.in_work"]


def test_p36_a_protocol_drafted_before_its_sitting_was_closed_is_written_anew_before_it_is_signed(
    panel, sitting, clock_at
):
    early = write(panel, sitting)
    clock_at.forward(timedelta(minutes=5))
    actions.close_sitting(sitting_id=sitting.pk, by=panel.cast.chair, stream=STREAM)
    with pytest.raises(Refused) as refused:
        send(panel, early)
    assert codes(refused) == ["protocol.stale"]
    again_written = write(panel, sitting)
    assert again_written.pk == early.pk
    assert send(panel, again_written).state == "signing"


@pytest.mark.parametrize("who", ["member_1", "staff", "outsider", "bidder_a", "admin"])
def test_who_may_not_write_a_protocol(panel, sitting, who):
    with pytest.raises(Refused):
        write(panel, sitting, by=getattr(panel.cast, who))


def test_one_who_was_not_there_does_not_sign(panel, sitting):
    protocol = send(panel, draft(panel, sitting))
    for stranger in (panel.cast.member_4, panel.cast.head, panel.cast.outsider):
        with pytest.raises(Refused) as refused:
            sign(protocol, stranger)
        assert codes(refused) == ["protocol.not_a_signer"]


def test_a_refusal_has_its_reason_and_is_printed(panel, sitting):
    cast = panel.cast
    protocol = send(panel, draft(panel, sitting))
    with pytest.raises(Refused) as refused:
        actions.refuse_to_sign(
            protocol_id=protocol.pk,
            reason_kk="Қосындысы қате",
            reason_ru=" ",
            by=cast.member_1,
            stream=STREAM,
        )
    assert codes(refused) == ["protocol.refusal_reason"]
    assert refused.value.refusals[0].field == "reason_ru"
    for _click in range(2):
        actions.refuse_to_sign(
            protocol_id=protocol.pk,
            reason_kk="Қосындысы қате",
            reason_ru="Сумма неверна",
            by=cast.member_1,
            stream=STREAM,
        )
    with pytest.raises(Refused) as refused:
        sign(protocol, cast.member_1)
    assert codes(refused) == ["protocol.answered"]
    protocol = sign(protocol, cast.chair, cast.deputy, cast.member_2, cast.member_3, cast.secretary)
    assert protocol.state == "signed"
    printed = PrintOrder.objects.get(pk=protocol.pair).context
    (said,) = [line["note"] for line in json.loads(printed)["signatures"] if line["note"]]
    assert said["with"]["reason"] == {"kk": "Қосындысы қате", "ru": "Сумма неверна"}
    assert all("Қосындысы" not in bytes(row.body).decode() for row in Record.objects.all())


def test_a_protocol_that_most_refuse_is_recalled_and_written_anew(panel, sitting):
    cast = panel.cast
    protocol = send(panel, draft(panel, sitting))
    for member in (cast.deputy, cast.member_1, cast.member_2):
        actions.refuse_to_sign(
            protocol_id=protocol.pk, reason_kk="қате", reason_ru="неверно", by=member, stream=STREAM
        )
    protocol = sign(protocol, cast.chair, cast.member_3, cast.secretary)
    assert protocol.state == "signing"
    with pytest.raises(Refused) as refused:
        actions.recall_protocol(protocol_id=protocol.pk, reason="", by=cast.secretary, stream=STREAM)
    assert codes(refused) == ["protocol.recall_reason"]
    protocol = actions.recall_protocol(
        protocol_id=protocol.pk, reason="sums", by=cast.secretary, stream=STREAM
    )
    protocol = send(panel, write(panel, sitting, number="1-b"))
    assert sign(protocol, *cast.voters[:5], cast.secretary).state == "signed"


def test_the_signer_signs_what_the_signer_was_shown(panel, sitting):
    protocol = send(panel, draft(panel, sitting))
    with pytest.raises(Refused) as refused:
        actions.sign_protocol(protocol_id=protocol.pk, seen="0" * 64, by=panel.cast.chair, stream=STREAM)
    assert codes(refused) == ["protocol.other_content"]


def test_outside_training_the_signed_file_makes_it_signed(panel, sitting, monkeypatch):
    cast = panel.cast
    monkeypatch.setattr("ppp_portal.journal.clock.is_training", lambda: False)
    protocol = send(panel, draft(panel, sitting))
    assert protocol.signing_pair is not None, "the sheets to be signed are printed"
    file = _scan(cast)
    protocol = sign(protocol, *cast.voters[:5], cast.secretary)
    assert protocol.state == "signing"
    for _click in range(2):
        protocol = actions.register_signed_file(
            protocol_id=protocol.pk, document=file, by=cast.staff, stream=STREAM
        )
    assert (protocol.state, protocol.signed_file) == ("signed", file)


def _scan(cast):
    return Document.objects.create(
        kind="panel.signed",
        subject=SUBJECT,
        filename="scan.pdf",
        content_type="application/pdf",
        size=10,
        sha256="a" * 64,
        audience="parties",
        training=False,
        created_at=clock.now(),
        created_by_id=cast.secretary.person_id,
    )


def test_a_signed_protocol_is_corrected_by_a_new_one(panel, sitting):
    cast = panel.cast
    wrong = signed(panel, sitting)
    ask = {"protocol_id": wrong.pk, "by": cast.secretary, "stream": STREAM}
    with pytest.raises(Refused) as refused:
        actions.correct_protocol(number="1", context=context(), reason="", **ask)
    assert codes(refused) == ["protocol.correction_reason", "protocol.own_number"]
    for _click in range(2):
        right = actions.correct_protocol(number="1/1", context=context("1/1"), reason="typo", **ask)
    with pytest.raises(Refused) as refused:
        actions.correct_protocol(number="1/2", context=context("1/2"), reason="typo", **ask)
    assert codes(refused) == ["protocol.correction_waits", "protocol.in_work"]
    assert queries.protocol(wrong.pk).state == "signed", "until the correction is signed"
    right = sign(send(panel, right), *cast.voters[:5], cast.secretary)
    wrong = queries.protocol(wrong.pk)
    assert (wrong.state, wrong.corrected_by) == ("corrected", right)
    assert queries.protocol_of(SUBJECT, "matter.opening") == right
    kinds = list(Record.objects.order_by("id").values_list("kind", flat=True))
    assert kinds[-2:] == ["panel.protocol_corrected", "panel.protocol_signed"]


def test_a_number_is_used_once(panel, sitting):
    signed(panel, sitting)
    with pytest.raises(Refused) as refused:
        write(panel, sitting)
    assert codes(refused) == ["protocol.number_taken"]


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "signed"},
        {"signed_at": AT},
        {"state": "published"},
        {"state": "draft"},
        {"state": "corrected"},
        {"published_at": AT},
        {"corrected_at": AT},
        {"sent_at": None},
    ],
)
def test_the_table_ties_states_to_facts(panel, sitting, broken):
    send(panel, draft(panel, sitting))
    with pytest.raises(IntegrityError), transaction.atomic():
        Protocol.objects.update(**broken)


def test_the_table_keeps_what_was_sent_to_be_signed(panel, sitting):
    protocol = send(panel, draft(panel, sitting))
    sign(protocol, panel.cast.chair)
    for harm in (
        lambda: Protocol.objects.update(context={}),
        lambda: Protocol.objects.update(number="7"),
        lambda: protocol.signatures.filter(signed_at__isnull=False).update(signed_at=None),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            harm()
    with pytest.raises(IntegrityError), transaction.atomic():
        protocol.signatures.filter(signed_at=None).update(refused_at=AT)


def test_one_number_stands_on_one_protocol_whatever_its_kind(panel, sitting):
    draft(panel, sitting)
    with pytest.raises(Refused) as refused:
        write(panel, sitting, kind="matter.results")
    assert [row.code for row in refused.value.refusals] == ["protocol.number_taken"]
    write(panel, sitting, kind="matter.results", number="2")
    with pytest.raises(IntegrityError), transaction.atomic():
        Protocol.objects.filter(kind="matter.results").update(number="1")
