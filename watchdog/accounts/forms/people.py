"""People and invitations, as an administrator types them; one's own name, as everybody does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.models import Group, User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from watchdog.accounts.leaving import is_last_administrator
from watchdog.accounts.models import Invitation
from watchdog.accounts.roles import ADMINISTRATOR, ROLES

if TYPE_CHECKING:
    GroupsChoice = forms.ModelMultipleChoiceField[Group]
    PersonModelForm = forms.ModelForm[User]
    InvitationModelForm = forms.ModelForm[Invitation]
else:
    GroupsChoice, PersonModelForm, InvitationModelForm = (
        forms.ModelMultipleChoiceField,
        forms.ModelForm,
        forms.ModelForm,
    )


class GroupsField(GroupsChoice):
    """Groups as boxes to tick, each with what it may do."""

    def label_from_instance(self, obj: Group) -> str:
        return str(ROLES[obj.name].label) if obj.name in ROLES else obj.name


def groups_field(*, required: bool) -> GroupsField:
    """Give a field for the groups of somebody."""
    return GroupsField(
        Group.objects.all(),
        label=gettext_lazy("May work as"),
        required=required,
        widget=forms.CheckboxSelectMultiple,
    )


class PersonForm(PersonModelForm):
    """A person of the back room. Never a password, never single permissions."""

    groups = groups_field(required=False)

    class Meta:
        model = User
        fields = ("first_name", "last_name", "email", "groups", "is_active", "is_superuser")
        labels = {"is_active": gettext_lazy("May log in"), "is_superuser": gettext_lazy("May do everything")}
        help_texts = {
            "is_active": gettext_lazy("Untick it for a pause; to part for good, end the person’s work."),
            "is_superuser": gettext_lazy("Only for those who keep the server."),
        }

    def clean_email(self) -> str:
        return unused(self.cleaned_data["email"], besides=self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned and is_last_administrator(self.instance) and not self._still_administrator(cleaned):
            raise ValidationError(_("This is the last administrator: name another one first."), code="last")
        return cleaned

    def _still_administrator(self, cleaned: dict[str, Any]) -> bool:
        """Tell whether the person will be able to look after the others; what is not asked stays as it is."""
        active = cleaned.get("is_active", self.instance.is_active)
        mighty = cleaned.get("is_superuser", self.instance.is_superuser)
        groups = cleaned["groups"] if "groups" in cleaned else self.instance.groups.all()
        return bool(active and (mighty or any(group.name == ADMINISTRATOR for group in groups)))


class OwnPersonForm(PersonForm):
    """One's own page: whoever gives rights to others gives none to oneself."""

    groups = None  # type: ignore[assignment]  # Django's way to take away a field of the base


class InvitationForm(InvitationModelForm):
    """Who is asked to join, and what they will do."""

    groups = groups_field(required=True)

    class Meta:
        model = Invitation
        fields = ("first_name", "last_name", "email", "groups")

    def clean_email(self) -> str:
        address = unused(self.cleaned_data["email"])
        others = Invitation.objects.open().exclude(pk=self.instance.pk)
        if others.filter(email__iexact=address).exists():
            raise ValidationError(_("This address has an invitation already: send that one again."), code="invited")
        return address


def unused(address: str, besides: User | None = None) -> str:
    """Return an address by which nobody is known yet; without one nobody can set a new password."""
    if not address:
        raise ValidationError(_("Give an e-mail address."), code="required")
    others = User.objects.exclude(pk=besides.pk) if besides and besides.pk else User.objects.all()
    known = others.filter(email__iexact=address).first()
    if known is None:
        return address
    if known.is_active:
        raise ValidationError(_("Somebody with this address is in the back room already."), code="known")
    raise ValidationError(
        _("Somebody with this address was in the back room before: open their page and let them in again."),
        code="former",
    )


class OwnNameForm(PersonModelForm):
    """How one's own name stands in the back room and beside what one entered."""

    class Meta:
        model = User
        fields = ("first_name", "last_name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True


class AcceptForm(forms.Form):
    """What somebody who was invited chooses: a name to log in with, and a password."""

    username = forms.CharField(
        label=gettext_lazy("Name to log in with"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        help_text=password_validation.password_validators_help_text_html(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("Password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"username": free_username(invitation.email)})
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean_username(self) -> str:
        username: str = User.normalize_username(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("Somebody logs in with this name already; choose another."), code="taken")
        return username

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        password, again = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ."))
        elif password:
            self._validate(password)
        return cleaned

    def _validate(self, password: str) -> None:
        person = User(
            username=self.cleaned_data.get("username", ""),
            email=self.invitation.email,
            first_name=self.invitation.first_name,
            last_name=self.invitation.last_name,
        )
        try:
            password_validation.validate_password(password, person)
        except ValidationError as error:
            self.add_error("password", error)


def free_username(address: str) -> str:
    """Propose what stands before the @, with a number behind it where somebody has that already."""
    wanted = slugify(address.partition("@")[0].replace(".", "-")) or "osoba"
    taken = {
        name.lower() for name in User.objects.filter(username__istartswith=wanted).values_list("username", flat=True)
    }
    numbered = (f"{wanted}{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (wanted, *numbered) if name not in taken)
