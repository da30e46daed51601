"""How much memory PostgreSQL may plan with, on a machine that it shares with the whole portal."""

import os
from contextlib import suppress
from pathlib import Path

MEGABYTE = 1024 * 1024


def available_memory() -> int:
    """Return the bytes of memory this machine, or the container we are in, gives us."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with suppress(OSError, ValueError):
        return min(total, int(Path("/sys/fs/cgroup/memory.max").read_text()))
    return total


def memory_settings(total: int | None = None) -> dict[str, str]:
    """Return PostgreSQL's memory settings: a sixteenth of the machine to keep pages in, within sane limits."""
    megabytes = (available_memory() if total is None else total) // MEGABYTE
    return {
        "shared_buffers": f"{_between(64, megabytes // 16, 512)}MB",
        "effective_cache_size": f"{_between(128, megabytes // 2, 8192)}MB",
        "maintenance_work_mem": f"{_between(32, megabytes // 32, 256)}MB",
        "work_mem": f"{_between(4, megabytes // 256, 16)}MB",
    }


def _between(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))
