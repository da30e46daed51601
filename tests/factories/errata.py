"""What readers send, as small as it can be."""

from __future__ import annotations

import factory

from tests.factories.archive import _About
from watchdog.errata.models import Objection


class ObjectionFactory(_About):
    """A mistake that a reader reports and nobody has answered; pass the record as ``record``."""

    class Meta:
        model = Objection

    kind = Objection.Kind.ERROR.value
    text = factory.Sequence(lambda n: f"Kwota {n} jest inna niż w umowie.")
