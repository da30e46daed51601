"""One person at one meeting as a box with a sign, as inline SVG; words beside it say the same."""

from __future__ import annotations

from functools import lru_cache

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

PRESENT, PARTLY, EXCUSED, ABSENT, UNRECORDED, OUTSIDE = STATES = (
    *("present", "partly", "excused", "absent"),
    *("unrecorded", "outside"),
)
"""Outside: the person held no mandate that day. What nobody recorded is no absence, and looks like none."""

_EDGE = '<rect class="rect--edge" x=".5" y=".5" width="19" height="19"/>'
_SHAPES = {
    PRESENT: '<rect class="rect" width="20" height="20"/><path class="pres__in" d="M5.8 10.4l2.9 2.9 5.5-6.2"/>',
    PARTLY: f'<rect class="rect" y="10" width="20" height="10"/>{_EDGE}',
    EXCUSED: f'{_EDGE}<path class="pres__out" d="M6 10h8"/>',
    ABSENT: f'{_EDGE}<path class="pres__out" d="M6 6l8 8m0-8l-8 8"/>',
    UNRECORDED: '<rect class="rect--mute" x=".5" y=".5" width="19" height="19"/>',
    OUTSIDE: '<circle class="pres__dot" cx="10" cy="10" r="1.8"/>',
}


@lru_cache(maxsize=256)
def presence(state: str, words: str = "") -> SafeString:
    """Draw a state; ``words`` say it to those who do not see, and are left out where they stand beside it."""
    told = conditional_escape(words)
    named = (
        f'role="img" aria-label="{told}"><title>{told}</title>' if words else 'aria-hidden="true" focusable="false">'
    )
    return mark_safe(f'<svg viewBox="0 0 20 20" {named}{_SHAPES[state]}</svg>')  # known shapes, escaped words
