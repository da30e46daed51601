from django.contrib.admin import apps


class BackroomAdminConfig(apps.AdminConfig):  # Django looks for one app in this module: its own is not imported by name
    default_site = "watchdog.backroom.site.BackroomSite"
