"""Addresses of OParl, under ``/oparl/v1/``; they are identifiers, so they last."""

from django.urls import path, re_path

from council.oparl import views

app_name = "oparl"
urlpatterns = [
    path("system", views.the_system, name="system"),
    re_path(
        r"^organization/(?P<organization>[a-z]+-[0-9]+)/(?P<word>[a-z]+)$", views.the_list, name="list-of-organization"
    ),
    path("<str:word>", views.the_list, name="list"),
    path("<str:word>/<str:key>", views.the_object, name="object"),
]
