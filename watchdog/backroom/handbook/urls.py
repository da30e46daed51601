"""Where the handbook lies: its contents, all of it for printing, one screen."""

from django.contrib import admin
from django.urls import path

from watchdog.backroom.handbook import views

wrapped = admin.site.admin_view
urlpatterns = [
    path("", wrapped(views.contents), name="handbook"),
    path("druk/", wrapped(views.whole), name="handbook-print"),
    path("<slug:slug>/", wrapped(views.screen), name="handbook-screen"),
]
