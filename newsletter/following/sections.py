"""One mail of alerts as its reader sees it: a section for each alert that has something to say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import override

from newsletter.following.corrected import Corrected, corrected
from newsletter.following.lists import Followed, NotFollowed, followed
from newsletter.following.news import NOTHING, Fresh, Item, News
from newsletter.links import Purpose, address
from newsletter.mail.places import absolute
from newsletter.mail.rendering import Words, render
from newsletter.models import Alert, Subscriber


@dataclass(frozen=True)
class Section:
    """What one alert has to tell."""

    alert: Alert
    title: str
    address: str
    """The page of the list, whole; empty where it can no longer be read."""
    news: News = NOTHING
    corrected: tuple[Corrected, ...] = ()
    broken: str = ""
    """Why the alert no longer works, where its owner does not know it yet."""
    over: str = ""
    """That what is followed has come to an end."""

    @property
    def tells_of_end(self) -> bool:
        """Whether its owner does not know of that end yet."""
        return bool(self.over) and self.alert.over_told_at is None

    @property
    def is_empty(self) -> bool:
        return not (self.news.items or self.corrected or self.broken or self.tells_of_end)


def sections(alerts: Iterable[Alert], fresh: Fresh, changed: set[int], language: str) -> list[Section]:
    """Ask what each alert has to tell; ``changed`` are those of which something may have been corrected."""
    with override(language):
        return [_section(alert, fresh, is_changed=alert.pk in changed) for alert in alerts]


def mail_words(subscriber: Subscriber, told: list[Section]) -> Words:
    """Write the mail."""
    with override(subscriber.language):
        context = {
            "sections": [_Drawn(each) for each in told],
            "news": sum(len(each.news.items) for each in told),
            "has_more": any(each.news.has_more for each in told),
            "fixes": sum(len(each.corrected) for each in told),
            "over": any(each.tells_of_end for each in told),
            "broken": sum(bool(each.broken) for each in told),
            "manage": address(Purpose.MANAGE, subscriber),
            "unsubscribe": address(Purpose.UNSUBSCRIBE, subscriber),
        }
    return render("alerts", context, subscriber.language)


class _Drawn:
    """A section for the templates, with whole addresses."""

    def __init__(self, section: Section) -> None:
        self.section = section
        self.title = section.title
        self.address = absolute(section.address) if section.address else ""
        self.rate = section.alert.get_rate_display()
        self.since = timezone.localdate(section.alert.confirmed_at)
        self.left = section.news.left
        self.has_more = section.news.has_more
        self.broken = section.broken
        self.over = section.over if section.tells_of_end else ""
        self.items = [_line(each) for each in section.news.shown]
        self.fixes = [{**_line(each.item), "said": each.said} for each in section.corrected]
        self.stop = address(Purpose.UNSUBSCRIBE, section.alert.subscriber, section.alert.key)


def _line(item: Item) -> dict[str, object]:
    return {"title": item.title, "day": item.day, "kind": item.kind.singular, "url": absolute(item.path)}


def _section(alert: Alert, fresh: Fresh, *, is_changed: bool) -> Section:
    what, errors = _read(alert)
    fixes = tuple(corrected(alert)) if is_changed else ()
    if what is None or errors:
        broken = "" if alert.broken_told_at else " ".join(errors)
        return Section(alert, alert.title, "", corrected=fixes, broken=broken)
    return Section(alert, what.title, what.address, fresh.news(alert), fixes, over=what.over)


def _read(alert: Alert) -> tuple[Followed | None, list[str]]:
    try:
        what = followed(alert.kind, alert.query)
    except NotFollowed as error:
        return None, [str(error)]
    return what, what.errors
