"""The stage of pages: ours and the peers', asked in the same rounds on the same rows."""

from __future__ import annotations

from collections.abc import Callable

from tests.benchmarks import asked, facets, latency
from tests.benchmarks.data import Loaded, file_of
from tests.benchmarks.gates import Result
from tests.benchmarks.load import Target
from tests.benchmarks.peers import with_datasette as datasette
from tests.benchmarks.stand import Site, Stand

NAIVE = ["-m", "gunicorn", "tests.benchmarks.peers.naive.app:application", "--workers=2", "--threads=4"]
NAIVE_SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.peers.naive.settings"}


def measure(stand: Stand, loaded: Loaded, rounds: int, tell: Callable[[str], None]) -> list[Result]:
    """Start all servers, ask them in turns, stop them, and return what came of it."""
    chosen = asked.chosen(loaded.url)
    questions = asked.questions(chosen)
    ours = stand.web(loaded.url)
    sites = [ours, naive(stand, loaded)]
    targets = [*latency.targets(ours, questions), *facets.targets(ours, chosen)]
    targets.append(Target("naive", sites[1].address, ("/",), {}))
    absent = ""
    try:
        more, theirs = _datasette(stand, loaded)
        sites, targets = [*sites, *more], [*targets, *theirs]
    except datasette.NotInstalled as error:
        absent = f"Datasette could not be installed ({error})"
    taken = latency.measure(loaded.url, questions, targets, sites, rounds, tell)
    stand.stop(*sites)
    tell("\n".join(latency.lines(taken)))
    return [*latency.results(taken, absent), facets.result(taken, absent)]


def naive(stand: Stand, loaded: Loaded) -> Site:
    """Start the naive list on the same tables, with as many workers as the portal has."""
    environ = {**stand.environ(loaded.url), **NAIVE_SETTINGS}
    return stand.serve("naive", [*NAIVE, "--no-control-socket"], environ, "/health")


def _datasette(stand: Stand, loaded: Loaded) -> tuple[list[Site], list[Target]]:
    python = datasette.installed(stand.state.root)
    file = datasette.sqlite(stand.state.root / f"contracts-{loaded.rows}.sqlite", file_of(stand, loaded.rows))
    sites = [datasette.serve(stand, python, file, processes) for processes in (1, 2)]
    table = f"/{file.stem}/contracts?_sort_desc=signed"
    targets = [Target(site.name, site.address, (table,), {}) for site in sites]
    return sites, [*targets, facets.target(sites[0], file.stem)]
