"""What every test may use. The network is sealed by pytest's options; loopback stays open for fakes."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from django.utils.translation import override
from pytest_django import Settings

from tests.fakes.office import Office, open_office
from tests.fakes.version import own_version
from tests.turns import turn


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Take turns with the other workers of this run, if there are any, over the whole of each test."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return (yield)
    # xdist gives each worker a directory of its own within the run's.
    directory = Path(item.config.getoption("basetemp")).parent
    with turn(directory, alone=item.get_closest_marker("alone") is not None):
        return (yield)


@pytest.fixture(autouse=True)
def own_archive(settings: Settings, tmp_path: Path) -> Path:
    """Give each test archive and media directories of its own; nothing is written there until something is kept."""
    settings.ARCHIVE_DIR = tmp_path / "archive"
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "archive"


@pytest.fixture(autouse=True)
def own_language(settings: Settings) -> Iterator[None]:
    """Begin and end every test in the portal's own language: Django's client leaves a request's language active."""
    with override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def version_of_its_own(request: pytest.FixtureRequest) -> Iterator[None]:
    """Keep the other workers' writes out of the data version, except where a test commits or watches the real one."""
    database = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames) or (
        database and database.kwargs.get("transaction")
    )
    if commits or request.node.get_closest_marker("alone"):
        yield
    else:
        with own_version():
            yield


@pytest.fixture
def office(settings: Settings) -> Iterator[Office]:
    """Give an office's web server on loopback, which the polite client may ask without a pause."""
    settings.HTTP_ALLOW_PRIVATE = True
    settings.HTTP_PAUSE = 0
    with open_office() as office:
        yield office
