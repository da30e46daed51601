"""The clocks of the law in words: how long, until when, how it stands, and on what basis."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.lifecycle import Clock, ClockState, Supervision, Supervisor
from watchdog.cities import ClockKind, ClockProfile
from watchdog.core.typography import long_date


@dataclass(frozen=True)
class ClockWords:
    """A clock as ``components/timeline.html`` shows it under a step; ``late`` is what days prove."""

    title: str
    text: str
    late: bool = False


@dataclass(frozen=True)
class ClockRule:
    """One line of the list of clocks: what it is for, how long it runs, and where that is said."""

    name: str
    length: str
    basis: str
    since: str
    verified: bool


def clock_words(clock: Clock | None) -> ClockWords | None:
    """Put a clock into words; nothing where the portal counts none."""
    if clock is None:
        return None
    text = " · ".join(filter(None, (_days(clock), _state(clock), unread(clock.setting))))
    return ClockWords(title=_title(clock.setting), text=text, late=clock.state is ClockState.OVERDUE)


def clock_rule(setting: ClockProfile) -> ClockRule:
    since = _("counted from %(day)s on") % {"day": long_date(setting.since)}
    return ClockRule(_name(setting.kind), _length(setting), setting.basis, since, setting.verified)


def unread(setting: ClockProfile) -> str:
    """Say of a provision whose number we have not seen that we have not."""
    return "" if setting.verified else _("number of the provision not checked by us")


def supervisor_words(found: Supervision, voivode: str) -> str:
    """Name the supervisor; where only words of the title tell, say so."""
    name = voivode if found.supervisor is Supervisor.VOIVODE else _("the regional chamber of audit (RIO)")
    return name if found.certain else _("probably %(name)s (judging by the title)") % {"name": name}


def _title(setting: ClockProfile) -> str:
    length = _length(setting)
    titles = {
        ClockKind.TO_SUPERVISOR: _("%(time)s to hand it over to supervision"),
        ClockKind.ORDER_TO_SUPERVISOR: _("%(time)s to hand it over to supervision"),
        ClockKind.RULING: _("%(time)s from delivery to declare it invalid"),
        ClockKind.IN_FORCE: _("%(time)s from publication until it is in force"),
        ClockKind.RESIDENTS_DRAFT: _("%(time)s from filing to the session"),
    }
    return titles[setting.kind] % {"time": length}


def _name(kind: ClockKind) -> str:
    return {
        ClockKind.TO_SUPERVISOR: _("Handing over to supervision"),
        ClockKind.ORDER_TO_SUPERVISOR: _("Handing over an act of public order"),
        ClockKind.RULING: _("Ruling that it is invalid"),
        ClockKind.IN_FORCE: _("Entry into force of local law"),
        ClockKind.RESIDENTS_DRAFT: _("Residents' draft on a session"),
    }[kind]


def _length(setting: ClockProfile) -> str:
    if setting.months:
        return ngettext("%(count)s month", "%(count)s months", setting.months) % {"count": setting.months}
    days = setting.days or 0
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def _days(clock: Clock) -> str:
    if clock.last_day is None:
        return _not_counted(clock.kind)
    if clock.kind is ClockKind.IN_FORCE and clock.effect_day:
        return _("not before %(day)s, unless the act says otherwise") % {"day": long_date(clock.effect_day)}
    day = {"day": long_date(clock.last_day)}
    if clock.earliest:
        return _("ends on %(day)s at the earliest: counted from the adoption, as the delivery is not known") % day
    return _("by %(day)s") % day


def _not_counted(kind: ClockKind) -> str:
    if kind is ClockKind.IN_FORCE:
        return _("not counted: the day of publication is not known")
    if kind is ClockKind.RESIDENTS_DRAFT:
        return _("not counted: the day of filing is not known")
    return _("not counted: no document states the day of adoption")


def _state(clock: Clock) -> str:
    if clock.kind is ClockKind.IN_FORCE and clock.state is ClockState.OVER:
        return ""
    return {
        ClockState.KEPT: _("in time"),
        ClockState.OVERDUE: _("overdue"),
        ClockState.RUNNING: _("still running"),
        ClockState.OVER: _("the time has run out"),
        ClockState.UNKNOWN: _unknown(clock),
        ClockState.NOT_COUNTED: "",
    }[clock.state]


def _unknown(clock: Clock) -> str:
    if clock.kind is ClockKind.RULING:
        return _("not known when it ended")
    if clock.kind is ClockKind.RESIDENTS_DRAFT:
        return _("not known whether it was kept: we have no agenda with it")
    return _("not known whether it was kept: the day of delivery stands in no document that we have read")
