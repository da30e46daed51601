"""
Datasette as one ASGI application, which uvicorn shares among processes; run in the peer's own environment.

Its best set-up: an immutable file, rows counted beforehand, no suggestion of facets, words by FTS5. Limits of time are
raised so that facets over all rows come to an end instead of being given up.
"""

import json
import os
from pathlib import Path

from datasette.app import Datasette

SETTINGS = {
    "sql_time_limit_ms": 60_000,
    "facet_time_limit_ms": 60_000,
    "suggest_facets": False,
    "default_page_size": 50,
    "allow_csv_stream": True,
    "max_csv_mb": 0,
}
file = os.environ["BENCH_SQLITE"]
app = Datasette(
    [], immutables=[file], inspect_data=json.loads(Path(f"{file}.json").read_text()), settings=SETTINGS
).app()
