"""How changes of the council's records are called that are of no column: of a roll call, of days, of spellings."""

from __future__ import annotations

from django.utils.translation import gettext as _

from council.importers.corrections import SPELLINGS
from council.importers.meetings import SITTINGS
from council.importers.merging import MERGED
from council.importers.naming import NAMED
from council.importers.recasting import BALLOT
from council.importers.splitting import PARTED
from council.models import TimeCode
from council.timecodes import clock
from watchdog.archive.wording import Saying, day_words, say
from watchdog.core.words import CHOICE_WORDS


def introduce() -> None:
    """Introduce these fields to the archive; called once, when the app is ready."""
    say(BALLOT, Saying(lambda name: _("vote of %(name)s") % {"name": name}, _choice))
    say(NAMED, Saying(lambda name: _("whom the name “%(name)s” means") % {"name": name}, str, value=False))
    say(MERGED, Saying(lambda _rest: _("records merged with this one"), str, value=False))
    say(PARTED, Saying(lambda _rest: _("people parted from this one"), str, value=False))
    say(SITTINGS, Saying(lambda _rest: _("days of the session"), _days))
    say(SPELLINGS, Saying(lambda _rest: _("spellings of the name"), str))
    say("starts", Saying(lambda _rest: str(TimeCode._meta.get_field("starts").verbose_name), _clock, of=TimeCode))


def _choice(value: str) -> str:
    return str(CHOICE_WORDS.get(value, value))


def _days(value: str) -> str:
    return ", ".join(day_words(day) for day in value.split(", "))


def _clock(value: str) -> str:
    return clock(int(value))
