"""
Bring what a deployment keeps to what its code expects: the schema of the database, and a first administrator.

One command, because each start of Django costs a second and `./portal run` waits for all of it. Running it again
changes nothing.
"""

import secrets
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Migrate the database and, if asked, make the first administrator."
    requires_system_checks = ()  # ./portal check makes them; here they cost the start a third of a second

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--admin-login",
            type=Path,
            metavar="FILE",
            help="where to write the name and password of a first administrator, if there is none yet",
        )

    def handle(self, *, admin_login: Path | None, **options: Any) -> None:
        self.migrate()
        if admin_login:
            self.make_admin(admin_login)

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
            self.stdout.write(f"Database: {len(plan)} migrations applied")

    def make_admin(self, path: Path) -> None:
        """Make the first administrator, with a password that is written to a file and shown nowhere."""
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(18)
        with transaction.atomic():
            users.create_superuser(username="admin", password=password)
            write_secret(path, f"username: admin\npassword: {password}\n")
        self.stdout.write(f"Admin login written to {path}")


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner can read, from its first byte on."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(text, encoding="utf-8")
