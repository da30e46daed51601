"""What runs in production is what runs here: same PostgreSQL, same rules for text, same programs, nothing left open."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
import yaml
from django.core.management import get_commands
from django.utils.module_loading import import_string

from watchdog.embedded import portal, postgres, valkey
from watchdog.embedded.state import PROJECT

COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ["prepare", "web", "worker", "beat", "pages"]
WITHOUT = {"MAIL_EVENTS_SECRET"}
"""Secrets of what a portal may do without; named without its secret, it does not start (``letters/provider.py``)."""
DOCKERFILE = (PROJECT / "Dockerfile").read_text()


def options(command: list[str]) -> dict[str, str]:
    """Read ``--name value`` pairs."""
    return {name.removeprefix("--"): value for name, value in pairwise(command) if name[:2] == "--"}


def test_it_starts_everything_that_run_starts_and_what_keeps_pages_for_the_proxy():
    assert set(SERVICES) == {*OURS, "postgres", "valkey", "proxy"}


def test_postgres_is_of_the_same_major_version():
    assert SERVICES["postgres"]["image"] == f"postgres:{postgres.MAJOR}"


def test_the_cluster_is_made_with_the_same_arguments():
    arguments = SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()

    assert tuple(arguments) == postgres.INITDB_ARGS


def test_what_is_set_for_postgres_is_set_the_same_here():
    given = dict(word.split("=") for word in SERVICES["postgres"]["command"] if "=" in word)

    assert given
    assert given.items() <= postgres.SETTINGS.items()


def test_valkey_keeps_and_drops_the_same():
    given = options(SERVICES["valkey"]["command"])

    assert given == {name: valkey.OPTIONS[name] for name in ("save", "appendonly", "maxmemory", "maxmemory-policy")}


@pytest.mark.parametrize("service", OURS)
def test_each_of_our_processes_gets_what_production_settings_require(service):
    settings = (PROJECT / "watchdog" / "settings" / "prod.py").read_text()
    required = set(re.findall(r'required\("(\w+)"\)', settings))

    assert required
    assert required <= set(SERVICES[service]["environment"])


@pytest.mark.parametrize(
    ("service", "name"),
    [(service, name) for service, given in SERVICES.items() for name in given.get("environment", {})],
)
def test_no_secret_is_written_down_and_a_missing_one_stops_the_start(service, name):
    value = SERVICES[service]["environment"][name]

    if name in WITHOUT:
        assert value == f"${{{name}:-}}"
    elif re.search("SECRET|PASSWORD|HOST|DATABASE_URL", name):
        assert re.search(r"\$\{[A-Z_]+:\?[^}]+\}", value)


def test_worker_and_beat_are_the_same_programs_as_here():
    assert SERVICES["worker"]["command"] == ["celery", *portal.WORKER[2:]]
    assert SERVICES["beat"]["command"][:-1] == ["celery", *portal.BEAT[2:]]


def test_the_web_server_is_the_same_program_as_here():
    command = re.findall(r'"([^"]+)"', DOCKERFILE[DOCKERFILE.index("CMD") :])

    assert set(portal.WEB[1:]) <= set(command)


def test_the_commands_exist():
    assert SERVICES["prepare"]["command"] == ["python", "manage.py", "prepare"]
    assert {"prepare", "collectstatic", "messages"} <= set(get_commands())
    assert callable(import_string("watchdog.wsgi.application"))
    assert import_string("watchdog.celery.app")


def test_the_proxy_speaks_to_the_port_the_web_server_listens_on():
    caddy = (PROJECT / "deploy" / "Caddyfile").read_text()

    assert "reverse_proxy web:8000" in caddy
    assert "--bind=0.0.0.0:8000" in DOCKERFILE
    assert "127.0.0.1:8000" in (PROJECT / "deploy" / "healthcheck.py").read_text()


def test_the_proxy_finds_the_pages_where_the_portal_keeps_them():
    pages = SERVICES["web"]["environment"]["PAGES_DIR"]
    caddy = (PROJECT / "deploy" / "Caddyfile").read_text()

    assert caddy.count("{$PAGES_DIR:" + pages + "}/current/{scheme}/{http.request.hostport}") == 2
    assert f"pages:{pages}:ro" in SERVICES["proxy"]["volumes"]
    assert all(f"pages:{pages}" in SERVICES[each]["volumes"] for each in OURS)
    assert SERVICES["pages"]["command"][2:] == ["keep_pages"]
    assert "keep_pages" in get_commands()


def test_the_largest_upload_passes_the_proxy(settings):
    caddy = (PROJECT / "deploy" / "Caddyfile").read_text()
    megabytes = re.search(r"max_size (\d+)MB", caddy)

    assert megabytes
    assert int(megabytes[1]) * 1_000_000 > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


@pytest.mark.parametrize("service", [*OURS, "valkey", "proxy"])
def test_a_process_writes_only_where_it_must_and_gains_no_rights(service):
    given = SERVICES[service]

    assert given["read_only"] is True
    assert given["cap_drop"] == ["ALL"]
    assert given["security_opt"] == ["no-new-privileges:true"]


def test_only_the_proxy_is_reachable_from_outside():
    assert [name for name, given in SERVICES.items() if "ports" in given] == ["proxy"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES["postgres"]["networks"] == SERVICES["valkey"]["networks"] == ["inside"]


def test_what_must_not_be_lost_lies_in_volumes():
    kept = {volume.split(":")[1] for given in SERVICES.values() for volume in given.get("volumes", [])}

    assert {"/var/lib/postgresql", "/srv/state/archive", "/data"} <= kept


@pytest.mark.parametrize("service", ["web", "worker", "postgres", "valkey"])
def test_a_service_that_others_wait_for_can_say_how_it_is(service):
    assert SERVICES[service]["healthcheck"]["test"]


def test_the_image_installs_by_hash_and_does_not_run_as_root():
    assert "--require-hashes" in DOCKERFILE
    assert re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE) == ["10001"]


def test_the_image_holds_every_room_and_no_secret():
    kept = set(re.findall(r"^!(\S+)$", (PROJECT / ".dockerignore").read_text(), re.MULTILINE))

    assert {"council", "locale", "newsletter", "spending", "static", "templates", "watchdog"} <= kept
    assert not kept & {".portal", ".env", ".git", ".venv", "tests"}
