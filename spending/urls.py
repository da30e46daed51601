"""Addresses of the city's money, under ``/wydatki/``."""

from django.urls import path
from django.views.generic import RedirectView

from spending.views import companies
from watchdog.exports.views import export_urls

app_name = "spending"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="spending:company-list"), name="index"),
    path("spolki/", companies.CompanyList.as_view(), name="company-list"),
    *export_urls("spending.company", "spolki"),
    path("spolki/<slug:slug>/", companies.company, name="company"),
]
