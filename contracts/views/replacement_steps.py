"""The organiser's steps in a replacement: what each page asks, says and does."""

from functools import partial

from django.utils.translation import gettext_lazy

from contracts.actions import compensation
from contracts.actions import replacement as actions
from contracts.actions import replacement_tender as tender_actions
from contracts.actions.replacement_case import refuse_case_move
from contracts.forms import replacement as forms
from contracts.views.asking import Step

OPEN = Step(
    title=gettext_lazy("Open the case of replacement"),
    label=gettext_lazy("Open the case"),
    done=gettext_lazy("The case is open. Both sides are told."),
    follows=(
        (gettext_lazy("The contract is marked as one whose private partner is being replaced."), "62"),
        (gettext_lazy("Until the new contract is signed the old partner manages the object."), "62(5)"),
        (gettext_lazy("Nothing follows by itself: every further step is taken by people."), ""),
    ),
    act=actions.open_replacement,
    why_not=actions.why_no_opening,
    form=forms.OpeningForm,
    danger=True,
)
BEGIN = Step(
    title=gettext_lazy("Begin the replacement tender"),
    label=gettext_lazy("Begin the tender"),
    done=gettext_lazy("A draft tender with the documentation of the old one is begun."),
    follows=(
        (gettext_lazy("The draft starts from the documentation of the old tender."), "62(1)"),
        (
            gettext_lazy("Every difference from it is explained before the documentation is approved."),
            "62(1)",
        ),
    ),
    act=tender_actions.begin_tender,
    why_not=partial(refuse_case_move, name="begin_tender"),
    form=forms.BeginTenderForm,
)
DIFFERENCES = Step(
    title=gettext_lazy("Attach the table of differences"),
    label=gettext_lazy("Attach the table"),
    done=gettext_lazy("The table of differences is attached."),
    follows=(
        (
            gettext_lazy("The old documentation does not lie on this portal; the table stands for it."),
            "62(1)",
        ),
    ),
    act=tender_actions.attach_differences,
    form=forms.PaperForm,
)
EVIDENCE = Step(
    title="",
    label=gettext_lazy("Register the paper"),
    done=gettext_lazy("The step is registered with its paper."),
    follows=(
        (gettext_lazy("The day you type stands beside the time of its registration; both stay."), "62"),
    ),
    act=actions.record_step,
    form=forms.StepForm,
    final=True,
)
PLAN = Step(
    title=gettext_lazy("Plan a day for the step"),
    label=gettext_lazy("Plan the day"),
    done=gettext_lazy("The day is planned."),
    act=actions.plan_step,
    form=forms.PlanForm,
)
MANAGER = Step(
    title=gettext_lazy("Name who manages the object meanwhile"),
    label=gettext_lazy("Name the manager"),
    done=gettext_lazy("The manager is named."),
    follows=((gettext_lazy("Only where the old partner is liquidated or dead."), "62(5)"),),
    act=actions.name_manager,
    form=forms.ManagerForm,
)
START = Step(
    title=gettext_lazy("From what the 270 days run"),
    label=gettext_lazy("Name the event"),
    done=gettext_lazy("The 270 days are counted from this event."),
    follows=(
        (gettext_lazy("The order does not name the event; the parties do."), "62(7)"),
        (gettext_lazy("Said once; only the head changes it, on a paper of both partners."), ""),
    ),
    act=compensation.set_start,
    form=forms.StartForm,
)
TAKE_OVER = Step(
    title=gettext_lazy("Take over an accepted act"),
    label=gettext_lazy("Take over the act"),
    done=gettext_lazy("The act is entered."),
    follows=(
        (
            gettext_lazy("Number, day, works, sum and file come from the act as it was accepted."),
            "62(7)",
        ),
    ),
    act=compensation.take_over_act,
    form=forms.AcceptedActForm,
    final=True,
)
ACT = Step(
    title=gettext_lazy("Enter an act of works"),
    label=gettext_lazy("Enter the act"),
    done=gettext_lazy("The act is entered."),
    follows=(
        (gettext_lazy("The costs it confirms are paid by the new partner in full."), "62(7)"),
        (gettext_lazy("Only for an act that was never handed in on this portal; its file is attached."), ""),
    ),
    act=compensation.add_act,
    form=forms.ActForm,
    final=True,
)
DECLARE = Step(
    title=gettext_lazy("Declare the list of acts complete"),
    label=gettext_lazy("Declare it complete"),
    done=gettext_lazy("The list of acts is declared complete; both partners are told."),
    follows=(
        (gettext_lazy("No act is added to the list any more."), ""),
        (gettext_lazy("The step is taken once everything on the list is paid."), "62(7)"),
    ),
    act=compensation.declare_acts,
    form=forms.DeclareForm,
    final=True,
)
ACTS_REPLY = Step(
    title=gettext_lazy("Reply to the list of acts"),
    label=gettext_lazy("Send the reply"),
    done=gettext_lazy("The reply is recorded; the organiser and the new partner are told."),
    follows=(
        (
            gettext_lazy(
                "The reply stands in the file of the case and in the calculation of the compensation."
            ),
            "62(7)",
        ),
        (gettext_lazy("It is given once and changes no sum by itself."), ""),
    ),
    act=compensation.reply_to_acts,
    form=forms.ActsReplyForm,
    final=True,
)
PAYMENT = Step(
    title=gettext_lazy("Enter a payment"),
    label=gettext_lazy("Enter the payment"),
    done=gettext_lazy("The payment is entered."),
    follows=(
        (
            gettext_lazy(
                "When everything on a list declared complete is paid, the calculation is printed and the step is taken."
            ),
            "62(7)",
        ),
    ),
    act=compensation.add_payment,
    form=forms.PaymentForm,
    final=True,
)
CALCULATION = Step(
    title=gettext_lazy("Print the calculation of the compensation"),
    label=gettext_lazy("Print"),
    done=gettext_lazy("The calculation is being printed in both languages."),
    follows=(
        (
            gettext_lazy(
                "The acts, payments and 270 days are printed as they stand now, in both languages, for the parties."
            ),
            "62(7)",
        ),
    ),
    act=compensation.print_calculation,
)
FILE = Step(
    title=gettext_lazy("Print the file of the case"),
    label=gettext_lazy("Print"),
    done=gettext_lazy("The file is being printed in both languages."),
    follows=(
        (
            gettext_lazy(
                "The steps and their papers are printed as they stand now, in both languages, for the parties."
            ),
            "62",
        ),
    ),
    act=actions.print_file,
)
CLOSE = Step(
    title=gettext_lazy("Complete the replacement"),
    label=gettext_lazy("Complete the case"),
    done=gettext_lazy("The replacement is completed; its file is being printed."),
    follows=(
        (
            gettext_lazy(
                "The replacement is completed: every step has its evidence and the confirmed costs are paid."
            ),
            "62",
        ),
    ),
    act=actions.close_replacement,
    why_not=actions.why_no_closing,
    final=True,
)
STOP = Step(
    title=gettext_lazy("Stop the replacement"),
    label=gettext_lazy("Stop the case"),
    done=gettext_lazy("The contract goes on with the old partner."),
    follows=((gettext_lazy("The contract goes on with the old partner."), "62"),),
    act=actions.stop_replacement,
    why_not=actions.why_no_stopping,
    form=forms.StopForm,
    final=True,
    danger=True,
)
