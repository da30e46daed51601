"""The Centralny Rejestr Umów through the corridor: once, twice, corrected, withdrawn; and notices tied to contracts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import F

from spending.models import Contract, Notice
from spending.sources import cru
from spending.sources.cru import CentralRegister
from tests.fakes.cru import ELSEWHERE, GLIWICE, SITE, Register, of_units, party
from tests.fakes.cru import Contract as Entry
from tests.fakes.office import Office
from watchdog.archive.models import Change, Sighting, Snapshot
from watchdog.cities import UnitProfile, profile
from watchdog.core import http
from watchdog.ingest import pipeline, runs
from watchdog.ingest.models import Failure, Run

pytestmark = pytest.mark.django_db

CITY = profile("gliwice").model_copy(update={"units": (UnitProfile(name="Miasto", regon=GLIWICE, verified=False),)})
SOURCE = CentralRegister(CITY)
SINCE = date(2026, 9, 1)
Walk = Callable[[], Run]


@pytest.fixture
def register(office: Office, monkeypatch: pytest.MonkeyPatch) -> Register:
    monkeypatch.setattr(cru, "today", lambda: date(2026, 9, 15))
    entries = of_units(6, first=date(2026, 9, 2))
    entries[0].changes = ({"rodzajZmiany": "Aneks", "dataZmiany": "10.09.2026", "komentarz": "Termin"},)
    entries[1].parties = (
        party("Osoba fizyczna", imie="Jan", nazwisko="Wymyślony"),
        party("Przedsiębiorca", "Firma S.A."),
    )
    return Register([*entries, Entry(99, regon=ELSEWHERE)]).opened_on(office)


@pytest.fixture
def walk(office: Office, register: Register, monkeypatch: pytest.MonkeyPatch) -> Walk:
    monkeypatch.setattr(http, "_sleep", lambda _seconds: None)

    def walked() -> Run:
        run = Run.objects.create(source=SOURCE.slug)
        for _report in runs.recorded(run, pipeline.run(SOURCE, SINCE, office.standing_for(SITE))):
            pass
        run.refresh_from_db()
        return run

    return walked


def a_day_passes() -> None:
    """Set what happened so far a day back."""
    day = timedelta(days=1)
    Failure.objects.update(at=F("at") - day)
    Sighting.objects.update(seen_at=F("seen_at") - day, confirmed_at=F("confirmed_at") - day)


def test_a_walk_stores_each_contract_once_and_the_next_one_writes_nothing(walk: Walk) -> None:
    first = walk()
    stamps = list(Contract.objects.order_by("pk").values_list("updated_at", flat=True))

    second = walk()

    assert (first.state, first.counts["stored"], first.counts["rejected"]) == (Run.State.DONE, 7, 0)
    assert Contract.objects.filter(kind="contract").count() == 6
    annex = Contract.objects.get(kind="amendment")
    assert annex.parent == Contract.objects.get(number="U/1")
    assert (annex.value, annex.currency) == (None, "")
    assert second.counts["read"] == 0
    assert list(Contract.objects.order_by("pk").values_list("updated_at", flat=True)) == stamps
    assert not Change.objects.exists()
    assert set(Snapshot.objects.values_list("disclosure", flat=True)) == {"staff"}


def test_a_correction_comes_as_a_change(walk: Walk, register: Register) -> None:
    walk()
    register.contracts[0].value = 1500.75
    register.contracts[0].changes = ()

    run = walk()

    contract = Contract.objects.get(number="U/1")
    assert run.counts["changed"] == 1
    assert contract.value == Decimal("1500.75")
    assert Change.objects.filter(object_id=contract.pk).get().field == "value"
    assert Contract.objects.get(kind="amendment").withdrawn_at is not None


def test_a_contract_that_two_runs_are_told_is_gone_is_marked_and_never_deleted(walk: Walk, register: Register) -> None:
    walk()
    gone = register.contracts.pop(2)

    walk()
    assert Contract.objects.get(key=gone.uuid).withdrawn_at is None
    assert Failure.objects.get().code == "gone"
    walk()
    assert Contract.objects.get(key=gone.uuid).withdrawn_at is None, "the same day proves nothing"
    a_day_passes()
    last = walk()

    withdrawn = Contract.objects.get(withdrawn_at__isnull=False)
    assert withdrawn.key == gone.uuid
    assert withdrawn.changes.get().field == "withdrawn_at"
    assert "withdrawn" in [finding["code"] for finding in last.findings]
    assert not Failure.objects.unread().exists()

    list(pipeline.read_again(SOURCE))
    assert Contract.objects.get(key=gone.uuid).withdrawn_at is not None, "what the archive keeps revives nothing"

    register.contracts.insert(2, gone)
    walk()
    assert Contract.objects.get(key=gone.uuid).withdrawn_at is None, "what is listed again is shown again"


def test_a_register_that_lost_most_of_its_contracts_is_doubted(walk: Walk, register: Register) -> None:
    walk()
    del register.contracts[:6]

    walk()
    a_day_passes()
    last = walk()

    assert not Contract.objects.filter(withdrawn_at__isnull=False).exists()
    assert "shrunk" in [finding["code"] for finding in last.findings]


def test_a_contract_of_which_a_list_is_silent_but_which_is_served_stays(walk: Walk, register: Register) -> None:
    walk()
    register.contracts[2].regon = ELSEWHERE

    walk()
    a_day_passes()
    walk()

    assert not Failure.objects.exists()
    assert not Contract.objects.filter(withdrawn_at__isnull=False).exists()


def test_a_server_that_overlooks_the_condition_stores_nothing(walk: Walk, register: Register) -> None:
    register.known.clear()

    run = walk()

    assert not Contract.objects.exists()
    assert set(run.failures.values_list("code", flat=True)) == {"filter_ignored"}


def test_a_register_out_of_order_stores_nothing_and_says_so(walk: Walk, register: Register) -> None:
    register.broken = True

    run = walk()

    assert not Contract.objects.exists()
    assert run.failures.get().code == "html_instead"
    assert Notice.objects.count() == 0
