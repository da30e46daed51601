"""The work of the back room: what was typed, who has to look at it, and each step of it."""

from django.contrib import admin
from django.urls import path

from watchdog.backroom import views

app_name = "backroom"
wrapped = admin.site.admin_view
urlpatterns = [
    path("", wrapped(views.submissions), name="submissions"),
    path("<int:pk>/", wrapped(views.submission), name="submission"),
]
