import pytest

from watchdog.embedded.memory import MEGABYTE, memory_settings


@pytest.mark.parametrize(("machine", "buffers"), [(512, "64MB"), (4096, "256MB"), (65536, "512MB")])
def test_buffers_grow_with_the_machine_within_limits(machine, buffers):
    assert memory_settings(machine * MEGABYTE)["shared_buffers"] == buffers
