"""How a kept value of a row of money is put back: plain columns only; who is named is decided by spellings."""

from __future__ import annotations

from django.utils.translation import gettext as _

from spending.importers.contracts import follow_correction
from spending.models import Contract
from spending.signals.asking import recompute_on_commit
from watchdog.archive.models import Change
from watchdog.archive.writing import Evidence
from watchdog.backroom.correcting import put_plainly
from watchdog.ingest.source import Rejection


def put(change: Change, evidence: Evidence) -> None:
    """Put the value of a column; raise ``Rejection`` for one that points to another record."""
    model = change.content_type.model_class()
    if model is not None and model._meta.get_field(change.field).is_relation:
        raise Rejection(_("Who stands in a row is decided by the spellings of organizations, not here."))
    put_plainly(change, evidence)
    if isinstance(change.record, Contract):
        follow_correction(change.record, [change.field])
        recompute_on_commit([change.record.pk])
