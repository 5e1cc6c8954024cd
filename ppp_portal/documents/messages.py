"""The words of refusals and flags."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "documents.name_characters": _(
        "The file name contains invisible or direction-changing characters. Rename the file and upload it again."
    ),
    "documents.name_double_extension": _(
        "The name %(name)s hides the extension of a program. Rename the file and upload it again."
    ),
    "documents.type": _("Files of type %(extension)s are not accepted. Accepted: %(allowed)s."),
    "documents.too_large": _("The file is larger than %(limit)s MB. Divide it or reduce the scans."),
    "documents.empty": _("The file is empty. Choose the file again."),
    "documents.unlike_name": _(
        "The content is not what the extension %(extension)s says. Save the file in that format and upload it again."
    ),
    "documents.damaged": _(
        "The file cannot be opened as %(extension)s: it is damaged or incomplete. Check it on your computer."
    ),
    "documents.two_in_one": _(
        "The file contains another file behind its end. Save it anew and upload it again."
    ),
    "documents.archive_too_large": _("The archive unpacks into too much. Upload its files one by one."),
    "documents.archive_unsafe": _("The archive would write outside its folder. Pack it anew."),
    "documents.archive_nested": _("The archive contains another archive. Pack the files themselves."),
    "documents.infected": _("The antivirus found malicious code in the file. It was not kept."),
    "documents.not_scanned": _(
        "The antivirus cannot be reached now. Nothing was kept: try again in a few minutes."
    ),
}

FLAGS = {
    "mixed_script_name": _("The name mixes Latin and Cyrillic letters"),
    "pdf_active_content": _("The PDF contains scripts or other active content"),
    "pdf_attachments": _("The PDF contains attached files"),
    "pdf_encrypted": _("The PDF is protected by a password"),
    "data_behind_end": _("The picture has other data behind its end"),
    "office_macros": _("The document contains macros"),
    "not_scanned": _("Not scanned by the antivirus"),
}
