"""The words of a qualification sheet.

A sheet is open until it is decided::

    open ──close_sheet──► passed | failed      whoever the owner of the subject lets decide

Checks are recorded and replaced while it is open; nothing changes afterwards.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """Which of the eight requirements a sheet asks for (art. 32(1-1) for participants)."""

    WHOLE = "whole", _("one organisation, all requirements")
    PARTICIPANT = "participant", _("participant of a consortium or of an SPV")
    JOINT = "joint", _("participants of a consortium together")
    JOINT_SPV = "joint_spv", _("participants of an SPV together")


class Verdict(models.TextChoices):
    MET = "met", _("met")
    NOT_MET = "not_met", _("not met")
    NOT_CHECKED = "not_checked", _("not checked")


class Result(models.TextChoices):
    PASSED = "passed", _("qualified")
    FAILED = "failed", _("not qualified")
    BLOCKED = "blocked", _("cannot be decided yet")


class FundsPolicy(models.TextChoices):
    """What counts towards the 20 % of requirement 8: the Law of 2022 and the notice of 2022 differ (N-12)."""

    OWN_OR_BORROWED = "own_or_borrowed", _("own funds, or own and borrowed funds together")
    OWN_ONLY = "own_only", _("own funds only")
