"""Addresses of following by e-mail: ``/obserwuj/``."""

from django.urls import path

from newsletter.following import views

urlpatterns = [
    path("", views.follow, name="follow"),
    path("wyslano/", views.sent, name="follow-sent"),
    path("link/", views.new_link, name="follow-link"),
    path("potwierdz/<str:token>/", views.confirm, name="confirm"),
    path("ustawienia/<str:token>/", views.manage, name="manage"),
    path("wypisz/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("moje-dane/<str:token>/", views.export, name="export"),
    path("usun/<str:token>/", views.erase, name="erase"),
]
