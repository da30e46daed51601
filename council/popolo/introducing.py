"""What the room of open data must know of Popolo and OParl."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from council.oparl.addresses import VERSION
from council.popolo.whole import whole
from watchdog.opendata.documents import Document, Service, introduce

POPOLO = "https://www.popoloproject.com/specs/"

introduce(
    Document(
        "popolo.json", _("The council in Popolo: people, motions, votes by name"), POPOLO, "application/json", whole
    ),
    Service(_("The council in Popolo"), "popolo:whole", POPOLO, "/dane/popolo.json"),
    Service(
        _("The council in OParl 1.1"), "oparl:system", VERSION, "/oparl/v1/people?modified_since=2026-01-01T00:00:00Z"
    ),
)
