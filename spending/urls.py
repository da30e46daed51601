"""Addresses of the city's money, under ``/wydatki/``."""

from django.urls import path, register_converter

from spending.converters import DzialConverter, RozdzialConverter
from spending.views import budget, companies, contracts, front, notices, organizations, payments
from spending.views.reconciliation import reconciliation_urls
from spending.views.signals import signal_urls
from watchdog.exports.views import export_urls

register_converter(DzialConverter, "dzial")
register_converter(RozdzialConverter, "rozdzial")

app_name = "spending"
urlpatterns = [
    path("", front.index, name="index"),
    path("budzet/", budget.years, name="budget-list"),
    path("budzet/kwoty/", budget.BudgetFigureList.as_view(), name="budget-figure-list"),
    *export_urls("spending.budget-figure", "budzet/kwoty"),
    path("budzet/kwoty/<slug:register>/<path:key>/", budget.figure, name="budget-figure"),
    path("budzet/<int:year>/", budget.year, name="budget-year"),
    path("budzet/<int:year>/<dzial:dzial>/", budget.dzial, name="budget-dzial"),
    path("budzet/<int:year>/<dzial:dzial>/<rozdzial:rozdzial>/", budget.rozdzial, name="budget-rozdzial"),
    path("spolki/", companies.CompanyList.as_view(), name="company-list"),
    *export_urls("spending.company", "spolki"),
    path("spolki/<slug:slug>/", companies.company, name="company"),
    path("wykonawcy/", organizations.SupplierList.as_view(), name="supplier-list"),
    *export_urls("spending.supplier", "wykonawcy"),
    path("wykonawcy/<slug:slug>/", organizations.supplier, name="supplier"),
    path("jednostki/", organizations.UnitList.as_view(), name="unit-list"),
    *export_urls("spending.unit", "jednostki"),
    path("jednostki/<slug:slug>/", organizations.unit, name="unit"),
    path("ogloszenia/", notices.NoticeList.as_view(), name="notice-list"),
    *export_urls("spending.notice", "ogloszenia"),
    path("ogloszenia/<slug:slug>/", notices.notice, name="notice"),
    *reconciliation_urls(),
    *signal_urls(),
    path("umowy/", contracts.ContractList.as_view(), name="contract-list"),
    *export_urls("spending.contract", "umowy"),
    path("umowy/liczby/", contracts.contract_list_figures, name="contract-list-figures"),
    path("umowy/<slug:slug>/", contracts.contract, name="contract"),
    path("platnosci/", payments.PaymentList.as_view(), name="payment-list"),
    *export_urls("spending.payment", "platnosci"),
    path("platnosci/<slug:slug>/", payments.payment, name="payment"),
]
