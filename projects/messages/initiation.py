from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "notice.wrong_state": _(
        "The notice is “%(state)s”: this step does not belong there. Open its page anew."
    ),
    "notice.wrong_role": _("This step belongs to another role. Ask the head of the organiser."),
}
