"""The keys of the server's own sealing suite. What they seal lies on disk, never in PostgreSQL."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


class SealingKey(models.Model):
    """The key pair of one subject, e.g. ``tender:<uuid>``.

    Anybody may seal to ``recipient`` (an age public key). The matching identity exists only in
    ``wrapped_identity``: itself an age file, sealed to the identity of the environment (``SEALING_KEY``).
    Only that wrapping may ever change, when the key of the environment is changed.
    """

    subject = models.CharField(_("subject"), max_length=80, unique=True)
    suite = models.CharField(_("sealing suite"), max_length=20)
    recipient = models.CharField(_("public key"), max_length=80)
    wrapped_identity = models.BinaryField()
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("sealing key")
        verbose_name_plural = _("sealing keys")
        triggers = [
            pgtrigger.ReadOnly(name="only_rewrapped", exclude=["wrapped_identity"]),
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.suite})"
