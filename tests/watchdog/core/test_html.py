"""Published HTML: what may stand stays, everything that acts or comes from elsewhere goes."""

from __future__ import annotations

import pytest
from django.utils.safestring import SafeString

from watchdog.core.html import sanitise


def test_plain_structure_stays() -> None:
    text = "<h2>Zespół</h2><p>Jan <strong>K.</strong></p><ul><li>a</li></ul><dl><dt>b</dt><dd>c</dd></dl>"

    assert sanitise(text) == text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<script>alert(1)</script>a", "a"),
        ("<style>p{}</style>a", "a"),
        ("<svg><script>1</script></svg>a", "a"),
        ('<p onclick="x()" style="color:red" class="y" id="z">a</p>', "<p>a</p>"),
        ('<img src="https://elsewhere.example/x.png">a', "a"),
        ('<iframe src="https://elsewhere.example"></iframe>a', "a"),
        ('<form action="/x"><input name="y"></form>a', "a"),
        ("<h1>a</h1>", "a"),
        ("<!-- a -->b", "b"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
    ],
)
def test_what_acts_or_decorates_goes(typed: str, shown: str) -> None:
    assert sanitise(typed) == shown


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x"])
def test_an_address_that_runs_is_taken_off_its_link(address: str) -> None:
    assert "href" not in sanitise(f'<a href="{address}">a</a>')


@pytest.mark.parametrize("address", ["https://bip.example/a", "/o-nas/", "mailto:a@b.example", "#x"])
def test_links_stay_and_tell_the_other_side_nothing(address: str) -> None:
    assert (
        sanitise(f'<a href="{address}" target="_blank">a</a>') == f'<a href="{address}" rel="noopener noreferrer">a</a>'
    )


def test_the_result_may_be_shown_as_it_is() -> None:
    assert isinstance(sanitise("<p>a</p>"), SafeString)
