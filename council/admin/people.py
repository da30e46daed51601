"""People and their mandates in the back room."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.forms.people import MANDATE_FIELDS, MandateAddForm, MandateForm, PersonAddForm, PersonForm
from council.models import ClubMembership, Mandate, Person, Term
from watchdog.backroom.admins import KeptAdmin, SourcedAdmin, links
from watchdog.backroom.links import add_url, admin_link
from watchdog.backroom.sections import Section, section
from watchdog.core.text import fold


@admin.register(Term)
class TermAdmin(KeptAdmin):
    """Terms come from the city's profile; here they can be looked at."""

    list_display = ["name", "slug", "starts", "ends", "seats"]
    fields = ["name", "slug", "elected", "first_session", "starts", "ends", "seats"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class NamedAdmin(SourcedAdmin):
    """Records found by a person's name: any spelling, any order, without diacritics."""

    search_help_text = gettext_lazy("Any spelling of the name; case and diacritics do not matter.")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return super().get_search_results(request, queryset, fold(search_term))


@admin.register(Person)
class PersonAdmin(NamedAdmin):
    """People who hold or held a mandate. A new one is entered as a line of a roster: with the mandate."""

    add_title = gettext_lazy("Add a person")
    form = PersonForm
    add_form = PersonAddForm
    entered = ["full_name", "term_slug", "club", *MANDATE_FIELDS]
    corrected = ["given_name", "family_name", "spellings"]
    list_display = ["by_family_name", "in_terms"]
    list_filter = ["mandates__term"]
    search_fields = ["names__key"]

    def sections(self, request: HttpRequest, obj: Person | None) -> list[Section]:
        return [section(gettext_lazy("Mandates and clubs"), ["seats", "clubs"])] if obj else []

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["seats", "clubs"] if obj else [])]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        mandates = Prefetch("mandates", Mandate.objects.select_related("term"))
        return super().get_queryset(request).prefetch_related(mandates)

    @admin.display(description=gettext_lazy("person"), ordering="sort_key")
    def by_family_name(self, person: Person) -> str:
        return f"{person.family_name} {person.given_name}"

    @admin.display(description=gettext_lazy("terms"))
    def in_terms(self, person: Person) -> str:
        return ", ".join(str(mandate.term) for mandate in person.mandates.all())

    @admin.display(description=gettext_lazy("mandates"))
    def seats(self, person: Person) -> SafeString:
        rows = [admin_link(each, f"{each.term}{_period(each)}") for each in person.mandates.all()]
        return links(rows, add_url(Mandate, person=person.pk), _("Add a mandate"))

    @admin.display(description=gettext_lazy("clubs"))
    def clubs(self, person: Person) -> SafeString:
        memberships = person.club_memberships.select_related("club__term")
        rows = [admin_link(each, f"{each.club}, {each.club.term}{_period(each)}") for each in memberships]
        return links(rows, add_url(ClubMembership, person=person.pk), _("Add a membership of a club"))


def _period(record: Mandate | ClubMembership) -> str:
    since, until = (f"{day:%d.%m.%Y}" if day else "…" for day in (record.since, record.until))
    return f" ({since}–{until})" if record.since or record.until else ""


@admin.register(Mandate)
class MandateAdmin(NamedAdmin):
    """Seats held by people; absence counts only inside one."""

    add_title = gettext_lazy("Add a mandate")
    form = MandateForm
    add_form = MandateAddForm
    autocomplete_fields = ["person"]
    shown_on = "person"
    entered = ["person", "term_slug", "club", *MANDATE_FIELDS]
    corrected = ["person", "term", *MANDATE_FIELDS]
    list_display = ["person", "term", "since", "until", "function"]
    list_filter = ["term"]
    list_select_related = ["person", "term"]
    search_fields = ["person__names__key"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["person", "term"] if obj else [])]

    def beginning(self, obj: Mandate) -> dict[str, Any]:
        return {"person": obj.person_id}
