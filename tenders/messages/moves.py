from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "tender.wrong_state": _("This step is not possible while the tender is in the state “%(state)s”."),
    "tender.wrong_role": _(
        "Your role does not take this step. Choose another role or ask the person in charge."
    ),
}
