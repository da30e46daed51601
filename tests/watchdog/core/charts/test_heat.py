"""The map of agreement: one cell for every two, nothing beside oneself, a mark where there is too little."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from watchdog.core.charts.heat import FEW, SELF, heat


def test_every_cell_stands_in_its_row_and_column() -> None:
    drawn = heat([[SELF, 5, 1], [5, SELF, FEW], [1, FEW, SELF]])

    assert re.findall(r'class="heat__q5" d="M1\.04 0\.04\S*M0\.04 1\.04', drawn)
    assert re.findall(r'class="heat__q1" d="M2\.04 0\.04\S*M0\.04 2\.04', drawn)
    assert drawn.count("h.4") == 2
    assert 'viewBox="-4 -2 7 5"' in drawn


def test_blocks_are_named_and_parted() -> None:
    drawn = heat([[SELF, 3], [3, SELF]], [("Dęby <i>", 1), ("Lipy", 1)], label='Mapa "klubów"')

    assert drawn.count("Dęby &lt;i&gt;</text>") == 2
    assert 'd="M0 1H2M1 0V2"' in drawn
    assert 'aria-label="Mapa &quot;klubów&quot;"' in drawn
    ElementTree.fromstring(drawn)  # our own drawing


def test_nobody_is_drawn_as_nothing() -> None:
    assert "path" not in heat([])
