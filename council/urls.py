"""Addresses of the council's record, under ``/rada/``."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import RedirectView

from council.views import (
    calendars,
    committees,
    comparing,
    interpellations,
    people,
    petitions,
    resolutions,
    sessions,
    texts,
    votes,
)
from watchdog.exports.views import export_urls


class TermConverter(StringConverter):
    """A term in an address: ``2018-2024``, so that it is never taken for a day."""

    regex = r"[0-9]{4}-[0-9]{4}"


register_converter(TermConverter, "term")

app_name = "council"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="council:session-list"), name="index"),
    path("kalendarz.ics", calendars.calendar, name="calendar-ics"),
    path("sesje/", sessions.SessionList.as_view(), name="session-list"),
    *export_urls("council.session", "sesje"),
    path("sesje/<slug:term>/<slug:key>/", sessions.session, name="session"),
    path("sesje/<slug:term>/<slug:key>/protokol/<int:number>/", texts.minutes, name="minutes"),
    path("sesje/<slug:term>/<slug:key>/nagranie/<int:starts>/", texts.passage, name="passage"),
    path("protokoly/", texts.MinutesList.as_view(), name="minutes-list"),
    *export_urls("council.minutes", "protokoly"),
    path("nagrania/", texts.PassageList.as_view(), name="passage-list"),
    *export_urls("council.passage", "nagrania"),
    path("glosowania/", votes.VoteList.as_view(), name="vote-list"),
    *export_urls("council.vote", "glosowania"),
    path("glosowania/<slug:slug>/", votes.vote, name="vote"),
    path("radni/", people.PersonList.as_view(), name="person-list"),
    *export_urls("council.person", "radni"),
    path("radni/<slug:slug>/", people.person, name="person"),
    path("kluby/", comparing.clubs, name="club-list"),
    path("kluby/<slug:slug>/", comparing.club, name="club"),
    path("komisje/", committees.CommitteeList.as_view(), name="committee-list"),
    *export_urls("council.committee", "komisje"),
    path("komisje/<slug:slug>/", committees.committee, name="committee"),
    path("komisje/<slug:slug>/<term:term>/", committees.committee_in_term, name="committee-in-term"),
    path("komisje/<slug:slug>/<slug:key>/", committees.committee_meeting, name="committee-meeting"),
    path("komisje/<slug:slug>/<slug:key>/protokol/<int:number>/", texts.committee_minutes, name="committee-minutes"),
    path("komisje/<slug:slug>/<slug:key>/nagranie/<int:starts>/", texts.committee_passage, name="committee-passage"),
    path("porownanie/", comparing.comparison, name="comparison"),
    path("zgodnosc/", comparing.agreement, name="agreement"),
    path("projekty/", resolutions.DraftList.as_view(), name="draft-list"),
    *export_urls("council.draft", "projekty"),
    path("projekty/<slug:term>/<slug:slug>/", resolutions.draft, name="draft"),
    path("uchwaly/", resolutions.ResolutionList.as_view(), name="resolution-list"),
    *export_urls("council.resolution", "uchwaly"),
    path("uchwaly/<int:year>/<slug:slug>/", resolutions.resolution, name="resolution"),
    path("interpelacje/", interpellations.InterpellationList.as_view(), name="interpellation-list"),
    *export_urls("council.interpellation", "interpelacje"),
    path("interpelacje/<slug:slug>/", interpellations.interpellation, name="interpellation"),
    path("petycje/", petitions.PetitionList.as_view(), name="petition-list"),
    *export_urls("council.petition", "petycje"),
    path("petycje/<slug:slug>/", petitions.petition, name="petition"),
]
