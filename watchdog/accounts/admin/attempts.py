"""Who logged in from where, and who tried in vain: to be looked at for a month, then forgotten."""

from __future__ import annotations

from axes.models import AccessAttempt, AccessLog
from django.contrib import admin

from watchdog.archive.admin import ReadOnlyAdmin
from watchdog.core.admins import TitledAdmin


@admin.register(AccessAttempt)
class AccessAttemptAdmin(TitledAdmin, ReadOnlyAdmin):
    """Attempts that failed and still count."""

    list_display = ["attempt_time", "username", "ip_address", "failures_since_start"]
    search_fields = ["username", "ip_address"]
    fields = ["attempt_time", "username", "ip_address", "user_agent", "path_info", "failures_since_start"]


@admin.register(AccessLog)
class AccessLogAdmin(TitledAdmin, ReadOnlyAdmin):
    """Log-ins that succeeded."""

    list_display = ["attempt_time", "logout_time", "username", "ip_address"]
    search_fields = ["username", "ip_address"]
    fields = ["attempt_time", "logout_time", "username", "ip_address", "user_agent"]
