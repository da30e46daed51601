"""Where a record comes from: shown for every record, typed for a new one."""

from __future__ import annotations

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from watchdog.archive.models import Sourced
from watchdog.backroom.sections import Section, section

SHOWN = ["document", "place", "address", "certainty", "doubts", "typed_by", "withdrawn_at"]
TYPED = ["address", "place"]


class ProvenanceMixin:
    """The sections of a page that say which document its record was read from."""

    def source_typed(self) -> Section:
        """Give the section in which a volunteer says what he read."""
        description = _(
            "The address of the document, and the page or time in it. A document that is nowhere on the net is "
            "described in the note."
        )
        return section(_("Which document did you read it from?"), [*TYPED, "note", "seen"], description)

    def source_corrected(self, obj: Sourced) -> list[str]:
        """Give the fields of the source that may be corrected: those of a record that a person entered."""
        return TYPED if obj.entered_by_id else []

    def source_shown(self, obj: Sourced) -> Section:
        """Give the section that says where a stored record comes from."""
        corrected = self.source_corrected(obj)
        return section(_("Where we know it from"), [name for name in SHOWN if name not in corrected])

    @admin.display(description=_("document"))
    def document(self, obj: Sourced) -> str:
        if obj.snapshot is None:
            return "–"
        return format_html('<a href="{}">SHA-256 {}…</a>', obj.snapshot.get_absolute_url(), obj.snapshot.sha256[:16])

    @admin.display(description=_("entered by"))
    def typed_by(self, obj: Sourced) -> str:
        return (obj.entered_by.get_full_name() or obj.entered_by.get_username()) if obj.entered_by else "–"

    @admin.display(description=_("findings"))
    def doubts(self, obj: Sourced) -> str:
        return format_html_join("", "<p>{}</p>", ((finding["text"],) for finding in obj.findings)) or "–"
