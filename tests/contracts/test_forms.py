"""What a form lets through has room in its table: the database refuses the rest with an error of the server."""

import pytest
from django import forms as fields
from django.core.exceptions import FieldDoesNotExist

from contracts import models
from contracts.forms import assignment, cards, comparison, ending, monitoring, replacement
from ppp_portal.comparison.models import Column, Question, Questionnaire

KEPT_IN = [
    (cards.EnterForm, models.ContractCard),
    (cards.QuantityForm, models.CardQuantity),
    (cards.TariffForm, models.CardTariff),
    (cards.ObligationForm, models.CardObligation),
    (cards.MilestoneForm, models.CardMilestone),
    (cards.LineForm, models.ExtensionLine),
    (cards.PapersForm, models.Extension),
    (cards.DecisionForm, models.Extension),
    (comparison.TitleForm, Questionnaire),
    (comparison.QuestionForm, Question),
    (comparison.ColumnForm, Column),
    (assignment.ConsentForm, models.AssignmentConsent),
    (assignment.AgreementForm, models.Assignment),
    (ending.TerminationForm, models.Termination),
    (ending.AssetForm, models.Asset),
    (ending.ClosingForm, models.HandOver),
    (monitoring.DutyForm, models.Duty),
    (monitoring.ReportForm, models.PartnerReport),
    (monitoring.ConclusionForm, models.MonitoringReport),
    (monitoring.FindingForm, models.Finding),
    (monitoring.ActForm, models.AcceptanceAct),
    (replacement.OpeningForm, models.Replacement),
    (replacement.StepForm, models.ReplacementStep),
    (replacement.ActForm, models.CapitalAct),
    (replacement.PaymentForm, models.CompensationPayment),
]


@pytest.mark.parametrize(("form", "model"), KEPT_IN, ids=lambda part: part.__name__)
def test_no_field_takes_more_than_its_column_holds(form, model):
    beyond, told = [], 0
    for name, field in form.base_fields.items():
        try:
            column = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if isinstance(field, fields.CharField) and column.max_length:
            told += 1
            beyond += [name] if field.max_length is None or field.max_length > column.max_length else []
        if isinstance(field, fields.DecimalField):
            told += 1
            room = (field.max_digits or 99, field.decimal_places or 0)
            beyond += [name] if room > (column.max_digits, column.decimal_places) else []
    assert told, "none of these is kept in a column of this model"
    assert beyond == []
