"""Where a client of OParl begins: the system, and the only body it serves."""

from __future__ import annotations

from django.conf import settings

from council.models import Term
from council.oparl.addresses import BODY, VERSION, Addresses, type_of
from council.oparl.objects.terms import term
from council.oparl.pieces import Built, filled
from watchdog.cities import profile
from watchdog.exports.writers import LICENCE_URL


def system(addresses: Addresses) -> Built:
    """Write the system: which version is spoken, under which licence, and where its bodies are listed."""
    return {
        "id": addresses.system(),
        "type": type_of("System"),
        "oparlVersion": VERSION,
        "license": LICENCE_URL,
        "body": addresses.all("Body"),
        "name": profile(settings.CITY).portal,
        "website": addresses.page("/"),
        "web": addresses.page("/dane/"),
    }


def body(addresses: Addresses) -> Built:
    """Write the city as a body, with the addresses of everything it has."""
    city = profile(settings.CITY)
    lists = {
        "organization": "Organization",
        "person": "Person",
        "meeting": "Meeting",
        "paper": "Paper",
        "agendaItem": "AgendaItem",
        "consultation": "Consultation",
        "file": "File",
        "locationList": "Location",
        "legislativeTermList": "LegislativeTerm",
        "membership": "Membership",
    }
    made = {
        "id": addresses.one("Body", BODY),
        "type": type_of("Body"),
        "system": addresses.system(),
        "name": city.name.nominative,
        "shortName": city.name.nominative,
        "website": city.council.homepage,
        "license": LICENCE_URL,
        "classification": "Miasto",
        "mainOrganization": addresses.council,
        "odnowa:teryt": city.teryt,
        **{name: addresses.all(kind) for name, kind in lists.items()},
        "web": addresses.page("/"),
    }
    return {**filled(made), "legislativeTerm": [term(each, addresses) for each in Term.objects.order_by("pk")]}
