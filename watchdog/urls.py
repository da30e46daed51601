"""Every address of the portal: Polish, short and lasting; the English edition lives under ``/en/``."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from watchdog import views
from watchdog.opendata.views import data

urlpatterns = [
    path("health/live", views.live, name="health-live"),
    path("health/ready", views.ready, name="health-ready"),
    path("robots.txt", views.robots, name="robots"),
    path("", include("watchdog.sitemaps")),
    path("", include("watchdog.opendata.urls")),
    path("api/v1/", include("watchdog.opendata.api.urls")),
    path("oparl/v1/", include("council.oparl.urls")),
    path("dane/", include("council.popolo.urls")),
    path("dane/ocds/", include("spending.ocds.urls")),
    path("zaplecze/import/", include("watchdog.backroom.importing.urls")),
    path("zaplecze/praca/", include("watchdog.backroom.urls")),
    path("zaplecze/braki/", include("watchdog.backroom.missing")),
    path("zaplecze/podrecznik/", include("watchdog.backroom.handbook.urls")),
    path("obrazy/", include("watchdog.pages.picture_urls")),
    path("poczta/", include("newsletter.letters.provider")),
    path("zaplecze/", include("watchdog.accounts.journal")),
    path("zaplecze/", include("watchdog.accounts.urls")),
    path("zaplecze/sesje/", include("council.entry.urls")),
    path("zaplecze/", admin.site.urls),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("archiwum/", include("watchdog.archive.urls")),
        path("szukaj/", include("watchdog.search.urls")),
        path("zrodla/", include("watchdog.ingest.urls")),
        path("braki/", include("watchdog.missing.urls")),
        path("dane/", data, name="open-data"),
        path("", include("watchdog.errata.urls")),
        path("rada/", include("council.urls")),
        path("wydatki/", include("spending.urls")),
        path("", include("newsletter.urls")),
        path("styleguide/", include("watchdog.styleguide")),
        path("", include("watchdog.feeds")),
        path("", include("watchdog.reports.urls")),
        path("", include("watchdog.pages.urls")),
        prefix_default_language=False,
    ),
]
handler400 = "watchdog.views.bad_request"
handler403 = "watchdog.views.forbidden"
handler404 = "watchdog.views.not_found"
handler500 = "watchdog.views.server_error"
