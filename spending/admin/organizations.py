"""Organizations in the back room: their spellings and numbers, and the ways to merge, to part and to hide them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.admin.putting import put
from spending.forms.identity import spellings_in_words
from spending.forms.organizations import OrganizationForm
from spending.models import Organization
from watchdog.backroom.admins import SourcedAdmin
from watchdog.backroom.correcting import correctable
from watchdog.backroom.sections import Section, section


@admin.register(Organization)
class OrganizationAdmin(SourcedAdmin):
    """Who orders and who delivers; read from registers, corrected here, never typed anew."""

    form = OrganizationForm
    corrected = ["name", "kind", "nip", "regon", "krs", "company"]
    list_display = ["name", "kind", "nip", "regon", "krs", "buys", "supplies"]
    list_filter = ["buys", "supplies", "kind"]
    search_fields = ["name", "nip", "regon", "krs", "spellings__name"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        return Organization.objects.for_list().standing()

    def sections(self, request: HttpRequest, obj: Any) -> list[Section]:
        names = ["spelled", "ways"] if request.user.has_perm("spending.identify_organization") else ["spelled"]
        return [section(pgettext_lazy("organization", "Spellings of the name"), names)]

    def readable(self) -> list[str]:
        return [*super().readable(), "spelled"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "spelled", "ways"]

    @admin.display(description=_("as printed"))
    def spelled(self, obj: Organization) -> SafeString:
        return format_html_join("", "<p>{}</p>", ((words,) for _pk, words in spellings_in_words(obj)))

    @admin.display(description=_("decide"))
    def ways(self, obj: Organization) -> SafeString:
        return format_html_join("", '<p><a href="{}">{}</a></p>', _ways(obj))


def _ways(organization: Organization) -> Sequence[tuple[str, Any]]:
    """Give where something is decided of an organization, and in which words."""
    merge = reverse("admin:spending_merge", query={"zostaje": organization.pk})
    ways: list[tuple[str, Any]] = [(merge, _("Merge with another organization"))]
    if organization.spellings.count() > 1:
        ways.append((reverse("admin:spending_split", args=[organization.pk]), _("Part some spellings off")))
    if not (organization.buys or organization.company_id):
        ways.append((reverse("admin:spending_hide", args=[organization.pk]), _("This is a private person: hide it")))
    return ways


correctable(Organization, put)
