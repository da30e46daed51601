"""Addresses of the city's money, under ``/wydatki/``."""

from django.urls import path
from django.views.generic import RedirectView

from spending.views import companies, contracts, payments
from watchdog.exports.views import export_urls

app_name = "spending"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="spending:company-list"), name="index"),
    path("spolki/", companies.CompanyList.as_view(), name="company-list"),
    *export_urls("spending.company", "spolki"),
    path("spolki/<slug:slug>/", companies.company, name="company"),
    path("umowy/", contracts.ContractList.as_view(), name="contract-list"),
    *export_urls("spending.contract", "umowy"),
    path("umowy/<slug:slug>/", contracts.contract, name="contract"),
    path("platnosci/", payments.PaymentList.as_view(), name="payment-list"),
    *export_urls("spending.payment", "platnosci"),
    path("platnosci/<slug:slug>/", payments.payment, name="payment"),
]
