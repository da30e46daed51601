"""Django's admin with our own site; apart from ``apps`` so that Django finds one app there."""

from django.contrib.admin.apps import AdminConfig


class BackroomAdminConfig(AdminConfig):
    default_site = "watchdog.backroom.site.BackroomSite"
