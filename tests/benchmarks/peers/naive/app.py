"""Models over the portal's tables, the filter, the view and its address."""

from __future__ import annotations

import django_filters
from django.core.wsgi import get_wsgi_application
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django_filters.views import FilterView

application = get_wsgi_application()


class Organization(models.Model):
    """Who orders and who delivers."""

    name = models.CharField(max_length=500)
    slug = models.SlugField()
    nip = models.CharField(max_length=10)

    class Meta:
        app_label = "naive"
        managed = False
        db_table = "spending_organization"

    def __str__(self) -> str:
        return self.name


class Contract(models.Model):
    """A contract, with the columns that its list shows."""

    number = models.CharField(max_length=200)
    signed_last = models.DateField(null=True)
    supplier = models.ForeignKey(Organization, models.DO_NOTHING, null=True, related_name="+")
    buyer = models.ForeignKey(Organization, models.DO_NOTHING, null=True, related_name="+")
    subject = models.TextField()
    dzial = models.CharField(max_length=3)
    rozdzial = models.CharField(max_length=5)
    paragraf = models.CharField(max_length=3)
    value = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    slug = models.SlugField()

    class Meta:
        app_label = "naive"
        managed = False
        db_table = "spending_contract"

    def __str__(self) -> str:
        return self.number


class ContractFilter(django_filters.FilterSet):
    """The same questions as the portal's list."""

    q = django_filters.CharFilter("subject", "icontains")
    rok = django_filters.NumberFilter("signed_last", "year")
    wykonawca = django_filters.CharFilter("supplier__slug")
    jednostka = django_filters.CharFilter("buyer__slug")

    class Meta:
        model = Contract
        fields = ["dzial"]


class ContractList(FilterView):
    """The newest contracts, fifty a page."""

    queryset = Contract.objects.select_related("supplier", "buyer").order_by("-signed_last", "-pk")
    filterset_class = ContractFilter
    paginate_by = 50
    template_name = "list.html"


def health(request: HttpRequest) -> HttpResponse:
    """Say that the server is there, without counting a million rows."""
    return HttpResponse("ok")


urlpatterns = [path("", ContractList.as_view()), path("health", health)]
