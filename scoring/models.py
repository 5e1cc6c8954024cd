"""The criteria of one tender as its organiser fills them in, from blank draft to published values."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from scoring import messages
from scoring.criteria import EVIDENCE_POLICIES, NO_DEFAULT, POLICIES


def _choice(key: str, values: tuple[str, ...]) -> models.CharField[str, str]:
    """A column for one policy, with its default first; a policy without default starts blank."""
    return models.CharField(
        messages.POLICIES[key],
        max_length=16,
        choices=[(value, messages.CHOICES[key][value]) for value in values],
        default="" if key in NO_DEFAULT else values[0],
        blank=key in NO_DEFAULT,
        help_text=messages.QUESTIONS[key],
    )


def _share(field: str) -> models.DecimalField[str, str]:
    return models.DecimalField(messages.FIELDS[field], max_digits=7, decimal_places=4, null=True, blank=True)


def _tenge(field: str) -> models.DecimalField[str, str]:
    return models.DecimalField(messages.FIELDS[field], max_digits=20, decimal_places=2, null=True, blank=True)


def _count(field: str) -> models.PositiveIntegerField[int, int]:
    return models.PositiveIntegerField(messages.FIELDS[field], null=True, blank=True)


def _constraints() -> Iterator[models.CheckConstraint]:
    """The refusals of `scoring.rules` that a table can say. A blank threshold of a draft passes."""
    for field in ("construction_cost", "price", "months"):
        yield _check(f"{field}_above_zero", Q(**{f"{field}__gt": 0}) | _blank(field))
    yield _check("own_funds_not_negative", Q(own_funds__gte=0) | _blank("own_funds"))
    for field in ("higher_share", "secondary_share"):
        yield _check(f"{field}_percent", Q(**{f"{field}__gte": 0, f"{field}__lte": 100}) | _blank(field))
        yield _check(f"{field}_has_a_tenth", ~Q(**{"k6_unit": "relative", field: 0}) | _blank(field))
    together = Q(higher_share__lte=100 - F("secondary_share"))
    yield _check("shares_together_percent", together | _blank("higher_share") | _blank("secondary_share"))
    for key, policy in POLICIES.items():
        yield _check(f"{key}_known", Q(**{f"{key}__in": policy.values}))
    for key, values in EVIDENCE_POLICIES.items():
        yield _check(f"{key}_known", Q(**{f"{key}__in": (*values, "") if key in NO_DEFAULT else values}))


def _check(name: str, condition: Q) -> models.CheckConstraint:
    return models.CheckConstraint(condition=condition, name=f"scoring_{name}")


def _blank(field: str) -> Q:
    return Q(**{f"{field}__isnull": True})


class CriteriaSet(models.Model):
    """Thresholds and policies of appendix 4 for one tender; money in tenge, shares in per cent of the staff.

    Whoever owns the set (a tender) freezes it at publication; `scoring.rules.refuse_criteria` says what is
    still missing.
    """

    rule_pack = models.CharField(_("edition of the order"), max_length=16, default="605-458")

    projects = _count("projects")
    construction_cost = _tenge("construction_cost")
    own_funds = _tenge("own_funds")
    months = _count("months")
    price = _tenge("price")
    higher_share = _share("higher_share")
    secondary_share = _share("secondary_share")

    step = _choice("step", POLICIES["step"].values)
    k1_threshold = _choice("k1_threshold", POLICIES["k1_threshold"].values)
    k2_transferred = _choice("k2_transferred", POLICIES["k2_transferred"].values)
    k3_cap = _choice("k3_cap", POLICIES["k3_cap"].values)
    k3_base = _choice("k3_base", POLICIES["k3_base"].values)
    k4 = _choice("k4", POLICIES["k4"].values)
    k6_unit = _choice("k6_unit", POLICIES["k6_unit"].values)
    k6_rows = _choice("k6_rows", POLICIES["k6_rows"].values)

    k1_kinds = _choice("k1_kinds", EVIDENCE_POLICIES["k1_kinds"])
    k3_evidence = _choice("k3_evidence", EVIDENCE_POLICIES["k3_evidence"])
    k6_field = _choice("k6_field", EVIDENCE_POLICIES["k6_field"])
    consortium_projects = _choice("consortium_projects", EVIDENCE_POLICIES["consortium_projects"])

    class Meta:
        verbose_name = _("criteria set")
        verbose_name_plural = _("criteria sets")
        constraints = [*_constraints()]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk or '—'}"
