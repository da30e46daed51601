"""
How quickly an issue is sent, against two other ways, over one connection each to the same server in the same rounds.

*Django's plain loop* renders two templates, builds a mail and sends it, for each reader, and remembers nothing. *Build
once* builds one mail, replaces bytes for each reader and remembers nothing either. Ours is what the worker does: every
mail is claimed and closed in the database, and each link is signed.
"""

from __future__ import annotations

import smtplib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.benchmarks.figures import median, shown
from tests.benchmarks.gates import Result

ITEMS = 8
LINE = "Sesja Rady Miasta nr {n}: głosowanie w sprawie zmiany budżetu i wieloletniej prognozy finansowej"
TEXT = """Dzień dobry {{ name }},

{% for i in items %}* {{ i.title }}: {{ i.url }}
{% endfor %}
Wypisz się: https://portal.example.org/u/{{ token }}
"""
HTML = """<!doctype html><html lang="pl"><body><p>Dzień dobry {{ name }},</p><ul>{% for i in items %}
<li><a href="{{ i.url }}">{{ i.title }}</a></li>{% endfor %}</ul>
<p><a href="https://portal.example.org/u/{{ token }}">Wypisz się</a></p></body></html>
"""


@contextmanager
def sink() -> Iterator[int]:
    """Yield the port of a server that takes everything."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.sink"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        try:
            yield int(child.stdout.readline())
        finally:
            child.kill()


def measure(mails: int, rounds: int, say: Callable[[str], None]) -> list[Result]:
    """Send so many mails each way, in turn; Django is set up on a database of the portal's schema."""
    from django.conf import settings

    with sink() as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        fill(mails)
        ways: dict[str, Callable[[int], float]] = {
            "django": django_loop,
            "once": lambda n: built_once(n, port),
            "ours": ours,
        }
        rates: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(rounds):
            for name, way in ways.items():
                seconds = way(mails)
                rates[name].append(mails / seconds)
            say(f"mail, round {number + 1}: " + ", ".join(f"{name} {shown(rates[name][-1])}/s" for name in ways))
    return results(rates)


def results(rates: dict[str, list[float]]) -> list[Result]:
    """Compare the medians of the rounds' own ratios: what else the machine does meets all three ways of a round."""
    per_second = ", ".join(f"{name} {shown(median(found))} mails/s" for name, found in rates.items())
    found = []
    for other in ("once", "django"):
        ratio = median([mine / theirs for mine, theirs in zip(rates["ours"], rates[other], strict=True)])
        found.append(Result(f"mail.{other}", ratio, per_second))
    return found


def fill(mails: int) -> None:
    """Make as many readers."""
    from django.utils import timezone

    from newsletter.models import Subscriber

    now = timezone.now()
    Subscriber.objects.bulk_create(
        [
            Subscriber(email=f"odbiorca{n}@example.net", state="confirmed", confirmed_at=now, wants_letters=True)
            for n in range(mails)
        ],
        batch_size=5000,
        ignore_conflicts=True,
    )


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _items() -> list[dict[str, str]]:
    return [{"title": LINE.format(n=n), "url": f"https://portal.example.org/sesje/{n}"} for n in range(ITEMS)]


def django_loop(mails: int) -> float:
    """Send one after the other as Django's documentation shows it, over one connection."""
    from django.core.mail import EmailMultiAlternatives, get_connection
    from django.template import engines

    text, html = (engines["django"].from_string(source) for source in (TEXT, HTML))
    items = _items()

    def send() -> None:
        with get_connection() as connection:
            for n in range(mails):
                context = {"name": f"Zażółć {n}", "items": items, "token": f"{n:032x}"}
                head = {
                    "List-Unsubscribe": f"<https://portal.example.org/u/{n:032x}>",
                    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                }
                mail = EmailMultiAlternatives(
                    "Nowe głosowania", text.render(context), None, [f"odbiorca{n}@example.net"], headers=head
                )
                mail.attach_alternative(html.render(context), "text/html")
                connection.send_messages([mail])

    return _timed(send)


def built_once(mails: int, port: int) -> float:
    """Send an issue's own letter with its bytes replaced, and know nothing of it afterwards."""
    from newsletter.letters.building import build

    letter = build(_issue("once"))
    sender = "odnowa@localhost"

    def send() -> None:
        with smtplib.SMTP("127.0.0.1", port) as smtp:
            for n in range(mails):
                made = letter.replace(b"qxaddressxq@mark.invalid", b"odbiorca%d@example.net" % n)
                made = made.replace(b"qxunsubscribexq", b"%032x" % n).replace(b"qxkeyxq", b"%032x" % n)
                smtp.sendmail(sender, [f"odbiorca{n}@example.net"], made)

    return _timed(send)


def ours(mails: int) -> float:
    """Send an issue as the worker does; raises ``AssertionError`` where a mail was not sent."""
    from newsletter.letters.building import build
    from newsletter.letters.sending import carry_on
    from newsletter.models import Delivery, Mailing, Subscriber

    issue = _issue(f"ours-{time.time_ns()}")
    Mailing.objects.create(issue=issue, letter=build(issue))
    readers = Subscriber.objects.for_letters().filter(email__startswith="odbiorca").only("pk")[:mails]
    Delivery.objects.bulk_create([Delivery(issue=issue, subscriber=each) for each in readers], batch_size=5000)
    woken = [issue.pk]

    def send() -> None:
        while woken:
            carry_on(woken.pop(), wake=woken.append)

    seconds = _timed(send)
    assert Delivery.objects.filter(issue=issue, state=Delivery.State.SENT).count() == mails
    return seconds


def _issue(slug: str) -> Any:
    from django.utils import timezone

    from newsletter.models import Issue

    body = "## Sesje\n\n" + "\n".join(f"- [{LINE.format(n=n)}](/rada/sesje/{n}/)" for n in range(ITEMS))
    found, _new = Issue.objects.get_or_create(
        slug=slug,
        defaults={
            "title": "Nowe głosowania i wydatki", "lead": "Co nowego.", "body": body,
            "state": "published", "published_at": timezone.now(),
        },
    )  # fmt: skip
    return found
