"""Draft the next issue from the data, rehearse an issue, or send one that a second person has approved."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from newsletter.letters import acts
from newsletter.letters.building import for_test
from newsletter.letters.digest import digest
from newsletter.models import Issue
from newsletter.slugs import free_slug
from newsletter.tasks import send_issue
from watchdog.pages.publishing import Refused


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "slug", nargs="?", default="", help="an issue's address; without one, what came in since the last"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="print the mail and how many would get it; nothing is kept"
        )
        parser.add_argument("--by", default="", help="who sends: a name of the back room that may do so")

    def handle(self, *args: Any, **options: Any) -> None:
        issue = self._found(options["slug"]) if options["slug"] else self._drafted()
        if options["dry_run"]:
            self._rehearse(issue)
        elif options["slug"]:
            self._send(issue, options["by"])
        else:
            issue.save()
            self.stdout.write(f"Draft „{issue}” is kept; an editor finishes it, a second person approves it.")

    def _found(self, slug: str) -> Issue:
        issue: Issue | None = Issue.objects.filter(slug=slug).first()
        if issue is None:
            raise CommandError(f"There is no issue at {slug}.")
        return issue

    def _drafted(self) -> Issue:
        found = digest()
        if found.is_empty:
            raise CommandError(f"Nothing has come in since {found.since:%Y-%m-%d %H:%M}.")
        slug = free_slug(Issue, found.title, None, "wydanie")
        return Issue(slug=slug, title=found.title, lead=found.lead, body=found.body, gathered_at=found.until)

    def _rehearse(self, issue: Issue) -> None:
        letter = message_from_bytes(for_test(issue.working(), "czytelnik@example.org"), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        plain = letter.get_body(("plain",))
        for name in ("From", "Subject", "List-Id", "Message-ID"):
            self.stdout.write(f"{name}: {letter[name]}")
        self.stdout.write(f"\n{plain.get_content() if plain else ''}")
        self.stdout.write(f"{sum(1 for _each in acts.readers())} readers would get it. Nothing was sent or kept.")

    def _send(self, issue: Issue, name: str) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError("Say who sends: --by NAME, somebody of the back room.")
        try:
            mailing = acts.start(issue, user)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        transaction.on_commit(partial(send_issue.delay, issue.pk))
        self.stdout.write(f"{mailing.deliveries.count()} mails wait for the worker.")
