"""The work of the back room: what was typed, who has to look at it, and each step of it."""

from django.contrib import admin
from django.urls import path

from watchdog.backroom import differences, views
from watchdog.backroom.page_image import page_image

app_name = "backroom"
wrapped = admin.site.admin_view
urlpatterns = [
    path("", wrapped(views.submissions), name="submissions"),
    path("<int:pk>/", wrapped(views.submission), name="submission"),
    path("paczki/<int:pk>/", wrapped(views.bundle), name="bundle"),
    path("roznice/", wrapped(differences.waiting_list), name="differences"),
    path("roznice/<int:pk>/", wrapped(differences.decision), name="decision"),
    path("zmiany/<int:pk>/cofnij/", wrapped(differences.revert), name="revert"),
    path("dokumenty/<str:sha256>/strona-<int:number>.png", wrapped(page_image), name="page"),
]
