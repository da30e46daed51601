"""Addresses of the council's record, under ``/rada/``."""

from django.urls import path
from django.views.generic import RedirectView

from council import comparing, views
from watchdog.exports.views import export_urls

app_name = "council"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="council:session-list"), name="index"),
    path("sesje/", views.SessionList.as_view(), name="session-list"),
    *export_urls("council.session", "sesje"),
    path("sesje/<slug:term>/<slug:key>/", views.session, name="session"),
    path("glosowania/", views.VoteList.as_view(), name="vote-list"),
    *export_urls("council.vote", "glosowania"),
    path("glosowania/<slug:slug>/", views.vote, name="vote"),
    path("radni/", views.PersonList.as_view(), name="person-list"),
    *export_urls("council.person", "radni"),
    path("radni/<slug:slug>/", views.person, name="person"),
    path("kluby/", comparing.clubs, name="club-list"),
    path("kluby/<slug:slug>/", comparing.club, name="club"),
    path("porownanie/", comparing.comparison, name="comparison"),
    path("zgodnosc/", comparing.agreement, name="agreement"),
    path("projekty/", views.DraftList.as_view(), name="draft-list"),
    *export_urls("council.draft", "projekty"),
    path("projekty/<slug:term>/<slug:slug>/", views.draft, name="draft"),
    path("uchwaly/", views.ResolutionList.as_view(), name="resolution-list"),
    *export_urls("council.resolution", "uchwaly"),
    path("uchwaly/<int:year>/<slug:slug>/", views.resolution, name="resolution"),
]
