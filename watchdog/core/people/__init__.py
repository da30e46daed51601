"""
Private people in registers of money: whose name is nothing but a person's, and what an office prints in its place.

A person who teaches English at a school is no public figure, so the name is masked; a firm of one person is shown by
its firm („Usługi Remontowe Jan Kowalski”). A bare name is masked even where it may be an entrepreneur's, unless a valid
number stands beside it: what is hidden too much can be mended, a name once published cannot be taken back.

Nothing here knows Django. How often it errs was measured on the 20 710 spellings of a real register
(``docs/methods.md``).
"""

from watchdog.core.people.masks import masked_as
from watchdog.core.people.names import is_private_person
from watchdog.core.people.subjects import name_forms, without_person

__all__ = ["is_private_person", "masked_as", "name_forms", "without_person"]
