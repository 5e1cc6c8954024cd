"""What the browser sends, made clean: spaces, digits, passwords. Whether it may be is asked of the rules."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.actions import FirstRole, NewOrganisation, NewPerson
from ppp_portal.accounts.models import Membership, OrganisationKind, Person, Role
from ppp_portal.accounts.regions import Region
from ppp_portal.accounts.rules import STATE_KINDS
from ppp_portal.web.inputs import DayField, DecimalField, TextField

PURPOSES = (
    (Role.BIDDER, _("take part in tenders as a potential private partner")),
    (Role.HEAD, _("organise tenders: I am the head or act for the head")),
    (Role.AUDITOR, _("audit: I am an auditor with a mandate")),
)
LANGUAGES = (("kk", "Қазақша"), ("ru", "Русский"))


class Number(TextField):
    """A BIN or an IIN: spaces and dashes typed for the eye are taken away."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "w-20"}
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> str:
        return re.sub(r"[\s\u00a0-]", "", super().to_python(value) or "")


def _password(label: Any, hint: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, help_text=hint, widget=widget, strip=False)


class Worded(forms.Form):
    """allauth's form with the portal's words: under the label, in the list of errors, and none inside the field."""

    labels: Mapping[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Worded, LoginForm):
    labels = {"login": _("E-mail"), "remember": _("Keep me signed in on this computer")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class NewPasswordForm(Worded, ChangePasswordForm):
    labels = {
        "oldpassword": _("Present password"),
        "password1": _("New password"),
        "password2": _("The same password again"),
    }


class ForgottenForm(Worded, ResetPasswordForm):
    labels = {"email": _("E-mail")}


class ForgottenKeyForm(Worded, ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("The same password again")}


class OnceMoreForm(Worded, ReauthenticateForm):
    labels = {"password": _("Password")}


class DetailsForm(forms.Form):
    """Where an organisation is found: what changes while bids and protocols go on naming it as they did."""

    address_kk = TextField(label=_("Address"), max_length=300)
    address_ru = TextField(label=_("Address"), max_length=300)
    organisation_email = forms.EmailField(label=_("E-mail of the organisation"), required=False)
    phone = TextField(label=_("Phone"), max_length=40, required=False)

    def clean_phone(self) -> str:
        """Digits with what is written between them: whoever calls must be able to dial it."""
        phone = str(self.cleaned_data["phone"])
        if phone and not re.fullmatch(r"\+?[\d\s()\u00a0,-]{6,}", phone):
            raise ValidationError(_("Write the number in digits: +7 727 271 00 00."))
        return phone


class OrganisationForm(DetailsForm):
    """An organisation and the capacity in which its first person acts for it."""

    role = forms.ChoiceField(
        label=_("The organisation will"), choices=PURPOSES, widget=forms.RadioSelect, initial=Role.BIDDER
    )
    kind = forms.ChoiceField(label=_("Kind of organisation"), choices=[("", "—"), *OrganisationKind.choices])
    bin = Number(label=_("BIN, or the IIN of a sole entrepreneur"), help_text=_("12 digits."))
    superior_bin = Number(
        label=_("BIN of the state body it belongs to"),
        help_text=_("Only for a state institution that organises tenders."),
        required=False,
    )
    state_share = DecimalField(
        label=_("State share, direct or indirect, %"),
        # xgettext:no-python-format
        help_text=_("From 50 % on the organisation cannot be a potential private partner."),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
    )
    name_kk = TextField(label=_("Full name of the organisation"), max_length=300)
    name_ru = TextField(label=_("Full name of the organisation"), max_length=300)
    region = forms.ChoiceField(label=_("Region"), choices=[("", "—"), *Region.choices])
    document = TextField(
        label=_("Document that gives you the authority"),
        help_text=_("Number and date of the power of attorney, charter or order: № 22, 10.01.2026."),
        max_length=300,
    )
    until = DayField(
        label=_("Its last day"),
        help_text=_("Leave empty if the document has no term."),
        required=False,
    )

    def clean_state_share(self) -> Decimal:
        """A state body has one answer only; everybody else who leaves it empty says: none."""
        share = self.cleaned_data["state_share"]
        if share is None:
            share = Decimal(100 if self.cleaned_data.get("kind") in STATE_KINDS else 0)
        return Decimal(share)

    def organisation(self) -> NewOrganisation:
        data = self.cleaned_data
        names = ("kind", "bin", "name_kk", "name_ru", "address_kk", "address_ru", "region", "phone")
        return NewOrganisation(
            **{name: data[name] for name in names},
            email=data["organisation_email"],
            state_share=data["state_share"],
            superior_bin=data["superior_bin"],
        )

    def first_role(self) -> FirstRole:
        data = self.cleaned_data
        return FirstRole(data["role"], data["document"], data["until"])


class PersonForm(forms.Form):
    """A new person. The address stands in the form of whoever asks for it."""

    person_kk = TextField(
        label=_("Your full name"),
        help_text=_("Surname, given name, patronymic as in the document."),
        max_length=200,
    )
    person_ru = TextField(label=_("Your full name"), max_length=200)
    iin = Number(label=_("Your IIN"), help_text=_("12 digits."))
    language = forms.ChoiceField(
        label=_("Language of mails and of the portal"),
        choices=LANGUAGES,
        widget=forms.RadioSelect,
        initial="kk",
    )
    password1 = _password(_("Password"), _("At least 8 characters; several words make a good one."))
    password2 = _password(_("The same password again"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ."))
        elif first:
            about = Person(email=data.get("email", ""), name=data.get("person_kk", ""))
            try:
                validate_password(first, about)
            except ValidationError as error:
                self.add_error("password1", error)
        return data

    def person(self, email: str) -> NewPerson:
        data = self.cleaned_data
        return NewPerson(
            email.lower(),
            data["password1"],
            data["person_kk"],
            data["person_ru"],
            data["iin"],
            data["language"],
        )


class SignUpForm(PersonForm, OrganisationForm):
    """One form for the organisation and its first person."""

    email = forms.EmailField(
        label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}), max_length=254
    )


class ProfileForm(forms.Form):
    name_kk = TextField(label=_("Full name"), max_length=200)
    name_ru = TextField(label=_("Full name"), max_length=200)
    language = forms.ChoiceField(
        label=_("Language of mails and of the portal"), choices=LANGUAGES, widget=forms.RadioSelect
    )


class RoleForm(forms.Form):
    """A role with its document and last day; which roles are offered depends on who asks."""

    role = forms.ChoiceField(label=_("Role"))
    document = TextField(
        label=_("Document"),
        help_text=_("Power of attorney or order: title, number, date."),
        max_length=300,
    )
    until = DayField(label=_("Last day"), help_text=_("Leave empty if there is none."), required=False)

    def __init__(self, *args: Any, roles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(role, label) for role, label in Role.choices if role in set(roles)]
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered
        if len(offered) == 1:
            field.initial, field.widget = offered[0][0], forms.HiddenInput()


class InvitationForm(RoleForm):
    email = forms.EmailField(label=_("Colleague's e-mail"), max_length=254)
    field_order = ("email", "role", "document", "until")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class ProposalForm(RoleForm):
    """Another role for somebody who belongs to the organisation already."""

    person = forms.ChoiceField(label=_("Colleague"))
    field_order = ("person", "role", "document", "until")

    def __init__(self, *args: Any, members: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = {member.person_id: member.person.name for member in members}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(people.items())


class MandateForm(forms.Form):
    bins = TextField(
        label=_("BINs of the organisations to be audited"),
        help_text=_("One to a line."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    document = TextField(
        label=_("Document that orders the audit"), help_text=_("Title, number, date."), max_length=300
    )
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))

    def clean_bins(self) -> list[str]:
        return re.findall(r"\d+", self.cleaned_data["bins"])


class ReasonForm(forms.Form):
    """Why a role ends or a proposal is declined."""

    reason = TextField(
        label=_("Reason (goes to the journal)"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )
