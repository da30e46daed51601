"""
The people of the back room, for its administrators. Nobody sets another's password, and nobody is deleted.

Django's own pages for users and groups, and those of django-otp that show secrets, are taken away.
"""

from importlib import import_module

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

# These register their pages as they are imported, which must be before ours come in their place.
for module in ("django.contrib.auth.admin", "django_otp.plugins.otp_static.admin", "django_otp.plugins.otp_totp.admin"):
    import_module(module)
admin.site.unregister([User, Group, StaticDevice, TOTPDevice])

from watchdog.accounts.admin import attempts, invitations, people  # noqa: E402  # only now there is room for them
from watchdog.accounts.forms.login import LoginForm  # noqa: E402  # likewise

admin.site.login_form = LoginForm
admin.site.login_template = "accounts/login.html"

__all__ = ["attempts", "invitations", "people"]
