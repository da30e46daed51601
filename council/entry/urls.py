"""Where a session is typed in one sitting."""

from django.contrib import admin
from django.urls import path

from council.entry.views import agenda, attendance, files, start, votes, workspace

app_name = "entry"
wrapped = admin.site.admin_view
urlpatterns = [
    path("", wrapped(start.start), name="start"),
    path("<int:bundle>/", wrapped(workspace.workspace), name="workspace"),
    path("<int:bundle>/sesja/", wrapped(start.session), name="session"),
    path("<int:bundle>/kto/", wrapped(workspace.there), name="there"),
    path("<int:bundle>/porzadek/", wrapped(agenda.agenda), name="agenda"),
    path("<int:bundle>/obecnosc/", wrapped(attendance.attendance), {"layer": "list"}, name="attendance"),
    path("<int:bundle>/obecnosc/kworum/", wrapped(attendance.attendance), {"layer": "quorum"}, name="quorum"),
    path("<int:bundle>/glosowania/nowe/", wrapped(votes.vote), name="vote-new"),
    path("<int:bundle>/glosowania/<int:key>/", wrapped(votes.vote), name="vote"),
    path("<int:bundle>/plik/", wrapped(files.upload), name="upload"),
    path("<int:bundle>/plik/<int:sighting>/", wrapped(files.chosen), name="chosen"),
]
