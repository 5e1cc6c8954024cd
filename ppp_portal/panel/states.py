"""The lives of a sitting, a motion and a protocol, and the words of a commission.

A sitting::

    OPEN ──adjourn──► ADJOURNED ──resume──► OPEN      chair, deputy or secretary
    OPEN | ADJOURNED ──close_sitting──► CLOSED        chair, deputy or secretary

A protocol::

    DRAFT ──send_to_signing──► SIGNING                secretary or chair
    SIGNING ──recall_protocol──► DRAFT                secretary or chair, with a reason
    SIGNING ──sign_protocol | refuse_to_sign | register_signed_file──► SIGNED
                                                      the last of those who must sign; outside training the
                                                      signed file comes as well
    SIGNED ──publish_protocol──► PUBLISHED            secretary, chair, organiser
    SIGNED | PUBLISHED ──(its correction is signed)──► CORRECTED
"""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommissionKind(models.TextChoices):
    """What a commission was appointed for. It is said in its first order and never changes."""

    TENDER = "tender", _("tender commission")
    GROUP = "group", _("working group")


class SeatRole(models.TextChoices):
    CHAIR = "chair", _("chair")
    DEPUTY = "deputy", _("deputy chair")
    MEMBER = "member", _("member of the commission")
    SECRETARY = "secretary", _("secretary of the commission")


class GroupRole(models.TextChoices):
    """The same seats where a working group sits, not the commission of a tender."""

    CHAIR = "chair", _("chair of the working group")
    DEPUTY = "deputy", _("deputy chair of the working group")
    MEMBER = "member", _("member of the working group")
    SECRETARY = "secretary", _("secretary of the working group")


ROLES: Mapping[str, type[SeatRole] | type[GroupRole]] = {
    CommissionKind.TENDER: SeatRole,
    CommissionKind.GROUP: GroupRole,
}
VOTING = frozenset({SeatRole.CHAIR, SeatRole.DEPUTY, SeatRole.MEMBER})


def kind_for(subject: str) -> CommissionKind:
    """Who works on it: a tender commission on a tender (p. 36), a working group on an initiative or an extension."""
    return CommissionKind.TENDER if subject.startswith("tender:") else CommissionKind.GROUP


def role_words(role: str, subject: str) -> Any:
    """A seat as papers and pages call it: of a commission, or of a working group."""
    return ROLES[kind_for(subject)](role).label


class Purpose(models.TextChoices):
    OPENING = "opening", _("opening of bids")
    ADMISSION = "admission", _("admission of bids")
    EVALUATION = "evaluation", _("evaluation of bids")
    NEGOTIATION = "negotiation", _("negotiations")
    RESULTS = "results", _("summing up of the results")
    FAILURE = "failure", _("declaring the tender failed")
    DISCUSSION = "discussion", _("discussion of technical proposals")
    OTHER = "other", _("other questions")


class SittingState(models.TextChoices):
    OPEN = "open", _("in session")
    ADJOURNED = "adjourned", _("sitting adjourned")
    CLOSED = "closed", _("sitting closed")


class SittingMoment(models.TextChoices):
    OPENED = "opened", _("sitting opened")
    ADJOURNED = "adjourned", _("sitting adjourned")
    RESUMED = "resumed", _("sitting resumed")
    CLOSED = "closed", _("sitting closed")


class Majority(models.TextChoices):
    SIMPLE = "simple", _("simple majority of those present")
    TWO_THIRDS = "two_thirds", _("two thirds of those present")


class Choice(models.TextChoices):
    FOR = "for", _("in favour")
    AGAINST = "against", _("against")
    ABSTAIN = "abstain", _("abstained")


class Outcome(models.TextChoices):
    ADOPTED = "adopted", _("adopted")
    REJECTED = "rejected", _("not adopted")


class ProtocolState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SIGNING = "signing", _("being signed")
    SIGNED = "signed", _("signed")
    PUBLISHED = "published", _("published")
    CORRECTED = "corrected", _("corrected by a new protocol")


SITTING_MOVES: Mapping[str, frozenset[str]] = {
    SittingState.OPEN: frozenset({SittingState.ADJOURNED, SittingState.CLOSED}),
    SittingState.ADJOURNED: frozenset({SittingState.OPEN, SittingState.CLOSED}),
    SittingState.CLOSED: frozenset(),
}

PROTOCOL_MOVES: Mapping[str, frozenset[str]] = {
    ProtocolState.DRAFT: frozenset({ProtocolState.SIGNING}),
    ProtocolState.SIGNING: frozenset({ProtocolState.DRAFT, ProtocolState.SIGNED}),
    ProtocolState.SIGNED: frozenset({ProtocolState.PUBLISHED, ProtocolState.CORRECTED}),
    ProtocolState.PUBLISHED: frozenset({ProtocolState.CORRECTED}),
    ProtocolState.CORRECTED: frozenset(),
}

IN_WORK = frozenset({ProtocolState.DRAFT, ProtocolState.SIGNING})
IN_FORCE = frozenset({ProtocolState.SIGNED, ProtocolState.PUBLISHED})
