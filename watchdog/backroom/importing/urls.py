"""Import of tables: the kinds, one kind, one file."""

from django.contrib import admin
from django.urls import path

from watchdog.backroom.importing import views

app_name = "imports"
wrapped = admin.site.admin_view
urlpatterns = [
    path("", wrapped(views.kinds), name="kinds"),
    path("plik/<int:pk>/", wrapped(views.file), name="file"),
    path("plik/<int:pk>/bledy.csv", wrapped(views.errors), name="errors"),
    path("<slug:slug>/", wrapped(views.kind), name="kind"),
    path("<slug:slug>/wzor.csv", wrapped(views.blank_csv), name="blank_csv"),
    path("<slug:slug>/wzor.xlsx", wrapped(views.blank_xlsx), name="blank_xlsx"),
]
