"""Orders of large documents: directories of the worker's, no rows."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

from watchdog.reports import orders
from watchdog.reports.orders import Order


def OrderFactory(**values: Any) -> Order:  # noqa: N802  # called as the factories of models are
    """Lay down an order of the list of contracts."""
    given = {
        "key": f"{uuid4().hex}{uuid4().hex[:8]}",
        "url": "http://testserver/wydatki/umowy/",
        "place": "/wydatki/umowy/",
        "language": "pl",
        "title": "Umowy",
        "rows": 1234,
        "at": time.time(),
        **values,
    }
    order = Order(**given)
    orders.place(order)
    return order
